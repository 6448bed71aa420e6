// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/contour.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::raster {
namespace {

Raster<float> surface_of(const GridSpec& grid, const std::function<double(geo::Point)>& height) {
  Raster<float> surface(grid);
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      surface.at(column, row) = static_cast<float>(height(grid.centre(column, row)));
    }
  }
  return surface;
}

Raster<float> noise(std::uint64_t seed, std::size_t side, int steps) {
  const GridSpec grid{400000, 90000, 25, side, side};
  Raster<float> surface(grid);
  for (std::size_t i = 0; i < grid.size(); ++i) {
    core::CounterRng rng(seed, i);
    surface.values()[i] = static_cast<float>(rng.below(static_cast<std::uint64_t>(steps)));
    if (rng.chance(0.05)) surface.values()[i] = no_data<float>();
  }
  return surface;
}

TEST(AreasAbove, AConeGivesADisc) {
  const auto cone = surface_of({0, 0, 1, 101, 101}, [](geo::Point p) { return 40 - geo::distance(p, {50.5, 50.5}); });

  const auto areas = areas_above(cone, 10);

  ASSERT_EQ(areas.size(), 1U);
  EXPECT_TRUE(areas.front().holes.empty());
  EXPECT_NEAR(geo::area(areas), std::numbers::pi * 900, 3.0 /* m^2 of 2,827: chords of the circle */);
  EXPECT_TRUE(geo::is_valid(areas));
}

TEST(AreasAbove, ATorusGivesADonut) {
  const auto torus = surface_of({0, 0, 1, 101, 101}, [](geo::Point p) {
    return 20 - std::abs(geo::distance(p, {50.5, 50.5}) - 30);
  });

  const auto areas = areas_above(torus, 10);

  ASSERT_EQ(areas.size(), 1U);
  ASSERT_EQ(areas.front().holes.size(), 1U);
  EXPECT_NEAR(geo::area(areas), std::numbers::pi * (1600 - 400), 4.0 /* m^2 of 3,770 */);
  EXPECT_TRUE(geo::is_valid(areas));
}

TEST(AreasAbove, AnIslandInALakeIsAnAreaOfItsOwn) {
  const auto rings = surface_of({0, 0, 1, 121, 121}, [](geo::Point p) {
    return std::cos(geo::distance(p, {60.5, 60.5}) / 50 * 4 * std::numbers::pi);
  });

  const auto areas = areas_above(rings, 0.0);

  std::size_t holes = 0;
  for (const auto& area : areas) holes += area.holes.size();
  EXPECT_EQ(areas.size(), 3U + 4U);  // disc, ring, ring, and the four corners of the next
  EXPECT_EQ(holes, 2U);
  EXPECT_TRUE(geo::is_valid(areas));
}

TEST(AreasAbove, EverythingAboveIsTheWholeGrid) {
  const GridSpec grid{100, 200, 10, 7, 5};

  const auto areas = areas_above(Raster<float>(grid, 3.0F), 1.0);

  ASSERT_EQ(areas.size(), 1U);
  EXPECT_EQ(geo::extent_of(areas), grid.extent());
  // The corners are cut from mid side to mid side: an eighth of a cell each.
  EXPECT_DOUBLE_EQ(geo::area(areas), 100.0 * 35 - 4 * 100.0 / 8);
  EXPECT_EQ(areas.front().exterior.size(), 9U);
}

TEST(AreasAbove, NothingAboveIsNothing) {
  EXPECT_TRUE(areas_above(Raster<float>({0, 0, 1, 9, 9}, 0.0F), 1.0).empty());
  EXPECT_TRUE(areas_above(Raster<float>({0, 0, 1, 9, 9}, no_data<float>()), 1.0).empty());
  EXPECT_TRUE(areas_above(Raster<float>(), 1.0).empty());
}

TEST(AreasAbove, NaNCountsAsBelowAndTheOutlineKeepsHalfACellFromIt) {
  Raster<float> surface({0, 0, 10, 5, 5}, 2.0F);
  surface.at(2, 2) = no_data<float>();

  const auto areas = areas_above(surface, 1.0);

  ASSERT_EQ(areas.size(), 1U);
  ASSERT_EQ(areas.front().holes.size(), 1U);
  EXPECT_EQ(geo::extent_of(areas.front().holes.front()), (geo::Extent{20, 20, 30, 30}));
}

TEST(AreasAbove, TheCrossingIsInterpolatedLinearly) {
  Raster<float> ramp({0, 0, 1, 4, 1}, std::vector<float>{0, 1, 2, 3});

  const auto areas = areas_above(ramp, 1.25);

  EXPECT_DOUBLE_EQ(geo::extent_of(areas).min_x, 1.75);  // a quarter of the way from centre 1.5 to centre 2.5
}

TEST(AreasAbove, ASaddleJoinsWhereItsMeanIsAbove) {
  const auto saddle = [](float low) { return Raster<float>({0, 0, 1, 2, 2}, std::vector<float>{4, low, low, 4}); };

  EXPECT_EQ(areas_above(saddle(1), 2.0).size(), 1U);   // mean 2.5
  EXPECT_EQ(areas_above(saddle(-1), 2.0).size(), 2U);  // mean 1.5
  EXPECT_TRUE(geo::is_valid(areas_above(saddle(1), 2.0)));
  EXPECT_TRUE(geo::is_valid(areas_above(saddle(-1), 2.0)));
}

TEST(AreasAbove, RandomSurfacesWithTiesAndHolesGiveValidPolygons) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const auto surface = noise(seed, 40, seed % 2 == 0 ? 3 : 100);
    for (const double level : {1.0, 1.5, 50.0}) {
      const auto areas = areas_above(surface, level);
      const auto validity = geo::check_validity(areas);
      ASSERT_TRUE(validity);
      ASSERT_TRUE(validity->valid) << "seed " << seed << ", level " << level << ": " << validity->reason;
    }
  }
}

TEST(AreasAbove, EveryCentreLiesOnTheSideOfItsValue) {
  const auto surface = noise(77, 60, 1000);
  const GridSpec& grid = surface.grid();
  const double level = 600.5;

  const auto areas = areas_above(surface, level);

  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      ASSERT_EQ(geo::contains(areas, grid.centre(column, row)), surface.at(column, row) >= static_cast<float>(level));
    }
  }
}

TEST(AreasAbove, TheAreaApproachesThatOfAFineSampling) {
  const auto height = [](geo::Point p) {
    return std::sin(p.x / 90) * std::cos(p.y / 70) + 0.3 * std::sin(p.x / 31 + p.y / 23);
  };
  const auto coarse = surface_of({0, 0, 5, 200, 160}, height);
  double above = 0.0;
  const GridSpec fine{0, 0, 1, 1000, 800};
  for (std::size_t row = 0; row < fine.rows; ++row) {
    for (std::size_t column = 0; column < fine.columns; ++column)
      above += height(fine.centre(column, row)) >= 0.4 ? 1.0 : 0.0;
  }

  EXPECT_NEAR(geo::area(areas_above(coarse, 0.4)), above, 0.005 * above);
}

}  // namespace
}  // namespace wardscope::raster
