// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/cell_grid.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The cells of a grid that incidents can be recorded in: those of which a tenth or more is land. A test that held
/// cells of open sea would find the whole shore remarkable.
struct LandCells {
  CellGrid grid;
  std::vector<std::size_t> cells;  ///< of the grid, ascending
  std::vector<double> land_km2;    ///< of each, the part that is land
};

/// Of a cell, the least share of land. A thinner one is a sliver at the shore with next to no ground to count on.
constexpr double kLeastLandShare = 0.1;

/// @param land polygons that may share borders and must not overlap. @returns as CellGrid::covering(); invalid_argument
/// where no cell has land enough; cancelled. O(cells + cells at the border x vertices of the land).
core::Result<LandCells> land_cells(const geo::MultiPolygon& land, const CellOptions& options,
                                   const jobs::Progress& progress);

struct CellCounts {
  std::vector<double> incidents;  ///< by LandCells::cells
  std::int64_t elsewhere = 0;     ///< points in no cell: off the land, or on a sliver of it
};

/// How many of the chosen points lie in each cell. @pre x.size() == y.size(), each of `rows` below it
CellCounts count_in_cells(const LandCells& cells, std::span<const double> x, std::span<const double> y,
                          std::span<const std::uint32_t> rows);

}  // namespace wardscope::analysis
