// SPDX-License-Identifier: GPL-3.0-or-later
// Weights (harm scores) that came with the incidents count only where they are asked for, and then it is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "catalog/suppressed_counts.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr double kHarm = 7.0;

/// Every incident weighs the same, so that weighed numbers are known multiples of the others.
borough::Dataset weighed_borough() {
  borough::Dataset dataset = small_borough();
  borough::IncidentTable incidents = *dataset.incidents;
  incidents.weight.assign(incidents.size(), static_cast<float>(kHarm));
  dataset.incidents = core::make_snapshot(std::move(incidents));
  return dataset;
}

core::Result<ops::OperationResult> result_of(std::string_view name, const borough::Dataset& dataset,
                                             const std::string& weight) {
  const auto operation = builtin_operations().make(name);
  EXPECT_TRUE(ops::set_parameter(*operation, "weight", {weight}));
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const ops::ResultLayer& layer_of(const ops::OperationResult& result, std::string_view name) {
  return *std::find_if(result.layers.begin(), result.layers.end(),
                       [&](const auto& layer) { return layer.name == name; });
}

const raster::Raster<float>& surface_of(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<raster::Raster<float>>>(layer_of(result, "density").data);
}

const table::FeatureTable& hotspots_of(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(layer_of(result, "hotspots").data);
}

TEST(IncidentWeight, CountsOnlyWhereItIsAskedFor) {
  const auto plain = result_of("kernel-density", small_borough(), "one");
  const auto same = result_of("kernel-density", weighed_borough(), "one");
  const auto weighed = result_of("kernel-density", weighed_borough(), "recorded");

  ASSERT_TRUE(plain && same && weighed);
  EXPECT_EQ(plain->sentences, same->sentences);
  EXPECT_EQ(layer_of(*same, "density").unit, "per km²");
  EXPECT_EQ(layer_of(*weighed, "density").unit, "weight per km²");
  EXPECT_THAT(weighed->sentences.front(),
              AllOf(HasSubstr("400 recorded incidents"), HasSubstr("on average a weight of ")));
  EXPECT_THAT(weighed->sentences, testing::Contains(HasSubstr("of 2,800, their weight together")));
  const auto& once = surface_of(*plain).values();
  const auto& harm = surface_of(*weighed).values();
  ASSERT_EQ(once.size(), harm.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    if (std::isnan(once[i])) continue;
    ASSERT_NEAR(static_cast<double>(harm[i]), kHarm * static_cast<double>(once[i]), 1e-5 * kHarm * 1e3);
  }
}

TEST(IncidentWeight, HasTheSurfaceOfEachCountedOnceBesideIt) {
  for (const char* name : {"kernel-density", "hotspots"}) {
    const auto plain = result_of(name, weighed_borough(), "one");
    const auto weighed = result_of(name, weighed_borough(), "recorded");

    ASSERT_TRUE(plain && weighed);
    const auto unweighted = layer_of(*weighed, "density-unweighted");
    EXPECT_EQ(unweighted.unit, "per km²");
    const auto& beside = *std::get<core::Snapshot<raster::Raster<float>>>(unweighted.data);
    ASSERT_EQ(beside.grid(), surface_of(*plain).grid());
    for (std::size_t i = 0; i < beside.values().size(); ++i) {
      if (std::isnan(beside.values()[i])) continue;
      ASSERT_EQ(beside.values()[i], surface_of(*plain).values()[i]);
    }
    EXPECT_EQ(plain->layers.size() + 1, weighed->layers.size());
  }
}

TEST(IncidentWeight, IsAColumnOfHotspotsThatIsHiddenWithTheCount) {
  const auto plain = result_of("hotspots", weighed_borough(), "one");
  const auto weighed = result_of("hotspots", weighed_borough(), "recorded");

  ASSERT_TRUE(plain && weighed);
  EXPECT_FALSE(hotspots_of(*plain).column("weight"));
  const auto& hotspots = hotspots_of(*weighed);
  ASSERT_TRUE(hotspots.column("weight"));
  EXPECT_EQ(table::to_number(hotspots.at(0, *hotspots.column("weight"))),
            kHarm * *table::to_number(hotspots.at(0, *hotspots.column("incidents"))));
  EXPECT_EQ(hotspots.columns()[*hotspots.column("per_km2")].unit, "weight per km²");

  std::vector<table::Value> few;
  for (const table::Column& column : hotspots.columns()) {
    if (column.type == table::ColumnType::text) few.emplace_back(std::string("text"));
    if (column.type == table::ColumnType::integer) few.emplace_back(std::int64_t{3});
    if (column.type == table::ColumnType::number) few.emplace_back(21.0);
  }
  table::FeatureTable small(hotspots.columns());
  small.add_row(std::move(few));
  const table::FeatureTable safe = suppressed_counts(small);
  for (const char* column : {"incidents", "weight", "per_km2", "peak_per_km2"}) {
    EXPECT_TRUE(std::holds_alternative<std::monostate>(safe.at(0, *safe.column(column)))) << column;
  }
}

TEST(IncidentWeight, IsAColumnOfGapsToo) {
  const auto plain = result_of("coverage-gaps", weighed_borough(), "one");
  const auto weighed = result_of("coverage-gaps", weighed_borough(), "recorded");

  ASSERT_TRUE(plain && weighed);
  const auto table_of = [](const ops::OperationResult& result) -> const table::FeatureTable& {
    return *std::get<core::Snapshot<table::FeatureTable>>(layer_of(result, "gaps").data);
  };
  EXPECT_FALSE(table_of(*plain).column("weight"));
  const auto& gaps = table_of(*weighed);
  ASSERT_GT(gaps.row_count(), 0U);
  EXPECT_EQ(table::to_number(gaps.at(0, *gaps.column("weight"))),
            kHarm * *table::to_number(gaps.at(0, *gaps.column("incidents"))));
}

TEST(IncidentWeight, IsRefusedWhereThereIsNone) {
  const auto result = result_of("hotspots", small_borough(), "recorded");

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, AllOf(HasSubstr("no incident has a weight"), HasSubstr("harm score")));
}

}  // namespace
}  // namespace wardscope::catalog
