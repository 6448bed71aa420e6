// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/well_known_text.hpp"

#include <string>
#include <vector>

#include "core/text.hpp"

namespace wardscope::io {

std::optional<geo::Point> point_from_well_known_text(std::string_view text) {
  const std::size_t srid_end = text.find(';');
  if (srid_end != std::string_view::npos) text.remove_prefix(srid_end + 1);
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  const std::string word = core::lower_ascii(core::trimmed(text.substr(0, open)));
  if (word != "point" && word != "point z" && word != "point m" && word != "point zm") return std::nullopt;
  if (!core::trimmed(text.substr(close + 1)).empty()) return std::nullopt;
  std::vector<double> numbers;
  for (const std::string_view part : core::split(core::trimmed(text.substr(open + 1, close - open - 1)), ' ')) {
    if (part.empty()) continue;
    const auto number = core::parse_number(part);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  constexpr std::size_t kMostOrdinates = 4;
  if (numbers.size() < 2 || numbers.size() > kMostOrdinates) return std::nullopt;
  return geo::Point{numbers[0], numbers[1]};
}

}  // namespace wardscope::io
