// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/coastal_surface.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::cartography {
namespace {

constexpr float kNone = raster::no_data<float>();

/// Land from x = 0 to x = 430 m; cells of 100 m whose centres are on it.
raster::Raster<float> surface_with_coast() {
  raster::Raster<float> surface(raster::GridSpec{0, 0, 100, 5, 3}, kNone);
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 4; ++column) surface.at(column, row) = static_cast<float>(10 * column);
  }
  return surface;
}
geo::MultiPolygon land() { return {geo::to_polygon({0, 0, 430, 300})}; }

float at(const raster::Raster<float>& raster, double x, double y) {
  const raster::GridSpec& grid = raster.grid();
  return raster.at(static_cast<std::size_t>((x - grid.x0) / grid.cell),
                   static_cast<std::size_t>((y - grid.y0) / grid.cell));
}

TEST(CoastalSurface, EndsAtTheCoastAndNotAtTheEdgeOfACell) {
  const auto drawn = as_drawn(surface_with_coast(), land());

  EXPECT_EQ(drawn.grid().cell, 20.0);
  EXPECT_FALSE(std::isnan(at(drawn, 410, 150))) << "on land, beyond the last cell with a value";
  EXPECT_TRUE(std::isnan(at(drawn, 450, 150))) << "in the sea";
}

TEST(CoastalSurface, IsTheSurfaceBetweenItsCentres) {
  const auto drawn = as_drawn(surface_with_coast(), land());

  EXPECT_NEAR(at(drawn, 150, 150), 10.0F, 1e-4F);
  EXPECT_NEAR(at(drawn, 190, 150), 14.0F, 1e-4F);
}

TEST(CoastalSurface, ShowsNothingOnLandThatHasNoValue) {
  raster::Raster<float> surface = surface_with_coast();
  surface.at(1, 1) = kNone;

  const auto drawn = as_drawn(surface, land());

  for (double x = 105; x < 200; x += 10) EXPECT_TRUE(std::isnan(at(drawn, x, 150))) << x;
  EXPECT_FALSE(std::isnan(at(drawn, 95, 150)));
}

TEST(CoastalSurface, OfFineCellsStaysAsItIs) {
  raster::Raster<float> fine(raster::GridSpec{0, 0, 20, 5, 3}, 1.0F);

  EXPECT_EQ(as_drawn(fine, land()).values(), fine.values());
  EXPECT_EQ(as_drawn(surface_with_coast(), {}).grid(), surface_with_coast().grid());
}

}  // namespace
}  // namespace wardscope::cartography
