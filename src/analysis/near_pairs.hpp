// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How far apart two places are.
enum class PairDistance {
  straight,   ///< sqrt(dx^2 + dy^2)
  manhattan,  ///< |dx| + |dy|: the default of the Near Repeat Calculator
};

/// Where and when incidents happened, one entry an incident. Borrows.
struct TimedPoints {
  std::span<const double> x;           ///< easting, m, finite
  std::span<const double> y;           ///< northing, m
  std::span<const std::int32_t> time;  ///< whole days, or months; last - first below kMostTimes
  [[nodiscard]] std::size_t size() const { return x.size(); }
};
constexpr std::int32_t kMostTimes = 32000;  // differences fit 16 bits; of days 87 years

/// Bands of distance and time in which pairs are counted. Band 0 of distance holds pairs at one place, whose
/// coordinates are equal, unless `joins_first`; each further one those farther than the limit before. Band 0 of time
/// begins at 0.
struct PairBands {
  std::vector<double> metres;       ///< upper limits, ascending, > 0; at least one
  std::vector<std::int32_t> times;  ///< upper limits, ascending, >= 0, all included; at least one
  PairDistance distance = PairDistance::straight;
  enum class Limit { included, excluded } limit = Limit::included;  ///< whether a distance equal to it is in the band
  enum class SamePlace { own, joins_first } same_place = SamePlace::own;  ///< pairs at one place
  [[nodiscard]] std::size_t distances() const { return metres.size() + (same_place == SamePlace::own ? 1 : 0); }
};

/// Incidents by place, in strips of ground half as high as the greatest distance asked for, from west to east.
class PlacedTimes {
 public:
  /// @pre points as TimedPoints has them, fewer than 2^32; bands as PairBands has them
  PlacedTimes(const TimedPoints& points, const PairBands& bands);

  [[nodiscard]] std::size_t places() const { return x_.size(); }
  [[nodiscard]] std::size_t incidents() const { return time_.size(); }
  [[nodiscard]] std::size_t first(std::size_t place) const { return first_[place]; }
  [[nodiscard]] std::size_t incidents(std::size_t place) const { return first_[place + 1] - first_[place]; }
  /// Times since the earliest one, place by place, ascending at each.
  [[nodiscard]] const std::vector<std::int16_t>& times() const { return time_; }
  [[nodiscard]] std::span<const std::int16_t> times(std::size_t place) const {
    return {time_.data() + first_[place], incidents(place)};
  }
  [[nodiscard]] const PairBands& bands() const { return *bands_; }

  /// Calls `found(other, band)` once for each pair of different places in reach of each other, at one of the two.
  template <typename Found>
  void each_near(std::size_t place, const Found& found) const {
    if (bands_->distance == PairDistance::manhattan) {
      each_near_as<PairDistance::manhattan>(place, found);
    } else {
      each_near_as<PairDistance::straight>(place, found);
    }
  }

 private:
  struct Strip {
    std::int64_t number;
    std::size_t begin;
    std::size_t end;
  };
  static constexpr std::int64_t kStripsAbove = 2;

  template <PairDistance kDistance>
  [[nodiscard]] static double measure(double dx, double dy) {
    // The square of a straight distance: nothing is lost by a root.
    if constexpr (kDistance == PairDistance::straight) return dx * dx + dy * dy;
    return (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
  }
  template <PairDistance kDistance, typename Found>
  void each_near_as(std::size_t place, const Found& found) const {
    const std::size_t own = strip_of_[place];
    scan<kDistance>(place, place + 1, strips_[own].end, found);
    for (std::size_t s = own + 1; s < strips_.size() && strips_[s].number <= strips_[own].number + kStripsAbove; ++s) {
      scan<kDistance>(place, first_in_reach(strips_[s], x_[place]), strips_[s].end, found);
    }
  }
  template <PairDistance kDistance, typename Found>
  void scan(std::size_t place, std::size_t begin, std::size_t end, const Found& found) const {
    const double east = x_[place] + reach_;
    const double farthest = limits_.back();
    for (std::size_t other = begin; other < end && x_[other] <= east; ++other) {
      const double apart = measure<kDistance>(x_[other] - x_[place], y_[other] - y_[place]);
      if (apart > farthest) continue;
      std::size_t band = first_band_;
      for (std::size_t i = 0; i + 1 < limits_.size(); ++i) band += apart > limits_[i] ? 1 : 0;
      found(other, band);
    }
  }
  [[nodiscard]] std::size_t first_in_reach(const Strip& strip, double x) const;

  const PairBands* bands_;
  double reach_ = 0.0;          // m, a little more than the greatest limit
  std::vector<double> limits_;  // as measure() has them; where limits are excluded the greatest number below
  std::size_t first_band_ = 0;  // of pairs at different places
  std::vector<double> x_;       // by place
  std::vector<double> y_;
  std::vector<std::size_t> first_;  // incident of each place; one more at the end
  std::vector<std::size_t> strip_of_;
  std::vector<Strip> strips_;
  std::vector<std::int16_t> time_;
};

/// Pairs of incidents in bands of distance and time.
struct PairCounts {
  std::size_t time_bands = 0;
  std::vector<std::int64_t> pairs;          ///< by band of distance, and within it by band of time
  std::vector<std::int64_t> near_in_space;  ///< by band of distance, whatever the time between
  std::vector<std::int64_t> near_in_time;   ///< by band of time, whatever the distance
  std::int64_t all = 0;                     ///< n (n - 1) / 2
  std::int64_t place_pairs = 0;             ///< pairs of different places in reach
  [[nodiscard]] std::int64_t at(std::size_t distance, std::size_t time) const {
    return pairs[distance * time_bands + time];
  }
};

/// Counts the pairs in all bands in one pass. Memory O(n); time O(pairs of places in reach), and at shared places
/// that of merging their times. @returns cancelled
core::Result<PairCounts> count_pairs(const PlacedTimes& places, const jobs::Progress& progress);

}  // namespace wardscope::analysis
