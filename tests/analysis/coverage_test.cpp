// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <stop_token>

#include "analysis/camera_town.hpp"
#include "analysis/coverage_places.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Views of given shapes, one a camera, each camera at the middle of its view.
CameraViewSet views_of(const std::vector<geo::MultiPolygon>& shapes) {
  CameraViewSet set;
  for (const geo::MultiPolygon& shape : shapes) {
    CameraViewResult view;
    view.camera = set.views.size();
    view.status = ViewStatus::known;
    view.in_view = shape;
    view.viewpoint = geo::extent_of(shape).centre();
    set.views.push_back(view);
  }
  return set;
}

geo::MultiPolygon square(double x0, double y0, double x1, double y1) { return {geo::to_polygon({x0, y0, x1, y1})}; }

borough::IncidentTable incidents_at(const std::vector<geo::Point>& points) {
  borough::IncidentTable table;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto type = borough::category_index(table, i % 3 == 0 ? "Drugs" : "Robbery", borough::Sensitivity::open);
    table.add(points[i], type, 0, core::TimePrecision::month);
  }
  return table;
}

std::vector<std::uint32_t> all_rows(const borough::IncidentTable& table) {
  std::vector<std::uint32_t> rows(table.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

Coverage coverage_of(const CameraViewSet& views, const borough::IncidentTable& incidents,
                     const CoverageOptions& options = {}) {
  const auto rows = all_rows(incidents);
  auto result = coverage({views, incidents, rows}, options, jobs::Progress());
  EXPECT_TRUE(result) << result.error().message;
  return result ? *result : Coverage{};
}

TEST(Coverage, OfThreeDiscsObeysInclusionAndExclusion) {
  const std::vector<geo::MultiPolygon> discs{
      {geo::disc({0, 0}, 50, 256)}, {geo::disc({60, 0}, 50, 256)}, {geo::disc({30, 45}, 50, 256)}};
  const auto both = [&](const geo::MultiPolygon& a, const geo::MultiPolygon& b) { return *geo::intersection(a, b); };
  const double expected = geo::area(discs[0]) + geo::area(discs[1]) + geo::area(discs[2]) -
                          geo::area(both(discs[0], discs[1])) - geo::area(both(discs[0], discs[2])) -
                          geo::area(both(discs[1], discs[2])) + geo::area(both(both(discs[0], discs[1]), discs[2]));

  const auto result = coverage_of(views_of(discs), {});

  EXPECT_NEAR(result.in_view_km2 * 1e6, expected, 1e-6 /* m^2 */);
  EXPECT_NEAR(result.sum_of_views_km2 * 1e6, 3 * geo::area(discs[0]), 1e-6);
}

TEST(Coverage, OfTwoDiscsIsTheLensFormula) {
  // Lens of two circles of radius r at distance d: 2 r^2 acos(d / 2r) - d/2 sqrt(4 r^2 - d^2).
  const double lens = 2 * 2500 * std::acos(0.6) - 30 * std::sqrt(4 * 2500 - 3600.0);

  const auto result = coverage_of(views_of({{geo::disc({0, 0}, 50, 4096)}, {geo::disc({60, 0}, 50, 4096)}}), {});

  EXPECT_NEAR(result.in_view_km2 * 1e6, 2 * std::numbers::pi * 2500 - lens, 0.02 /* m^2: 4096-gons */);
  EXPECT_NEAR(result.cameras[0].only_here_km2 * 1e6, std::numbers::pi * 2500 - lens, 0.02);
}

TEST(Coverage, CountsIncidentsByTheCamerasThatSeeThem) {
  const auto views = views_of({square(0, 0, 10, 10), square(5, 0, 15, 10)});
  const auto incidents = incidents_at({{2, 5}, {7, 5}, {7, 5}, {12, 5}, {30, 5}});

  const auto result = coverage_of(views, incidents);

  EXPECT_EQ(result.incidents, 5);
  EXPECT_EQ(result.in_view_incidents, 4);
  EXPECT_THAT(result.incidents_by_cameras, ElementsAre(1, 2, 2));
  EXPECT_THAT(result.cameras_by_row, ElementsAre(1, 2, 2, 1, 0));
  EXPECT_EQ(result.cameras[0].incidents, 3);
  EXPECT_EQ(result.cameras[0].only_here, 1);
  EXPECT_EQ(result.cameras[1].only_here, 1);
}

TEST(Coverage, CountsByTypeMostFrequentFirst) {
  const auto views = views_of({square(0, 0, 10, 10)});
  const auto incidents = incidents_at({{2, 5}, {3, 5}, {40, 5}, {50, 5}});  // Drugs, Robbery, Robbery, Drugs

  const auto result = coverage_of(views, incidents);

  ASSERT_EQ(result.types.size(), 2U);
  EXPECT_EQ(result.types[0].type, "Drugs");
  EXPECT_EQ(result.types[0].incidents, 2);
  EXPECT_EQ(result.types[0].in_view, 1);
  EXPECT_EQ(result.types[1].type, "Robbery");
}

TEST(Coverage, AnIncidentOnTheOutlineIsInView) {
  const auto views = views_of({square(0, 0, 10, 10), square(10, 0, 20, 10)});
  const auto incidents = incidents_at({{10, 5}, {0, 0}, {20, 10}, {20.001, 10}});

  EXPECT_THAT(coverage_of(views, incidents).cameras_by_row, ElementsAre(2, 1, 1, 0));
}

TEST(Coverage, TheToleranceReachesBeyondTheOutline) {
  const auto views = views_of({square(0, 0, 10, 10)});
  const auto incidents = incidents_at({{14, 5}, {16, 5}, {13, 14}});

  EXPECT_THAT(coverage_of(views, incidents, {.tolerance = 5_m}).cameras_by_row, ElementsAre(1, 0, 1));
}

TEST(Coverage, CountsByAreaEvenWhereAreasOverlap) {
  const auto views = views_of({square(0, 0, 10, 10)});
  const auto incidents = incidents_at({{2, 5}, {7, 5}, {12, 5}});
  const borough::AreaSet wards{.name = "Wards",
                               .kind = borough::AreaKind::ward,
                               .vintage = "",
                               .areas = {{"W1", "West", square(0, 0, 8, 20), {}, {}, ""},
                                         {"W2", "All", square(0, 0, 20, 20), {}, {}, ""},
                                         {"W3", "Far", square(50, 0, 60, 20), {}, {}, ""}}};
  const auto rows = all_rows(incidents);

  const auto result = coverage({views, incidents, rows, &wards, &wards}, {}, jobs::Progress());

  ASSERT_TRUE(result);
  ASSERT_EQ(result->wards.size(), 3U);
  EXPECT_EQ(result->wards[0].incidents, 2);
  EXPECT_EQ(result->wards[0].in_view, 2);
  EXPECT_EQ(result->wards[0].cameras, 1);
  EXPECT_NEAR(result->wards[0].in_view_km2 * 1e6, 80.0, 1e-9 /* m^2 */);
  EXPECT_EQ(result->wards[1].incidents, 3);
  EXPECT_NEAR(result->wards[1].in_view_share, 2.0 / 3.0, 1e-12);
  EXPECT_EQ(result->wards[2].incidents, 0);
  EXPECT_EQ(result->wards[2].in_view_share, 0.0);
  EXPECT_EQ(result->neighbourhoods.size(), 3U);
}

TEST(Coverage, OfNoCamerasIsEmptyGround) {
  const auto result = coverage_of({}, incidents_at({{1, 1}}));

  EXPECT_TRUE(result.in_view.empty());
  EXPECT_THAT(result.incidents_by_cameras, ElementsAre(1));
}

TEST(Coverage, LeavesOutIncidentsWithoutAPlace) {
  const auto views = views_of({square(0, 0, 10, 10)});
  const auto incidents = incidents_at({{5, 5}, {std::numeric_limits<double>::quiet_NaN(), 5}});

  const auto result = coverage_of(views, incidents);

  EXPECT_EQ(result.incidents, 1);
  EXPECT_THAT(result.cameras_by_row, ElementsAre(1, 0));
}

/// A town with real views and incidents, some of them stacked.
struct Scene {
  CameraViewSet views;
  borough::IncidentTable incidents;
};

Scene town_scene(std::uint64_t seed) {
  const RandomTown town = random_town(seed, 80, 25);
  auto views = camera_views({town.cameras, BuildingIndex(town.buildings)}, {}, jobs::Progress());
  EXPECT_TRUE(views);
  core::CounterRng rng(seed, 1);
  std::vector<geo::Point> points;
  for (int i = 0; i < 3000; ++i) {
    const bool stacked = i > 0 && rng.chance(0.5);
    points.push_back(stacked ? points[rng.below(points.size())]
                             : geo::Point{rng.uniform(-150, 150), rng.uniform(-150, 150)});
  }
  return {*views, incidents_at(points)};
}

TEST(Coverage, AgreesWithAskingEveryCameraAboutEveryIncident) {
  const Scene scene = town_scene(9);
  for (const double tolerance : {0.0, 4.0}) {
    const auto result = coverage_of(scene.views, scene.incidents, {.tolerance = core::Metres(tolerance)});

    std::vector<std::int64_t> only(scene.views.views.size());
    std::int64_t in_view = 0;
    for (std::size_t row = 0; row < scene.incidents.size(); ++row) {
      const geo::Point p = scene.incidents.position(row);
      std::vector<std::size_t> seeing;
      for (std::size_t camera = 0; camera < scene.views.views.size(); ++camera) {
        const auto& shape = scene.views.views[camera].in_view;
        if (geo::contains(shape, p) || geo::distance_to_boundary(shape, p) <= std::max(tolerance, 1e-6)) {
          seeing.push_back(camera);
        }
      }
      ASSERT_EQ(result.cameras_by_row[row], seeing.size());
      if (seeing.size() == 1) ++only[seeing[0]];
      if (!seeing.empty()) ++in_view;
    }
    EXPECT_EQ(result.in_view_incidents, in_view);
    for (std::size_t camera = 0; camera < only.size(); ++camera)
      EXPECT_EQ(result.cameras[camera].only_here, only[camera]);
  }
}

TEST(Coverage, LeavingACameraOutLosesExactlyWhatOnlyItSees) {
  const Scene scene = town_scene(10);
  const auto all = coverage_of(scene.views, scene.incidents);

  for (const std::size_t camera : {0U, 7U, 24U}) {
    CameraViewSet fewer = scene.views;
    fewer.views[camera].in_view.clear();
    const auto without = coverage_of(fewer, scene.incidents);

    EXPECT_EQ(all.in_view_incidents - without.in_view_incidents, all.cameras[camera].only_here);
    EXPECT_NEAR((all.in_view_km2 - without.in_view_km2) * 1e6, all.cameras[camera].only_here_km2 * 1e6, 1e-3 /* m^2 */);
  }
}

TEST(Coverage, DoesNotDependOnTheNumberOfThreads) {
  const Scene scene = town_scene(11);
  std::vector<Coverage> runs;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    runs.push_back(coverage_of(scene.views, scene.incidents));
  }
  jobs::set_thread_count(0);

  for (const Coverage& run : runs) {
    EXPECT_EQ(run.in_view, runs[0].in_view);
    EXPECT_EQ(run.cameras_by_row, runs[0].cameras_by_row);
    for (std::size_t i = 0; i < run.cameras.size(); ++i) {
      EXPECT_EQ(run.cameras[i].only_here_km2, runs[0].cameras[i].only_here_km2);
    }
  }
}

TEST(Coverage, StopsWhenAsked) {
  const Scene scene = town_scene(11);
  const auto rows = all_rows(scene.incidents);
  std::stop_source stop;
  stop.request_stop();

  const auto result = coverage({scene.views, scene.incidents, rows}, {}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, core::ErrorCode::cancelled);
}

TEST(Coverage, RefusesAToleranceOutOfRange) {
  const auto result = coverage({{}, {}, {}}, {.tolerance = core::Metres(-1)}, jobs::Progress());

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, core::ErrorCode::invalid_argument);
  EXPECT_EQ(result.error().message, "tolerance is -1 m, but must lie between 0 and 100 m");
}

