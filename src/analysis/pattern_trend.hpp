// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/dbscan.hpp"
#include "analysis/pattern_window.hpp"
#include "analysis/random_places.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How dense points are expected to be at each place of a pattern.
struct TrendIntensity {
  std::vector<double> per_m2;  ///< by place; their sum of 1 / intensity is not the area yet
  std::int64_t floored = 0;    ///< incidents whose intensity was raised to the least that is believed
};

/// No place is expected to be thinner than a tenth of the mean: a pair there would speak for hundreds.
constexpr double kLeastOfMeanIntensity = 0.1;

/// A slowly varying density that a pattern is held against: clustering is what goes beyond it. A Gaussian surface of
/// standard deviation s, edge corrected after Jones and Diggle,
///
///   t(u) = sum_k w_k g_s(u - x_k) / e(x_k)
///
/// of residents (20,000 places drawn in proportion to them) or of the incidents themselves, each without its own kernel
/// at its own place. In each simulated pattern it is estimated anew in the same way, so that what the estimate takes
/// away is taken from all. Immutable.
class PatternTrend {
 public:
  /// The window must outlive the trend. @pre sigma > 0. @returns cancelled
  static core::Result<PatternTrend> of_residents(const RandomPlaces& residents, const PatternWindow& window,
                                                 core::Metres sigma, const jobs::Progress& progress);
  static core::Result<PatternTrend> of_incidents(const PlacedCounts& incidents, const PatternWindow& window,
                                                 core::Metres sigma, const jobs::Progress& progress);

  /// At the places of a pattern: of this trend, or (of incidents) of that pattern itself. @returns cancelled
  [[nodiscard]] core::Result<TrendIntensity> at(const PlacedCounts& pattern, const jobs::Progress& progress) const;
  /// Points that are independent of each other, in proportion to the trend.
  [[nodiscard]] std::vector<geo::Point> draw(std::size_t count, const Draw& which) const;

 private:
  PatternTrend(const PatternWindow& window, core::Metres sigma) : window_(&window), sigma_(sigma) {}

  core::Status set_sources(const PlacedCounts& sources, const jobs::Progress& progress);
  [[nodiscard]] geo::Point one(std::uint64_t seed, std::uint64_t item) const;

  const PatternWindow* window_;  ///< borrowed
  core::Metres sigma_;
  bool of_its_own_ = false;  ///< estimated from each pattern anew
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<double> weight_;  ///< 1 / e each incident
  std::vector<double> up_to_;   ///< incidents of a source and of all before it
};

}  // namespace wardscope::analysis
