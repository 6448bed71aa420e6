// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "sample/sample.hpp"

namespace wardscope::sample {

/// What was planted in the borough and what an analysis must find, as JSON: hotspots, ground that no camera sees,
/// duplicate cameras, expected counts by type and ward. Positions in EPSG:27700. Ends with a line feed.
std::string truth_json(const SampleBorough& borough);

}  // namespace wardscope::sample