TEST(CameraCounts, CountTheViewsAtEachCentre) {
  const Scene scene = town_scene(12);

  const auto counts = camera_counts(scene.views, 3_m, jobs::Progress());

  ASSERT_TRUE(counts);
  ASSERT_GT(counts->grid().rows, 64U);  // several bands
  for (std::size_t row = 0; row < counts->grid().rows; ++row) {
    for (std::size_t column = 0; column < counts->grid().columns; ++column) {
      const geo::Point p = counts->grid().centre(column, row);
      const auto expected = std::count_if(scene.views.views.begin(), scene.views.views.end(),
                                          [&](const auto& view) { return geo::contains(view.in_view, p); });
      ASSERT_EQ(counts->at(column, row), static_cast<float>(expected));
    }
  }
  const auto result = coverage_of(scene.views, {});
  EXPECT_NEAR(seen_by_at_least(*counts, 1), result.in_view_km2, 0.01 * result.in_view_km2);
}

TEST(CameraCounts, RefuseACellThatWouldFillTheMemory) {
  const auto views = views_of({square(0, 0, 10, 10), square(400'000, 400'000, 400'010, 400'010)});

  const auto counts = camera_counts(views, 1_m, jobs::Progress());

  ASSERT_FALSE(counts);
  EXPECT_THAT(counts.error().message, HasSubstr("choose a cell of 51 m or more"));
  EXPECT_FALSE(camera_counts(views, 0_m, jobs::Progress()));
}

