// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/place_sharing.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace wardscope::borough {
namespace {

/// `stacks` points with 25 incidents each, and single incidents far from them.
IncidentTable table_of(int stacks, int singles) {
  IncidentTable table;
  const auto type = category_index(table, "Robbery", Sensitivity::open);
  for (int i = 0; i < stacks; ++i) {
    for (int n = 0; n < 25; ++n) table.add({40.0 * i, 0.0}, type, 0, core::TimePrecision::month);
  }
  for (int i = 0; i < singles; ++i) table.add({10.0 * i, 5000.0}, type, 0, core::TimePrecision::month);
  return table;
}

/// `named` of 100 incidents at points of their own bear the name of a map point.
IncidentTable named_table(std::size_t named) {
  IncidentTable table = table_of(0, 100);
  table.place_names = {"Quay Road"};
  table.place.assign(table.size(), IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < named; ++row) table.place[row] = 0;
  return table;
}

TEST(PlaceSharing, CountsPointsAndThoseThatManyShare) {
  const PlaceSharing sharing = place_sharing(table_of(3, 100));

  EXPECT_EQ(sharing.incidents, 175);
  EXPECT_EQ(sharing.points, 103);
  EXPECT_EQ(sharing.in_stacks, 75);
  EXPECT_FALSE(sharing.street_level());
}

TEST(PlaceSharing, NegativeZeroIsTheSamePlace) {
  IncidentTable table = table_of(0, 0);
  table.add({0.0, 1.0}, 0, 0, core::TimePrecision::month);
  table.add({-0.0, 1.0}, 0, 0, core::TimePrecision::month);

  EXPECT_EQ(place_sharing(table).points, 1);
}

TEST(PlaceSharing, OneBusyAddressAmongManyIsNoHabitOfTheSource) {
  EXPECT_TRUE(place_sharing(table_of(1, 400)).street_level());
  EXPECT_TRUE(street_level_words(place_sharing(table_of(1, 400))).empty());
}

TEST(PlaceSharing, OfNothingSaysNothing) {
  EXPECT_TRUE(place_sharing({}).street_level());
  EXPECT_TRUE(street_level_words({}).empty());
}

TEST(PlaceSharing, IncidentsMovedToNamedPointsAreNoStreetLevelHoweverFew) {
  EXPECT_TRUE(place_sharing(named_table(9)).street_level());
  EXPECT_FALSE(place_sharing(named_table(10)).street_level());
}

/// Of the rows that were used: ten of each stack and all singles. That 25 stand on a point is known of the table alone.
TEST(PlaceSharing, OfASelectionIsOfItsIncidentsOnThePointsOfTheSource) {
  const IncidentTable table = table_of(3, 30);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (row >= 75 || row % 25 < 10) rows.push_back(row);
  }
  const PlaceSharing sharing = place_sharing(table, rows);

  EXPECT_EQ(sharing.incidents, 60);
  EXPECT_EQ(sharing.points, 33);
  EXPECT_EQ(sharing.in_stacks, 30);
  EXPECT_FALSE(sharing.street_level());
  EXPECT_FALSE(place_sharing(table).street_level());
}

TEST(PlaceSharing, OfASelectionWithoutSharedPointsSupportsStreetLevel) {
  const IncidentTable table = table_of(3, 30);
  std::vector<std::uint32_t> singles(30);
  std::iota(singles.begin(), singles.end(), 75U);

  EXPECT_TRUE(place_sharing(table, singles).street_level());
  EXPECT_TRUE(street_level_words(place_sharing(table, singles)).empty());
  EXPECT_TRUE(place_sharing(table, {}).street_level());
}

TEST(PlaceSharing, OfASelectionCountsMovedIncidentsAmongItsOwn) {
  const IncidentTable table = named_table(40);
  const std::vector<std::uint32_t> rows{0, 1, 2, 3, 60, 61, 62, 63};

  EXPECT_EQ(place_sharing(table, rows).on_map_points, 4);
  EXPECT_FALSE(place_sharing(table, rows).street_level());
}

TEST(StreetLevelWords, SayHowManyAndWhatIsSupported) {
  EXPECT_EQ(street_level_words(place_sharing(table_of(3, 25))),
            "Street level not supported: 75 % of the incidents stand on points that 20 or more records share, as an "
            "anonymising source puts them; areas of about 200 m and more are supported.");
  EXPECT_EQ(street_level_words(place_sharing(named_table(62))),
            "Street level not supported: the source moved 62 % of the incidents to map points nearby; areas of about "
            "200 m and more are supported.");
}

}  // namespace
}  // namespace wardscope::borough
