// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/coastal_surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "raster/cells_around.hpp"
#include "raster/mask.hpp"

namespace wardscope::cartography {
namespace {

constexpr double kCoarse = 40.0;    // m, side of a cell from which stairs are seen at street scale
constexpr double kFine = 20.0;      // m, side of a cell as drawn
constexpr double kMostCells = 4e6;  // as drawn
constexpr std::array<std::pair<double, double>, 4> kCorners{{{0, 0}, {1, 0}, {0, 1}, {1, 1}}};

raster::GridSpec finer(const raster::GridSpec& grid) {
  const double most = std::floor(std::sqrt(kMostCells / static_cast<double>(grid.size())));
  const double parts = std::max(1.0, std::min(std::ceil(grid.cell / kFine), most));
  raster::GridSpec fine = grid;
  fine.cell = grid.cell / parts;
  fine.columns = grid.columns * static_cast<std::size_t>(parts);
  fine.rows = grid.rows * static_cast<std::size_t>(parts);
  return fine;
}

/// The surface with a value for cells whose centres lie off the land beside cells that have one.
raster::Raster<float> grown_off_land(const raster::Raster<float>& surface, const geo::MultiPolygon& land) {
  const auto on_land = raster::inside_mask(surface.grid(), land);
  raster::Raster<float> grown = surface;
  for (std::size_t row = 0; row < surface.grid().rows; ++row) {
    for (std::size_t column = 0; column < surface.grid().columns; ++column) {
      if (std::isnan(surface.at(column, row)) && on_land.at(column, row) == 0)
        grown.at(column, row) = raster::mean_around(surface, column, row);
    }
  }
  return grown;
}

/// Between the four nearest centres, of those that have a value; NaN where the place's own cell has none.
float interpolated(const raster::Raster<float>& surface, geo::Point at) {
  const raster::GridSpec& grid = surface.grid();
  const double u = (at.x - grid.x0) / grid.cell;
  const double v = (at.y - grid.y0) / grid.cell;
  const auto inside = [](double cells, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(cells, 0.0, static_cast<double>(count - 1)));
  };
  const float own = surface.at(inside(std::floor(u), grid.columns), inside(std::floor(v), grid.rows));
  if (std::isnan(own)) return own;
  const double left = std::floor(u - 0.5);
  const double below = std::floor(v - 0.5);
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& [right, above] : kCorners) {
    const float value = surface.at(inside(left + right, grid.columns), inside(below + above, grid.rows));
    if (std::isnan(value)) continue;
    const double weight = (1.0 - std::abs(u - 0.5 - left - right)) * (1.0 - std::abs(v - 0.5 - below - above));
    sum += weight * static_cast<double>(value);
    weights += weight;
  }
  return weights > 0.0 ? static_cast<float>(sum / weights) : own;
}

}  // namespace

raster::Raster<float> as_drawn(const raster::Raster<float>& surface, const geo::MultiPolygon& land) {
  if (surface.grid().size() == 0 || surface.grid().cell < kCoarse || land.empty()) return surface;
  const raster::Raster<float> grown = grown_off_land(surface, land);
  raster::Raster<float> drawn(finer(surface.grid()), raster::no_data<float>());
  const auto on_land = raster::inside_mask(drawn.grid(), land);
  for (std::size_t row = 0; row < drawn.grid().rows; ++row) {
    for (std::size_t column = 0; column < drawn.grid().columns; ++column) {
      if (on_land.at(column, row) != 0) drawn.at(column, row) = interpolated(grown, drawn.grid().centre(column, row));
    }
  }
  return drawn;
}

}  // namespace wardscope::cartography
