// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/dbscan.hpp"
#include "analysis/pattern_window.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How far the nearest other incident is, held against what chance would make of it (Clark and Evans 1954): below 1
/// where incidents lie together, above 1 where they keep apart.
///   R = mean d_i / E,  E = 1 / (2 sqrt(n / |W|)),  d_i to the nearest other incident, 0 on a shared place
struct ClarkEvans {
  double mean_nearest = 0.0;  ///< m
  double none = 0.0;          ///< R as it stands: near the border the nearest may lie unseen, so R is too high
  /// With E + (0.0514 + 0.0412 / sqrt n) P / n, P the perimeter (Donnelly 1978); made for rectangles, given for them
  /// alone.
  std::optional<double> donnelly;
  /// With the mean of the Kaplan-Meier estimate of the distances' distribution, those longer than the way to the border
  /// being censored (Baddeley & Gill 1997). On 512 equal steps up to min(half the extent's diagonal,
  /// sqrt(ln 1e5 |W| / (pi n))), each distance taken for the lower end of its step, as spatstat's clarkevans has it.
  /// Nothing where every distance is censored.
  std::optional<double> cdf;
  double z = 0.0;  ///< of R as it stands: (mean d - E) / (sqrt((4 - pi) / (4 pi) |W|) / n), edge effects and all
};

/// O(n log n). @pre >= 2 incidents, places distinct and in the window. @returns cancelled
core::Result<ClarkEvans> clark_evans(const PlacedCounts& places, const PatternWindow& window,
                                     const jobs::Progress& progress);

/// Of each place the distance to the nearest other incident, m: 0 where it holds two or more; infinity where it is the
/// only one. O(n log n). @pre places distinct. @returns cancelled
core::Result<std::vector<double>> nearest_distances(const PlacedCounts& places, const jobs::Progress& progress);

}  // namespace wardscope::analysis
