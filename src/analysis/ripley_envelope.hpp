// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/pattern_trend.hpp"
#include "analysis/random_places.hpp"
#include "analysis/ripley.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct EnvelopeOptions {
  std::int64_t simulations = 99;  ///< 19 … 9,999
  std::int64_t seed = 1;          ///< >= 0
  double level = 0.05;            ///< of the global test, and at most that of the band at one distance: 0 < level < 1
};

/// What patterns of as many points would make of L if chance alone placed them. By step of distance, in metres of L -
/// r.
struct RipleyEnvelope {
  std::vector<double> expected;  ///< mean of the simulated curves
  std::vector<double> low;       ///< at one distance chance stays above it in all but level / 2 of patterns
  std::vector<double> high;
  double level_at_one = 0.0;  ///< share of patterns that chance alone takes out of the band at one distance, both sides
  /// Half the width of the band about `expected` that chance leaves nowhere in all but `level` of patterns.
  double half_width = 0.0;
  double most_deviation = 0.0;  ///< of the observed curve from `expected`, m
  std::size_t at_step = 0;      ///< where that is
  /// (1 + patterns that deviate as far somewhere) / (1 + patterns): one test for all distances.
  double p = 1.0;
  std::size_t steps_tested = 0;  ///< from step 1 on, up to where every curve is known (border correction)
  /// Mean distance to the nearest other point of each pattern, m.
  std::vector<double> mean_nearest;
};

struct EnvelopeQuestion {
  const RipleyCurve& observed;
  const PatternWindow& window;
  RipleyCorrection correction = RipleyCorrection::isotropic;
  const RandomPlaces& null;
  EnvelopeOptions options;
  const SetCovariance* covariance = nullptr;  ///< for the translation correction; borrowed
  /// The observed curve is inhomogeneous_k() beside this trend: patterns are drawn from it and not from `null`, and
  /// each is held against its own estimate of it. Borrowed; null: ripley_k().
  const PatternTrend* trend = nullptr;
};

/// K of a pattern as the question asks for it: beside the trend, if there is one. @returns cancelled
core::Result<RipleyCurve> curve_beside(const PatternTrend* trend, const RipleyQuestion& question,
                                       const jobs::Progress& progress);

/// Monte Carlo test of the maximum absolute deviation of L (Diggle 1979; Ripley 1981; each curve against the
/// mean of all others it is exact: Myllymaki, Mrkvicka, Grabarnik, Seijo & Hahn 2017, Journal of the Royal
/// Statistical Society B 79). Each pattern has as many points as the observed one and goes through the same estimator;
/// pattern b is a function of (seed, b). Distance 0 is not tested: chance puts no two points on one place.
/// O(simulations x cost of ripley_k()).
/// @returns invalid_argument where an option is out of its range, or where `simulations` are too few for the level;
/// cancelled
core::Result<RipleyEnvelope> ripley_envelope(const EnvelopeQuestion& question, const jobs::Progress& progress);

}  // namespace wardscope::analysis
