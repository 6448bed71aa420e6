// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in and around a ward: streets, hotspots, cameras, hubs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ward_profile.hpp"
#include "analysis/ward_town.hpp"

namespace wardscope::analysis {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(WardProfile, PlacesAreNamedByTheNearestStreet) {
  Town town = busy_town();
  town.dataset().streets = core::make_snapshot(borough::StreetSet{{"High Street", "B", {{100, 510}, {900, 510}}},
                                                                  {"Far Lane", "minor", {{100, 700}, {900, 700}}},
                                                                  {"", "path", {{100, 501}, {900, 501}}}});

  const WardProfile profile = profile_of(town, "Harbour");

  ASSERT_EQ(profile.hotspot_places.size(), 1U);
  EXPECT_EQ(profile.hotspot_places[0].name, "High Street");
  EXPECT_EQ(profile.hotspot_places[0].count.value, 200.0);
  EXPECT_THAT(profile.hotspot_places[0].detail, HasSubstr("mostly theft"));
}

TEST(WardProfile, HotspotsThatTouchTheWardAreListedAndCounted) {
  Town town = busy_town();
  HotspotSet hotspots;
  Hotspot hotspot;
  hotspot.rank = 1;
  hotspot.shape = {geo::disc({1000, 500}, 600)};
  hotspot.incidents = 400;
  hotspot.types = {{"Theft", 200}, {"Arson", 3}};
  hotspots.hotspots.push_back(hotspot);
  hotspot.rank = 2;
  hotspot.shape = {geo::disc({3500, 500}, 50)};
  hotspots.hotspots.push_back(hotspot);

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) { input.hotspots = &hotspots; });

  ASSERT_EQ(profile.hotspots.size(), 1U);
  EXPECT_EQ(profile.hotspots[0].rank, 1);
  EXPECT_EQ(profile.hotspots[0].types.size(), 1U);  // three arsons are too few to name
  EXPECT_EQ(figure(profile, "Incidents in hotspots").number.value, 100.0);
  EXPECT_EQ(profile.hotspot_places.front().name, "Hotspot 1");
  EXPECT_EQ(profile.hotspot_places.front().count.value, 200.0);  // the ward's own, not the 400 of the whole hotspot
}

TEST(WardProfile, CamerasAndTheShareInView) {
  Town town = busy_town();
  for (int i = 0; i < 200; ++i)
    town.incidents().add({100, 100}, theft, core::local_minute({2025, 3, 1}), core::TimePrecision::month);
  borough::CameraRegister cameras(2);
  cameras[0].reference = "C1";
  cameras[0].position = {500, 520};
  cameras[1].reference = "C0";
  cameras[1].position = {600, 520};
  town.dataset().cameras = core::make_snapshot(cameras);
  CameraViewSet views;
  views.views.resize(2);
  views.views[0].status = ViewStatus::assumed;
  views.views[0].assumed = {"range 80 m"};
  views.views[0].in_view = {geo::disc({500, 520}, 80)};
  views.views[0].area_km2 = 0.02;
  views.views[1].reason = "range not known";
  const Coverage covered = coverage_of(town, views);

  const WardProfile profile = profile_of(town, "Harbour", [&](auto& input) {
    input.views = &views;
    input.coverage = &covered;
  });

  EXPECT_DOUBLE_EQ(*profile.share_in_view.value, 0.5);
  EXPECT_DOUBLE_EQ(*figure(profile, "Incidents in view").borough, 20.0);
  ASSERT_EQ(profile.cameras.size(), 2U);
  EXPECT_EQ(profile.cameras[0].reference, "C0");
  EXPECT_THAT(profile.cameras[0].view, HasSubstr("no view: range not known"));
  EXPECT_FALSE(profile.cameras[0].incidents_in_view.value);
  EXPECT_FALSE(profile.cameras[0].visible_m2);
  EXPECT_DOUBLE_EQ(*profile.cameras[1].visible_m2, 20000.0);
  EXPECT_THAT(profile.cameras[1].view, HasSubstr("assumed: range 80 m"));
  EXPECT_EQ(profile.cameras[1].incidents_in_view.value, 200.0);
  EXPECT_GT(geo::area(profile.in_view), 19000.0);
  EXPECT_THAT(profile.assumptions, Contains("Assumed for 1 camera: range 80 m."));
  EXPECT_THAT(profile.findings,
              Contains(HasSubstr(
                  "in view of a camera (borough 20.0 %), if 1 camera sees what is assumed of it (range 80 m);")));
  EXPECT_THAT(figure(profile, "Incidents in view").detail, HasSubstr("if 1 assumed view holds"));
  EXPECT_EQ(figure(profile, "Cameras in the ward").detail, "0 with a known view, 1 with an assumed one");
}

