// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/swapped_places.hpp"

#include <cstddef>

namespace wardscope::io {
namespace {

constexpr double kReach = 50000.0;        // m: a list may reach as far beyond the wards, or beyond the rest of its rows
constexpr std::size_t kRowsKept = 10000;  // more are no slips of single rows
constexpr std::int64_t kOneInTen = 10;

geo::Point exchanged(geo::Point p) { return {p.y, p.x}; }

bool is_swapped(geo::Point position, const geo::Extent& near) {
  return !near.contains(position) && near.contains(exchanged(position));
}

}  // namespace

void SwappedPlaces::add(std::int64_t line, geo::Point position) {
  if (!wards_.empty()) {
    std::vector<SwappedPlace>& rows = sides_[0].rows;
    if (rows.size() < kRowsKept && is_swapped(position, wards_.grown(kReach))) rows.push_back({line, position});
    return;
  }
  Side& side = sides_[position.x > position.y ? 1 : 0];
  ++side.count;
  side.extent.add(position);
  if (side.rows.size() < kRowsKept) side.rows.push_back({line, position});
}

std::vector<SwappedPlace> SwappedPlaces::found() const {
  if (!wards_.empty()) return sides_[0].rows;
  const bool more_above = sides_[1].count > sides_[0].count;
  const Side& most = sides_[more_above ? 1 : 0];
  const Side& few = sides_[more_above ? 0 : 1];
  std::vector<SwappedPlace> swapped;
  const bool single =
      few.count * kOneInTen <= most.count + few.count && few.rows.size() == static_cast<std::size_t>(few.count);
  if (!single) return swapped;
  const geo::Extent near = most.extent.grown(kReach);
  for (const SwappedPlace& row : few.rows) {
    if (is_swapped(row.position, near)) swapped.push_back(row);
  }
  return swapped;
}

}  // namespace wardscope::io
