// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/incident_clusters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "analysis/star_land.hpp"
#include "core/random.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

/// Two wards side by side, 2 km by 2 km each, with a river 40 m wide between them (x 2000 to 2040).
struct RiverTown {
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
  geo::MultiPolygon land;
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;

  RiverTown() {
    wards.areas = {{"W", "West", {geo::to_polygon({0, 0, 2000, 2000})}, {}, {}, ""},
                   {"E", "East", {geo::to_polygon({2040, 0, 4040, 2000})}, {}, {}, ""}};
    for (const borough::Area& ward : wards.areas) land.push_back(ward.shape.front());
  }
  void add(geo::Point at, const std::string& type, core::CivilDate date,
           core::TimePrecision precision = core::TimePrecision::day) {
    incidents.add(at, borough::category_index(incidents, type, borough::Sensitivity::open), core::local_minute(date),
                  precision);
    rows.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  /// `count` within 40 m.
  void plant(geo::Point centre, std::uint64_t count, const std::string& type = "Theft") {
    for (std::uint64_t i = 0; i < count; ++i) {
      core::CounterRng rng(rows.size(), i);
      add(centre + geo::Point{rng.uniform(-28, 28), rng.uniform(-28, 28)}, type,
          {2025, 3, static_cast<int>(1 + rng.below(20))});
    }
  }
  [[nodiscard]] IncidentClusterInput input(std::int64_t least_told = 1) const {
    return {incidents, rows, land, &wards, least_told, {}};
  }
};

IncidentClusterSet set_of(const RiverTown& town, const IncidentClusterOptions& options) {
  auto set = find_incident_clusters(town.input(), options, jobs::Progress());
  EXPECT_TRUE(set) << set.error().message;
  return std::move(set).value();
}

IncidentClusterOptions asked(ClusterMethod method, double reach, std::int64_t least) {
  IncidentClusterOptions options;
  options.method = method;
  options.reach = core::Metres(reach);
  options.least = least;
  options.threshold = NnhThreshold::fixed;
  return options;
}

TEST(IncidentClusters, RanksAndDescribesThem) {
  RiverTown town;
  town.plant({500, 500}, 12);
  town.plant({3000, 1500}, 20, "Burglary");
  town.add({1500, 1500}, "Theft", {2025, 1, 1});

  const IncidentClusterSet set = set_of(town, asked(ClusterMethod::dbscan, 100.0, 5));

  ASSERT_EQ(set.clusters.size(), 2U);
  const IncidentCluster& first = set.clusters[0];
  EXPECT_EQ(first.rank, 1);
  EXPECT_EQ(first.incidents, 20);
  EXPECT_EQ(first.map_points, 20);
  EXPECT_NEAR(first.incident_share, 20.0 / 33.0, 1e-12);
  ASSERT_EQ(first.wards.size(), 1U);
  EXPECT_EQ(first.wards[0].first, "East");
  EXPECT_EQ(first.types[0].first, "Burglary");
  EXPECT_NEAR(geo::distance(first.busiest, {3000, 1500}), 0.0, 45.0 /* m */);
  EXPECT_NEAR(first.per_km2, 20.0 / first.area_km2, 1e-9);
  EXPECT_EQ(set.clusters[1].incidents, 12);
  EXPECT_EQ(set.in_clusters, 32);
  EXPECT_EQ(set.incidents, 33);
}

/// One cluster on both banks, reached over the water: two pieces of land and no river.
TEST(IncidentClusters, OutlinesStayOnTheLandAndHoldTheirIncidents) {
  RiverTown town;
  for (int i = 0; i < 8; ++i) {
    town.add({1985.0 - i, 1000.0 + 5 * i}, "Theft", {2025, 3, 1});
    town.add({2055.0 + i, 1000.0 + 5 * i}, "Theft", {2025, 3, 1});
  }
  const IncidentClusterSet set = set_of(town, asked(ClusterMethod::dbscan, 100.0, 5));
  ASSERT_EQ(set.clusters.size(), 1U);
  const geo::MultiPolygon& shape = set.clusters[0].shape;
  EXPECT_EQ(shape.size(), 2U);
  EXPECT_TRUE(geo::is_valid(shape));
  EXPECT_FALSE(geo::contains(shape, {2020.0, 1010.0}));
  for (const std::uint32_t row : town.rows) EXPECT_TRUE(geo::contains(shape, town.incidents.position(row)));
}

/// A disc by the river reaches the other bank, where nothing happened.
TEST(IncidentClusters, LeavesOutTheOtherBankWhereItHoldsNoIncident) {
  RiverTown town;
  for (int i = 0; i < 8; ++i) town.add({1995.0, 1000.0 + 2 * i}, "Theft", {2025, 3, 1});
  const IncidentClusterSet set = set_of(town, asked(ClusterMethod::dbscan, 150.0, 5));
  ASSERT_EQ(set.clusters.size(), 1U);
  EXPECT_EQ(set.clusters[0].shape.size(), 1U);
  EXPECT_LE(geo::extent_of(set.clusters[0].shape).max_x, 2000.0);
}

TEST(IncidentClusters, LeavesOutIncidentsOffTheLandAndCountsThem) {
  RiverTown town;
  town.plant({500, 500}, 9);
  for (int i = 0; i < 9; ++i) town.add({2020.0, 100.0}, "Theft", {2025, 3, 1});
  const IncidentClusterSet set = set_of(town, asked(ClusterMethod::dbscan, 100.0, 5));
  EXPECT_EQ(set.clusters.size(), 1U);
  EXPECT_EQ(set.off_land, 9);
  EXPECT_EQ(set.incidents, 9);
}

TEST(IncidentClusters, CountsThoseOnOnePoint) {
  RiverTown town;
  town.plant({500, 500}, 9);
  for (int i = 0; i < 9; ++i) town.add({1500.0, 1500.0}, "Theft", {2025, 3, 1});
  EXPECT_EQ(set_of(town, asked(ClusterMethod::dbscan, 100.0, 5)).on_one_point, 1);
}

/// The western core has six in reach, but one of them lies nearer to the eastern core: five are left.
TEST(IncidentClusters, LeavesOutClustersThatHoldFewerThanMayBeTold) {
  RiverTown town;
  for (int i = 0; i < 4; ++i) town.add({410.0, 500.0}, "Theft", {2025, 3, 1});
  for (const double x : {500.0, 590.0, 660.0}) town.add({x, 500.0}, "Theft", {2025, 3, 1});
  for (int i = 0; i < 5; ++i) town.add({750.0, 500.0}, "Theft", {2025, 3, 1});
  const auto set = find_incident_clusters(town.input(6), asked(ClusterMethod::dbscan, 100.0, 6), jobs::Progress());
  ASSERT_TRUE(set);
  ASSERT_EQ(set->clusters.size(), 1U);
  EXPECT_EQ(set->clusters[0].incidents, 7);
  EXPECT_EQ(set->with_too_few, 1);
  EXPECT_EQ(set->in_clusters, 7);

  const auto fewer = find_incident_clusters(town.input(6), asked(ClusterMethod::dbscan, 100.0, 5), jobs::Progress());
  ASSERT_FALSE(fewer);
  EXPECT_THAT(fewer.error().message, HasSubstr("use 6 or more"));
}

/// Rounded out to squares, a lone incident at the edge moves nothing.
TEST(IncidentClusters, RoundedOutlinesShowCoresAlone) {
  const auto outline = [](geo::Point lone) {
    RiverTown town;
    for (int i = 0; i < 12; ++i) town.add({600.0, 600.0}, "Theft", {2025, 3, 1});
    town.add(lone, "Theft", {2025, 3, 1});
    IncidentClusterInput input = town.input(10);
    input.square = core::Metres(250.0);
    auto options = asked(ClusterMethod::dbscan, 100.0, 14);
    EXPECT_TRUE(find_incident_clusters(input, options, jobs::Progress())->clusters.empty());
    options.least = 13;  // those on the corner are cores by the lone one
    return find_incident_clusters(input, options, jobs::Progress())->clusters.at(0).shape;
  };
  const geo::MultiPolygon east = outline({690.0, 600.0});
  EXPECT_NE(east, geo::MultiPolygon());
  const geo::Extent extent = geo::extent_of(east);
  EXPECT_NEAR(extent.width(), 2 * 187.5, 2.0 /* m: a disc of 32 sides about the square */);
}

TEST(IncidentClusters, FindsSeriesInSpaceAndTime) {
  RiverTown town;
  for (int i = 0; i < 6; ++i) town.add({500.0, 500.0}, "Theft", {2025, 3, 1 + i});
  for (int i = 0; i < 7; ++i) town.add({500.0, 500.0}, "Theft", {2025, 7, 1 + i});
  IncidentClusterOptions options = asked(ClusterMethod::st_dbscan, 100.0, 5);
  const IncidentClusterSet set = set_of(town, options);
  ASSERT_EQ(set.clusters.size(), 2U);
  EXPECT_EQ(core::date_of(set.clusters[0].first), (core::CivilDate{2025, 7, 1}));
  EXPECT_EQ(core::date_of(set.clusters[0].last), (core::CivilDate{2025, 7, 7}));
  options.days = 200;
  EXPECT_EQ(set_of(town, options).clusters.size(), 1U);
}

TEST(IncidentClusters, AsksForMoreDaysWhereOnlyMonthsAreKnown) {
  RiverTown town;
  for (int i = 0; i < 9; ++i) town.add({500.0, 500.0}, "Theft", {2025, 3, 1}, core::TimePrecision::month);
  for (int i = 0; i < 9; ++i) town.add({500.0, 500.0}, "Theft", {2025, 9, 1}, core::TimePrecision::month);
  IncidentClusterOptions options = asked(ClusterMethod::st_dbscan, 100.0, 5);
  const auto refused = find_incident_clusters(town.input(), options, jobs::Progress());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("--days 31 or more"));
  options.days = 31;
  EXPECT_EQ(set_of(town, options).clusters.size(), 2U);
  town.plant({1500, 1500}, 9);
  options.days = 14;
  const IncidentClusterSet mixed = set_of(town, options);
  EXPECT_EQ(mixed.no_day, 18);
  EXPECT_EQ(mixed.clusters.size(), 1U);
}

