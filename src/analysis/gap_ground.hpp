// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to coverage_gaps(): the ground that it looks at.

#include <optional>
#include <vector>

#include "analysis/building_index.hpp"
#include "analysis/coverage_gaps.hpp"
#include "borough/areas.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// One piece of ground to look at, with the hotspot that it is of.
struct GapPiece {
  std::optional<int> hotspot;
  geo::MultiPolygon shape;
};

/// The neighbourhoods that were asked for; all of the set where none is named.
/// @returns not_found for a name that the set has not, with the known ones, or where there is no set; invalid_argument
///   where neighbourhoods are named and all hotspots are asked for.
core::Result<borough::AreaSet> chosen_neighbourhoods(const CoverageGapInput& input, const CoverageGapOptions& options);

/// The ground asked for. @returns invalid_argument where it has nothing to be made of.
core::Result<std::vector<GapPiece>> gap_ground(const CoverageGapInput& input, const CoverageGapOptions& options,
                                               const borough::AreaSet& neighbourhoods);

/// The roofs on the ground, each building once.
std::vector<geo::MultiPolygon> roofs_on(const std::vector<GapPiece>& grounds, const BuildingIndex& buildings);

}  // namespace wardscope::analysis
