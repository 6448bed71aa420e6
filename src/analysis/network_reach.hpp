// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/network_density.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// For each lixel how many incidents lie within `reach` of its middle along the streets, by the shortest way.
/// O(lixels x (streets in reach + places on them)), in parallel; the same on any number of threads.
/// @pre reach is finite and not negative; places are sorted by piece, on the graph, and so are the lixels
/// @returns cancelled
core::Result<std::vector<std::int64_t>> incidents_in_reach(const StreetGraph& graph, const PlacesOnStreets& places,
                                                           std::span<const Lixel> lixels, core::Metres reach,
                                                           const jobs::Progress& progress);

}  // namespace wardscope::analysis