TEST(WardProfile, AShareInViewIsASpanWhereTheSourceMovedItsPoints) {
  Town town = busy_town();
  for (int i = 0; i < 200; ++i)
    town.incidents().add({100, 100}, theft, core::local_minute({2025, 3, 1}), core::TimePrecision::month);
  town.dataset().cameras = core::make_snapshot(borough::CameraRegister(2));
  CameraViewSet views;
  views.views.resize(2);
  views.views[0].status = ViewStatus::known;
  views.views[0].in_view = {geo::disc({500, 520}, 80)};
  views.views[1] = views.views[0];
  views.views[1].in_view = {geo::disc({150, 100}, 40)};  // 10 m from the other 200
  const Coverage as_they_stand = coverage_of(town, views);
  const Coverage moved = coverage_of(town, views, core::Metres(20.0));
  const auto with = [&](const Coverage& covered) {
    return profile_of(town, "Harbour", [&](auto& input) {
      input.views = &views;
      input.coverage = &covered;
    });
  };

  EXPECT_THAT(
      with(moved).findings,
      Contains(HasSubstr("Their source moved them to shared points: 100.0 % are in view or within 20 m of a view")));
  EXPECT_THAT(with(as_they_stand).findings, Not(Contains(HasSubstr("shared points"))));
}

TEST(WardProfile, ACoverageOfAnotherSelectionIsRefused) {
  Town town = busy_town();
  Coverage other;
  other.wards.resize(4);
  other.cameras_by_row.assign(7, 0);
  WardProfileInput input{town.ready(), {}};
  input.coverage = &other;

  const auto profile = ward_profile(input, "Moor", jobs::Progress());

  ASSERT_FALSE(profile);
  EXPECT_EQ(profile.error().code, core::ErrorCode::invalid_argument);
}

TEST(WardProfile, HubsNearTheWardAndPeopleBeyondReach) {
  Town town = busy_town();
  borough::AreaSet small;
  small.name = "Small areas";
  small.kind = borough::AreaKind::small_area;
  for (int i = 0; i < 8; ++i) {
    borough::Area area;
    area.code = "S" + core::fixed(i, 0);
    area.shape = {geo::to_polygon({i * 500.0, 0, (i + 1) * 500.0, 1000})};
    area.population = 1000.0;
    small.areas.push_back(area);
  }
  town.dataset().area_sets.push_back(core::make_snapshot(small));
  borough::HubRegister hubs(2);
  hubs[0].name = "Harbour Library";
  hubs[0].kind = borough::HubKind::library;
  hubs[0].position = {500, 500};
  hubs[1].name = "Closed Centre";
  hubs[1].position = {400, 500};
  hubs[1].open = false;
  town.dataset().hubs = core::make_snapshot(hubs);
  const auto wards = borough::areas_of(town.ready(), borough::AreaKind::ward);
  const auto access = hub_access({hubs, small, wards.get()}, {}, jobs::Progress());
  ASSERT_TRUE(access);

  const auto with_access = [&](auto& input) { input.access = &*access; };
  const WardProfile near = profile_of(town, "Harbour", with_access);
  const WardProfile far = profile_of(town, "Fen", with_access);

  ASSERT_EQ(near.hubs.size(), 1U);
  EXPECT_EQ(near.hubs[0].kind, "Library");
  EXPECT_EQ(near.hubs[0].metres_to_ward_centre, 0.0);
  EXPECT_EQ(near.people_beyond_reach.value, 0.0);
  EXPECT_TRUE(far.hubs.empty());
  EXPECT_EQ(far.people_beyond_reach.value, 2000.0);
  EXPECT_THAT(far.findings, Contains("About 2,000 residents live more than 800 m from an open hub."));
}

}  // namespace
}  // namespace wardscope::analysis
