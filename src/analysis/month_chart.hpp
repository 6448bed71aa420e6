// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/two_periods.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "stats/change_tests.hpp"
#include "stats/control_chart.hpp"

namespace wardscope::analysis {

/// What of a month is charted.
enum class MonthMeasure {
  incidents,     ///< c: a count a month
  per_day,       ///< u: a count over the days of the month
  per_resident,  ///< u: a count per 1,000 residents and 30 days
  share,         ///< p: of all types
};

/// How far a month may lie from the centre by chance.
enum class LimitRule {
  laney,        ///< three sigma, as wide as the months really vary from one to the next, chance at least
  three_sigma,  ///< of Poisson or binomial counts
  exact,        ///< quantiles of these: for counts below about ten a month
};

struct MonthChartOptions {
  MonthMeasure measure = MonthMeasure::incidents;
  LimitRule limits = LimitRule::laney;
  std::int64_t baseline = 0;  ///< months at the beginning that make centre and limits, 12 at least; 0: all
};

void describe(MonthChartOptions& options, core::ParameterVisitor& visitor);

/// Fewer months make no limits.
constexpr std::size_t kLeastChartMonths = 12;

/// Counts by month, side by side, without a gap.
struct MonthSeries {
  MonthSpan span;
  std::vector<double> counts;
  std::vector<double> all_types;                   ///< for share alone: counts of all types, >= counts
  std::vector<std::optional<double>> year_before;  ///< the count of the same month a year before, where recorded
  double residents = 0.0;                          ///< for per_resident alone
};

enum class MonthSignal {
  within,
  above,  ///< outside the limits
  below,
  run_above,  ///< the eighth month in a row, or a later one, above the centre
  run_below,
};
/// "above the limits", "8 months or more above the centre"; empty: within.
std::string_view words_of(MonthSignal signal);

struct ChartedMonth {
  int month = 0;
  double value = 0.0;  ///< as the measure has it
  stats::ControlLimits limits;
  MonthSignal signal = MonthSignal::within;
  std::optional<stats::ChangeTest> against_year_before;  ///< of counts a day
  std::optional<double> corrected_p;                     ///< Benjamini-Hochberg over the months that have one
};

struct MonthChart {
  std::vector<ChartedMonth> months;
  double centre = 0.0;
  double dispersion = 1.0;   ///< Laney's s of the baseline, whether it is used or not
  std::size_t baseline = 0;  ///< months, as used
  /// Runs on one side of the centre are marked; not where fewer than one incident a month is usual, for then most
  /// months of any series lie below the centre.
  bool marks_runs = true;
};

/// @returns invalid_argument, with what to do, where there are fewer than 12 months, the baseline has fewer or more
///   than there are, no month has an incident, or the measure's denominator is 0: residents, or a month without any
///   type.
/// @pre columns as long as the span
core::Result<MonthChart> month_chart(const MonthSeries& series, const MonthChartOptions& options);

}  // namespace wardscope::analysis
