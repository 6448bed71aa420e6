// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "borough/dataset.hpp"
#include "cartography/scene_builder.hpp"

namespace wardscope::test {

/// A made-up town for tests of maps: nine wards of 1 km on a wavy coast, streets, buildings, 3,000 incidents about two
/// places, cameras with and without bearing, hubs of each kind, one neighbourhood. The same at every call.
borough::Dataset sample_town();

/// Results as operations leave them: "density", "hotspots", "gaps", "views" and "rates" (a choropleth with a suppressed
/// ward and one without data).
std::vector<cartography::MapResult> sample_results(const borough::Dataset& town);

}  // namespace wardscope::test
