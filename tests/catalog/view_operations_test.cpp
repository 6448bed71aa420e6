// SPDX-License-Identifier: GPL-3.0-or-later
// What the operations on cameras, gaps, hubs and hotspots say, and what they leave unsaid.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "catalog/export_layers.hpp"
#include "catalog/small_borough.hpp"
#include "catalog/suppressed_counts.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Parameter {
  std::string name;
  std::vector<std::string> values;
};

core::Result<ops::OperationResult> result_of(std::string_view name, const borough::Dataset& dataset,
                                             const std::vector<Parameter>& parameters = {}) {
  const auto operation = builtin_operations().make(name);
  for (const Parameter& parameter : parameters) {
    const auto set = ops::set_parameter(*operation, parameter.name, parameter.values);
    EXPECT_TRUE(set) << set.error().message;
  }
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const table::FeatureTable& table_of(const ops::OperationResult& result, std::string_view layer) {
  for (const ops::ResultLayer& one : result.layers) {
    if (one.name == layer) return *std::get<core::Snapshot<table::FeatureTable>>(one.data);
  }
  ADD_FAILURE() << "no layer " << layer;
  static const table::FeatureTable kNone;
  return kNone;
}

table::Value at(const table::FeatureTable& features, std::size_t row, std::string_view column) {
  const auto index = features.column(column);
  EXPECT_TRUE(index) << column;
  return index ? features.at(row, *index) : table::Value();
}

bool is_nothing(const table::Value& value) { return std::holds_alternative<std::monostate>(value); }

borough::Dataset without_known_views() {
  borough::Dataset dataset = small_borough();
  borough::CameraRegister cameras = *dataset.cameras;
  for (borough::Camera& camera : cameras) camera.range.reset();
  dataset.cameras = core::make_snapshot(std::move(cameras));
  return dataset;
}

TEST(CoverageOperation, SaysNotKnownWhereNoViewIsKnown) {
  const auto result = result_of("coverage", without_known_views());

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences.front(), AllOf(HasSubstr("is not known"), HasSubstr("--assumed-range")));
  EXPECT_THAT(result->sentences, Not(Contains(HasSubstr(" 0.0 %"))));
  const auto& wards = table_of(*result, "coverage-by-ward");
  EXPECT_TRUE(is_nothing(at(wards, 0, "in_view")));
  EXPECT_TRUE(is_nothing(at(wards, 0, "in_view_percent")));
  EXPECT_TRUE(is_nothing(at(wards, 0, "ground_in_view_percent")));
  EXPECT_FALSE(is_nothing(at(wards, 0, "incidents")));
}

TEST(CoverageOperation, CallsAShareOfStackedPointsUnknown) {
  const auto stacked = result_of("coverage", small_borough({.all_on_one_point = true}));
  const auto spread = result_of("coverage", small_borough());

  ASSERT_TRUE(stacked && spread);
  EXPECT_THAT(stacked->sentences, Contains(HasSubstr("Whether a single incident is in view cannot be said")));
  EXPECT_THAT(spread->sentences, Not(Contains(HasSubstr("cannot be said"))));
}

TEST(CoverageOperation, MarksCamerasBeyondTheBuildingsAndGivesTheirVisibleShareNoNumber) {
  const auto result = result_of("coverage", small_borough());

  ASSERT_TRUE(result);
  const auto& views = table_of(*result, "views");
  EXPECT_EQ(std::get<std::string>(at(views, 1, "upper_bound")), "stands outside the ground with buildings");  // C2
  EXPECT_TRUE(is_nothing(at(views, 1, "visible_percent")));
  EXPECT_THAT(result->sentences, Contains(HasSubstr("upper bound")));
}

TEST(CoverageOperation, ListsCamerasThatMayBeOne) {
  borough::Dataset dataset = small_borough();
  borough::CameraRegister cameras = *dataset.cameras;
  cameras.push_back(cameras[0]);
  cameras.back().reference = "EUD/1";
  cameras.back().register_name = "Old register";
  cameras.back().position.x += 8.0;
  dataset.cameras = core::make_snapshot(std::move(cameras));

  const auto result = result_of("coverage", dataset);

  ASSERT_TRUE(result);
  EXPECT_THAT(result->sentences, Contains(AllOf(HasSubstr("may be one"), HasSubstr("C1, EUD/1 (8.0 m apart)"))));
  const auto& views = table_of(*result, "views");
  EXPECT_EQ(std::get<std::string>(at(views, 0, "same_place")), "EUD/1");
  EXPECT_GE(table::to_number(at(views, 0, "only_here_together")), table::to_number(at(views, 0, "only_here")));
}

