// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_delimiter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>

namespace wardscope::io {
namespace {

constexpr std::array kCandidates{',', ';', '\t', '|'};

std::size_t separators_in(std::string_view line, char separator) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++count;
  }
  return count;
}

}  // namespace

char guess_delimiter(const std::vector<std::string>& first_lines) {
  char best = ',';
  std::tuple<std::size_t, std::size_t> best_score{0, 0};
  if (first_lines.empty()) return best;
  for (const char candidate : kCandidates) {
    const std::size_t in_header = separators_in(first_lines.front(), candidate);
    if (in_header == 0) continue;
    const auto agreeing = std::count_if(first_lines.begin(), first_lines.end(), [&](const std::string& line) {
      return separators_in(line, candidate) == in_header;
    });
    const std::tuple score{static_cast<std::size_t>(agreeing), in_header};
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

}  // namespace wardscope::io
