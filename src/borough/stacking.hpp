// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace wardscope::borough {

/// Points at which hundreds of incidents stand are how a publisher hides addresses; from this many on, an incident's
/// place says no more than which street it is near.
constexpr std::int64_t kStackedRows = 20;

/// From this share of incidents on such points on, a map of streets would show where the publisher put its points.
constexpr double kStackedShare = 0.1;

/// Whether the places of `placed` incidents, of which `in_stacks` stand on points that kStackedRows or more share, say
/// anything of single streets. False: areas of about 200 m and more are what they support. True where there are none.
constexpr bool supports_street_level(std::int64_t in_stacks, std::int64_t placed) {
  return placed == 0 || static_cast<double>(in_stacks) < kStackedShare * static_cast<double>(placed);
}

}  // namespace wardscope::borough