/// A ragged ring round the origin, more vertices than any shape that is asked point by point.
geo::MultiPolygon ragged_ring(core::CounterRng& rng) {
  geo::Polygon shape;
  for (int i = 0; i < 900; ++i) {
    const double angle = 2 * std::numbers::pi * i / 900;
    const double radius = rng.uniform(60, 80);
    shape.exterior.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  shape.exterior.push_back(shape.exterior.front());
  shape.holes.push_back({{-20, -20}, {-20, 20}, {20, 20}, {20, -20}, {-20, -20}});
  return {shape, geo::to_polygon({100, 0, 120, 20})};
}

TEST(IncidentPlaces, NearAShapeAreThoseThatAskingEachEdgeGives) {
  core::CounterRng rng(5, 0);
  const geo::MultiPolygon ragged = ragged_ring(rng);
  std::vector<geo::Point> points{ragged[0].exterior[7], {20, 0}, {110, 20}, {110, 23}, {110, 20.0000001}};
  for (int i = 0; i < 3000; ++i) points.push_back({rng.uniform(-110, 140), rng.uniform(-110, 110)});
  const auto table = incidents_at(points);
  std::vector<std::uint32_t> rows(points.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const IncidentPlaces places(table, rows);

  for (const geo::MultiPolygon& shape : {ragged, square(0, 0, 50, 50), geo::MultiPolygon{}}) {
    for (const double tolerance : {0.0, 3.0, 25.0}) {
      std::vector<NearPlace> expected;
      for (std::uint32_t place = 0; place < places.size() && !shape.empty(); ++place) {
        const geo::Point p = places.point(place);
        if (!is_within(shape, p, tolerance)) continue;
        expected.push_back({place, geo::contains(shape, p) ? 0.0 : geo::distance_to_boundary(shape, p)});
      }
      const auto found = places_near(places, shape, tolerance);
      ASSERT_EQ(found.size(), expected.size()) << tolerance;
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].place, expected[i].place);
        EXPECT_DOUBLE_EQ(found[i].metres, expected[i].metres);
      }
    }
  }
}

}  // namespace
}  // namespace wardscope::analysis
