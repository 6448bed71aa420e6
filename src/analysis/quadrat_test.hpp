// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/dbscan.hpp"
#include "analysis/pattern_window.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"
#include "stats/dispersion_test.hpp"

namespace wardscope::analysis {

struct QuadratOptions {
  core::Metres side{0.0};  ///< of the squares, 10 m … 10 km; 0: automatic_quadrat_side()
  std::int64_t seed = 1;
};

/// A round side, 50 m or more, with which ten incidents are expected in a square and there are at most 400 squares; so
/// that the chi-squared distribution may be believed. 0 where fewer than six squares would be left.
core::Metres automatic_quadrat_side(double incidents, double window_m2);

/// Do squares of the ground hold as many incidents as their land would make chance put there?
struct QuadratTest {
  stats::DispersionTest dispersion;
  core::Metres side;
  std::size_t quadrats = 0;
  std::int64_t incidents = 0;  ///< in quadrats
  std::int64_t elsewhere = 0;  ///< on slivers of quadrats with less than a tenth of land, which are left out
  /// Some squares expect fewer than 5: then p is from 999 random tables (stats::replicated_tails), else from
  /// chi-squared.
  bool replicated = false;
};

/// Squares anchored at the origin of the National Grid, of which a tenth or more is land; a square's expected count is
/// its share of the land. @returns invalid_argument where the side is out of its range, or fewer than six quadrats or
/// five incidents are left; cancelled
struct QuadratQuestion {
  const PlacedCounts& places;
  const PatternWindow& window;
  QuadratOptions options;
};
core::Result<QuadratTest> quadrat_test(const QuadratQuestion& question, const jobs::Progress& progress);

}  // namespace wardscope::analysis
