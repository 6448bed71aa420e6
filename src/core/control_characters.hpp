// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace wardscope::core {

/// The text without what would steer a terminal or turn its writing direction: control characters other than line ends
/// and tabs (C0, DEL, C1) and Unicode's marks of direction become U+FFFD. Names in foreign files may hold any.
std::string without_controls(std::string_view utf8);

}  // namespace wardscope::core
