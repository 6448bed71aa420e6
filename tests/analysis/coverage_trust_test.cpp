// SPDX-License-Identifier: GPL-3.0-or-later
// How far a share in view may be trusted: points that were moved, buildings that are not known, cameras listed twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "analysis/camera_town.hpp"
#include "analysis/coverage.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;

geo::MultiPolygon box(double x0, double y0, double x1, double y1) { return {geo::to_polygon({x0, y0, x1, y1})}; }

struct WatchedStreet {
  CameraViewSet views;
  borough::CameraRegister cameras;
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;

  void add_camera(geo::Point at, const geo::MultiPolygon& view, const char* register_name = "Town") {
    borough::Camera camera;
    camera.reference = "C" + std::to_string(cameras.size() + 1);
    camera.register_name = register_name;
    camera.position = at;
    CameraViewResult result;
    result.camera = cameras.size();
    result.status = view.empty() ? ViewStatus::not_known : ViewStatus::known;
    result.viewpoint = at;
    result.in_view = view;
    cameras.push_back(camera);
    views.views.push_back(result);
    ++(view.empty() ? views.not_known : views.known);
  }
  void add_incidents(std::initializer_list<geo::Point> points) {
    for (const geo::Point p : points) {
      incidents.add(p, borough::category_index(incidents, "Robbery", borough::Sensitivity::open), 0,
                    core::TimePrecision::month);
      rows.push_back(static_cast<std::uint32_t>(rows.size()));
    }
  }
  [[nodiscard]] Coverage counted(core::Metres moved_by = core::Metres(0.0),
                                 const borough::AreaSet* wards = nullptr) const {
    auto result = coverage({views, incidents, rows, wards, nullptr, &cameras, moved_by}, {}, jobs::Progress());
    EXPECT_TRUE(result) << result.error().message;
    return result ? *result : Coverage{};
  }
};

TEST(Coverage, CountsWhatIsPerhapsInViewWhereTheSourceMovedItsPoints) {
  WatchedStreet street;
  street.add_camera({50, 50}, box(0, 0, 100, 100));
  street.add_incidents({{50, 50}, {110, 50}, {119, 50}, {121, 50}});
  const borough::AreaSet wards{
      "Wards", borough::AreaKind::ward, "", true, {{"W", "West", box(0, 0, 115, 100), {}, {}, ""}}};

  const auto as_they_stand = street.counted();
  const auto moved = street.counted(20_m, &wards);

  EXPECT_EQ(as_they_stand.perhaps_in_view, 1);
  EXPECT_EQ(moved.in_view_incidents, 1);  // the count itself does not change
  EXPECT_EQ(moved.perhaps_in_view, 3);
  EXPECT_EQ(moved.cameras[0].incidents, 1);
  EXPECT_EQ(moved.wards[0].in_view, 1);
  EXPECT_EQ(moved.wards[0].perhaps_in_view, 2);
}

TEST(Coverage, TellsWhatCamerasWithKnownBuildingsSeeAlone) {
  WatchedStreet street;
  street.add_camera({50, 50}, box(0, 0, 100, 100));
  street.add_camera({80, 50}, box(50, 0, 200, 100));
  street.views.views[1].obstacles = MappedObstacles::none;
  street.add_incidents({{20, 50}, {60, 50}, {150, 50}, {160, 50}, {300, 50}});

  const auto result = street.counted();

  EXPECT_EQ(result.in_view_incidents, 4);
  EXPECT_EQ(result.in_bounded_view, 2);
}

TEST(Coverage, ListsCamerasThatMayBeOneWithWhatTheyAloneSee) {
  WatchedStreet street;
  street.add_camera({50, 50}, box(0, 0, 100, 100), "North");
  street.add_camera({500, 50}, box(450, 0, 550, 100), "North");
  street.add_camera({58, 50}, box(10, 0, 110, 100), "South");    // 8 m from the first, another register
  street.add_camera({508, 50}, box(450, 0, 550, 100), "North");  // 8 m from the second, the same register: two
  street.add_camera({50, 60}, {}, "South");                      // 10 m from the first; its view is not known
  street.add_incidents({{50, 50}, {5, 50}, {105, 50}, {500, 50}});

  const auto result = street.counted();

  EXPECT_EQ(result.cameras[0].only_here, 1);
  EXPECT_EQ(result.cameras[2].only_here, 1);
  ASSERT_EQ(result.same_place.size(), 1U);
  EXPECT_THAT(result.same_place[0].cameras, ElementsAre(0U, 2U, 4U));
  EXPECT_NEAR(result.same_place[0].apart, 10.0, 1e-12 /* m */);
  EXPECT_EQ(result.same_place[0].only_here, 3);  // without all of them three incidents are out of view, not two
}

TEST(Coverage, HoldsCamerasOfOneRegisterForOneOnlyVeryNear) {
  WatchedStreet street;
  street.add_camera({0, 0}, box(-10, -10, 10, 10));
  street.add_camera({4, 0}, box(-10, -10, 10, 10));
  street.add_camera({100, 0}, box(90, -10, 110, 10));
  street.add_camera({106, 0}, box(90, -10, 110, 10));

  const auto result = street.counted();

  ASSERT_EQ(result.same_place.size(), 1U);
  EXPECT_THAT(result.same_place[0].cameras, ElementsAre(0U, 1U));
}

TEST(Coverage, DoesNotAskLeftOutCamerasWhereTheyStand) {
  WatchedStreet street;
  street.add_camera({0, 0}, box(-10, -10, 10, 10));
  street.add_camera({1, 0}, {});
  street.views.views[1].status = ViewStatus::left_out;

  EXPECT_TRUE(street.counted().same_place.empty());
}

}  // namespace
}  // namespace wardscope::analysis
