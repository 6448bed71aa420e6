// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage_gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <stop_token>

#include "analysis/camera_town.hpp"
#include "analysis/coverage.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

geo::MultiPolygon square(double x0, double y0, double x1, double y1) { return {geo::to_polygon({x0, y0, x1, y1})}; }

borough::Area area(std::string name, geo::MultiPolygon shape) {
  return {.code = name, .name = name, .shape = std::move(shape), .population = {}, .deprivation_rank = {}, .note = ""};
}

borough::AreaSet areas(std::vector<borough::Area> list) {
  return {.name = "Set", .kind = borough::AreaKind::neighbourhood, .vintage = "", .areas = std::move(list)};
}

/// A scene by hand: cameras with given views, incidents, one hotspot 100 m x 100 m.
struct GapScene {
  CameraViewSet views;
  borough::CameraRegister cameras;
  borough::IncidentTable incidents;
  std::vector<HotspotGround> hotspots{{7, square(0, 0, 100, 100)}};
  borough::AreaSet neighbourhoods =
      areas({area("Old Town", square(-50, -50, 60, 150)), area("Harbour", square(60, -50, 200, 150))});
  std::vector<std::uint32_t> rows;

  void add_camera(geo::Point position, const geo::MultiPolygon& view, ViewStatus status = ViewStatus::known) {
    borough::Camera camera;
    camera.reference = "C" + std::to_string(cameras.size() + 1);
    camera.name = "Mast " + std::to_string(cameras.size() + 1);
    camera.position = position;
    CameraViewResult result;
    result.camera = cameras.size();
    result.status = status;
    result.viewpoint = position;
    result.in_view = view;
    cameras.push_back(camera);
    views.views.push_back(result);
  }
  void add_incident(geo::Point p, const char* type = "Robbery") {
    incidents.add(p, borough::category_index(incidents, type, borough::Sensitivity::open), 0,
                  core::TimePrecision::month);
    rows.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  [[nodiscard]] CoverageGapInput input() const {
    return {views, cameras, incidents, rows, hotspots, &neighbourhoods, nullptr, nullptr, nullptr};
  }
};

CoverageGapSet gaps_of(const CoverageGapInput& input, const CoverageGapOptions& options) {
  auto result = coverage_gaps(input, options, jobs::Progress());
  EXPECT_TRUE(result) << result.error().message;
  return result ? *result : CoverageGapSet{};
}

TEST(CoverageGap, ACameraAtTheEdgeCoversHalfItsDisc) {
  GapScene scene;
  scene.add_camera({0, 50}, {geo::disc({0, 50}, 40, 512)});
  scene.add_incident({80, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 1U);
  EXPECT_NEAR(set.gaps[0].area_km2 * 1e6, 1e4 - std::numbers::pi * 1600 / 2, 0.1 /* m^2: the disc is a 512-gon */);
  EXPECT_NEAR(set.in_view_km2 * 1e6, std::numbers::pi * 1600 / 2, 0.1);
  EXPECT_THAT(set.gaps[0].hotspots, ElementsAre(7));
}

TEST(CoverageGap, ABandOfViewCutsAHotspotIntoRankedGaps) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  for (const double y : {10.0, 20.0, 30.0}) scene.add_incident({80, y}, "Drugs");
  scene.add_incident({80, 40}, "Robbery");
  scene.add_incident({10, 10});
  scene.add_incident({50, 50});    // in view
  scene.add_incident({500, 500});  // off the ground

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 2U);
  EXPECT_EQ(set.gaps[0].rank, 1);
  EXPECT_EQ(set.gaps[0].incidents, 4);
  EXPECT_EQ(set.gaps[0].main_type, "Drugs");
  EXPECT_EQ(set.gaps[0].main_type_incidents, 3);
  EXPECT_EQ(set.gaps[1].incidents, 1);
  EXPECT_EQ(set.incidents, 6);
  EXPECT_EQ(set.in_view, 1);
  EXPECT_EQ(set.in_gaps, 5);
  ASSERT_TRUE(set.gaps[0].nearest_camera);
  EXPECT_EQ(set.gaps[0].nearest_camera->reference, "C1");
  EXPECT_NEAR(set.gaps[0].nearest_camera->metres, 10.0, 1e-9);
}

TEST(CoverageGap, OfTargetedHotspotsIsClippedToTheNeighbourhoods) {
  GapScene scene;
  scene.add_incident({30, 50});
  scene.add_incident({80, 50});

  const auto both = gaps_of(scene.input(), {});
  const auto one = gaps_of(scene.input(), {.neighbourhoods = {"old town"}});

  EXPECT_NEAR(both.ground_km2 * 1e6, 1e4, 1e-6);
  EXPECT_THAT(both.gaps[0].neighbourhoods, ElementsAre("Old Town", "Harbour"));
  EXPECT_NEAR(one.ground_km2 * 1e6, 6e3, 1e-6 /* m^2 */);
  EXPECT_EQ(one.in_gaps, 1);
  EXPECT_THAT(one.gaps[0].neighbourhoods, ElementsAre("Old Town"));
}

TEST(CoverageGap, OfNeighbourhoodsLooksAtAllTheirGround) {
  GapScene scene;
  scene.hotspots.clear();
  scene.add_incident({150, 140});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::neighbourhoods, .neighbourhoods = {"Harbour"}});

  ASSERT_EQ(set.gaps.size(), 1U);
  EXPECT_NEAR(set.gaps[0].area_km2 * 1e6, 140.0 * 200.0, 1e-6 /* m^2 */);
  EXPECT_THAT(set.gaps[0].hotspots, IsEmpty());
}

