// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace wardscope::io {

/// A text as a CSV cell: quoted where it holds a comma, quote, line end or blank at an end. A text that a spreadsheet
/// would take for a formula (after blanks, no-break spaces or a line end inside: = + - @ tab CR LF) gets a leading
/// apostrophe, unless it is a finite number.
std::string csv_cell(std::string_view text);

}  // namespace wardscope::io
