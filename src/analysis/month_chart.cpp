// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/month_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "core/civil_time.hpp"
#include "stats/multiple_testing.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array kMeasures{core::Choice{"incidents", "Incidents a month (c-chart)"},
                               core::Choice{"per-day", "Incidents a day (u-chart)"},
                               core::Choice{"per-resident", "Incidents per 1,000 residents and 30 days (u-chart)"},
                               core::Choice{"share", "Share of all types (p-chart)"}};
constexpr std::array kLimitRules{core::Choice{"laney", "Three sigma, as wide as months really vary (Laney)"},
                                 core::Choice{"three-sigma", "Three sigma of chance"},
                                 core::Choice{"exact", "Exact, for few incidents"}};
constexpr double kResidents = 1000.0;
constexpr double kDays = 30.0;

int days_of(int month) { return MonthSpan{month, month}.days(); }

/// What the counts of a month are held over; 0 or less where that is not known.
double size_of(const MonthSeries& series, MonthMeasure measure, std::size_t i) {
  const int month = series.span.first + static_cast<int>(i);
  switch (measure) {
    case MonthMeasure::incidents:
      return 1.0;
    case MonthMeasure::per_day:
      return days_of(month);
    case MonthMeasure::per_resident:
      return series.residents / kResidents * days_of(month) / kDays;
    case MonthMeasure::share:
      return series.all_types[i];
  }
  return 0.0;
}

core::Status check(const MonthSeries& series, const MonthChartOptions& options) {
  if (series.counts.size() < kLeastChartMonths) {
    return core::invalid_argument(
        fmt::format("a control chart needs {} months of records without a gap, and here are {} ({}): import more, or "
                    "ask for a longer period",
                    kLeastChartMonths, series.counts.size(), in_words(series.span)));
  }
  const auto least = static_cast<std::int64_t>(kLeastChartMonths);
  if (options.baseline != 0 &&
      (options.baseline < least || options.baseline > static_cast<std::int64_t>(series.counts.size()))) {
    return core::invalid_argument(
        fmt::format("the baseline takes {} to {} months, or 0 for all", kLeastChartMonths, series.counts.size()));
  }
  if (options.measure == MonthMeasure::per_resident && !(series.residents > 0.0)) {
    return core::invalid_argument(
        "no residents are known of this ground: import areas with their population, or chart --measure per-day");
  }
  const auto used = options.baseline == 0 ? series.counts.size() : static_cast<std::size_t>(options.baseline);
  const std::span<const double> baseline = std::span(series.counts).first(used);
  if (std::accumulate(baseline.begin(), baseline.end(), 0.0) <= 0.0) {
    return core::invalid_argument("no incident in any of the months of the baseline: choose other types or ground");
  }
  for (std::size_t i = 0; i < series.counts.size(); ++i) {
    if (size_of(series, options.measure, i) > 0.0) continue;
    return core::invalid_argument(fmt::format(
        "nothing of any type is recorded in {}, so there is no share of it: chart another measure or period",
        core::month_name(series.span.first + static_cast<int>(i))));
  }
  return {};
}

stats::ControlLimits limits_at(const MonthChart& chart, double size, const MonthChartOptions& options) {
  const auto kind = options.measure == MonthMeasure::share ? stats::ChartKind::share : stats::ChartKind::rate;
  if (options.limits == LimitRule::exact) return stats::exact_limits(chart.centre, size, kind);
  // Limits narrower than those of chance would call quiet months extraordinary.
  const double dispersion = options.limits == LimitRule::laney ? std::max(1.0, chart.dispersion) : 1.0;
  return stats::sigma_limits(chart.centre, size, kind, dispersion);
}

