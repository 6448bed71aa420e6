// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/month_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/civil_time.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

const int kJanuary2024 = core::month_index(core::local_minute({2024, 1, 1}));

MonthSeries series_of(std::vector<double> counts) {
  MonthSeries series;
  series.span = {kJanuary2024, kJanuary2024 + static_cast<int>(counts.size()) - 1};
  series.year_before.resize(counts.size());
  series.counts = std::move(counts);
  return series;
}

TEST(MonthChart, MarksTheMonthOutsideAndTheRunOnOneSide) {
  std::vector<double> counts(24, 100.0);
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += i % 2 == 0 ? 4.0 : -4.0;
  counts[5] = 160.0;
  for (std::size_t i = 14; i < 24; ++i) counts[i] = 96.0;

  const auto chart = month_chart(series_of(counts), {.limits = LimitRule::three_sigma});

  ASSERT_TRUE(chart) << chart.error().message;
  EXPECT_EQ(chart->months[5].signal, MonthSignal::above);
  EXPECT_EQ(chart->months[19].signal, MonthSignal::within);  // the seventh below the centre, from month 13 on
  EXPECT_EQ(chart->months[20].signal, MonthSignal::run_below);
  EXPECT_EQ(chart->months[23].signal, MonthSignal::run_below);
  EXPECT_EQ(chart->months[0].signal, MonthSignal::within);
}

/// Five incidents in three years: most months have none, and eight of these in a row are no sign.
TEST(MonthChart, MarksNoRunsWhereFewerThanOneAMonthIsUsual) {
  std::vector<double> counts(36, 0.0);
  for (const std::size_t month : {0U, 9U, 18U, 27U, 35U}) counts[month] = 1.0;

  const auto rare = month_chart(series_of(counts), {.limits = LimitRule::exact});
  ASSERT_TRUE(rare) << rare.error().message;
  EXPECT_FALSE(rare->marks_runs);
  for (const ChartedMonth& month : rare->months) EXPECT_EQ(month.signal, MonthSignal::within);

  for (double& count : counts) count += 4.0;
  const auto usual = month_chart(series_of(counts), {.limits = LimitRule::exact});
  EXPECT_TRUE(usual->marks_runs);
  EXPECT_EQ(usual->months[8].signal, MonthSignal::run_below);
}

TEST(MonthChart, TakesCentreAndLimitsFromTheBaseline) {
  std::vector<double> counts(24, 50.0);
  for (std::size_t i = 12; i < 24; ++i) counts[i] = 90.0;

  const auto chart = month_chart(series_of(counts), {.limits = LimitRule::three_sigma, .baseline = 12});

  ASSERT_TRUE(chart);
  EXPECT_DOUBLE_EQ(chart->centre, 50.0);
  EXPECT_EQ(chart->baseline, 12U);
  EXPECT_EQ(chart->months[11].signal, MonthSignal::within);
  EXPECT_EQ(chart->months[12].signal, MonthSignal::above);
}

TEST(MonthChart, HoldsCountsAgainstTheDaysOfTheMonth) {
  std::vector<double> counts;
  for (int month = 0; month < 12; ++month) {
    counts.push_back(2.0 * MonthSpan{kJanuary2024 + month, kJanuary2024 + month}.days());
  }
  const auto chart = month_chart(series_of(counts), {.measure = MonthMeasure::per_day});

  ASSERT_TRUE(chart);
  for (const ChartedMonth& month : chart->months) EXPECT_DOUBLE_EQ(month.value, 2.0);
  EXPECT_LT(chart->months[0].limits.high, chart->months[1].limits.high);  // February is shorter: its limits are wider
}

TEST(MonthChart, ChartsSharesOfAllTypes) {
  MonthSeries series = series_of(std::vector<double>(12, 30.0));
  series.all_types.assign(12, 300.0);
  series.counts[7] = 60.0;
  series.all_types[3] = 30.0;

  const auto chart = month_chart(series, {.measure = MonthMeasure::share, .limits = LimitRule::exact});

  ASSERT_TRUE(chart);
  EXPECT_DOUBLE_EQ(chart->months[3].value, 1.0);
  EXPECT_EQ(chart->months[3].signal, MonthSignal::above);
  EXPECT_EQ(chart->months[7].signal, MonthSignal::above);
  EXPECT_NEAR(chart->centre, 390.0 / 3330.0, 1e-15);
}

