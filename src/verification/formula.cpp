// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification/formula.hpp"

namespace wardscope::verification {
namespace {

/// Bytes of what follows at `at` that belongs to the same index: a letter (Greek ones have two bytes), a digit or a
/// star; 0 for anything else. A raised 2 is none: the square of x_i is no part of its index.
std::size_t held_bytes(std::string_view text, std::size_t at) {
  const char c = text[at];
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*') return 1;
  const bool greek = static_cast<unsigned char>(c) == 0xCEU || static_cast<unsigned char>(c) == 0xCFU;  // UTF-8
  return greek && at + 1 < text.size() ? 2 : 0;
}

void append(std::vector<FormulaRun>& runs, std::string_view text, Script script) {
  if (text.empty()) return;
  if (!runs.empty() && runs.back().script == script) {
    runs.back().text.append(text);
  } else {
    runs.push_back({std::string(text), script});
  }
}

/// Where the bracket that opens at `open` is closed, or npos.
std::size_t closing_bracket(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<FormulaRun> formula_runs(std::string_view formula) {
  std::vector<FormulaRun> runs;
  std::size_t at = 0;
  while (at < formula.size()) {
    const std::size_t mark = formula.find_first_of("_^", at);
    append(runs, formula.substr(at, mark - at), Script::normal);
    if (mark == std::string_view::npos) break;
    const Script script = formula[mark] == '_' ? Script::below : Script::above;
    at = mark + 1;
    if (at < formula.size() && formula[at] == '(') {
      const std::size_t close = closing_bracket(formula, at);
      const std::size_t end = close == std::string_view::npos ? formula.size() : close;
      append(runs, formula.substr(at + 1, end - at - 1), script);
      at = end + 1;
      continue;
    }
    std::size_t end = at;
    while (end < formula.size() && held_bytes(formula, end) > 0) end += held_bytes(formula, end);
    append(runs, formula.substr(at, end - at), script);
    at = end;
  }
  return runs;
}

}  // namespace wardscope::verification
