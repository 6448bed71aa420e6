// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string_view>
#include <thread>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

std::string_view told(std::string_view periods) {
  std::vector<bool> hot;
  hot.reserve(periods.size());
  for (const char period : periods) hot.push_back(period == 'H');
  return words_of(history_of(hot));
}

/// Twelve months, the last three recent.
TEST(HotspotHistory, IsToldByTheStatedRule) {
  EXPECT_EQ(recent_periods(12), 3U);
  EXPECT_EQ(recent_periods(6), 2U);
  EXPECT_EQ(recent_periods(8), 2U);
  EXPECT_EQ(told("HHHHHHHHHHHH"), "persistent");
  EXPECT_EQ(told("HHHHHHHH...H"), "persistent");  // 9 of 12, one of them recent
  EXPECT_EQ(told("HHHHHHHHH..."), "former");      // 9 of 12, none recent
  EXPECT_EQ(told("..........HH"), "emerging");
  EXPECT_EQ(told("H.......HHH."), "emerging");      // two of nine before, two of three lately
  EXPECT_EQ(told("HHH.......HH"), "intermittent");  // three of nine before
  EXPECT_EQ(told("..HH........"), "former");
  EXPECT_EQ(told("..H........."), "once");
  EXPECT_EQ(told("...........H"), "once");  // a third of the recent ones
  EXPECT_EQ(told(".....H.....H"), "intermittent");
  EXPECT_EQ(told("............"), "never");
}

constexpr std::size_t kSide = 12;
constexpr std::size_t kPeriods = 12;

stats::Neighbours queens_of_twelve() { return stats::lattice_neighbours({kSide, kSide}, stats::Contiguity::queen); }

/// Counts of about three, and twenty in 3 x 3 cells that stay, others that come in the last three periods and others
/// that are gone after the fourth.
std::vector<double> three_hotspots() {
  std::vector<double> values;
  for (std::size_t unit = 0; unit < kSide * kSide; ++unit) {
    for (std::size_t period = 0; period < kPeriods; ++period) {
      core::CounterRng rng(4, unit * kPeriods + period);
      const std::size_t column = unit % kSide;
      const std::size_t row = unit / kSide;
      const bool stays = column >= 1 && column <= 3 && row >= 1 && row <= 3;
      const bool comes = column >= 8 && column <= 10 && row >= 1 && row <= 3 && period >= 9;
      const bool goes = column >= 4 && column <= 6 && row >= 8 && row <= 10 && period < 4;
      values.push_back(static_cast<double>(1 + rng.below(5)) + (stays || comes || goes ? 17.0 : 0.0));
    }
  }
  return values;
}

TEST(HotspotHistories, TellWhatStaysComesAndGoes) {
  const auto found = hotspot_histories({three_hotspots(), queens_of_twelve(), {}}, {.permutations = 9999}, {});

  ASSERT_TRUE(found) << found.error().message;
  const UnitHistory& stays = found->units[2 * kSide + 2];
  const UnitHistory& comes = found->units[2 * kSide + 9];
  const UnitHistory& goes = found->units[9 * kSide + 5];
  EXPECT_EQ(stays.history, HotspotHistory::persistent);
  EXPECT_EQ(stays.hot_periods, kPeriods);
  EXPECT_EQ(comes.history, HotspotHistory::emerging);
  EXPECT_EQ(comes.recent_hot_periods, 3U);
  EXPECT_GT(comes.trend.tau, 0.3);
  EXPECT_EQ(goes.history, HotspotHistory::former);
  EXPECT_LT(goes.trend.tau, -0.3);
  EXPECT_EQ(found->units[11 * kSide + 11].history, HotspotHistory::never);
  EXPECT_GE(found->hot_by_period.back(), 6U);
  EXPECT_LE(found->hot_by_period.back(), 40U);
}

TEST(HotspotHistories, KnowNoHotUnitWhereNothingDiffers) {
  std::vector<double> values = three_hotspots();
  for (std::size_t unit = 0; unit < kSide * kSide; ++unit) values[unit * kPeriods + 5] = 2.0;
  const auto found = hotspot_histories({values, queens_of_twelve(), {}}, {.permutations = 9999}, {});

  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->empty, 1U);
  EXPECT_EQ(found->hot_by_period[5], 0U);
  EXPECT_EQ(found->units[2 * kSide + 2].hot_periods, kPeriods - 1);
}

