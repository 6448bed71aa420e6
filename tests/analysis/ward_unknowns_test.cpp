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
  EXPECT_THAT(profile.hotspot_places[1].detail, HasSubstr("2 map points"));
  EXPECT_THAT(profile.findings, Contains(HasSubstr("number 1 of the borough, about Quay Road")));
  EXPECT_THAT(profile.unknowns, Contains(HasSubstr("Exact places")));
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