void mark_signals(MonthChart& chart) {
  std::vector<double> values;
  std::vector<double> centre;
  for (const ChartedMonth& month : chart.months) {
    values.push_back(month.value);
    centre.push_back(month.limits.centre);
  }
  const std::vector<bool> in_run = stats::long_runs(values, centre);
  // A value that is a limit to the last digits is not outside it.
  constexpr double kRounding = 1e-12;
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    ChartedMonth& month = chart.months[i];
    if (month.value > month.limits.high * (1.0 + kRounding)) {
      month.signal = MonthSignal::above;
    } else if (month.value < month.limits.low * (1.0 - kRounding)) {
      month.signal = MonthSignal::below;
    } else if (chart.marks_runs && in_run[i]) {
      month.signal = month.value > month.limits.centre ? MonthSignal::run_above : MonthSignal::run_below;
    }
  }
}

void test_against_year_before(MonthChart& chart, const MonthSeries& series) {
  std::vector<double> p;
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    ChartedMonth& month = chart.months[i];
    p.push_back(std::numeric_limits<double>::quiet_NaN());
    if (!series.year_before[i]) continue;
    month.against_year_before =
        stats::change_test({std::llround(*series.year_before[i]), std::llround(series.counts[i]),
                            static_cast<double>(days_of(month.month - 12)), static_cast<double>(days_of(month.month))});
    p.back() = month.against_year_before->p;
  }
  const std::vector<double> corrected = stats::adjusted_p_values(p, stats::Correction::benjamini_hochberg);
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    if (chart.months[i].against_year_before) chart.months[i].corrected_p = corrected[i];
  }
}

}  // namespace

void describe(MonthChartOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"measure", "Chart", "What of a month is charted"}, kMeasures, options.measure);
  visitor.enumeration({"limits", "Limits", "How far a month may lie from the centre by chance"}, kLimitRules,
                      options.limits);
  visitor.integer(
      {"baseline-months", "Baseline months", "Months at the beginning that make centre and limits, 12 or more; 0: all"},
      {0.0, 600.0}, options.baseline);
}

std::string_view words_of(MonthSignal signal) {
  switch (signal) {
    case MonthSignal::within:
      return "";
    case MonthSignal::above:
      return "above the limits";
    case MonthSignal::below:
      return "below the limits";
    case MonthSignal::run_above:
      return "8 months or more above the centre";
    case MonthSignal::run_below:
      return "8 months or more below the centre";
  }
  return {};
}

core::Result<MonthChart> month_chart(const MonthSeries& series, const MonthChartOptions& options) {
  assert(static_cast<int>(series.counts.size()) == series.span.months());
  assert(series.year_before.size() == series.counts.size());
  assert(options.measure != MonthMeasure::share || series.all_types.size() == series.counts.size());
  if (auto status = check(series, options); !status) return status.error();
  std::vector<stats::ChartPoint> points;
  points.reserve(series.counts.size());
  for (std::size_t i = 0; i < series.counts.size(); ++i) {
    points.push_back({series.counts[i], size_of(series, options.measure, i)});
  }
  MonthChart chart;
  chart.baseline = options.baseline == 0 ? points.size() : static_cast<std::size_t>(options.baseline);
  const std::span<const stats::ChartPoint> baseline = std::span(points).first(chart.baseline);
  const auto kind = options.measure == MonthMeasure::share ? stats::ChartKind::share : stats::ChartKind::rate;
  chart.centre = stats::chart_centre(baseline, kind);
  chart.dispersion = stats::chart_dispersion(baseline, kind);
  for (std::size_t i = 0; i < points.size(); ++i) {
    ChartedMonth month;
    month.month = series.span.first + static_cast<int>(i);
    month.value = points[i].count / points[i].size;
    month.limits = limits_at(chart, points[i].size, options);
    chart.months.push_back(month);
  }
  double usual = 0.0;
  for (const stats::ChartPoint& point : baseline) usual += point.count / static_cast<double>(baseline.size());
  chart.marks_runs = usual >= 1.0;
  mark_signals(chart);
  test_against_year_before(chart, series);
  return chart;
}

}  // namespace wardscope::analysis
