// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/cells_around.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace wardscope::raster {
namespace {

constexpr float kNone = no_data<float>();

TEST(CellsAround, OnlyThoseWithAValueCount) {
  const Raster<float> raster({0, 0, 10, 3, 3}, std::vector<float>{1, kNone, 3, kNone, kNone, kNone, 8, kNone, 20});

  EXPECT_FLOAT_EQ(mean_around(raster, 1, 1), 8.0F);
  EXPECT_FLOAT_EQ(mean_around(raster, 0, 0), 1.0F) << "a corner has three beside it, here without a value";
  EXPECT_FLOAT_EQ(mean_around(raster, 2, 1), 11.5F) << "an edge has five";
}

TEST(CellsAround, NoneHasNoMean) {
  const Raster<float> raster({0, 0, 10, 2, 1}, kNone);

  EXPECT_TRUE(std::isnan(mean_around(raster, 1, 0)));
}

}  // namespace
}  // namespace wardscope::raster
