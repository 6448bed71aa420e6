// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/large_raster.hpp"

#include <gtest/gtest.h>

namespace wardscope::raster {
namespace {

TEST(LargeRaster, IsTheRasterOfTheSameGridAndFillAtAnySize) {
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}, std::size_t{300}, std::size_t{1100}}) {
    const GridSpec grid{1000.0, 2000.0, 5.0, side, side + 7};

    const Raster<float> large = large_raster(grid, 2.5F);

    EXPECT_EQ(large.grid(), grid);
    EXPECT_EQ(large.values(), Raster<float>(grid, 2.5F).values()) << side;
  }
}

}  // namespace
}  // namespace wardscope::raster