/// All on one cell: Gi* is the same in every period, whatever the number, and only its last digits differ.
TEST(HotspotHistories, FindNoTrendInTheDigitsOfEqualScores) {
  std::vector<double> values(kSide * kSide * kPeriods, 0.0);
  for (std::size_t period = 0; period < kPeriods; ++period) {
    values[(5 * kSide + 5) * kPeriods + period] = static_cast<double>(7 + 3 * period);
  }
  const auto found = hotspot_histories({values, queens_of_twelve(), values}, {.permutations = 999}, {});

  ASSERT_TRUE(found) << found.error().message;
  for (const UnitHistory& unit : found->units) EXPECT_EQ(unit.trend.p, 1.0);
}

/// Four incidents a period in a corner of an empty town are the most of it, and too few to be named.
TEST(HotspotHistories, NameNothingHotByTooFew) {
  std::vector<double> values(kSide * kSide * kPeriods, 0.0);
  for (std::size_t period = 0; period < kPeriods; ++period) values[(5 * kSide + 5) * kPeriods + period] = 4.0;
  LocalTestOptions options;
  options.method = TestMethod::analytic;
  const stats::Neighbours queens = queens_of_twelve();
  const auto named = hotspot_histories({values, queens, {}}, options, {});
  const auto told = hotspot_histories({values, queens, values}, options, {});

  ASSERT_TRUE(named && told);
  EXPECT_EQ(named->hot_by_period.front(), 9U);
  EXPECT_EQ(told->hot_by_period.front(), 0U);
}

TEST(HotspotHistories, TestNoIslandsAndArePutOffByNone) {
  std::vector<std::vector<stats::Neighbours::Unit>> lists(13);
  for (stats::Neighbours::Unit i = 0; i < 12; ++i) lists[i] = {(i + 1) % 12, (i + 11) % 12};
  std::vector<double> values;
  for (std::size_t unit = 0; unit < 13; ++unit) {
    for (std::size_t period = 0; period < kPeriods; ++period) {
      // In the third period all that is recorded lies on the island.
      values.push_back(unit == 12 ? 50.0 : period == 2 ? 0.0 : static_cast<double>((unit * 7 + period) % 5));
    }
  }
  const auto found = hotspot_histories({values, stats::Neighbours(lists), {}}, {.permutations = 999}, {});

  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->tested, 12U);
  EXPECT_EQ(found->empty, 1U);
  EXPECT_EQ(found->units[12].history, HotspotHistory::not_tested);
}

TEST(HotspotHistories, StopInTheMiddleOfAPeriod) {
  std::stop_source stop;
  const jobs::Progress progress(stop.get_token());
  std::jthread watcher([&](const std::stop_token& over) {
    while (progress.fraction() < 0.01 && !over.stop_requested()) std::this_thread::yield();
    stop.request_stop();
  });
  const auto stopped = hotspot_histories({three_hotspots(), queens_of_twelve(), {}},
                                         {.statistic = LocalStatistic::gi, .permutations = 999'999}, progress);

  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
  EXPECT_LT(progress.fraction(), 1.0 / kPeriods);  // within the first of them
}

TEST(HotspotHistories, SayWhatToDoAboutWhatTheyCannotTell) {
  const auto message = [](const std::vector<double>& values, const LocalTestOptions& options) {
    const auto found = hotspot_histories({values, queens_of_twelve(), {}}, options, {});
    return found ? std::string() : found.error().message;
  };
  EXPECT_THAT(message(std::vector<double>(kSide * kSide * 5, 1.0), {}), HasSubstr("5 periods are too few"));
  EXPECT_THAT(message(std::vector<double>(kSide * kSide * 8, 1.0), {}), HasSubstr("widen the filter"));
  EXPECT_THAT(message(three_hotspots(), {.statistic = LocalStatistic::local_moran}), HasSubstr("Gi* or Gi"));
}

}  // namespace
}  // namespace wardscope::analysis
