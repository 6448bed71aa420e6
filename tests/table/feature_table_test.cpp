// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/feature_table.hpp"

#include <gtest/gtest.h>

namespace wardscope::table {
namespace {

FeatureTable wards() {
  FeatureTable table(
      {{.name = "ward", .label = "Ward"},
       {.name = "incidents", .label = "Incidents", .type = ColumnType::integer, .disclosive_count = true},
       {.name = "rate", .label = "Rate", .type = ColumnType::number}});
  table.add_row({std::string("Harbour"), std::int64_t{1204}, 65.125}, geo::Point{400000, 90000});
  table.add_row({std::string("Moor"), std::monostate{}, std::monostate{}});
  return table;
}

TEST(FeatureTable, ColumnsAreFoundByName) {
  EXPECT_EQ(wards().column("rate"), 2U);
  EXPECT_FALSE(wards().column("Rate"));
}

TEST(FeatureTable, GeometryIsAMatterOfEachRow) {
  const FeatureTable table = wards();

  EXPECT_TRUE(table.has_geometry());
  EXPECT_EQ(table.extent(), (geo::Extent{400000, 90000, 400000, 90000}));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.geometry(1)));
}

TEST(FeatureTable, ACellCanBeReplaced) {
  FeatureTable table = wards();
  table.set(1, 1, std::int64_t{7});
  EXPECT_EQ(to_number(table.at(1, 1)), 7.0);
}

TEST(FeatureTableDeathTest, ACellOfTheWrongTypeIsABug) {
  FeatureTable table = wards();
  EXPECT_DEBUG_DEATH(table.set(0, 1, std::string("many")), "fits");
}

TEST(Value, ReadsForPeople) {
  EXPECT_EQ(to_text(std::int64_t{1204}), "1,204");
  EXPECT_EQ(to_text(65.125, 1), "65.1");
  EXPECT_EQ(to_text(std::string("Moor")), "Moor");
  EXPECT_EQ(to_text({}), "");
  EXPECT_FALSE(to_number(std::string("7")));
}

}  // namespace
}  // namespace wardscope::table
