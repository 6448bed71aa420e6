// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/coverage.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"
#include "raster/mask.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kCells{0.25, 1000.0};  // m
constexpr double kMostCountCells = 64e6;           // 256 MB of counts
constexpr std::size_t kBandRows = 64;              // rows that one thread counts at a time

/// The part of the grid that the extent touches, at most rows first … last - 1.
raster::GridSpec window(const raster::GridSpec& grid, const geo::Extent& extent, std::size_t first, std::size_t last) {
  const auto clamped = [](double cells, std::size_t most) {
    return static_cast<std::size_t>(std::clamp(std::floor(cells), 0.0, static_cast<double>(most)));
  };
  const std::size_t west = clamped((extent.min_x - grid.x0) / grid.cell, grid.columns);
  const std::size_t east = std::min(grid.columns, clamped((extent.max_x - grid.x0) / grid.cell, grid.columns) + 1);
  const std::size_t south = std::max(first, clamped((extent.min_y - grid.y0) / grid.cell, grid.rows));
  const std::size_t north = std::min(last, clamped((extent.max_y - grid.y0) / grid.cell, grid.rows) + 1);
  raster::GridSpec part = grid;
  part.x0 = grid.x0 + static_cast<double>(west) * grid.cell;
  part.y0 = grid.y0 + static_cast<double>(south) * grid.cell;
  part.columns = east > west ? east - west : 0;
  part.rows = north > south ? north - south : 0;
  return part;
}

void add_view(raster::Raster<float>& counts, const geo::MultiPolygon& shape, const raster::GridSpec& part) {
  const raster::GridSpec& grid = counts.grid();
  const auto mask = raster::inside_mask(part, shape);
  const auto west = static_cast<std::size_t>(std::lround((part.x0 - grid.x0) / grid.cell));
  const auto south = static_cast<std::size_t>(std::lround((part.y0 - grid.y0) / grid.cell));
  for (std::size_t row = 0; row < part.rows; ++row) {
    for (std::size_t column = 0; column < part.columns; ++column) {
      if (mask.at(column, row) != 0) counts.at(west + column, south + row) += 1.0F;
    }
  }
}

}  // namespace

core::Result<raster::Raster<float>> camera_counts(const CameraViewSet& views, core::Metres cell,
                                                  const jobs::Progress& progress) {
  if (!(cell.value() >= kCells.least && cell.value() <= kCells.most)) {
    return core::invalid_argument(
        fmt::format("cell is {} m, but must lie between {} and {} m", cell.value(), kCells.least, kCells.most));
  }
  geo::Extent all;
  for (const CameraViewResult& view : views.views) all.add(geo::extent_of(view.in_view));
  if (all.empty()) return raster::Raster<float>{};
  const double cells = (all.width() / cell.value() + 2.0) * (all.height() / cell.value() + 2.0);
  if (cells > kMostCountCells) {
    return core::invalid_argument(fmt::format(
        "a cell of {} m makes {} cells over all views; at most {} are counted: choose a cell of {} m or more",
        cell.value(), core::fixed(cells, 0), core::fixed(kMostCountCells, 0),
        std::ceil(cell.value() * std::sqrt(cells / kMostCountCells))));
  }
  raster::Raster<float> counts(raster::grid_covering(all, cell.value()));
  const std::size_t rows = counts.grid().rows;
  const std::size_t bands = (rows + kBandRows - 1) / kBandRows;
  const core::Status done = jobs::parallel_for(bands, 1, progress, [&](std::size_t begin, std::size_t end) {
    for (const CameraViewResult& view : views.views) {
      const auto part =
          window(counts.grid(), geo::extent_of(view.in_view), begin * kBandRows, std::min(rows, end * kBandRows));
      if (!view.in_view.empty() && part.size() > 0) add_view(counts, view.in_view, part);
    }
  });
  if (!done) return done.error();
  return counts;
}

double seen_by_at_least(const raster::Raster<float>& camera_counts, int least) {
  const auto count = std::count_if(camera_counts.values().begin(), camera_counts.values().end(),
                                   [&](float cameras) { return cameras >= static_cast<float>(least); });
  const double cell = camera_counts.grid().cell;
  return core::from_square_metres(static_cast<double>(count) * cell * cell).value();
}

}  // namespace wardscope::analysis
