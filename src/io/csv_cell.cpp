// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_cell.hpp"

#include "core/text.hpp"

namespace wardscope::io {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kFormulaStarts = "=+-@\t\r";

/// Whether a line of a cell begins like a formula, blanks and no-break spaces skipped.
bool begins_like_formula(std::string_view line) {
  for (;;) {
    if (line.starts_with(' ')) {
      line.remove_prefix(1);
    } else if (line.starts_with(kNoBreakSpace)) {
      line.remove_prefix(kNoBreakSpace.size());
    } else {
      return !line.empty() && kFormulaStarts.find(line.front()) != std::string_view::npos;
    }
  }
}

bool is_formula(std::string_view text) {
  if (core::parse_number(text)) return false;
  if (text.starts_with('\n')) return true;
  for (const std::string_view line : core::split(text, '\n')) {
    if (begins_like_formula(line)) return true;
  }
  return false;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = is_formula(text) ? "'" : "";
  cell += text;
  const bool blank_end = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!blank_end && cell.find_first_of(",\"\r\n\t") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace wardscope::io
