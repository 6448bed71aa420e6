// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

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
