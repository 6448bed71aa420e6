// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using Settings = std::vector<std::pair<std::string, std::string>>;

/// Streets every 200 m, 2 km each way, and `incidents` beside the first kilometre of Quay Road, a few metres off, each
/// at a place of its own; some more far from any street.
borough::Dataset street_town(int incidents = 60, borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::Dataset dataset;
  borough::StreetSet streets;
  constexpr int kStreets = 11;
  for (int i = 0; i < kStreets; ++i) {
    geo::LineString east;
    geo::LineString north;
    for (int j = 0; j < kStreets; ++j) {
      east.push_back({200.0 * j, 200.0 * i});
      north.push_back({200.0 * i, 200.0 * j});
    }
    streets.push_back({i == 5 ? "Quay Road" : "Side " + std::to_string(i), "minor", east});
    streets.push_back({"Cross " + std::to_string(i), "minor", north});
  }
  dataset.streets = core::make_snapshot(std::move(streets));
  borough::IncidentTable table;
  const auto category = borough::category_index(table, "Graffiti", sensitivity);
  for (int i = 0; i < incidents; ++i)
    table.add({3.0 + 997.0 * i / incidents, 1006.0}, category, 0, core::TimePrecision::day);
  for (int i = 0; i < 20; ++i) table.add({90.0 + i, 100.0}, category, 0, core::TimePrecision::day);
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

/// The same with all incidents on points of a publisher's map.
borough::Dataset moved_town() {
  borough::Dataset dataset = street_town();
  borough::IncidentTable table = *dataset.incidents;
  table.place_names = {"Quay Road"};
  table.place.assign(table.size(), 0);
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

struct Ran {
  core::Result<ops::OperationResult> result;
  std::string remarks;
};

Ran run(const borough::Dataset& dataset, const Settings& settings = {}) {
  const auto operation = builtin_operations().make("network-density");
  for (const auto& [parameter, value] : settings)
    EXPECT_TRUE(ops::set_parameter(*operation, parameter, {value})) << parameter;
  core::Diagnostics diagnostics;
  auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});
  std::string remarks;
  for (const auto& entry : diagnostics.kept()) remarks += entry.message + "\n";
  return {std::move(result), std::move(remarks)};
}

const table::FeatureTable& streets_of(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
}

double number_at(const table::FeatureTable& table, std::size_t row, std::size_t column) {
  return table::to_number(table.at(row, column)).value_or(std::nan(""));
}

TEST(NetworkDensityOperation, NamesTheDensestStreetAndKeepsTheTotal) {
  const Ran ran = run(street_town(), {{"bandwidth", "100"}});

  ASSERT_TRUE(ran.result) << ran.result.error().message;
  const auto& sentences = ran.result->sentences;
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_THAT(sentences[0], AllOf(StartsWith("60 recorded incidents"), HasSubstr("on 44.0 km of streets"),
                                  HasSubstr("densest: Quay Road")));
  EXPECT_THAT(sentences[1], AllOf(HasSubstr("half of them by more than 6 m"), HasSubstr("20 lie farther than 50 m"),
                                  HasSubstr("adds up to 60.0 of 60")));
  EXPECT_THAT(sentences[3], AllOf(HasSubstr("continuous equal-split"), HasSubstr("bandwidth 100 m"),
                                  HasSubstr("220 pieces between 121 nodes (0 dead ends)")));
  const table::FeatureTable& streets = streets_of(*ran.result);
  double sum = 0.0;
  for (std::size_t row = 0; row < streets.row_count(); ++row) {
    if (row > 0) {
      EXPECT_LE(number_at(streets, row, 1), number_at(streets, row - 1, 1));
    }
    EXPECT_NEAR(geo::length(std::get<geo::MultiLineString>(streets.geometry(row))), number_at(streets, row, 2), 1e-6);
    sum += number_at(streets, row, 1) * number_at(streets, row, 2) / 1000.0;
  }
  EXPECT_NEAR(sum, 60.0, 1e-3);
}

TEST(NetworkDensityOperation, TellsNoFewerThanMayBeTold) {
  const Ran few = run(street_town(4));
  const Ran far = run(street_town(), {{"within", "2"}});

  for (const Ran* ran : {&few, &far}) {
    ASSERT_FALSE(ran->result);
    EXPECT_EQ(ran->result.error().code, core::ErrorCode::invalid_argument);
    EXPECT_THAT(ran->result.error().message, AllOf(StartsWith("fewer than 5 of the selected"), HasSubstr("widen")));
  }
}

TEST(NetworkDensityOperation, OfSensitiveTypesIsWideLongAndRoundedAndOnlyWhereTenAreInReach) {
  const borough::Dataset dataset = street_town(60, borough::Sensitivity::sensitive);

  const Ran usual = run(dataset);
  const Ran narrow = run(dataset, {{"bandwidth", "200"}});
  const Ran shorter = run(dataset, {{"lixel", "50"}});

  ASSERT_TRUE(usual.result) << usual.result.error().message;
  const table::FeatureTable& streets = streets_of(*usual.result);
  ASSERT_GT(streets.row_count(), 0U);
  constexpr double kStep = 3.75;  // 15/16 of an incident in 250 m, per km
  for (std::size_t row = 0; row < streets.row_count(); ++row) {
    const double steps = number_at(streets, row, 1) / kStep;
    EXPECT_NEAR(steps, std::round(steps), 1e-9);
    EXPECT_GE(number_at(streets, row, 2), 99.9);
    // Incidents end at 1,000 m along Quay Road: the tenth from the end is 165 m from there.
    const auto& line = std::get<geo::MultiLineString>(streets.geometry(row)).front();
    const geo::Point middle = (line.front() + line.back()) * 0.5;
    EXPECT_LT(middle.x - 1000.0 + std::abs(middle.y - 1000.0), 100.0) << middle.x << ' ' << middle.y;
  }
  EXPECT_THAT(usual.result->sentences[1], Not(HasSubstr("of 60 incidents")));
  EXPECT_THAT(usual.result->sentences[2], HasSubstr("10 incidents or more"));
  for (const Ran* ran : {&narrow, &shorter}) {
    ASSERT_FALSE(ran->result);
    EXPECT_THAT(ran->result.error().message, AllOf(HasSubstr("at least 250 m"), HasSubstr("at least 100 m (or 0)")));
  }
}

