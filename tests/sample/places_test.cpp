// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "digest.hpp"

namespace wardscope::sample {
namespace {

const borough::Camera* find_camera(std::string_view register_name, std::string_view reference) {
  for (const NamedRegister& candidate : test_borough().registers) {
    if (candidate.name != register_name) continue;
    for (const borough::Camera& camera : candidate.cameras) {
      if (camera.reference == reference) return &camera;
    }
  }
  return nullptr;
}

TEST(Cameras, AreAboutAHundredAndEightyInTwoRegisters) {
  const auto& registers = test_borough().registers;

  ASSERT_EQ(registers.size(), 2U);
  EXPECT_NEAR(static_cast<double>(registers[0].cameras.size() + registers[1].cameras.size()), 180.0, 20.0);
  EXPECT_GT(registers[1].cameras.size(), 40U);
}

TEST(Cameras, ReferencesAreUniqueWithinARegister) {
  for (const NamedRegister& one : test_borough().registers) {
    std::set<std::string> references;
    for (const borough::Camera& camera : one.cameras) EXPECT_TRUE(references.insert(camera.reference).second);
  }
}

TEST(Cameras, ThePlantedDuplicatesStandAFewMetresApartUnderOtherNames) {
  ASSERT_EQ(test_borough().duplicates.size(), 9U);
  for (const DuplicatePair& pair : test_borough().duplicates) {
    const borough::Camera* first = find_camera(pair.first_register, pair.first_reference);
    const borough::Camera* second = find_camera(pair.second_register, pair.second_reference);

    ASSERT_NE(first, nullptr);
    ASSERT_NE(second, nullptr);
    EXPECT_NE(pair.first_register, pair.second_register);
    EXPECT_NEAR(geo::distance(first->position, second->position), pair.apart.value(), 0.01 /* m */);
    EXPECT_LT(pair.apart.value(), 11.1);
    EXPECT_NE(first->name, second->name);
  }
}

TEST(Cameras, BlindHotspotsAreOutOfReachOfEveryCamera) {
  constexpr double kLongestRange = 120.0;  // m, of the lenses in data/saltmere_cameras.json
  std::size_t blind = 0;
  for (const PlantedHotspot& spot : test_borough().hotspots) {
    if (!spot.blind) continue;
    ++blind;
    for (const NamedRegister& one : test_borough().registers) {
      for (const borough::Camera& camera : one.cameras) {
        EXPECT_GT(geo::distance(camera.position, spot.centre), spot.radius.value() + kLongestRange) << spot.name;
        EXPECT_LE(camera.range.value_or(core::Metres(0)).value(), kLongestRange);
      }
    }
  }
  EXPECT_GE(blind, 3U);
}

TEST(Cameras, SomeRecordsAreIncompleteAndMostAreNot) {
  int whole = 0;
  int count = 0;
  for (const NamedRegister& one : test_borough().registers) {
    for (const borough::Camera& camera : one.cameras) {
      ++count;
      const bool seen = !camera.views.empty() && camera.views[0].field_of_view &&
                        (camera.views[0].bearing || camera.kind == borough::CameraKind::dome);
      whole += seen && camera.range && camera.mounting_height && camera.focal_length ? 1 : 0;
      for (const borough::CameraView& view : camera.views) {
        const double bearing = view.bearing.value_or(core::Degrees(0)).value();
        EXPECT_TRUE(bearing >= 0 && bearing < 360) << bearing;
      }
    }
  }
  EXPECT_GT(whole, count / 4);
  EXPECT_LT(whole, count);
}

TEST(Hubs, AreOfEveryKindOnLandWithAddressAndHours) {
  std::map<borough::HubKind, int> kinds;
  for (const borough::Hub& hub : test_borough().hubs) {
    ++kinds[hub.kind];
    EXPECT_FALSE(hub.address.empty());
    EXPECT_FALSE(hub.opening_hours.empty());
    EXPECT_TRUE(geo::contains(test_borough().area_sets[2].areas[0].shape, hub.position)) << hub.name;
  }
  EXPECT_EQ(kinds.count(borough::HubKind::other), 0U);
  for (const auto kind : {borough::HubKind::library, borough::HubKind::community_centre,
                          borough::HubKind::childrens_centre, borough::HubKind::reporting_centre}) {
    EXPECT_GE(kinds[kind], 5);
  }
}

TEST(PointsOfInterest, PremisesStandWhereAntiSocialBehaviourWasPlantedAndBenchesAnywhere) {
  std::map<std::string, int> kinds;
  for (const borough::PointOfInterest& point : test_borough().points_of_interest) {
    ++kinds[point.kind];
    EXPECT_TRUE(geo::contains(test_borough().area_sets[2].areas[0].shape, point.position)) << point.name;
  }
  EXPECT_EQ(kinds.size(), 3U);
  EXPECT_GE(kinds["Licensed premises"], 50);
  EXPECT_GE(kinds["Bus stops"], 100);
  EXPECT_EQ(kinds["Benches"], 160);
  int at_a_hotspot = 0;
  for (const PlantedHotspot& spot : test_borough().hotspots) {
    for (const borough::PointOfInterest& point : test_borough().points_of_interest) {
      const bool premises = point.kind == "Licensed premises";
      if (premises && geo::distance(point.position, spot.centre) <= spot.radius.value()) ++at_a_hotspot;
    }
  }
  EXPECT_GE(at_a_hotspot, 30);
}

TEST(Indicators, GiveEveryWardAndTheBoroughTwelveQuarters) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> periods;
  for (const borough::IndicatorValue& value : test_borough().indicators) {
    EXPECT_TRUE((periods[{value.indicator, value.area_code}].insert(value.period).second));
  }
  for (const auto& [series, quarters] : periods) EXPECT_EQ(quarters.size(), 12U) << series.first;
  EXPECT_EQ(periods.size(), 8 * (test_borough().area_sets[0].areas.size() + 1));
  EXPECT_EQ(test_borough().indicators.front().period, "2022-23 Q4");
  EXPECT_EQ(test_borough().indicators.back().period, "2025-26 Q3");
}

TEST(Indicators, MoreReportedHateIncidentsCountAsBetter) {
  const auto& series = test_borough().indicators;
  const auto hate = std::ranges::find(series, "Hate incidents reported", &borough::IndicatorValue::indicator);
  const auto asb = std::ranges::find(series, "Anti-social behaviour incidents per 1,000 residents",
                                     &borough::IndicatorValue::indicator);

  ASSERT_NE(hate, series.end());
  ASSERT_NE(asb, series.end());
  EXPECT_TRUE(hate->higher_is_better);
  EXPECT_FALSE(asb->higher_is_better);
}

TEST(Actions, KeepTheirDatesAsWrittenAndPointToWards) {
  int open_date = 0;
  int of_a_ward = 0;
  for (const borough::PlanAction& action : test_borough().actions) {
    open_date += action.due == "TBC" ? 1 : 0;
    of_a_ward += action.area_code.empty() ? 0 : 1;
  }
  EXPECT_GE(open_date, 3);
  EXPECT_GE(of_a_ward, 8);
}

}  // namespace
}  // namespace wardscope::sample
