// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/raster.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::raster {
namespace {

TEST(GridCovering, EdgesLieOnMultiplesOfTheCell) {
  const GridSpec grid = grid_covering({403, -7, 455, 12}, 10);

  EXPECT_EQ(grid.x0, 400);
  EXPECT_EQ(grid.y0, -10);
  EXPECT_EQ(grid.columns, 6U);
  EXPECT_EQ(grid.rows, 3U);
  EXPECT_TRUE(grid.extent().contains({455, 12}));
}

TEST(GridCovering, APointGetsOneCell) {
  const GridSpec grid = grid_covering({5, 5, 5, 5}, 10);
  EXPECT_EQ(grid.size(), 1U);
}

TEST(Raster, RowsRunFromSouthToNorth) {
  Raster<int> raster({0, 0, 10, 3, 2}, std::vector<int>{1, 2, 3, 4, 5, 6});

  EXPECT_EQ(raster.at(2, 0), 3);
  EXPECT_EQ(raster.at(0, 1), 4);
  EXPECT_EQ(raster.grid().centre(2, 1), (geo::Point{25, 15}));
}

TEST(Raster, NoDataIsNotANumber) { EXPECT_TRUE(std::isnan(no_data<float>())); }

}  // namespace
}  // namespace wardscope::raster
