// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "analysis/camera_town.hpp"
#include "analysis/coverage.hpp"
#include "analysis/coverage_gaps.hpp"
#include "analysis/gap_scene.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

/// A town with buildings, real views and three hotspots.
struct TownScene {
  RandomTown town;
  BuildingIndex buildings;
  CameraViewSet views;
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;
  std::vector<HotspotGround> hotspots;

  explicit TownScene(std::uint64_t seed, geo::Point by = {})
      : town(random_town(seed, 80, 8)), hotspots{{1, {geo::disc({-50, 0}, 60, 64)}}, {2, square(20, -90, 110, 40)}} {
    for (auto& building : town.buildings) {
      for (auto& p : building.footprint.exterior) p = p + by;
    }
    for (auto& camera : town.cameras) camera.position = camera.position + by;
    for (auto& hotspot : hotspots) {
      for (auto& p : hotspot.shape[0].exterior) p = p + by;
    }
    buildings = BuildingIndex(town.buildings);
    views = *camera_views({town.cameras, buildings}, {}, jobs::Progress());
    core::CounterRng rng(seed, 3);
    for (int i = 0; i < 2000; ++i) {
      const geo::Point p{rng.uniform(-130, 130), rng.uniform(-130, 130)};
      incidents.add(p + by, borough::category_index(incidents, "Robbery", borough::Sensitivity::open), 0,
                    core::TimePrecision::month);
    }
    rows.resize(incidents.size());
    std::iota(rows.begin(), rows.end(), 0U);
  }
  [[nodiscard]] CoverageGapInput input() const {
    return {views, town.cameras, incidents, rows, hotspots, nullptr, nullptr, &buildings, nullptr};
  }
};

constexpr double kNoSlivers = 0.0;

TEST(CoverageGaps, AgreeWithAskingEveryPlace) {
  const TownScene scene(21);

  const auto set = gaps_of(
      scene.input(),
      {.ground = GapGround::hotspots, .smallest_area = core::SquareKilometres(kNoSlivers), .least_incidents = 0});

  std::int64_t in_gaps = 0;
  std::int64_t in_view = 0;
  for (std::size_t row = 0; row < scene.incidents.size(); ++row) {
    const geo::Point p = scene.incidents.position(row);
    const bool on_ground = std::any_of(scene.hotspots.begin(), scene.hotspots.end(),
                                       [&](const HotspotGround& h) { return geo::contains(h.shape, p); });
    const bool seen = std::any_of(scene.views.views.begin(), scene.views.views.end(),
                                  [&](const CameraViewResult& view) { return geo::contains(view.in_view, p); });
    const bool roof = scene.buildings.standing_on(p).has_value();
    in_gaps += on_ground && !seen && !roof ? 1 : 0;
    in_view += on_ground && seen ? 1 : 0;
    const bool in_a_gap = std::any_of(set.gaps.begin(), set.gaps.end(),
                                      [&](const CoverageGap& gap) { return geo::contains(gap.shape, p); });
    EXPECT_EQ(in_a_gap, on_ground && !seen && !roof);
  }
  EXPECT_EQ(set.in_gaps, in_gaps);
  EXPECT_EQ(set.in_view, in_view);
  EXPECT_GT(set.in_gaps, 100);
  EXPECT_GT(set.on_roofs, 50);
  EXPECT_EQ(set.incidents, set.in_view + set.in_gaps + set.on_roofs + set.in_left_out);
  EXPECT_NEAR(set.ground_km2, set.in_view_km2 + set.gaps_km2 + set.left_out_km2, 1e-12 /* km2 */);
  for (const CoverageGap& gap : set.gaps) EXPECT_TRUE(geo::is_valid(gap.shape));
}

TEST(CoverageGaps, OfAWiderToleranceHoldNoMoreOutOfViewAndAlwaysAddUp) {
  const TownScene scene(25);
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  for (const double tolerance : {0.0, 1.0, 5.0, 20.0, 60.0}) {
    const auto set = gaps_of(
        scene.input(), {.ground = GapGround::hotspots, .least_incidents = 3, .tolerance = core::Metres(tolerance)});

    EXPECT_LE(set.out_of_view(), before) << tolerance << " m";
    EXPECT_EQ(set.incidents, set.in_view + set.in_gaps + set.on_roofs + set.in_left_out) << tolerance << " m";
    before = set.out_of_view();
  }
}

TEST(CoverageGaps, AreTheSameFromAUnionComputedBefore) {
  const TownScene scene(22);
  const auto seen = coverage({scene.views, scene.incidents, scene.rows}, {}, jobs::Progress());
  ASSERT_TRUE(seen);
  CoverageGapInput input = scene.input();

  const auto own = gaps_of(input, {.ground = GapGround::hotspots});
  input.in_view = &seen->in_view;
  const auto given = gaps_of(input, {.ground = GapGround::hotspots});

  ASSERT_EQ(own.gaps.size(), given.gaps.size());
  for (std::size_t i = 0; i < own.gaps.size(); ++i) EXPECT_EQ(own.gaps[i].shape, given.gaps[i].shape);
}

TEST(CoverageGaps, DoNotDependOnTheNumberOfThreads) {
  const TownScene scene(23);
  std::vector<CoverageGapSet> runs;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    runs.push_back(gaps_of(scene.input(), {.ground = GapGround::hotspots}));
  }
  jobs::set_thread_count(0);

  for (const auto& run : runs) {
    ASSERT_EQ(run.gaps.size(), runs[0].gaps.size());
    for (std::size_t i = 0; i < run.gaps.size(); ++i) EXPECT_EQ(run.gaps[i].shape, runs[0].gaps[i].shape);
  }
}

TEST(CoverageGaps, MoveWithTheirTown) {
  const auto here = gaps_of(TownScene(24).input(), {.ground = GapGround::hotspots});
  const TownScene moved(24, {431'072, 391'536});
  const auto there = gaps_of(moved.input(), {.ground = GapGround::hotspots});

  // Where pieces touch at a corner, rounding decides whether they are one: sums stay, single areas need not.
  EXPECT_NEAR(here.in_view_km2 * 1e6, there.in_view_km2 * 1e6, 1e-3 /* m^2 */);
  EXPECT_NEAR((here.gaps_km2 + here.left_out_km2) * 1e6, (there.gaps_km2 + there.left_out_km2) * 1e6, 1e-3);
  EXPECT_EQ(here.in_view, there.in_view);
  EXPECT_EQ(here.in_gaps, there.in_gaps);
}

}  // namespace
}  // namespace wardscope::analysis
