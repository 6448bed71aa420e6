// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_columns.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

using cartography::Weight;

constexpr float kWidth = 510.0F;

float sum_of(const TableColumns& columns) {
  return std::accumulate(columns.widths.begin(), columns.widths.end(), 0.0F);
}

/// Eleven columns of numbers beside a narrow text, as a list of groups of residents has them.
ReportTable wide_table(std::size_t columns) {
  ReportTable table;
  table.columns.push_back({"Place", 1.0F, false});
  table.rows.push_back({text_cell("Together")});
  for (std::size_t i = 1; i < columns; ++i) {
    table.columns.push_back({"Difference", 5.0F, true});
    table.rows.front().push_back(text_cell("0.00609054"));
  }
  return table;
}

TEST(TableColumns, NeitherAHeadingNorANumberIsBrokenInside) {
  ReportTable table;
  table.columns = {{"Number", 20.0F, false}, {"Difference", 0.5F, true}, {"Ours", 0.5F, true}};
  table.rows = {{text_cell("a"), text_cell("1"), text_cell("0.00609054605657882")}};
  const TableColumns columns = columns_of(table, kWidth);
  EXPECT_GE(columns.widths[1], measure_text("Difference", columns.head_size, Weight::bold).width);
  EXPECT_GE(columns.widths[2], measure_text("0.00609054605657882", columns.cell_size, Weight::regular).width);
  EXPECT_FLOAT_EQ(columns.cell_size, 8.0F);
}

TEST(TableColumns, FillTheWidthWhateverTheyNeed) {
  for (const std::size_t count : {1U, 2U, 6U, 11U, 12U, 30U}) {
    const TableColumns columns = columns_of(wide_table(count), kWidth);
    const float gaps = 2 * kColumnInset + kColumnGap * static_cast<float>(count - 1);
    EXPECT_NEAR(sum_of(columns) + gaps, kWidth, 0.1F) << count;
    for (const float one : columns.widths) EXPECT_GT(one, 0.0F) << count;
  }
}

TEST(TableColumns, ManyAreSetInSmallerTypeRatherThanBroken) {
  const TableColumns columns = columns_of(wide_table(10), kWidth);
  EXPECT_LT(columns.cell_size, 8.0F);
  EXPECT_GE(columns.widths.back(), measure_text("Difference", columns.head_size, Weight::bold).width);
}

TEST(TableColumns, WhereAllHaveRoomTheWeightsDecide) {
  ReportTable table;
  table.columns = {{"A", 3.0F, false}, {"B", 1.0F, true}};
  table.rows = {{text_cell("a"), text_cell("1")}};
  const TableColumns columns = columns_of(table, kWidth);
  EXPECT_NEAR(columns.widths[0] / columns.widths[1], 3.0F, 0.15F);
}

}  // namespace
}  // namespace wardscope::report
