// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numbers>

#include "analysis/camera_town.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CameraViewResult view_of(const borough::Camera& camera, const borough::BuildingSet& buildings,
                         const CameraViewOptions& options = {}) {
  const borough::CameraRegister cameras{camera};
  const BuildingIndex index(buildings);
  auto view = camera_view({cameras, index}, 0, options);
  EXPECT_TRUE(view);
  return view ? *view : CameraViewResult{};
}

TEST(CameraView, OfACameraOfWhichAllIsKnownIsKnown) {
  const auto view = view_of(full_camera(), {});

  EXPECT_EQ(view.status, ViewStatus::known);
  EXPECT_THAT(view.assumed, IsEmpty());
  EXPECT_NEAR(view.area_km2 * 1e6, std::numbers::pi * 1e4 / 6.0, 4.0 /* m^2 */);
  EXPECT_DOUBLE_EQ(view.area_km2, view.unobstructed_km2);
  EXPECT_TRUE(geo::contains(view.in_view, {50, 0}));
  EXPECT_FALSE(geo::contains(view.in_view, {0, 50}));
}

TEST(CameraView, WithoutARangeIsNotKnownUnlessTheUserSetsOne) {
  auto camera = full_camera();
  camera.range.reset();

  const auto unknown = view_of(camera, {});
  const auto assumed = view_of(camera, {}, {.assumed_range = 40_m});

  EXPECT_EQ(unknown.status, ViewStatus::not_known);
  EXPECT_EQ(unknown.reason, "range not known");
  EXPECT_THAT(unknown.in_view, IsEmpty());
  EXPECT_EQ(assumed.status, ViewStatus::assumed);
  EXPECT_THAT(assumed.assumed, ElementsAre("range 40 m"));
  EXPECT_NEAR(assumed.area_km2 * 1e6, std::numbers::pi * 1600 / 6.0, 2.0);
}

TEST(CameraView, WithoutABearingIsNotKnownUnlessTheUserSaysAllRound) {
  auto camera = full_camera();
  camera.views.clear();

  const auto unknown = view_of(camera, {});
  const auto assumed = view_of(camera, {}, {.unknown_bearing = UnknownBearing::all_round});

  EXPECT_EQ(unknown.status, ViewStatus::not_known);
  EXPECT_EQ(unknown.reason, "bearing not known");
  EXPECT_THAT(assumed.assumed, ElementsAre("bearing not known: all round"));
  EXPECT_NEAR(assumed.area_km2 * 1e6, std::numbers::pi * 1e4, 25.0 /* m^2: polyline inside the circle */);
}

TEST(CameraView, TakesTheFieldOfViewFromTheLensOnlyWhereTheSensorIsSet) {
  auto camera = full_camera();
  camera.views = {{90_deg, std::nullopt}};
  camera.focal_length = core::Metres(0.025);

  const auto unknown = view_of(camera, {});
  const auto from_lens = view_of(camera, {}, {.assumed_sensor_width = core::Metres(0.0048)});
  const auto set = view_of(camera, {}, {.assumed_field_of_view = 45_deg});

  EXPECT_EQ(unknown.reason, "field of view not known");
  EXPECT_THAT(from_lens.assumed, ElementsAre("sensor 4.8 mm wide"));
  EXPECT_NEAR(from_lens.area_km2 * 1e6, std::numbers::pi * 1e4 * 10.97 / 360.0, 1.0);
  EXPECT_THAT(set.assumed, ElementsAre("field of view 45°"));
}

TEST(CameraView, OfAPanTiltZoomCameraIsAllRoundWhateverItsBearing) {
  auto camera = full_camera();
  camera.kind = borough::CameraKind::pan_tilt_zoom;

  const auto view = view_of(camera, {});

  EXPECT_EQ(view.status, ViewStatus::known);
  EXPECT_TRUE(geo::contains(view.in_view, {-50, 0}));
}

