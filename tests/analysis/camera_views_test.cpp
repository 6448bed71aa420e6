// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stop_token>

#include "analysis/camera_town.hpp"
#include "analysis/camera_view.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Fractions of the way from `from` to `p` at which it enters and leaves a convex footprint.
std::optional<std::pair<double, double>> crossing(geo::Point from, geo::Point p, const geo::Ring& ring) {
  double enter = 0.0;
  double leave = 1.0;
  for (std::size_t i = 1; i < ring.size(); ++i) {  // anticlockwise: inside is left of each edge
    const geo::Point edge = ring[i] - ring[i - 1];
    const double start = geo::cross(edge, from - ring[i - 1]);
    const double change = geo::cross(edge, p - from);
    if (change == 0.0) {
      if (start < 0.0) return std::nullopt;
      continue;
    }
    const double s = -start / change;
    if (change > 0.0) enter = std::max(enter, s);
    if (change < 0.0) leave = std::min(leave, s);
  }
  if (enter >= leave) return std::nullopt;
  return std::pair{enter, leave};
}

/// Twin: walks the straight line to p and looks whether a roof cuts it.
bool sees(const CameraViewResult& view, const borough::Camera& camera, geo::Point p,
          const borough::BuildingSet& buildings) {
  const geo::Point way = p - view.viewpoint;
  if (geo::length(way) > camera.range->value()) return false;
  const double bearing = 90.0 - std::atan2(way.y, way.x) * 180.0 / std::numbers::pi;
  const double off = std::remainder(bearing - camera.views[0].bearing->value(), 360.0);
  if (std::abs(off) > camera.views[0].field_of_view->value() / 2.0) return false;
  const double high = camera.mounting_height->value();
  for (const borough::Building& building : buildings) {
    const auto inside = crossing(view.viewpoint, p, building.footprint.exterior);
    if (!inside) continue;
    if (inside->second >= 1.0) return false;  // p is on the roof
    const double lowest = high + std::min((1.6 - high) * inside->first, (1.6 - high) * inside->second);
    if (!building.height || building.height->value() >= high || lowest <= building.height->value()) return false;
  }
  return true;
}

TEST(CameraView, AgreesWithALineOfSightToEveryPlace) {
  std::int64_t seen = 0;
  std::int64_t hidden = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const RandomTown town = random_town(seed, 60, 6);
    const BuildingIndex index(town.buildings);
    for (std::size_t row = 0; row < town.cameras.size(); ++row) {
      const auto view = camera_view({town.cameras, index}, row, {});
      ASSERT_TRUE(view) << view.error().message;
      ASSERT_TRUE(geo::is_valid(view->in_view));
      core::CounterRng rng(seed, row);
      for (int i = 0; i < 1500; ++i) {
        const geo::Point p = view->viewpoint + geo::Point{rng.uniform(-120, 120), rng.uniform(-120, 120)};
        if (geo::distance_to_boundary(view->in_view, p) < 0.06) continue;  // the arc is a polyline within 0.05 m
        const bool expected = sees(*view, town.cameras[row], p, town.buildings);
        ASSERT_EQ(geo::contains(view->in_view, p), expected)
            << "seed " << seed << " camera " << row << " at " << p.x << ' ' << p.y;
        (expected ? seen : hidden) += 1;
      }
    }
  }
  EXPECT_GT(seen, 3'000);
  EXPECT_GT(hidden, 3'000);
}

TEST(CameraView, SeesPastHousesWithCornersAsPastTheBoxesTheyAreMadeOf) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    core::CounterRng rng(seed, 5);
    borough::BuildingSet houses;  // L-shaped
    borough::BuildingSet boxes;   // the same ground as two boxes each
    for (int i = 0; i < 25; ++i) {
      const double x = rng.uniform(-90, 90);
      const double y = rng.uniform(-90, 90);
      const double w = rng.uniform(6, 20);
      const double h = rng.uniform(6, 20);
      const double wing = rng.uniform(2, 5);
      const core::Metres height(rng.uniform(1, 9));
      const geo::Ring ring{{x, y},     {x + w, y}, {x + w, y + wing}, {x + wing, y + wing}, {x + wing, y + h},
                           {x, y + h}, {x, y}};
      houses.push_back({{ring, {}}, height});
      boxes.push_back(block({x, y, x + w, y + wing}, height));
      boxes.push_back(block({x, y, x + wing, y + h}, height));
    }
    auto camera = full_camera();
    camera.mounting_height = core::Metres(rng.uniform(5, 11));
    camera.views = {{0_deg, 360_deg}};
    const borough::CameraRegister cameras{camera};

    const auto view = camera_view({cameras, BuildingIndex(houses)}, 0, {});

    ASSERT_TRUE(view) << view.error().message;
    ASSERT_TRUE(geo::is_valid(view->in_view));
    for (int i = 0; i < 2000; ++i) {
      const geo::Point p{rng.uniform(-100, 100), rng.uniform(-100, 100)};
      if (geo::distance_to_boundary(view->in_view, p) < 0.06) continue;
      ASSERT_EQ(geo::contains(view->in_view, p), sees(*view, camera, p, boxes)) << seed << " at " << p.x << ' ' << p.y;
    }
  }
}

