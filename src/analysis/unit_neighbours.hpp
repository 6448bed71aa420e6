// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/land_cells.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::analysis {

/// Which units (cells, wards) count as being next to each other.
enum class NeighbourRule {
  queen,     ///< they share a side or a corner
  rook,      ///< they share a side
  distance,  ///< their centres are within a distance
  nearest,   ///< they are among the k whose centres are nearest; need not be mutual
};

struct NeighbourOptions {
  NeighbourRule rule = NeighbourRule::queen;
  core::Metres distance{300.0};  ///< between centres, included
  std::int64_t nearest = 8;      ///< k
};

void describe(NeighbourOptions& options, core::ParameterVisitor& visitor);

/// "units that touch (queen)", "the 8 nearest": for titles and provenance.
std::string describe_in_words(const NeighbourOptions& options);

/// Neighbours of cells. Hexagons that touch share a side: queen and rook are the same.
/// @returns invalid_argument where the distance or k is out of its range, or k is not below the number of cells.
core::Result<stats::Neighbours> neighbours_of(const LandCells& cells, const NeighbourOptions& options);

/// Neighbours of areas. Borders within half a metre count as shared (files round differently), and a side is shared
/// where 2 m of border or more are. @returns as above; cancelled; as the polygon operations.
core::Result<stats::Neighbours> neighbours_of(std::span<const geo::MultiPolygon> areas, const NeighbourOptions& options,
                                              const jobs::Progress& progress);

}  // namespace wardscope::analysis