TEST(MonthChart, WidensLimitsWhereMonthsVaryMoreThanChance) {
  std::vector<double> counts;
  for (int i = 0; i < 24; ++i) counts.push_back(i % 2 == 0 ? 60.0 : 140.0);

  const auto laney = month_chart(series_of(counts), {});
  const auto plain = month_chart(series_of(counts), {.limits = LimitRule::three_sigma});

  ASSERT_TRUE(laney && plain);
  EXPECT_NEAR(laney->dispersion, 80.0 / 10.0 / 1.128, 1e-12);
  EXPECT_EQ(laney->months[1].signal, MonthSignal::within);
  EXPECT_EQ(plain->months[1].signal, MonthSignal::above);
}

TEST(MonthChart, HoldsEachMonthAgainstTheYearBefore) {
  MonthSeries series = series_of(std::vector<double>(12, 100.0));
  series.year_before[2] = 98.0;
  series.year_before[4] = 30.0;

  const auto chart = month_chart(series, {});

  ASSERT_TRUE(chart);
  EXPECT_FALSE(chart->months[0].against_year_before);
  EXPECT_GT(*chart->months[2].corrected_p, 0.5);
  EXPECT_LT(*chart->months[4].corrected_p, 0.001);
  // 29 days in February 2024 and 28 in 2023; of March no difference.
  EXPECT_DOUBLE_EQ(chart->months[2].against_year_before->ratio, 100.0 / 98.0);
}

/// 3 in 1,000 of Poisson months lie outside exact limits, not more.
TEST(MonthChart, FindsNextToNothingWhereNothingChanges) {
  int outside = 0;
  int months = 0;
  for (std::uint64_t town = 0; town < 300; ++town) {
    core::CounterRng rng(21, town);
    std::vector<double> counts(36, 0.0);
    for (int i = 0; i < 36 * 20; ++i) counts[static_cast<std::size_t>(rng.uniform(0.0, 36.0))] += 1.0;
    const auto chart = month_chart(series_of(counts), {.limits = LimitRule::exact});
    for (const ChartedMonth& month : chart->months) {
      ++months;
      outside += month.signal == MonthSignal::above || month.signal == MonthSignal::below ? 1 : 0;
    }
  }
  EXPECT_LT(static_cast<double>(outside) / months, 0.0027);
  EXPECT_GT(outside, 0);
}

TEST(MonthChart, IsRefusedWithWhatToDo) {
  const auto refusal = [](const MonthSeries& series, const MonthChartOptions& options) {
    const auto chart = month_chart(series, options);
    return chart ? std::string() : chart.error().message;
  };
  const MonthSeries year = series_of(std::vector<double>(12, 10.0));
  EXPECT_THAT(refusal(series_of(std::vector<double>(11, 10.0)), {}), HasSubstr("needs 12 months"));
  EXPECT_THAT(refusal(series_of(std::vector<double>(12, 0.0)), {}), HasSubstr("choose other types"));
  EXPECT_THAT(refusal(year, {.baseline = 5}), HasSubstr("12 to 12 months"));
  EXPECT_THAT(refusal(year, {.baseline = 13}), HasSubstr("12 to 12 months"));
  EXPECT_THAT(refusal(year, {.measure = MonthMeasure::per_resident}), HasSubstr("no residents"));
  MonthSeries shares = year;
  shares.all_types.assign(12, 20.0);
  shares.all_types[1] = 0.0;
  shares.counts[1] = 0.0;
  EXPECT_THAT(refusal(shares, {.measure = MonthMeasure::share}), HasSubstr("February 2024"));
}

}  // namespace
}  // namespace wardscope::analysis
