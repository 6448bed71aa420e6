// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wardscope::core {

/// Says in plain words where and why a text is not JSON: "line 3, column 7: '}' stands where a name in double quotes
/// was expected; is the comma before it one too many?". For the person who wrote the file by hand.
/// @param byte counted from 1, of the last byte that was read (text.size() + 1 at the end); the parser's own number
/// @param reason the parser's sentence (nlohmann/json's what()); of an unknown one only the place is told
std::string json_trouble(std::string_view text, std::size_t byte, std::string_view reason);

}  // namespace wardscope::core
