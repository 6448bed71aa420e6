// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What chance alone would do.
enum class ScanNull {
  poisson,       ///< each incident falls on a unit and period in proportion to what is expected there
  same_margins,  ///< units and periods keep their sums: only place and time together are tested (permutation of times)
};

/// Which stretches of time a cluster may have.
enum class ScanTime {
  any,
  to_the_end,  ///< those that are still going on in the last period: prospective surveillance
};

struct ScanOptions {
  ScanNull null = ScanNull::poisson;
  ScanTime time = ScanTime::any;
  double most_share = 0.5;          ///< of what is expected, that a circle may hold: 0 < share <= 0.5
  std::int64_t replications = 999;  ///< 99 … 99,999
  std::int64_t seed = 1;            ///< >= 0
  double level = 0.05;              ///< clusters with p above it are not reported: 0 < level < 1
  bool operator==(const ScanOptions&) const = default;
};

void describe(ScanOptions& options, core::ParameterVisitor& visitor);
std::string describe_in_words(const ScanOptions& options);

/// Counts of units by period, unit by unit. Borrowed.
struct ScanInput {
  std::span<const geo::Point> centres;      ///< of each unit, m
  std::span<const std::uint32_t> observed;  ///< units x periods
  std::span<const double> expected;         ///< of each unit, in any measure (residents, land): rescaled to the sum
  std::span<const double> period_lengths;   ///< in any unit, > 0; one for a scan of space alone
};

/// A circle about a unit, over a stretch of periods, that holds more than expected.
struct ScanCluster {
  std::vector<std::size_t> units;  ///< the centre first, then by distance
  double radius = 0.0;             ///< m, to the centre of the last unit
  std::size_t first_period = 0;
  std::size_t last_period = 0;
  double observed = 0.0;
  double expected = 0.0;
  double relative_risk = 0.0;  ///< rate inside over rate outside; infinite where nothing lies outside
  double log_likelihood_ratio = 0.0;
  double p = 1.0;  ///< rank of the ratio among the greatest ones of the replications
};

struct ScanResult {
  std::vector<ScanCluster> clusters;  ///< p at or below the level, the most likely first; no two share a unit
  ScanCluster most_likely;            ///< whatever its p
  double largest_share = 0.0;         ///< of what is expected, that a reported circle was allowed: by Gini coefficient
  double gini = 0.0;                  ///< of the reported clusters; 0 where there are none
  std::vector<ScanCluster> up_to_most_share;  ///< clusters had the Gini coefficient not chosen
  double critical = 0.0;                      ///< ratio that a cluster must exceed to have p at or below the level
  std::size_t incidents = 0;
};

/// Units that a scan may have: their orders of distance are kept.
constexpr std::size_t kMostScanUnits = 8192;

/// Kulldorff's scan statistic (Kulldorff 1997, Communications in Statistics 26; space-time: 1998, 2001; permutation of
/// times: Kulldorff et al. 2005). For each circle about a unit that holds `most_share` of what is expected at most
/// (units at equal distance enter together), and each stretch of periods up to half of them (of one period: all):
///
///   LLR = c ln(c / E) + (C - c) ln((C - c) / (C - E))  where c > E, else 0
///
/// c observed and E expected inside, C all. p = (1 + replications whose greatest LLR is as great) / (B + 1). Clusters
/// are reported from the most likely down, each the best of the circles that share no unit with those before it. Of the
/// largest sizes 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50 % that is reported whose clusters have the highest
/// Gini coefficient (Han et al. 2016, International Journal of Health Geographics 15:27), of equals the one with
/// the fewest clusters, then the smallest.
///
/// O(B n^2 / 2 t^2 / 4) for n units and t periods, by additions and comparisons over B side by side: a ratio is
/// computed only where a bound without logarithms says that it may beat its replication's greatest so far.
/// Deterministic for any number of threads. Memory 1.5 n^2 bytes and the counts of a batch of replications, 64 MiB or
/// 32 of them.
///
/// @returns invalid_argument, with what to do, where an option is out of its range; there are fewer than 8 units or
/// more than kMostScanUnits, or fewer than 2 periods for a permutation of times; nothing was observed; nothing is
/// expected anywhere; incidents lie where nothing is expected; cancelled.
/// @pre observed.size() == centres.size() * period_lengths.size(), expected.size() == centres.size(), each >= 0, finite
core::Result<ScanResult> spatial_scan(const ScanInput& input, const ScanOptions& options,
                                      const jobs::Progress& progress);

/// LLR above. @pre 0 <= inside, 0 < expected < all, inside <= all
double scan_ratio(double inside, double expected, double all);

}  // namespace wardscope::analysis
