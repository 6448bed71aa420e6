// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using ClusterWords = std::vector<std::pair<std::string, std::string>>;

/// Four wards of a square kilometre, 400 incidents anywhere, 60 planted in Ward 1 and 40 on one point of Ward 4.
borough::Dataset clustered_town(borough::Sensitivity sensitivity = borough::Sensitivity::open,
                                core::TimePrecision precision = core::TimePrecision::day) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  for (int i = 0; i < 4; ++i) {
    const double x = i % 2 * 1000.0;
    const double y = i / 2 * 1000.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 1000.0, y + 1000.0})},
                           3000.0,
                           {},
                           ""});
  }
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", sensitivity);
  const auto add = [&](geo::Point p, std::uint64_t day) {
    incidents.add(p, type, core::local_minute({2025, 1, 1}) + static_cast<int>(day) * core::kMinutesPerDay, precision);
  };
  for (std::uint64_t i = 0; i < 400; ++i) {
    core::CounterRng rng(5, i);
    add({rng.uniform(0, 2000), rng.uniform(0, 2000)}, rng.below(300));
  }
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(6, i);
    add({rng.uniform(400, 480), rng.uniform(400, 480)}, 40 + rng.below(10));
  }
  for (std::uint64_t i = 0; i < 40; ++i) add({1600, 1600}, i);
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> clusters_of(const borough::Dataset& dataset, const ClusterWords& words) {
  const auto operation = builtin_operations().make("clusters");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const table::FeatureTable& rows_of(const ops::OperationResult& result, std::size_t layer = 0) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.at(layer).data);
}

std::string cell(const table::FeatureTable& features, std::size_t row, const std::string& column) {
  return table::to_text(features.at(row, *features.column(column)), 3);
}

TEST(ClustersOperation, RanksThePlantedOnesAndSaysWhatTheyAre) {
  const auto result = clusters_of(clustered_town(), {{"reach", "60"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = rows_of(*result);
  ASSERT_EQ(features.row_count(), 2U);
  EXPECT_EQ(cell(features, 0, "ward"), "Ward 1");
  EXPECT_EQ(cell(features, 0, "main_type"), "Theft");
  EXPECT_EQ(cell(features, 1, "ward"), "Ward 4");
  EXPECT_GE(*table::to_number(features.at(0, *features.column("incidents"))), 60.0);
  ASSERT_EQ(result->sentences.size(), 4U);
  EXPECT_THAT(result->sentences[0],
              AllOf(StartsWith("2 clusters hold "), HasSubstr("of 500 recorded incidents"), HasSubstr("in Ward 1")));
  // 499 others on 4 km2, a disc of 60 m: 1.41.
  EXPECT_THAT(result->sentences[1], AllOf(StartsWith("How sure: spread evenly over the land, an incident would have "
                                                     "1.4 others within 60 m, where the rule asks for 22"),
                                          HasSubstr("not a test")));
  EXPECT_THAT(result->sentences[2], StartsWith("What it does not show: "));
  EXPECT_THAT(result->sentences[3],
              AllOf(HasSubstr("DBSCAN"), HasSubstr("reach (eps) 60 m"), HasSubstr("(minPts) 23, by the rule")));
}

TEST(ClustersOperation, TellsHowManyAreASinglePoint) {
  const auto result = clusters_of(clustered_town(), {{"reach", "5"}, {"least", "20"}});
  ASSERT_TRUE(result);
  EXPECT_THAT(result->sentences[0], HasSubstr("It is a single map point: it shows where the source put its point"));
  EXPECT_EQ(cell(rows_of(*result), 0, "remark"), "all on one map point");
  EXPECT_EQ(cell(rows_of(*result), 0, "map_points"), "1");
}

TEST(ClustersOperation, FindsSeriesInTimeByStDbscan) {
  const auto result =
      clusters_of(clustered_town(), {{"method", "st-dbscan"}, {"reach", "100"}, {"days", "7"}, {"least", "30"}});
  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = rows_of(*result);
  ASSERT_EQ(features.row_count(), 1U);  // the forty on one point are one a day
  EXPECT_EQ(cell(features, 0, "dates").substr(0, 7), "2025-02");
  EXPECT_THAT(result->sentences[1], HasSubstr("and the period"));
  EXPECT_THAT(result->sentences[3], HasSubstr("100 m and 7 whole days, both included"));
}

TEST(ClustersOperation, GroupsClustersOfClustersByNnh) {
  const auto result = clusters_of(clustered_town(), {{"method", "nnh"}, {"least", "5"}});
  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->layers.size(), 2U);
  EXPECT_EQ(cell(rows_of(*result, 1), 0, "order"), "2");
  EXPECT_THAT(cell(rows_of(*result, 1), 0, "clusters"), StartsWith("C"));
  EXPECT_THAT(result->sentences[0], HasSubstr("of second order"));
  EXPECT_THAT(result->sentences[3], HasSubstr("of as many points at random, chance 0.5"));
}

TEST(ClustersOperation, SaysWhatToDoWhereThereIsNone) {
  const auto result = clusters_of(clustered_town(), {{"reach", "10"}, {"least", "200"}});
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result).row_count(), 0U);
  EXPECT_THAT(result->sentences[0], AllOf(StartsWith("No cluster: nowhere do 200 of 500 recorded incidents"),
                                          HasSubstr("A longer reach or a smaller least")));
}

/// Ten and more, months instead of days, and outlines of squares of 250 m.
TEST(ClustersOperation, IsCoarserOfSensitiveTypes) {
  const borough::Dataset dataset = clustered_town(borough::Sensitivity::sensitive);
  const auto fewer = clusters_of(dataset, {{"least", "9"}});
  ASSERT_FALSE(fewer);
  EXPECT_THAT(fewer.error().message, HasSubstr("use 10 or more"));
  const auto result = clusters_of(dataset, {{"reach", "60"}});
  ASSERT_TRUE(result);
  const table::FeatureTable& features = rows_of(*result);
  ASSERT_EQ(features.row_count(), 2U);
  EXPECT_THAT(cell(features, 1, "dates"), StartsWith("2025-01 to "));
  const geo::Extent extent = geo::extent_of(features.geometry(1));
  EXPECT_NEAR(extent.centre().x, 1625.0, 1e-6);  // the square that holds (1600, 1600)
  EXPECT_NEAR(extent.width(), 375.0, 2.0 /* m */);
  EXPECT_EQ(result->layers[0].counted.sensitivity, borough::Sensitivity::sensitive);
}

TEST(ClustersOperation, RefusesFewerThanMayBeTold) {
  const auto refused = clusters_of(clustered_town(), {{"least", "4"}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("use 5 or more"));
}

TEST(ClustersOperation, RefusesMonthsForAFewDays) {
  const auto refused =
      clusters_of(clustered_town(borough::Sensitivity::open, core::TimePrecision::month), {{"method", "st-dbscan"}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("--days 31 or more"), HasSubstr("--method dbscan")));
}

TEST(ClustersOperation, AsksForWardsWhereTheThresholdNeedsTheLand) {
  borough::Dataset dataset = clustered_town();
  dataset.area_sets.clear();
  const auto refused = clusters_of(dataset, {{"method", "nnh"}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("import wards"));
  EXPECT_TRUE(clusters_of(dataset, {{"method", "nnh"}, {"threshold", "fixed"}}));
  EXPECT_TRUE(clusters_of(dataset, {}));
}

}  // namespace
}  // namespace wardscope::catalog
