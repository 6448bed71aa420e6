// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/building_index.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace wardscope::analysis {
namespace {

constexpr double kBuildingsPerCell = 2.0;
constexpr double kSmallestCell = 10.0;           // m
constexpr double kMostIndexCells = 4'000'000.0;  // 16 MB; a few stray buildings far off must not take all memory

bool is_finite(const geo::Polygon& polygon) {
  const auto finite = [](const geo::Ring& ring) {
    return std::all_of(ring.begin(), ring.end(), [](geo::Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
  };
  return finite(polygon.exterior) && std::all_of(polygon.holes.begin(), polygon.holes.end(), finite);
}

/// Squared distance from the point to the nearest point of the extent.
double squared_distance(const geo::Extent& extent, geo::Point p) {
  const double dx = std::max({extent.min_x - p.x, 0.0, p.x - extent.max_x});
  const double dy = std::max({extent.min_y - p.y, 0.0, p.y - extent.max_y});
  return dx * dx + dy * dy;
}

}  // namespace

BuildingIndex::BuildingIndex(const borough::BuildingSet& buildings) {
  entries_.reserve(buildings.size());
  for (const borough::Building& building : buildings) {
    geo::MultiPolygon tidy;
    if (is_finite(building.footprint)) tidy = geo::tidied({building.footprint});
    Entry entry;
    if (tidy.empty()) {
      ++left_out_;  // keeps its id, with an empty extent, so that ids are rows of the set
    } else {
      entry = {std::move(tidy.front()), {}, building.height};
      entry.extent = geo::extent_of(entry.footprint);
      extent_.add(entry.extent);
    }
    entries_.push_back(std::move(entry));
  }
  fill_cells();
}

std::size_t BuildingIndex::column_of(double x) const {
  const double column = std::floor((x - extent_.min_x) / cell_);
  return static_cast<std::size_t>(std::clamp(column, 0.0, static_cast<double>(columns_ - 1)));
}

std::size_t BuildingIndex::row_of(double y) const {
  const double row = std::floor((y - extent_.min_y) / cell_);
  return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(rows_ - 1)));
}

template <typename Visit>
void BuildingIndex::visit_cells(const geo::Extent& extent, Visit visit) const {
  const std::size_t last_column = column_of(extent.max_x);
  const std::size_t last_row = row_of(extent.max_y);
  for (std::size_t row = row_of(extent.min_y); row <= last_row; ++row) {
    for (std::size_t column = column_of(extent.min_x); column <= last_column; ++column) visit(column, row);
  }
}

void BuildingIndex::fill_cells() {
  if (extent_.empty()) return;
  const double ground = std::max(extent_.width(), 1.0) * std::max(extent_.height(), 1.0);
  const auto count = static_cast<double>(entries_.size());
  cell_ = std::max({kSmallestCell, std::sqrt(ground * kBuildingsPerCell / count), std::sqrt(ground / kMostIndexCells),
                    extent_.width() / kMostIndexCells, extent_.height() / kMostIndexCells});
  columns_ = static_cast<std::size_t>(extent_.width() / cell_) + 1;
  rows_ = static_cast<std::size_t>(extent_.height() / cell_) + 1;
  cell_begin_.assign(columns_ * rows_ + 1, 0);
  for (const Entry& entry : entries_) {
    if (entry.extent.empty()) continue;
    visit_cells(entry.extent, [&](std::size_t column, std::size_t row) { ++cell_begin_[row * columns_ + column + 1]; });
  }
  for (std::size_t i = 1; i < cell_begin_.size(); ++i) cell_begin_[i] += cell_begin_[i - 1];
  cell_ids_.resize(cell_begin_.back());
  std::vector<std::uint32_t> next(cell_begin_.begin(), cell_begin_.end() - 1);
  for (Id id = 0; id < entries_.size(); ++id) {
    if (entries_[id].extent.empty()) continue;
    visit_cells(entries_[id].extent,
                [&](std::size_t column, std::size_t row) { cell_ids_[next[row * columns_ + column]++] = id; });
  }
}

std::vector<BuildingIndex::Id> BuildingIndex::near(geo::Point p, core::Metres reach) const {
  assert(reach.value() >= 0.0);
  std::vector<Id> found;
  const geo::Extent window = geo::Extent{p.x, p.y, p.x, p.y}.grown(reach.value());
  if (cell_ids_.empty() || !window.intersects(extent_)) return found;
  visit_cells(window, [&](std::size_t column, std::size_t row) {
    const std::size_t cell = row * columns_ + column;
    for (std::uint32_t i = cell_begin_[cell]; i < cell_begin_[cell + 1]; ++i) {
      const geo::Extent& extent = entries_[cell_ids_[i]].extent;
      // A building in several cells is reported in the first that it shares with the window.
      const bool first = column_of(std::max(extent.min_x, window.min_x)) == column &&
                         row_of(std::max(extent.min_y, window.min_y)) == row;
      if (first && squared_distance(extent, p) <= reach.value() * reach.value()) found.push_back(cell_ids_[i]);
    }
  });
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<BuildingIndex::Id> BuildingIndex::standing_on(geo::Point p, core::Metres margin) const {
  for (const Id id : near(p, margin)) {
    const geo::Polygon& shape = entries_[id].footprint;
    if (geo::contains(shape, p)) return id;
    bool at_wall = false;
    for_each_wall(shape, [&](geo::Point a, geo::Point b) {
      at_wall = at_wall || geo::distance_to_segment(p, a, b) <= margin.value();
    });
    if (at_wall) return id;
  }
  return std::nullopt;
}

}  // namespace wardscope::analysis
