// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/repeat_places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

class RepeatPlacesOfATown : public testing::Test {
 protected:
  void add(double x, double y, int day, core::TimePrecision precision = core::TimePrecision::minute) {
    table_.add({x, y}, type_, core::local_minute({2025, 1, 1}, 23, 50) + day * core::kMinutesPerDay, precision);
    rows_.push_back(static_cast<std::uint32_t>(rows_.size()));
  }
  RepeatPlaces found(std::int64_t within = 30) {
    auto places = repeat_places(table_, rows_, {within}, jobs::Progress());
    EXPECT_TRUE(places) << places.error().message;
    return std::move(places).value();
  }

  borough::IncidentTable table_;
  std::uint16_t type_ = borough::category_index(table_, "Burglary", borough::Sensitivity::open);
  std::vector<std::uint32_t> rows_;
};

TEST_F(RepeatPlacesOfATown, AreRankedByIncidentsThenFromTheWest) {
  add(5, 1, 0);
  add(9, 1, 0);
  add(9, 1, 5);
  add(2, 7, 1);
  add(2, 3, 2);
  const RepeatPlaces places = found();

  ASSERT_EQ(places.places.size(), 4U);
  EXPECT_EQ(places.places[0].x, 9.0);
  EXPECT_EQ(places.places[0].incidents, 2);
  EXPECT_EQ(places.places[0].row, 1U);
  EXPECT_EQ(places.places[1].y, 3.0);
  EXPECT_EQ(places.places[2].y, 7.0);
  EXPECT_EQ(places.places[3].x, 5.0);
  EXPECT_EQ(places.repeat_places, 1);
  EXPECT_EQ(places.incidents, 5);
}

/// Days 0, 30, 61 and 61: gaps of 30, 31 and 0. Those with dates of months alone have no gaps.
TEST_F(RepeatPlacesOfATown, CountRepeatsThatCameSoon) {
  for (const int day : {61, 0, 30, 61}) add(1, 1, day);
  add(1, 1, 31, core::TimePrecision::month);
  add(2, 2, 0);

  EXPECT_EQ(found(30).soon, 2);
  EXPECT_EQ(found(31).soon, 3);
  EXPECT_EQ(found(29).soon, 1);
  EXPECT_EQ(found().dated, 5);
}

/// Ten places with 11, 2, 1 … 1: the top tenth is one place, the top 15 % two.
TEST_F(RepeatPlacesOfATown, HaveTheirShareOfTheIncidentsAtTheTop) {
  for (int i = 0; i < 11; ++i) add(0, 0, i);
  add(1, 0, 0);
  add(1, 0, 0);
  for (int i = 2; i < 10; ++i) add(i, 0, 0);
  const RepeatPlaces places = found();

  EXPECT_EQ(places.places_in(0.1), 1);
  EXPECT_EQ(places.incidents_at_top(0.1), 11);
  EXPECT_EQ(places.places_in(0.15), 2);
  EXPECT_EQ(places.incidents_at_top(0.15), 13);
  EXPECT_EQ(places.incidents_at_top(1.0), 21);
  EXPECT_EQ(places.places_with(1, 1), 8);
  EXPECT_EQ(places.places_with(2, 10), 1);
  EXPECT_EQ(places.places_with(11, 11), 1);
}

TEST_F(RepeatPlacesOfATown, AreAsAPlainCountHasThem) {
  for (std::uint64_t i = 0; i < 5000; ++i) {
    core::CounterRng rng(3, i);
    add(static_cast<double>(rng.below(1 + rng.below(40))), static_cast<double>(rng.below(1 + rng.below(40))),
        static_cast<int>(rng.below(300)));
  }
  const RepeatPlaces places = found(7);

  std::map<std::pair<double, double>, std::map<int, std::int64_t>> by_place;
  for (const std::uint32_t row : rows_) {
    ++by_place[{table_.x[row], table_.y[row]}][table_.time[row] / core::kMinutesPerDay];
  }
  ASSERT_EQ(places.places.size(), by_place.size());
  std::int64_t soon = 0;
  std::int64_t repeated = 0;
  for (const auto& [place, days] : by_place) {
    std::int64_t here = 0;
    int before = -1000;
    for (const auto& [day, count] : days) {
      here += count;
      soon += count - 1 + (day - before <= 7 ? 1 : 0);
      before = day;
    }
    repeated += here > 1 ? 1 : 0;
  }
  EXPECT_EQ(places.soon, soon);
  EXPECT_EQ(places.repeat_places, repeated);
  for (const RepeatPlace& place : places.places) {
    std::int64_t here = 0;
    for (const auto& [day, count] : by_place[{place.x, place.y}]) here += count;
    EXPECT_EQ(place.incidents, here);
  }
}

TEST_F(RepeatPlacesOfATown, RefuseADurationOutOfRangeAndStop) {
  add(1, 1, 1);
  const auto refused = repeat_places(table_, rows_, {0}, jobs::Progress());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("1 to 366"));
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = repeat_places(table_, rows_, {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
