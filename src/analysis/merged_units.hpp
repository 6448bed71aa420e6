// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/local_test.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Units that stand out as high and hang together, in one.
struct MergedUnits {
  std::vector<std::size_t> units;  ///< ascending
  std::size_t peak = 0;            ///< the one with the highest z, the first of equals
  geo::MultiPolygon shape;         ///< their union
};

/// The high units of a test, those that share a side (5 m of border or more) put together, those with the highest peak
/// first. @pre shapes.size() == test.units.size(). @returns as the polygon operations; cancelled
core::Result<std::vector<MergedUnits>> merged_high_units(std::span<const geo::MultiPolygon> shapes,
                                                         const LocalTest& test, const jobs::Progress& progress);

}  // namespace wardscope::analysis
