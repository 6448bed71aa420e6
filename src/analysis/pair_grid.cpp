// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pair_grid.hpp"

#include <cassert>
#include <cmath>
#include <numeric>

namespace wardscope::analysis {
namespace {

/// Cells an eighth of the reach wide leave out most of what lies beyond it; narrower ones cost more than they save.
constexpr double kCellsInReach = 8.0;
/// Cells, at most, for each place: more would be empty ones, which cost memory.
constexpr double kCellsAPlace = 2.0;

}  // namespace

PairGrid::PairGrid(const PlacedCounts& places, double reach) : reach_(reach) {
  assert(places.size() > 0 && reach > 0.0);
  const auto [west, east] = std::minmax_element(places.x.begin(), places.x.end());
  const auto [south, north] = std::minmax_element(places.y.begin(), places.y.end());
  west_ = *west;
  south_ = *south;
  const double width = *east - *west;
  const double height = *north - *south;
  const double most_cells = kCellsAPlace * static_cast<double>(places.size()) + 64.0;
  side_ = std::max(
      {reach / kCellsInReach, std::sqrt(width * height / most_cells), width / most_cells, height / most_cells});
  columns_ = static_cast<std::size_t>(width / side_) + 1;
  rows_ = static_cast<std::size_t>(height / side_) + 1;
  // Cells k rows apart leave k - 1 rows between them; a hair more, so that rounding never loses a pair.
  constexpr double kHair = 1.0 + 1e-9;
  const double cells_in_reach = reach / side_ * kHair;
  for (std::size_t apart = 0; apart == 0 || static_cast<double>(apart) - 1.0 <= cells_in_reach; ++apart) {
    const double between = apart == 0 ? 0.0 : static_cast<double>(apart) - 1.0;
    beside_.push_back(
        static_cast<std::size_t>(std::sqrt(std::max(0.0, cells_in_reach * cells_in_reach - between * between))) + 1);
  }
  start_.assign(cell_count() + 1, 0);
  std::vector<std::uint32_t> cell(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    cell[i] = static_cast<std::uint32_t>(cell_of(places.x[i], places.y[i]));
    ++start_[cell[i] + 1];
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
  x_.resize(places.size());
  y_.resize(places.size());
  incidents_.assign(places.size(), 1);
  given_.resize(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t position = next[cell[i]]++;
    x_[position] = places.x[i];
    y_[position] = places.y[i];
    given_[position] = static_cast<std::uint32_t>(i);
    if (!places.incidents.empty()) incidents_[position] = places.incidents[i];
  }
  single_ = std::all_of(incidents_.begin(), incidents_.end(), [](std::uint32_t own) { return own == 1; });
}

std::size_t PairGrid::cell_of(double x, double y) const {
  const auto column = std::min(columns_ - 1, static_cast<std::size_t>((x - west_) / side_));
  const auto row = std::min(rows_ - 1, static_cast<std::size_t>((y - south_) / side_));
  return row * columns_ + column;
}

std::vector<PairGrid::Piece> PairGrid::pieces(std::size_t most) const {
  std::vector<Piece> found;
  for (std::size_t cell = 0; cell < cell_count(); ++cell) {
    for (std::size_t begin = start_[cell]; begin < start_[cell + 1]; begin += most) {
      const std::size_t end = std::min<std::size_t>(start_[cell + 1], begin + most);
      found.push_back({cell, {begin, end}, {end, start_[cell + 1]}});
    }
  }
  return found;
}

}  // namespace wardscope::analysis
