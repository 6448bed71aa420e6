// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_support.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

TEST(ThinSupport, IsWhereFewerPointsThanTheLeastLieInReachOfTheCellsCentre) {
  const raster::GridSpec grid = raster::grid_covering({400000, 100000, 404000, 103000}, 100.0);
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < 900; ++i) {
    core::CounterRng rng(5, i);
    x.push_back(rng.uniform(399800, 404200));  // some beyond the grid
    y.push_back(rng.uniform(99800, 103200));
    if (i % 3 == 0) rows.push_back(i);
  }
  const SupportRule rule{core::Metres(270.0), 6};
  raster::Raster<float> surface(grid, 1.0F);
  surface.at(7, 7) = raster::no_data<float>();  // off the land
  const std::int64_t left = hide_thin_support(surface, {x, y, {}, rows}, rule);

  std::int64_t expected_left = 0;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      int in_reach = 0;
      for (const std::uint32_t i : rows)
        in_reach += geo::distance({x[i], y[i]}, grid.centre(column, row)) <= 270.0 ? 1 : 0;
      const bool stays = in_reach >= 6 && !(column == 7 && row == 7);
      ASSERT_EQ(!std::isnan(surface.at(column, row)), stays) << column << " " << row << " " << in_reach;
      expected_left += stays ? 1 : 0;
    }
  }
  EXPECT_EQ(left, expected_left);
  EXPECT_GT(left, 0);
}

TEST(ThinSupport, OfNothingIsEverywhere) {
  raster::Raster<float> surface(raster::grid_covering({0, 0, 500, 500}, 100.0), 2.0F);
  EXPECT_EQ(hide_thin_support(surface, {{}, {}, {}, {}}, {core::Metres(250.0), 1}), 0);
}

}  // namespace
}  // namespace wardscope::analysis
