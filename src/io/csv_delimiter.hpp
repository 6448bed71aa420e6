// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace wardscope::io {

/// The separator of a table from its first lines: of comma, semicolon, tab and bar the one that splits most lines into
/// as many values as the header, then into the most values. Separators inside quotes do not count. Comma where none
/// fits.
char guess_delimiter(const std::vector<std::string>& first_lines);

}  // namespace wardscope::io