TEST(NetworkDensityOperation, OfSensitiveTypesTooThinToTellIsRefused) {
  borough::Dataset dataset = street_town(0, borough::Sensitivity::sensitive);
  borough::IncidentTable table = *dataset.incidents;
  for (int i = 0; i < 11; ++i)  // each alone
    table.add({185.0 * i, 200.0 * (i % 2 == 0 ? i : 10 - i) + 3.0}, 0, 0, core::TimePrecision::day);
  dataset.incidents = core::make_snapshot(std::move(table));

  const Ran ran = run(dataset);

  ASSERT_FALSE(ran.result);
  EXPECT_THAT(ran.result.error().message, HasSubstr("nowhere do 10 of the selected incidents"));
}

TEST(NetworkDensityOperation, LeavesOutWhatItsSourceMovedUnlessToldOtherwise) {
  const Ran refused = run(moved_town());
  const Ran used = run(moved_town(), {{"shared-points", "use"}});

  ASSERT_FALSE(refused.result);
  EXPECT_THAT(refused.result.error().message, AllOf(StartsWith("Street level not supported"),
                                                    HasSubstr("kernel-density"), HasSubstr("--shared-points use")));
  ASSERT_TRUE(used.result) << used.result.error().message;
  EXPECT_THAT(used.result->layers.front().title, HasSubstr("street level not supported"));
  EXPECT_THAT(used.result->sentences[2], HasSubstr("publisher's choice of a point"));
  EXPECT_THAT(used.remarks, HasSubstr("Street level not supported"));
}

TEST(NetworkDensityOperation, SaysHowManyMovedOnesItLeftOut) {
  borough::Dataset dataset = street_town();
  borough::IncidentTable table = *dataset.incidents;
  table.place_names = {"Quay Road"};
  table.place.assign(table.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < 25; ++row) table.place[row] = 0;
  dataset.incidents = core::make_snapshot(std::move(table));

  const Ran ran = run(dataset);

  ASSERT_TRUE(ran.result) << ran.result.error().message;
  EXPECT_THAT(ran.result->sentences[0], StartsWith("35 recorded incidents"));
  EXPECT_THAT(ran.result->sentences[1], HasSubstr("25 more were left out because their source moved them"));
  EXPECT_EQ(ran.result->layers.front().title, "Density along streets");
}

TEST(NetworkDensityOperation, SaysWhereThereAreNoStreets) {
  borough::Dataset dataset = street_town();
  dataset.streets = {};

  const Ran ran = run(dataset);

  ASSERT_FALSE(ran.result);
  EXPECT_EQ(ran.result.error().code, core::ErrorCode::not_found);
  EXPECT_THAT(ran.result.error().message, HasSubstr("import street centre lines"));
}

TEST(NetworkDensityOperation, RemarksOnStreetsThatOnlyCross) {
  borough::Dataset dataset = street_town();
  borough::StreetSet streets;
  for (int i = 0; i < 11; ++i) {
    streets.push_back({"East", "", {{-50, 200.0 * i}, {2050, 200.0 * i}}});
    streets.push_back({"North", "", {{200.0 * i, -50}, {200.0 * i, 2050}}});
  }
  dataset.streets = core::make_snapshot(std::move(streets));

  const Ran apart = run(dataset);
  const Ran joined = run(dataset, {{"crossings", "joined"}});

  ASSERT_TRUE(apart.result && joined.result);
  EXPECT_THAT(apart.remarks, AllOf(HasSubstr("at 121 places streets cross"), HasSubstr("not connected")));
  EXPECT_THAT(joined.remarks, AllOf(Not(HasSubstr("cross")), Not(HasSubstr("not connected"))));
  EXPECT_THAT(joined.result->sentences[3], HasSubstr("44 dead ends"));
}

TEST(NetworkDensityOperation, RefusesLengthsThatMakeNoSense) {
  const borough::Dataset dataset = street_town();
  const auto operation = builtin_operations().make("network-density");

  for (const char* bandwidth : {"0", "nan", "-5", "100000"})
    EXPECT_FALSE(ops::set_parameter(*operation, "bandwidth", {bandwidth})) << bandwidth;
  const Ran longer = run(dataset, {{"bandwidth", "20"}, {"lixel", "100"}});
  const Ran narrow = run(dataset, {{"bandwidth", "20"}});
  ASSERT_FALSE(longer.result);
  EXPECT_THAT(longer.result.error().message, HasSubstr("wider bandwidth"));
  EXPECT_TRUE(narrow.result) << "lixels that nobody set follow the bandwidth";
}

}  // namespace
}  // namespace wardscope::catalog
