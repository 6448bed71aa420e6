// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/busiest_place.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

TEST(BusiestPlace, IsWhereTheSurroundingsHoldMost) {
  // One stack of 5 alone; three of 2 within 50 m of each other.
  const std::vector<PlaceCount> places{
      {{1005, 1005}, 5, 5}, {{2005, 1005}, 2, 2}, {{2035, 1005}, 2, 2}, {{2065, 1005}, 2, 2}};

  const auto busiest = busiest_place(places);

  ASSERT_TRUE(busiest);
  EXPECT_EQ(busiest->at, (geo::Point{2035, 1005}));  // the middle one has all six around it
  EXPECT_EQ(busiest->incidents, 6);
}

TEST(BusiestPlace, LiesAtTheIncidentsOfASprawlingAreaNotAtTheirMean) {
  const std::vector<PlaceCount> places{{{405, 5}, 3, 3}, {{5, 405}, 2, 2}};

  EXPECT_EQ(busiest_place(places)->at, (geo::Point{405, 5}));
}

TEST(BusiestPlace, CountsWeightBeforeIncidents) {
  const std::vector<PlaceCount> places{{{5, 5}, 4, 1.0}, {{505, 5}, 1, 2.5}};

  EXPECT_EQ(busiest_place(places)->at, (geo::Point{505, 5}));
  EXPECT_EQ(busiest_place(places)->incidents, 1);
}

TEST(BusiestPlace, IsNowhereWithoutIncidents) { EXPECT_FALSE(busiest_place({})); }

TEST(BusiestPlace, AgreesWithTryingEverySquareAgainstEveryPlace) {
  core::CounterRng rng(5, 1);
  std::vector<PlaceCount> places;
  for (int i = 0; i < 400; ++i) {
    const auto n = static_cast<std::int64_t>(1 + rng.below(9));
    places.push_back({{rng.uniform(-300, 300), rng.uniform(-300, 300)}, n, static_cast<double>(n)});
  }
  std::int64_t most = 0;
  const auto middle = [](double x) { return std::floor(x / 10.0) * 10.0 + 5.0; };
  for (const PlaceCount& here : places) {
    std::int64_t around = 0;
    for (const PlaceCount& other : places) {
      const double dx = middle(other.at.x) - middle(here.at.x);
      const double dy = middle(other.at.y) - middle(here.at.y);
      if (dx * dx + dy * dy <= 2500.0) around += other.incidents;
    }
    most = std::max(most, around);
  }

  EXPECT_EQ(busiest_place(places)->incidents, most);
}

}  // namespace
}  // namespace wardscope::analysis
