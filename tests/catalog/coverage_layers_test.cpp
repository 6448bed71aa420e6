// SPDX-License-Identifier: GPL-3.0-or-later
// What 'coverage' leaves besides its tables by area: cameras per place, the ground in view, incidents in view by type.
#include "catalog/coverage_layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/small_workspace.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class CoverageLayers : public SmallWorkspace {
 protected:
  /// The borough with 100 anti-social incidents in view of camera C2 and 60 out of any view, and so many of another
  /// type.
  void make_with(const std::string& type, int in_view, int out_of_view) {
    borough::Dataset data = small_borough();
    borough::IncidentTable incidents;
    const auto common = borough::category_index(incidents, "Anti-social behaviour", borough::Sensitivity::open);
    const auto other = borough::category_index(incidents, type, borough::Sensitivity::open);
    const auto add = [&](geo::Point place, std::uint16_t category, int count) {
      for (int i = 0; i < count; ++i)
        incidents.add(place + geo::Point{static_cast<double>(i % 10), static_cast<double>(i / 10)}, category,
                      core::local_minute({2025, 1, 5}), core::TimePrecision::minute);
    };
    add({401490.0, 101490.0}, common, 100);
    add({401800.0, 100200.0}, common, 60);
    add({401520.0, 101520.0}, other, in_view);
    add({400800.0, 101800.0}, other, out_of_view);
    data.incidents = core::make_snapshot(std::move(incidents));
    make(data);
  }

  const ops::ResultLayer& layer(const ops::OperationResult& result, std::string_view name) {
    for (const ops::ResultLayer& one : result.layers) {
      if (one.name == name) return one;
    }
    ADD_FAILURE() << "no layer " << name;
    return result.layers.front();
  }
  const table::FeatureTable& table_of(const ops::OperationResult& result, std::string_view name) {
    return *std::get<core::Snapshot<table::FeatureTable>>(layer(result, name).data);
  }
};

TEST_F(CoverageLayers, CamerasPerPlaceAreCountedAtTheCentreOfEachCell) {
  make(small_borough());

  const auto run_ = run("coverage", {{"assumed-range", "300"}, {"unknown-bearing", "all-round"}, {"cell", "7"}});

  ASSERT_TRUE(run_) << run_.error().message;
  const auto& counts = *std::get<core::Snapshot<raster::Raster<float>>>(layer(run_->result, "coverage-cameras").data);
  const auto& views = table_of(run_->result, "views");
  std::vector<geo::PolygonCoverage> shapes;
  for (std::size_t row = 0; row < views.row_count(); ++row) {
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&views.geometry(row)))
      shapes.emplace_back(std::vector<geo::MultiPolygon>{*shape});
  }
  ASSERT_GE(shapes.size(), 2U);
  EXPECT_EQ(counts.grid().cell, 7.0);
  double seen = 0;
  for (std::size_t row = 0; row < counts.grid().rows; ++row) {
    for (std::size_t column = 0; column < counts.grid().columns; ++column) {
      float by_hand = 0;
      for (const auto& shape : shapes) by_hand += shape.locate(counts.grid().centre(column, row)) ? 1.0F : 0.0F;
      ASSERT_EQ(counts.at(column, row), by_hand) << column << ", " << row;
      seen += by_hand > 0 ? 49.0 : 0.0;
    }
  }
  const auto& ground = table_of(run_->result, "coverage-ground");
  ASSERT_EQ(ground.row_count(), 1U);
  const double area = geo::area(std::get<geo::MultiPolygon>(ground.geometry(0)));
  EXPECT_NEAR(area, seen, 0.02 * area);
  EXPECT_NEAR(*table::to_number(ground.at(0, *ground.column("area_km2"))), area / 1e6, 1e-9);
}

TEST_F(CoverageLayers, ThreeFilesLeaveByTheirNamesOrTheirEndings) {
  make_with("Burglary", 30, 40);

  ASSERT_TRUE(run("coverage", {}));
  for (const char* name : {"coverage-cameras", "coverage-ground", "coverage-by-type"}) {
    const std::string ending = std::string(name) == "coverage-cameras" ? ".tif" : ".geojson";
    const auto written = run("export", {{"layer", name}, {"output", file(name + ending)}});
    EXPECT_TRUE(written) << name << ": " << written.error().message;
  }
  ASSERT_TRUE(run("export", {{"layer", "coverage-by-type"}, {"output", file("types.csv")}}));
  EXPECT_THAT(text_of("types.csv"),
              AllOf(HasSubstr("Anti-social behaviour,160,100,62.5,"), HasSubstr("Burglary,70,30,42.8")));
  EXPECT_THAT(text_of("coverage-ground.geojson"), HasSubstr("\"MultiPolygon\""));
  EXPECT_GT(text_of("coverage-cameras.tif").size(), 1000U);
}

TEST_F(CoverageLayers, EachTypeHasTheThresholdOfItsOwnClass) {
  make_with("Domestic abuse", 7, 40);  // 7 of an open type would be told

  const auto run_ = run("coverage", {});

  ASSERT_TRUE(run_) << run_.error().message;
  const auto& types = table_of(run_->result, "coverage-by-type");
  ASSERT_EQ(types.row_count(), 2U);
  for (std::size_t row = 0; row < 2;
       ++row) {  // the total in view is told, so that one hidden number would be no secret
    EXPECT_FALSE(table::to_number(types.at(row, *types.column("in_view")))) << row;
    EXPECT_FALSE(table::to_number(types.at(row, *types.column("in_view_percent")))) << row;
  }
  EXPECT_THAT(run_->result.sentences, Not(Contains(HasSubstr("Share in view by type"))));
}

TEST_F(CoverageLayers, OfAnOpenTypeTheSameNumberIsTold) {
  make_with("Theft", 7, 40);

  const auto run_ = run("coverage", {});

  ASSERT_TRUE(run_) << run_.error().message;
  EXPECT_THAT(run_->result.sentences, Contains("Share in view by type: Anti-social behaviour 62.5 %, Theft 14.9 %."));
}

TEST_F(CoverageLayers, AreNoneWhereNoViewIsKnown) {
  borough::Dataset data = small_borough();
  borough::CameraRegister cameras = *data.cameras;
  for (borough::Camera& camera : cameras) camera.range.reset();
  data.cameras = core::make_snapshot(std::move(cameras));
  make(data);

  const auto run_ = run("coverage", {});

  ASSERT_TRUE(run_) << run_.error().message;
  for (const ops::ResultLayer& one : run_->result.layers)
    EXPECT_THAT(one.name, testing::AnyOf("views", "coverage-by-ward", "coverage-by-neighbourhood"));
}

}  // namespace
}  // namespace wardscope::catalog
