// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a profile says where the data, as those of data.police.uk, know less than a profile could print.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ward_town.hpp"

namespace wardscope::analysis {
namespace {

using core::TimePrecision;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(WardProfile, WithoutStreetsPlacesAreTheNamesOfTheSourcesMapPoints) {
  Town town = busy_town();
  town.with(0, drugs, 30);
  borough::IncidentTable& incidents = town.incidents();
  incidents.place_names = {"Quay Road", "Parking Area"};
  incidents.place.assign(incidents.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < 60; ++row) incidents.place[row] = 0;
  for (std::size_t row = 60; row < 80; ++row) incidents.place[row] = 1;
  incidents.x[60] = 300.0;  // a second point of the same name
  incidents.place[80] = 1;
  HotspotSet hotspots;
  Hotspot hotspot;
  hotspot.rank = 1;
  hotspot.shape = {geo::disc({500, 500}, 100)};
  hotspot.incidents = 229;
  hotspots.hotspots.push_back(hotspot);

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) { input.hotspots = &hotspots; });

  ASSERT_EQ(profile.hotspot_places.size(), 2U);
  EXPECT_EQ(profile.hotspot_places[0].name, "Quay Road");
  EXPECT_EQ(profile.hotspot_places[0].count.value, 60.0);
  EXPECT_EQ(profile.hotspot_places[0].detail, "mostly theft; in hotspot 1");
  EXPECT_EQ(profile.hotspot_places[1].name, "Parking areas");
  EXPECT_THAT(profile.hotspot_places[1].detail, HasSubstr("a kind of place, not one street; 2 map points"));
  EXPECT_THAT(profile.findings, Contains(HasSubstr("number 1 of the borough, about Quay Road")));
  EXPECT_THAT(profile.unknowns,
              Contains(AllOf(HasSubstr("Street level not supported"), HasSubstr("not for an address"))));
}

/// Harbour's rows bear the names of map points: 90 a parking area at two points, 60 Quay Road.
Town town_of_parking_areas() {
  Town town = busy_town();
  borough::IncidentTable& incidents = town.incidents();
  incidents.place_names = {"Parking Area", "Quay Road"};
  incidents.place.assign(incidents.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < 150; ++row) incidents.place[row] = row < 90 ? 0 : 1;
  incidents.x[0] = 300.0;
  return town;
}

HotspotSet one_hotspot() {
  HotspotSet hotspots;
  Hotspot hotspot;
  hotspot.rank = 1;
  hotspot.shape = {geo::disc({500, 500}, 100)};
  hotspot.incidents = 199;
  hotspots.hotspots.push_back(hotspot);
  return hotspots;
}

TEST(WardProfile, AKindOfPlaceIsNotSaidToBeAStreet) {
  Town town = town_of_parking_areas();
  const HotspotSet hotspots = one_hotspot();

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) { input.hotspots = &hotspots; });

  EXPECT_THAT(profile.findings,
              Contains(HasSubstr("number 1 of the borough, about Quay Road. By the source's names most were recorded "
                                 "on or near parking areas (90): a kind of place at 2 map points, not one street. The "
                                 "street with most is Quay Road (60).")));
}

TEST(WardProfile, AHotspotWithoutAStreetIsNamedByTheKindOfPlaceInIt) {
  Town town = town_of_parking_areas();
  town.incidents().place_names[1] = "Hospital";
  const HotspotSet hotspots = one_hotspot();

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) { input.hotspots = &hotspots; });

  EXPECT_THAT(profile.findings, Contains(HasSubstr("number 1 of the borough, with parking areas in it.")));
  EXPECT_THAT(profile.findings, Not(Contains(HasSubstr("The street with most"))));
  EXPECT_EQ(profile.hotspot_places[1].name, "Hospital");
}

