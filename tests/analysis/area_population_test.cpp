// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/area_population.hpp"

#include <gtest/gtest.h>

namespace wardscope::analysis {
namespace {

borough::Area ground(geo::Extent extent, std::optional<double> population) {
  borough::Area area;
  area.shape = {geo::to_polygon(extent)};
  area.population = population;
  return area;
}

/// Two squares of a kilometre side by side.
borough::AreaSet squares(borough::AreaKind kind) {
  borough::AreaSet set;
  set.kind = kind;
  set.areas = {ground({0, 0, 1000, 1000}, {}), ground({1000, 0, 2000, 1000}, {})};
  return set;
}

/// Half in each square, and one with a sixth of its ground south of the first.
borough::AreaSet small_areas() {
  borough::AreaSet set;
  set.name = "LSOA";
  set.kind = borough::AreaKind::small_area;
  set.areas = {ground({750, 0, 1250, 1000}, 1000.0), ground({0, -200, 750, 1000}, 600.0)};
  return set;
}

TEST(AreaPopulations, AreSharedOutByGround) {
  const borough::AreaSet small = small_areas();

  const auto populations = area_populations(squares(borough::AreaKind::ward), &small, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_NEAR(*(*populations)[0].residents, 1100.0, 1e-6) << "the sixth outside is sea: all 600 live in the first ward";
  EXPECT_NEAR(*(*populations)[1].residents, 500.0, 1e-6);
  EXPECT_EQ((*populations)[0].source, "estimated by area from 'LSOA'");
}

TEST(AreaPopulations, ANeighbourhoodHasOnlyThoseWhoLiveInIt) {
  const borough::AreaSet small = small_areas();

  const auto populations = area_populations(squares(borough::AreaKind::neighbourhood), &small, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_NEAR(*(*populations)[0].residents, 1000.0, 1e-6) << "the sixth outside may be a street of houses";
}

TEST(AreaPopulations, AnAreasOwnFigureComesFirst) {
  borough::AreaSet wards = squares(borough::AreaKind::ward);
  wards.name = "Wards";
  wards.areas[0].population = 7.0;
  const borough::AreaSet small = small_areas();

  const auto populations = area_populations(wards, &small, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_EQ((*populations)[0].residents, 7.0);
  EXPECT_EQ((*populations)[0].source, "of the area set 'Wards'");
  EXPECT_NEAR(*(*populations)[1].residents, 500.0, 1e-6);
}

TEST(AreaPopulations, TheWardThatSmallAreasNameComesBeforeTheirGround) {
  borough::AreaSet wards = squares(borough::AreaKind::ward);
  wards.areas[0].code = "W1";
  wards.areas[1].code = "W2";
  borough::AreaSet small = small_areas();
  small.areas[0].ward_code = "W2";
  small.areas[1].ward_code = "W1";

  const auto populations = area_populations(wards, &small, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_EQ((*populations)[0].residents, 600.0);
  EXPECT_EQ((*populations)[1].residents, 1000.0)
      << "whole small areas, though half of its ground lies in the first ward";
  EXPECT_EQ((*populations)[1].by, ResidentsBy::ward_codes);
  EXPECT_EQ((*populations)[1].source, "summed over 'LSOA' by the ward that it names for each");
}

TEST(AreaPopulations, WardCodesOfOtherWardsAreNotUsed) {
  borough::AreaSet wards = squares(borough::AreaKind::ward);
  wards.areas[0].code = "W1";
  wards.areas[1].code = "W2 of another year";
  borough::AreaSet small = small_areas();
  small.areas[0].ward_code = "W2";
  small.areas[1].ward_code = "W1";

  const auto populations = area_populations(wards, &small, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_EQ((*populations)[0].by, ResidentsBy::ground);
  EXPECT_NEAR(*(*populations)[1].residents, 500.0, 1e-6);
}

TEST(AreaPopulations, WithoutEitherSourceNothingIsKnown) {
  const auto populations = area_populations(squares(borough::AreaKind::ward), nullptr, jobs::Progress());

  ASSERT_TRUE(populations);
  EXPECT_FALSE((*populations)[0].residents);
}

}  // namespace
}  // namespace wardscope::analysis
