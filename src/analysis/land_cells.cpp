// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/land_cells.hpp"

#include <cassert>
#include <limits>

#include "analysis/density_land.hpp"
#include "core/units.hpp"
#include "geo/convex_clip.hpp"

namespace wardscope::analysis {

core::Result<LandCells> land_cells(const geo::MultiPolygon& land, const CellOptions& options,
                                   const jobs::Progress& progress) {
  auto grid = CellGrid::covering(geo::extent_of(land), options);
  if (!grid) return grid.error();
  LandCells found{std::move(grid).value(), {}, {}};
  const LandBoundary boundary(land);
  const double cell_km2 = found.grid.cell_km2();
  constexpr std::size_t kCellsATick = 1024;
  for (std::size_t cell = 0; cell < found.grid.size(); ++cell) {
    if (cell % kCellsATick == 0 && !progress.tick(static_cast<double>(cell) / static_cast<double>(found.grid.size()))) {
      return core::cancelled();
    }
    const geo::Point centre = found.grid.centre(cell);
    bool on_border = false;
    boundary.for_edges_near(centre, options.size.value(), [&](const LandBoundary::Edge&) { on_border = true; });
    double km2 = boundary.contains(centre) ? cell_km2 : 0.0;
    if (on_border) {
      km2 = core::from_square_metres(geo::area_within(land, found.grid.outline(cell).exterior)).value();
    }
    if (km2 < kLeastLandShare * cell_km2) continue;
    found.cells.push_back(cell);
    found.land_km2.push_back(km2);
  }
  if (found.cells.empty()) {
    return core::invalid_argument("the land is smaller than a tenth of a cell: choose a smaller cell size");
  }
  return found;
}

CellCounts count_in_cells(const LandCells& cells, std::span<const double> x, std::span<const double> y,
                          std::span<const std::uint32_t> rows) {
  assert(x.size() == y.size());
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> unit_of(cells.grid.size(), kNone);
  for (std::size_t unit = 0; unit < cells.cells.size(); ++unit) {
    unit_of[cells.cells[unit]] = static_cast<std::uint32_t>(unit);
  }
  CellCounts counts{std::vector<double>(cells.cells.size(), 0.0), 0};
  for (const std::uint32_t row : rows) {
    const auto cell = cells.grid.cell_at({x[row], y[row]});
    const std::uint32_t unit = cell ? unit_of[*cell] : kNone;
    if (unit == kNone) {
      ++counts.elsewhere;
    } else {
      ++counts.incidents[unit];
    }
  }
  return counts;
}

}  // namespace wardscope::analysis
