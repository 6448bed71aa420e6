// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/mask.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/random.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::raster {
namespace {

/// A wobbly disc with a wobbly hole.
geo::MultiPolygon wobbly(std::uint64_t seed, double size) {
  geo::MultiPolygon shape = {geo::disc({1000, 1000}, size, 90)};
  shape.front().holes.push_back(geo::disc({1000, 1000}, size / 3, 40).exterior);
  core::CounterRng rng(seed, 0);
  for (geo::Ring* ring : {&shape.front().exterior, &shape.front().holes.front()}) {
    for (geo::Point& p : *ring) {
      const double k = rng.uniform(0.8, 1.2);
      p = {1000 + (p.x - 1000) * k, 1000 + (p.y - 1000) * k};
    }
    ring->back() = ring->front();
  }
  return geo::tidied(shape);
}

TEST(InsideMask, AgreesWithPointLocationCellByCell) {
  const GridSpec grid{880, 910, 1.75, 120, 100};
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const geo::MultiPolygon shape = wobbly(seed, 90);
    const geo::PolygonCoverage twin(std::span(&shape, 1));

    const auto mask = inside_mask(grid, shape);

    for (std::size_t row = 0; row < grid.rows; ++row) {
      for (std::size_t column = 0; column < grid.columns; ++column) {
        ASSERT_EQ(mask.at(column, row) != 0, twin.locate(grid.centre(column, row)).has_value());
      }
    }
  }
}

TEST(InsideMask, NeighboursShareEveryCentreOnTheirBorder) {
  const GridSpec grid{0, 0, 1, 20, 20};  // centres at halves: the border runs through a column of them
  const auto west = inside_mask(grid, {geo::to_polygon({2, 2, 10.5, 18})});
  const auto east = inside_mask(grid, {geo::to_polygon({10.5, 2, 18, 18})});

  for (std::size_t row = 2; row < 18; ++row) EXPECT_EQ(west.at(10, row) + east.at(10, row), 1);
}

/// The twin: 64 x 64 samples a cell.
double fraction_by_sampling(const GridSpec& grid, const geo::MultiPolygon& shape, std::size_t column, std::size_t row) {
  constexpr int kSamples = 64;
  int hits = 0;
  for (int i = 0; i < kSamples; ++i) {
    for (int j = 0; j < kSamples; ++j) {
      const geo::Point p{grid.x0 + (static_cast<double>(column) + (i + 0.5) / kSamples) * grid.cell,
                         grid.y0 + (static_cast<double>(row) + (j + 0.5) / kSamples) * grid.cell};
      if (geo::contains(shape, p)) ++hits;
    }
  }
  return static_cast<double>(hits) / (kSamples * kSamples);
}

TEST(CoverageFraction, AgreesWithFineSampling) {
  const GridSpec grid{905, 930, 10, 15, 12};  // cuts the shape off on every side
  const geo::MultiPolygon shape = wobbly(3, 90);

  const auto fraction = coverage_fraction(grid, shape);

  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      ASSERT_NEAR(static_cast<double>(fraction.at(column, row)), fraction_by_sampling(grid, shape, column, row), 0.02)
          << column << ", " << row;
    }
  }
}

TEST(CoverageFraction, SumsToTheArea) {
  const GridSpec grid{800, 800, 7, 60, 60};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const geo::MultiPolygon shape = wobbly(seed, 100);

    const auto fraction = coverage_fraction(grid, shape);

    const double sum = std::accumulate(fraction.values().begin(), fraction.values().end(), 0.0);
    EXPECT_NEAR(sum * 49.0, geo::area(shape), 0.01 /* m^2: float cells */);
  }
}

TEST(CoverageFraction, AWholeCellIsExactlyOneAndAHalfIsAHalf) {
  const auto fraction = coverage_fraction({0, 0, 10, 3, 1}, {geo::to_polygon({-50, -50, 15, 50})});

  EXPECT_EQ(fraction.at(0, 0), 1.0F);
  EXPECT_EQ(fraction.at(1, 0), 0.5F);
  EXPECT_EQ(fraction.at(2, 0), 0.0F);
}

}  // namespace
}  // namespace wardscope::raster
