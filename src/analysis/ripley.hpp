// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/dbscan.hpp"
#include "analysis/pair_counts.hpp"
#include "analysis/pattern_window.hpp"
#include "analysis/set_covariance.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What is done about neighbours that may lie beyond the border of the window, where nobody could see them.
enum class RipleyCorrection {
  isotropic,    ///< a pair weighs 1 / the share of the circle about one, through the other, in the window. Ripley 1976
  border,       ///< at distance r only points count that lie r or more from the border. Ripley 1988
  translation,  ///< a pair weighs |W| / |W and W moved by it|. Ohser 1983
  none,         ///< nothing: K falls too low as r grows
};
std::string_view words_of(RipleyCorrection correction);

/// Ripley's K at radius(k), k = 0 … steps.count.
struct RipleyCurve {
  DistanceSteps steps;
  std::vector<double> k;  ///< m^2
  std::int64_t points = 0;
  double window = 0.0;  ///< area, m^2
  /// Besag's L = sqrt(K / pi), m: as long as r where points are placed at random.
  [[nodiscard]] double l(std::size_t step) const;
  /// L - r at a step, m.
  [[nodiscard]] double excess(std::size_t step) const { return l(step) - steps.radius(step); }
  /// How many times as many others lie in the ring between the step before and this one as even chance would put there:
  /// the pair correlation g over the ring, (K(r_k) - K(r_k-1)) / (pi (r_k^2 - r_k-1^2)), the O-ring statistic of
  /// Wiegand and Moloney 2004 over the intensity. @pre step >= 1
  [[nodiscard]] double ring_ratio(std::size_t step) const;
  /// What one pair, counted once, adds to K where nothing is corrected, m^2; beside an uneven density a pair of two
  /// places of mean density.
  [[nodiscard]] double per_pair() const;
};

/// The largest weight of a pair under the isotropic correction: an incident whose circle lies almost wholly outside
/// would speak for a hundred others. As spatstat has it.
constexpr double kMostPairWeight = 100.0;

/// Ripley 1977 (Journal of the Royal Statistical Society B 39), |W| the window's area, n points, i /= j:
///   none, isotropic, translation   K(r) = |W| / (n (n - 1))  sum_ij  1{d_ij <= r} w_ij
///   border    K(r) = |W| / (n m(r))  sum_ij  1{d_ij <= r, b_i >= r},  m(r) the number of points with b_i >= r
///   d_ij distance, b_i distance of i to the border, w_ij as above, 1 under none; an incident pairs with others on its
///   place (d = 0). A pair at exactly r counts: tools that take d < r differ where coordinates are whole metres.
///
/// Pairs are counted once by pair_counts(); only points nearer the border than the reach are looked at again, one by
/// one. Weights are summed in a fixed order. O(n + pairs in reach); with corrections in addition O(pairs of points near
/// the border x crossings of their circles).
/// Under `border` K is NaN from the radius on at which no point is far enough from the border.
/// @pre points in the window, >= 2 incidents; not empty; for translation a covariance that reaches steps.most, or a
/// rectangle whose sides are longer
/// @returns cancelled
struct RipleyQuestion {
  const PlacedCounts& places;
  const PatternWindow& window;
  DistanceSteps steps;
  RipleyCorrection correction = RipleyCorrection::isotropic;
  const SetCovariance* covariance = nullptr;  ///< of the window, for translation; borrowed. Null: a rectangle's
};
core::Result<RipleyCurve> ripley_k(const RipleyQuestion& question, const jobs::Progress& progress);

}  // namespace wardscope::analysis