TEST(CameraView, OfSeveralHeadsIsTheirUnion) {
  auto camera = full_camera();
  camera.views = {{90_deg, 60_deg}, {120_deg, 60_deg}, {270_deg, 60_deg}};

  const auto view = view_of(camera, {});

  EXPECT_TRUE(geo::is_valid(view.in_view));
  EXPECT_NEAR(view.area_km2 * 1e6, std::numbers::pi * 1e4 * 150 / 360.0, 10.0 /* m^2 */);  // 30° overlap
}

TEST(CameraView, SaysWhichOfItsHeadsAreLeftOut) {
  auto camera = full_camera();
  camera.views.push_back({});

  const auto view = view_of(camera, {});

  EXPECT_EQ(view.status, ViewStatus::known);  // what is shown is seen, and nothing was assumed
  EXPECT_THAT(view.assumed, IsEmpty());
  EXPECT_THAT(view.at_least, ElementsAre("1 of 2 views left out: bearing not known"));
}

TEST(CameraView, LeavesOutCamerasThatAreNotInService) {
  auto camera = full_camera();
  camera.status = borough::CameraStatus::out_of_service;
  EXPECT_EQ(view_of(camera, {}).status, ViewStatus::left_out);
  EXPECT_EQ(view_of(camera, {}).reason, "out of service");
  EXPECT_EQ(view_of(camera, {}, {.cameras = CameraChoice::all}).status, ViewStatus::known);

  camera.status = borough::CameraStatus::proposed;
  EXPECT_EQ(view_of(camera, {}).status, ViewStatus::left_out);
  EXPECT_EQ(view_of(camera, {}, {.cameras = CameraChoice::in_service_and_proposed}).status, ViewStatus::known);
}

TEST(CameraView, ACameraInsideABuildingIsMovedToItsNearestWall) {
  auto camera = full_camera();
  camera.position = {18, 5};  // 2 m inside the east wall

  const auto view = view_of(camera, {block({0, 0, 20, 10}, 8_m)});

  ASSERT_TRUE(view.moved_to_wall);
  EXPECT_NEAR(view.moved_to_wall->value(), 2.3, 1e-9 /* m */);
  EXPECT_NEAR(view.viewpoint.x, 20.3, 1e-9);
  EXPECT_NEAR(view.viewpoint.y, 5.0, 1e-9);
  EXPECT_FALSE(view.in_view.empty());
}

TEST(CameraView, ACameraInATerraceIsMovedToAWallThatIsFree) {
  auto camera = full_camera();
  camera.position = {19.5, 5};  // the nearest wall is shared with the neighbour

  const auto view = view_of(camera, {block({0, 0, 20, 10}, 8_m), block({20, 0, 40, 10}, 8_m)});

  ASSERT_TRUE(view.moved_to_wall);
  EXPECT_NEAR(std::abs(view.viewpoint.y - 5.0), 5.3, 1e-9 /* m: in front of the south or north wall */);
}

TEST(CameraView, ACameraInsideABuildingWithoutAFreeWallIsNotKnown) {
  auto camera = full_camera();
  camera.position = {5, 5};

  const auto view = view_of(camera, {block({0, 0, 10, 10}, 8_m), block({-50, -50, 50, 50}, 8_m)});

  // The large block has free walls, but the camera stands in the small one first; all around it is the large one.
  EXPECT_EQ(view.status, ViewStatus::not_known);
  EXPECT_EQ(view.reason, "inside a building without a free wall");
}

TEST(CameraView, SeesNothingOfRoofs) {
  const auto view = view_of(full_camera(), {block({30, -3, 36, 3}, 1_m)});

  EXPECT_TRUE(geo::is_valid(view.in_view));
  EXPECT_FALSE(geo::contains(view.in_view, {33, 0}));
  EXPECT_TRUE(geo::contains(view.in_view, {36.1, 0}));  // lower than the target: nothing behind it is hidden
  EXPECT_NEAR((view.unobstructed_km2 - view.area_km2) * 1e6, 36.0, 1e-6 /* m^2 */);
}