TEST(CameraViewOperation, CallsNothingAssumedThatWasNotStated) {
  borough::Dataset dataset = small_borough();
  borough::CameraRegister cameras = *dataset.cameras;
  cameras[0].mounting_height.reset();
  dataset.cameras = core::make_snapshot(std::move(cameras));

  const auto result = result_of("camera-view", dataset);

  ASSERT_TRUE(result);
  EXPECT_THAT(result->sentences.front(), HasSubstr("of 0 assumed"));
  EXPECT_THAT(result->sentences, Contains(HasSubstr("1 see at least what is shown")));
  const auto& views = table_of(*result, "views");
  EXPECT_EQ(std::get<std::string>(at(views, 0, "remark")),
            "at least: mounting height not known: no view over buildings");
}

TEST(GapOperation, AccountsForEveryIncidentOnItsGround) {
  const auto result = result_of("coverage-gaps", small_borough(), {{"ground", {"hotspots"}}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences, Contains(HasSubstr("are out of every known view")));
  EXPECT_THAT(result->sentences, Contains(AllOf(HasSubstr("They add up: in view"), HasSubstr("on roofs"))));
}

TEST(GapOperation, NamesTheStreetOfAGapsBusiestPlace) {
  borough::Dataset borough = small_borough();
  borough::IncidentTable incidents = *borough.incidents;
  incidents.place_names = {"Quay Road"};
  incidents.place.assign(incidents.size(), 0);
  borough.streets = {};
  borough.incidents = core::make_snapshot(std::move(incidents));

  const auto result = result_of("coverage-gaps", borough, {{"ground", {"hotspots"}}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(std::get<std::string>(at(table_of(*result, "gaps"), 0, "busiest_street")), "Quay Road");
  EXPECT_THAT(result->sentences, Contains(HasSubstr(", near Quay Road, with ")));
}

TEST(GapOperation, KnowsNoGapsWithoutAKnownView) {
  const auto result = result_of("coverage-gaps", without_known_views());

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("none of the 3 cameras has a known view"));
}

TEST(GapOperation, RefusesANeighbourhoodThatThereIsNot) {
  borough::Dataset none = small_borough();
  none.area_sets.pop_back();

  const auto result = result_of("coverage-gaps", none, {{"neighbourhood", {"Burngreave"}}});

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, core::ErrorCode::not_found);
  EXPECT_THAT(result.error().message, HasSubstr("no neighbourhood 'Burngreave'"));
}

TEST(HubOperation, RefusesAKindOfWhichThereIsNone) {
  const auto result = result_of("hub-access", small_borough(), {{"kind", {"reporting-centre"}}});

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, core::ErrorCode::not_found);
  EXPECT_THAT(result.error().message, AllOf(HasSubstr("reporting-centre"), HasSubstr("library (1)")));
}

TEST(HotspotOperation, FlagsAHotspotOnOneMapPoint) {
  const auto result = result_of("hotspots", small_borough({.all_on_one_point = true}));

  ASSERT_TRUE(result);
  const auto& hotspots = table_of(*result, "hotspots");
  EXPECT_EQ(std::get<std::string>(at(hotspots, 0, "remark")), "all on one map point");
  EXPECT_EQ(table::to_number(at(hotspots, 0, "map_points")), 1.0);
  EXPECT_THAT(result->sentences, Contains(AllOf(HasSubstr("It stands on a single map point: it shows"),
                                                HasSubstr("a wider one shows areas"))));
}

TEST(SuppressedCounts, HideWhatFollowsFromAGapsCountAndKeepWhatIsGeometry) {
  using table::ColumnType;
  table::FeatureTable features({{"incidents", "Incidents", "", ColumnType::integer, true},
                                {"main_type", "Main type", "", ColumnType::text, false},
                                {"busiest_place", "Busiest place", "", ColumnType::text, false},
                                {"nearest_camera_m", "Distance", "m", ColumnType::number, false},
                                {"visible_percent", "Visible", "%", ColumnType::number, false},
                                {"area_m2", "Area", "m²", ColumnType::number, false}});
  for (const std::int64_t count : {3, 4, 90}) {
    features.add_row({count, std::string("Fly-tipping"), std::string("SZ 0851 9123"), 12.5, 75.0, 109.0},
                     geo::Point{1, 2});
  }

  const table::FeatureTable safe = suppressed_counts(features);

  for (const char* hidden : {"incidents", "main_type", "busiest_place", "nearest_camera_m"}) {
    EXPECT_TRUE(is_nothing(at(safe, 0, hidden))) << hidden;
    EXPECT_FALSE(is_nothing(at(safe, 2, hidden))) << hidden;
  }
  EXPECT_EQ(table::to_number(at(safe, 0, "visible_percent")), 75.0);
  EXPECT_EQ(table::to_number(at(safe, 0, "area_m2")), 109.0);
}

}  // namespace
}  // namespace wardscope::catalog
