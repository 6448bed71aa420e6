// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_layers.hpp"
#include "catalog/suppressed_counts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::catalog {
namespace {

using table::ColumnType;
using table::FeatureTable;

FeatureTable counted(const std::vector<std::int64_t>& counts) {
  FeatureTable features({{"name", "Area", "", ColumnType::text, false},
                         {"incidents", "Incidents", "", ColumnType::integer, true},
                         {"share_percent", "Share", "%", ColumnType::number, false},
                         {"wards", "Wards", "", ColumnType::text, false},
                         {"area_km2", "Area", "km²", ColumnType::number, false}});
  for (const std::int64_t count : counts) {
    features.add_row({std::string("A"), count, 0.5, std::string("Moor (67 %), Fen (33 %)"), 2.0}, geo::Point{1, 2});
  }
  return features;
}

table::Value cell(const FeatureTable& features, std::size_t row, std::string_view name) {
  const auto column = features.column(name);
  EXPECT_TRUE(column) << name;
  return features.at(row, *column);
}

bool is_empty(const table::Value& value) { return std::holds_alternative<std::monostate>(value); }

TEST(SuppressedCounts, EmptyASmallRowAndEverythingThatFollowsFromItsCount) {
  const FeatureTable safe = suppressed_counts(counted({3, 2, 400}));

  for (const std::size_t row : {0U, 1U}) {
    EXPECT_TRUE(is_empty(cell(safe, row, "incidents")));
    EXPECT_TRUE(is_empty(cell(safe, row, "share_percent")));
    EXPECT_TRUE(is_empty(cell(safe, row, "wards")));  // 67 % of three tells two
    EXPECT_EQ(table::to_number(cell(safe, row, "area_km2")), 2.0);
  }
  EXPECT_EQ(table::to_number(cell(safe, 2, "incidents")), 400.0);
  EXPECT_TRUE(std::holds_alternative<geo::Point>(safe.geometry(0)));
}

TEST(SuppressedCounts, MarkEachEmptiedColumnAsMapsExpectIt) {
  const FeatureTable safe = suppressed_counts(counted({3, 2, 400}));

  EXPECT_EQ(table::to_number(cell(safe, 0, "incidents_suppressed")), 1.0);
  EXPECT_EQ(table::to_number(cell(safe, 0, "share_percent_suppressed")), 1.0);
  EXPECT_EQ(table::to_number(cell(safe, 2, "incidents_suppressed")), 0.0);
  EXPECT_FALSE(safe.column("area_km2_suppressed"));
}

TEST(SuppressedCounts, OneSmallRowTakesTheNextSmallestWithIt) {
  const FeatureTable safe = suppressed_counts(counted({3, 900, 40, 0}));

  EXPECT_TRUE(is_empty(cell(safe, 0, "incidents")));
  EXPECT_TRUE(is_empty(cell(safe, 2, "incidents")));
  EXPECT_EQ(table::to_number(cell(safe, 1, "incidents")), 900.0);
  EXPECT_EQ(table::to_number(cell(safe, 3, "incidents")), 0.0);  // nobody is recognised in nothing
}

TEST(SuppressedCounts, HideZerosWhereOnlyTheyKeepTheSmallCountsApart) {
  // Seven small counts that hold 8 together: with the zeros shown, one would be 2 and the others 1.
  const FeatureTable safe = suppressed_counts(counted({1, 0, 2, 1, 1, 0, 1, 1, 1}));
  for (std::size_t row = 0; row < safe.row_count(); ++row) EXPECT_TRUE(is_empty(cell(safe, row, "incidents"))) << row;

  // A larger row does the same for less.
  const FeatureTable with_partner = suppressed_counts(counted({1, 0, 2, 1, 1, 0, 1, 1, 1, 9}));
  EXPECT_EQ(table::to_number(cell(with_partner, 1, "incidents")), 0.0);
  EXPECT_TRUE(is_empty(cell(with_partner, 9, "incidents")));
}

TEST(SuppressedCounts, HideARowOfWhichOnlyAFewAreOutOfView) {
  FeatureTable features({{"incidents", "Incidents", "", ColumnType::integer, true},
                         {"in_view", "In view", "", ColumnType::integer, true}});
  for (const auto& [all, seen] : {std::pair{300, 297}, std::pair{90, 40}, std::pair{80, 80}, std::pair{500, 20}}) {
    features.add_row({std::int64_t{all}, std::int64_t{seen}});
  }
  const FeatureTable safe = suppressed_counts(features);

  EXPECT_TRUE(is_empty(cell(safe, 0, "incidents")));  // 300 - 297
  EXPECT_TRUE(is_empty(cell(safe, 0, "in_view")));
  EXPECT_TRUE(is_empty(cell(safe, 2, "incidents")));  // its partner, the smallest
  EXPECT_EQ(table::to_number(cell(safe, 1, "in_view")), 40.0);
  EXPECT_EQ(table::to_number(cell(safe, 3, "in_view")), 20.0);
}

TEST(SuppressedCounts, LeaveATableWithoutCountsAsItIs) {
  FeatureTable features({{"name", "Area", "", ColumnType::text, false}});
  features.add_row({std::string("A")}, geo::Geometry());

  EXPECT_EQ(suppressed_counts(features).columns().size(), 1U);
}

TEST(SuppressedCounts, ARankByRateTellsNothingOfAHiddenRow) {
  FeatureTable features({{"incidents", "Incidents", "", ColumnType::integer, true},
                         {"per_thousand", "Rate", "per 1,000", ColumnType::number, false},
                         {"rate_rank", "Rank", "", ColumnType::integer, false}});
  for (const auto& [count, rank] :
       {std::pair{900, 1}, std::pair{2, 2}, std::pair{400, 4}, std::pair{3, 3}, std::pair{30, 5}}) {
    features.add_row({std::int64_t{count}, 1.5, std::int64_t{rank}});
  }

  const FeatureTable safe = suppressed_counts(features);

  std::vector<std::string> ranks;
  for (std::size_t row = 0; row < safe.row_count(); ++row)
    ranks.push_back(table::to_text(cell(safe, row, "rate_rank")));
  EXPECT_EQ(ranks, (std::vector<std::string>{"1", "", "2", "", "3"}));
}

}  // namespace
}  // namespace wardscope::catalog
