// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wardscope::core {

/// ASCII lower case; other bytes stay. For identifiers and column names, not for prose.
std::string lower_ascii(std::string_view text);
/// Without leading and trailing ASCII white space.
std::string_view trimmed(std::string_view text);
/// The parts between separators; "a,,b" has three. An empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// A finite decimal number that is the whole text (spaces around allowed), else nothing. Locale-free; no hex, no
/// commas.
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);
/// "12,431": thousands separated by commas.
std::string with_thousands(std::int64_t value);
/// A number with `decimals` decimals and thousands separators: "1,234.5". NaN and infinities read "not known".
std::string fixed(double value, int decimals);
/// A file name from any text: letters, digits, '-' and '_' stay, runs of others become one '_'. Never empty.
std::string file_name_from(std::string_view text);
/// True where `text` is valid UTF-8 without NUL.
bool is_utf8(std::string_view text);

}  // namespace wardscope::core