TEST(WardProfile, AssumesOnlyWhatTouchesTheWard) {
  Town town = busy_town();
  town.incidents().add({5000, 500}, theft, core::local_minute({2025, 3, 14}), TimePrecision::month);  // in no ward
  borough::CameraRegister cameras(3);
  cameras[0].position = {500, 500};   // in Harbour
  cameras[1].position = {1020, 500};  // in Market, and sees into Harbour
  cameras[2].position = {3500, 500};  // in Fen
  town.dataset().cameras = core::make_snapshot(cameras);
  CameraViewSet views;
  views.views.resize(3);
  views.views[0].reason = "range not known";
  views.views[1].assumed = {"range 80 m"};
  views.views[1].status = ViewStatus::assumed;
  views.views[1].in_view = {geo::disc({1020, 500}, 80)};
  views.views[2].reason = "bearing not known";

  const auto with_views = [&](auto& input) { input.views = &views; };

  EXPECT_THAT(profile_of(town, "Harbour", with_views).assumptions,
              testing::ElementsAre("Assumed for 1 camera: range 80 m.", "No view for 1 camera: range not known.",
                                   "Taken to be in service, the register does not say: 1 camera."));
  EXPECT_THAT(profile_of(town, "Moor", with_views).assumptions, testing::IsEmpty());
  EXPECT_THAT(profile_of(town, "Fen", with_views).assumptions,
              testing::ElementsAre("No view for 1 camera: bearing not known."));
}

TEST(WardProfile, ManyTimesAtMidnightAreSaidToBeDatesOnly) {
  Town town = busy_town();
  const auto at_midnight = [&](int count) {
    for (int i = 0; i < count; ++i) {
      town.incidents().add({2500, 500}, theft, core::local_minute({2025, 3, 1 + i % 28}), TimePrecision::minute);
    }
  };
  at_midnight(10);
  EXPECT_THAT(profile_of(town, "Moor").unknowns, Not(Contains(HasSubstr("Date only"))));

  at_midnight(40);  // 50 of 250

  EXPECT_THAT(profile_of(town, "Moor").unknowns, Contains(HasSubstr("Date only: 20 % of the incidents with a time")));
  EXPECT_THAT(profile_of(town, "Fen").unknowns, Not(Contains(HasSubstr("Date only"))));
}

TEST(WardProfile, SaysWhatTheDataCannotTell) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    for (const int month : {1, 2, 5}) {
      for (int i = 0; i < 20; ++i) {
        town.incidents().add({ward * 1000.0 + 500, 500}, theft, core::local_minute({2025, month, 1}),
                             TimePrecision::month);
      }
    }
  }

  const WardProfile profile = profile_of(town, "Moor");

  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("March 2025 to April 2025")));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("no trend is given")));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("no time of day")));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("no camera register")));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("no list of community hubs")));
  EXPECT_FALSE(profile.has_cameras);
}

TEST(WardProfile, WithoutAnyKnownViewTheShareInViewIsNotZeroButNotKnown) {
  Town town = busy_town();
  borough::CameraRegister cameras(3);
  for (std::size_t i = 0; i < 3; ++i) cameras[i].position = {500, 520};
  cameras[0].reference = "10";
  cameras[1].reference = "9";
  cameras[2].reference = "A1";
  town.dataset().cameras = core::make_snapshot(cameras);
  CameraViewSet views;
  views.views.resize(3);
  for (auto& view : views.views) view.reason = "bearing not known";
  const Coverage covered = coverage_of(town, views);

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) {
    input.views = &views;
    input.coverage = &covered;
  });

  EXPECT_FALSE(profile.share_in_view.value);
  EXPECT_FALSE(figure(profile, "Incidents in view").number.value);
  EXPECT_FALSE(figure(profile, "Incidents in view").borough);
  EXPECT_THAT(profile.findings, Not(Contains(HasSubstr("in view of a camera"))));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("no camera with a known view")));
  ASSERT_EQ(profile.cameras.size(), 3U);
  EXPECT_EQ(profile.cameras[0].reference, "9");  // numbers by their value
  EXPECT_FALSE(profile.cameras[0].visible_m2);
}

}  // namespace
}  // namespace wardscope::analysis