TEST(CameraView, ALowBlockHidesTheGroundUpToTheReachOfItsShadow) {
  // H 20, t 1.6, b 10: the far face at 59.5 m hides up to 109.48 m (methods.md E.8).
  auto camera = full_camera();
  camera.mounting_height = 20_m;
  camera.range = 150_m;

  const auto view = view_of(camera, {block({39.5, -10, 59.5, 10}, 10_m)});

  EXPECT_TRUE(geo::contains(view.in_view, {39.4, 0}));
  EXPECT_FALSE(geo::contains(view.in_view, {60, 0}));
  EXPECT_FALSE(geo::contains(view.in_view, {109.47, 0}));
  EXPECT_TRUE(geo::contains(view.in_view, {109.49, 0}));
  // By hand: hidden is the block with its shadow, the hexagon (39.5,-10) (72.68,-18.4) (109.48,-18.4) (109.48,18.4)
  // (72.68,18.4) (39.5,10): two trapezia of height 33.18 and a rectangle.
  const double hand = 2 * (33.18 * (10 + 18.4) / 2 + 36.8 * 18.4);
  EXPECT_NEAR((view.unobstructed_km2 - view.area_km2) * 1e6, hand, 1e-6 /* m^2 */);
}

TEST(CameraView, ABlockAsHighAsTheCameraHidesForEver) {
  const auto view = view_of(full_camera(), {block({20, -2, 24, 2}, 6_m)});

  EXPECT_FALSE(geo::contains(view.in_view, {99, 0}));
  EXPECT_TRUE(geo::contains(view.in_view, {99, 11}));
}

TEST(CameraView, WithoutHeightsNoCameraSeesOverABuildingAndSaysSo) {
  auto camera = full_camera();
  const borough::BuildingSet flat{block({20, -2, 24, 2})};

  const auto no_building_height = view_of(camera, flat);
  camera.mounting_height.reset();
  const auto no_camera_height = view_of(camera, flat);
  const auto both_assumed = view_of(camera, flat, {.assumed_mounting_height = 8_m, .assumed_building_height = 3_m});

  EXPECT_EQ(no_building_height.status, ViewStatus::known);
  EXPECT_THAT(no_building_height.at_least, ElementsAre("buildings without a height: no view over them"));
  EXPECT_FALSE(geo::contains(no_building_height.in_view, {90, 0}));
  EXPECT_EQ(no_camera_height.status, ViewStatus::known);  // nothing is assumed that was not stated
  EXPECT_THAT(no_camera_height.at_least, ElementsAre("mounting height not known: no view over buildings"));
  EXPECT_FALSE(geo::contains(no_camera_height.in_view, {90, 0}));
  EXPECT_THAT(both_assumed.at_least, IsEmpty());
  EXPECT_EQ(both_assumed.status, ViewStatus::assumed);
  EXPECT_THAT(both_assumed.assumed, ElementsAre("mounting height 8 m", "buildings without a height 3 m high"));
  EXPECT_TRUE(geo::contains(both_assumed.in_view, {90, 0}));
}

TEST(CameraView, WithoutOcclusionIsTheWholeSector) {
  auto camera = full_camera();
  camera.mounting_height.reset();

  const auto view = view_of(camera, {block({20, -2, 24, 2}, 9_m)}, {.occlusion = Occlusion::none});

  EXPECT_EQ(view.status, ViewStatus::known);
  EXPECT_DOUBLE_EQ(view.area_km2, view.unobstructed_km2);
}

TEST(CameraView, OfACameraWithoutAPlaceIsNotKnown) {
  auto camera = full_camera();
  camera.position.x = std::numeric_limits<double>::quiet_NaN();

  const auto view = view_of(camera, {});

  EXPECT_EQ(view.status, ViewStatus::not_known);
  EXPECT_EQ(view.reason, "position not known");
}

TEST(CameraView, IsDescribedInWords) {
  auto camera = full_camera();
  EXPECT_EQ(describe_in_words(camera), "bearing 90°, 60° wide, 100 m");
  camera.views.clear();
  camera.range.reset();
  EXPECT_EQ(describe_in_words(camera), "bearing not known, range not known");
}

}  // namespace
}  // namespace wardscope::analysis