TEST(CoverageGap, RoofsAreNoGround) {
  GapScene scene;
  scene.add_incident({5, 5});
  scene.add_incident({52, 52});  // on the roof: police points often are
  const BuildingIndex roofs({block({40, 40, 60, 60}), block({50, 50, 70, 70})});
  CoverageGapInput input = scene.input();
  input.buildings = &roofs;

  const auto without = gaps_of(input, {.ground = GapGround::hotspots});
  const auto with = gaps_of(input, {.ground = GapGround::hotspots, .buildings = BuildingGround::keep});
  const auto tolerant = gaps_of(input, {.ground = GapGround::hotspots, .tolerance = 15_m});

  EXPECT_NEAR(without.gaps[0].area_km2 * 1e6, 1e4 - 700, 1e-6 /* m^2: the roofs overlap by 100 */);
  EXPECT_EQ(without.in_gaps, 1);
  EXPECT_EQ(without.incidents, 2);
  EXPECT_NEAR(with.gaps[0].area_km2 * 1e6, 1e4, 1e-6);
  EXPECT_EQ(with.in_gaps, 2);
  EXPECT_EQ(tolerant.in_gaps, 2);
}

TEST(CoverageGap, AnIncidentIsCountedInOneGapOnly) {
  GapScene scene;
  scene.add_camera({50, 50}, square(49, -10, 51, 110));
  scene.add_incident({47, 50});
  scene.add_incident({54, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots, .tolerance = 2.5_m});

  // 47 is 2 m from the view: in view by the tolerance. 54 is 3 m from it: in the east gap, once.
  EXPECT_EQ(set.in_gaps, 1);
  EXPECT_EQ(set.in_view, 1);
}

TEST(CoverageGap, LeavesOutSliversAndGapsWithoutIncidents) {
  GapScene scene;
  scene.add_camera({50, 50}, square(0.5, -10, 60, 110));  // leaves a strip of 50 m^2 and one of 4,000 m^2
  scene.add_incident({0.2, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});
  const auto all = gaps_of(scene.input(), {.ground = GapGround::hotspots, .least_incidents = 0});

  EXPECT_THAT(set.gaps, IsEmpty());
  EXPECT_NEAR(set.left_out_km2 * 1e6, 4050, 1e-6 /* m^2 */);
  ASSERT_EQ(all.gaps.size(), 1U);
  EXPECT_NEAR(all.left_out_km2 * 1e6, 50, 1e-6);
}

TEST(CoverageGap, NamesItsWardsLargestPartFirst) {
  GapScene scene;
  scene.add_incident({30, 50});
  const auto wards = areas({area("Small", square(-10, -10, 20, 110)), area("Large", square(20, -10, 110, 110)),
                            area("Next door", square(100, 0, 200, 100))});
  CoverageGapInput input = scene.input();
  input.wards = &wards;

  const auto set = gaps_of(input, {.ground = GapGround::hotspots});

  EXPECT_THAT(set.gaps[0].wards, ElementsAre("Large", "Small"));
}

TEST(CoverageGap, TellsOfCamerasInsideWhoseViewIsNotKnown) {
  GapScene scene;
  scene.add_incident({30, 50});
  scene.add_camera({50, 50}, {}, ViewStatus::not_known);
  scene.add_camera({51, 50}, {}, ViewStatus::left_out);

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  EXPECT_EQ(set.gaps[0].cameras_not_known, 1);
  ASSERT_TRUE(set.gaps[0].nearest_camera);
  EXPECT_FALSE(set.gaps[0].nearest_camera->view_known);
  EXPECT_EQ(set.gaps[0].nearest_camera->metres, 0.0);
}

TEST(CoverageGap, RanksByWeightWhereIncidentsAreWeighted) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  scene.add_incident({10, 10});
  scene.add_incident({80, 10});
  scene.add_incident({80, 20});
  scene.incidents.weight = {10.0F, 1.0F, 1.0F};

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 2U);
  EXPECT_EQ(set.gaps[0].incidents, 1);
  EXPECT_DOUBLE_EQ(set.gaps[0].weight, 10.0);
}

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
  EXPECT_NEAR(set.ground_km2, set.in_view_km2 + set.gaps_km2 + set.left_out_km2, 1e-12 /* km2 */);
  for (const CoverageGap& gap : set.gaps) EXPECT_TRUE(geo::is_valid(gap.shape));
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

TEST(CoverageGaps, StopWhenAsked) {
  const GapScene scene;
  std::stop_source stop;
  stop.request_stop();

  const auto set = coverage_gaps(scene.input(), {}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, core::ErrorCode::cancelled);
}

std::string message_of(const CoverageGapInput& input, const CoverageGapOptions& options) {
  const auto set = coverage_gaps(input, options, jobs::Progress());
  return set ? "no error" : set.error().message;
}

TEST(CoverageGaps, SayWhatIsWrongAndWhatToDo) {
  const GapScene scene;
  CoverageGapInput none = scene.input();
  none.neighbourhoods = nullptr;

  EXPECT_EQ(message_of(scene.input(), {.neighbourhoods = {"Newtown"}}),
            "no neighbourhood 'Newtown'. The neighbourhoods are: Old Town, Harbour");
  EXPECT_EQ(message_of(none, {}),
            "there are no targeted neighbourhoods: import them, or look for gaps on all hotspots (ground: hotspots)");
  EXPECT_EQ(message_of(scene.input(), {.smallest_area = core::SquareKilometres(-1)}),
            "smallest-area is -1 km2, but must lie between 0 and 1 km2");
  EXPECT_EQ(message_of(scene.input(), {.least_incidents = -1}), "least-incidents is -1, but must be 0 or more");
  EXPECT_EQ(message_of(scene.input(), {.tolerance = 200_m}), "tolerance is 200 m, but must lie between 0 and 100 m");
}

}  // namespace
}  // namespace wardscope::analysis