TEST(IncidentClusters, GroupsClustersAgainByNnh) {
  RiverTown town;
  town.plant({500, 500}, 12);
  town.plant({900, 500}, 11);
  town.plant({700, 850}, 10);
  town.plant({3500, 1800}, 15);
  IncidentClusterOptions options = asked(ClusterMethod::nnh, 100.0, 0);
  const IncidentClusterSet fixed = set_of(town, options);
  EXPECT_EQ(fixed.least, kUsualNnhLeast);
  EXPECT_TRUE(fixed.wider.empty());  // 400 m from centre to centre
  options.threshold = NnhThreshold::random;
  const IncidentClusterSet set = set_of(town, options);  // 204 m, then 707 m
  EXPECT_NEAR(set.reach.value(), 0.5 * std::sqrt(8e6 / 48.0), 1e-6);
  ASSERT_FALSE(set.wider.empty());
  const IncidentCluster& wider = set.wider[0];
  EXPECT_EQ(wider.order, 2);
  EXPECT_TRUE(geo::is_valid(wider.shape));
  std::int64_t incidents = 0;
  for (const std::size_t member : wider.members) incidents += set.clusters.at(member).incidents;
  EXPECT_EQ(wider.incidents, incidents);
}

TEST(IncidentClusters, FindsNothingInNothingAndSaysWhy) {
  RiverTown town;
  town.add({2020.0, 100.0}, "Theft", {2025, 3, 1});
  const auto none = find_incident_clusters(town.input(), {}, jobs::Progress());
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("none of the selected incidents lies on the land"));
  town.add({500.0, 500.0}, "Theft", {2025, 3, 1});
  EXPECT_TRUE(set_of(town, {}).clusters.empty());
}

TEST(IncidentClusters, AreEqualForAnyNumberOfThreads) {
  RiverTown town;
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(3, i);
    town.plant({rng.uniform(50, 3900), rng.uniform(50, 1900)}, 12);
  }
  for (const ClusterMethod method : {ClusterMethod::dbscan, ClusterMethod::st_dbscan, ClusterMethod::nnh}) {
    std::vector<geo::MultiPolygon> shapes;
    for (const unsigned threads : {1U, 2U, 7U}) {
      jobs::set_thread_count(threads);
      std::vector<geo::MultiPolygon> now;
      for (const IncidentCluster& cluster : set_of(town, asked(method, 80.0, 5)).clusters) now.push_back(cluster.shape);
      if (threads == 1U) shapes = now;
      EXPECT_EQ(now, shapes);
      EXPECT_GT(now.size(), 10U);
    }
  }
  jobs::set_thread_count(0);
}

}  // namespace
}  // namespace wardscope::analysis
