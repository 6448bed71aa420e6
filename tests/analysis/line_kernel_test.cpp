// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/line_kernel.hpp"

#include <gtest/gtest.h>

namespace wardscope::analysis {
namespace {

TEST(LineKernel, HasTheMassThatItSaysLiesBeyond) {
  for (const KernelShape shape : {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov}) {
    const LineKernel kernel{shape, 120.0};
    constexpr int kCells = 200000;
    const double cell = kernel.reach() / kCells;
    double beyond = 0.0;
    for (int i = kCells - 1; i >= 0; --i) {
      beyond += kernel.at((i + 0.5) * cell) * cell;
      if (i % 20000 == 0) {
        EXPECT_NEAR(beyond, kernel.beyond(i * cell), 1e-9);
      }
    }
    EXPECT_DOUBLE_EQ(kernel.beyond(0.0), 0.5);
    EXPECT_EQ(kernel.beyond(kernel.reach()), 0.0);
  }
}

#ifndef NDEBUG
TEST(LineKernelDeathTest, HasNoDistanceBelowNought) {
  const LineKernel kernel{KernelShape::quartic, 100.0};
  EXPECT_DEATH((void)kernel.at(-1.0), "distance");
  EXPECT_DEATH((void)kernel.beyond(-1.0), "distance");
}
#endif

}  // namespace
}  // namespace wardscope::analysis