TEST(CameraViews, CountEachCameraOnceAndSayWhatWasAssumed) {
  auto unknown = full_camera();
  unknown.range.reset();
  auto old = full_camera();
  old.status = borough::CameraStatus::out_of_service;
  auto inside = full_camera();
  inside.position = {205, 5};
  auto silent = full_camera();
  silent.status = borough::CameraStatus::unknown;
  silent.mounting_height.reset();
  const borough::CameraRegister cameras{full_camera(), unknown, old, inside, silent};
  const BuildingIndex buildings({block({200, 0, 210, 10}, 5_m)});

  const auto set = camera_views({cameras, buildings}, {}, jobs::Progress());

  ASSERT_TRUE(set);
  EXPECT_EQ(set->known, 3);
  EXPECT_EQ(set->at_least, 1);
  EXPECT_EQ(set->assumed, 0);
  EXPECT_EQ(set->outside_buildings, 2);  // 200 m from the one building
  EXPECT_EQ(set->reaching_beyond, 1);
  EXPECT_EQ(set->not_known, 1);
  EXPECT_EQ(set->left_out, 1);
  EXPECT_EQ(set->moved_to_wall, 1);
  EXPECT_THAT(
      set->assumptions,
      ElementsAre("At least what is shown is in view, for 1 camera: mounting height not known: no view over buildings.",
                  "No view for 1 camera: out of service.", "No view for 1 camera: range not known.",
                  "At most what is shown is in view: 2 cameras stand outside the ground for which there are "
                  "buildings; what may hide ground there is not known.",
                  "At most what is shown is in view: 1 view reaches beyond the ground for which there are "
                  "buildings, as at the edge of the file or at the sea.",
                  "Moved to the wall of the building they stood in: 1 camera.",
                  "Taken to be in service, the register does not say: 1 camera."));
}

TEST(CameraViews, DoNotDependOnTheNumberOfThreads) {
  const RandomTown town = random_town(5, 80, 30);
  const BuildingIndex index(town.buildings);
  std::vector<std::vector<geo::MultiPolygon>> runs;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto set = camera_views({town.cameras, index}, {}, jobs::Progress());
    ASSERT_TRUE(set);
    runs.emplace_back();
    for (const auto& view : set->views) runs.back().push_back(view.in_view);
  }
  jobs::set_thread_count(0);

  EXPECT_EQ(runs[0], runs[1]);
  EXPECT_EQ(runs[0], runs[2]);
}

TEST(CameraViews, MoveWithTheirTown) {
  const RandomTown town = random_town(6, 60, 8);
  RandomTown moved = town;
  const geo::Point by{431'072, 391'536};
  for (auto& building : moved.buildings) {
    for (auto& p : building.footprint.exterior) p = p + by;
  }
  for (auto& camera : moved.cameras) camera.position = camera.position + by;

  const auto here = camera_views({town.cameras, BuildingIndex(town.buildings)}, {}, jobs::Progress());
  const auto there = camera_views({moved.cameras, BuildingIndex(moved.buildings)}, {}, jobs::Progress());

  ASSERT_TRUE(here && there);
  for (std::size_t i = 0; i < town.cameras.size(); ++i) {
    EXPECT_NEAR(here->views[i].area_km2 * 1e6, there->views[i].area_km2 * 1e6, 1e-4 /* m^2: coordinates are rounded */);
  }
}

TEST(CameraViews, StopWhenAsked) {
  const RandomTown town = random_town(5, 10, 4);
  std::stop_source stop;
  stop.request_stop();

  const auto set = camera_views({town.cameras, BuildingIndex(town.buildings)}, {}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, core::ErrorCode::cancelled);
}

TEST(CameraViews, RefuseOptionsOutOfRange) {
  const borough::CameraRegister cameras{full_camera()};
  const BuildingIndex none;

  const auto set = camera_views({cameras, none}, {.assumed_range = core::Metres(-5)}, jobs::Progress());

  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, core::ErrorCode::invalid_argument);
  EXPECT_THAT(set.error().message, HasSubstr("assumed-range is -5, but must lie between 1 and 2000"));
}

}  // namespace
}  // namespace wardscope::analysis
