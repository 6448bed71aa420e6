// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/near_pairs.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"
#include "stats/multiple_testing.hpp"

namespace wardscope::analysis {

/// In what the time between two incidents is counted.
enum class PairTime {
  days,    ///< dates apart; a band of 7 is 0 to 7 days, the next 8 to 14
  months,  ///< calendar months apart, for dates known to the month; a band of 1 is the same month, the next one
};

struct NearRepeatOptions {
  core::Metres distance_band{100.0};  ///< width of a band of distance: 1 m … 5 km
  std::int64_t distance_bands = 4;    ///< 1 … 10, beside that of pairs at one place
  PairTime unit = PairTime::days;
  std::int64_t time_band = 0;   ///< width of a band of time, in `unit`; 0: 7 days or 1 month
  std::int64_t time_bands = 4;  ///< 1 … 12
  PairDistance distance = PairDistance::straight;
  PairBands::Limit limit = PairBands::Limit::included;
  PairBands::SamePlace same_place = PairBands::SamePlace::own;
  std::int64_t permutations = 999;  ///< 99 … 99,999
  std::int64_t seed = 1;            ///< >= 0
  stats::Correction correction = stats::Correction::benjamini_hochberg;
  double level = 0.05;  ///< of the corrected p-value
};

void describe(NearRepeatOptions& options, core::ParameterVisitor& visitor);

/// The bands that the options ask for. With limits excluded a band of 7 days ends at 6, as one of 100 m ends before
/// 100 m.
PairBands bands_of(const NearRepeatOptions& options);

/// "the same place", "over 0 to 100 m"; "8 to 14 days", "the same month".
std::string distance_in_words(const PairBands& bands, std::size_t band);
std::string time_in_words(const PairBands& bands, std::size_t band, PairTime unit);

/// A band of distance and time, or several together, held against chance.
struct NearRepeatTest {
  std::int64_t pairs = 0;       ///< observed
  double expected = 0.0;        ///< mean over the permutations
  double poisson = 0.0;         ///< near in space times near in time over all pairs: Knox's own expectation
  std::optional<double> ratio;  ///< pairs / expected; nothing where nothing is expected
  double p = 1.0;               ///< (1 + permutations with as many pairs or more) / (B + 1)
  double corrected_p = 1.0;     ///< for the number of bands
  bool more = false;            ///< corrected p below the level
  bool tested =
      true;  ///< false: no two incidents are so near, or so soon, at all: p is 1, and is no test to correct for
};

struct NearRepeats {
  std::vector<NearRepeatTest> bands;  ///< by band of distance, and within it by band of time
  std::size_t tested = 0;             ///< bands
  NearRepeatTest whole;               ///< all bands together: Knox's test; not corrected, it is one
  PairCounts counts;
  [[nodiscard]] const NearRepeatTest& at(std::size_t distance, std::size_t time) const {
    return bands[distance * counts.time_bands + time];
  }
};

/// Are there more pairs of incidents near in both space and time than their places and their times alone would make?
/// Knox (1964), with bands and random permutations of the times as in the Near Repeat Calculator (Ratcliffe 2009).
///   expected by Poisson  S T / N     S pairs near in space, T near in time, N all pairs
/// @returns invalid_argument, with what to do, where an option is out of its range, there are fewer than 5 incidents,
/// all are at one place or at one time, no two are near in space, their times span too long, or so many are near each
/// other that the pairs cannot be listed; cancelled. @pre finite coordinates
core::Result<NearRepeats> near_repeats(const TimedPoints& points, const NearRepeatOptions& options,
                                       const jobs::Progress& progress);

}  // namespace wardscope::analysis
