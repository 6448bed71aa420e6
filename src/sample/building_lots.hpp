// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "sample/street_network.hpp"

namespace wardscope::sample {

/// A building while the town is being made.
struct SketchBuilding {
  geo::Ring footprint;  ///< closed, anticlockwise
  double height = 0.0;  ///< m
  double dwellings = 0.0;
  std::uint8_t plot = 0;  ///< index into Recipe::plots
  std::uint16_t district = 0;
  std::uint32_t street = 0;  ///< that it faces
  geo::Point door;           ///< on the pavement before it
};

/// Buildings along both sides of every street, main roads first: each faces its street, stands on land outside parks,
/// clear of every carriageway and of every other building.
core::Result<std::vector<SketchBuilding>> make_buildings(const Recipe& recipe, const Ground& ground,
                                                         const StreetNetwork& streets, std::uint64_t seed,
                                                         const jobs::Progress& progress);

}  // namespace wardscope::sample
