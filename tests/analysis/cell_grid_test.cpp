// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/cell_grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr geo::Extent kTown{407013.0, 91022.0, 408961.0, 92377.0};

CellGrid grid_of(CellShape shape, double size) {
  auto grid = CellGrid::covering(kTown, {shape, core::Metres(size)});
  EXPECT_TRUE(grid) << grid.error().message;
  return std::move(grid).value();
}

std::vector<std::size_t> all_cells(const CellGrid& grid) {
  std::vector<std::size_t> cells(grid.size());
  std::iota(cells.begin(), cells.end(), 0U);
  return cells;
}

TEST(CellGrid, EveryPointOfTheExtentLiesInTheOneCellWhoseOutlineHoldsIt) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const CellGrid grid = grid_of(shape, 150.0);
    for (std::uint64_t i = 0; i < 500; ++i) {
      core::CounterRng rng(3, i);
      const geo::Point p{rng.uniform(kTown.min_x, kTown.max_x), rng.uniform(kTown.min_y, kTown.max_y)};
      const auto cell = grid.cell_at(p);
      ASSERT_TRUE(cell.has_value());
      for (std::size_t other = 0; other < grid.size(); ++other) {
        ASSERT_EQ(geo::contains({grid.outline(other)}, p), other == *cell);
      }
    }
  }
}

TEST(CellGrid, TilesTheGroundWithCellsOfTheStatedArea) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const CellGrid grid = grid_of(shape, 150.0);
    for (const std::size_t cell : {std::size_t{0}, grid.size() / 2, grid.size() - 1}) {
      EXPECT_NEAR(geo::area(grid.outline(cell)) * 1e-6, grid.cell_km2(), 1e-12);
      EXPECT_GT(geo::signed_area(grid.outline(cell).exterior), 0.0);
    }
  }
  EXPECT_NEAR(grid_of(CellShape::square, 100.0).cell_km2(), 0.01, 1e-15);
  EXPECT_NEAR(grid_of(CellShape::hexagon, 100.0).cell_km2(), 0.00866025403784439, 1e-15);
}

TEST(CellGrid, CellsThatTouchShareTheirCornersToTheLastBit) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const CellGrid grid = grid_of(shape, 170.0);
    const auto touching = grid.neighbours(all_cells(grid), stats::Contiguity::rook);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      for (const stats::Neighbours::Unit other : touching.of(cell)) {
        int shared = 0;
        const auto own = grid.outline(cell).exterior;
        const auto its = grid.outline(other).exterior;
        for (std::size_t i = 0; i + 1 < own.size(); ++i) {
          for (std::size_t j = 0; j + 1 < its.size(); ++j) shared += own[i] == its[j] ? 1 : 0;
        }
        ASSERT_EQ(shared, 2) << cell << " " << other;
      }
    }
  }
}

TEST(CellGrid, NeighboursAreTheCellsThatShareACorner) {
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const CellGrid grid = grid_of(shape, 300.0);
    std::map<std::pair<double, double>, std::vector<std::size_t>> at_corner;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      const auto ring = grid.outline(cell).exterior;
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) at_corner[{ring[i].x, ring[i].y}].push_back(cell);
    }
    const auto touching = grid.neighbours(all_cells(grid), stats::Contiguity::queen);
    std::size_t links = 0;
    for (std::size_t a = 0; a < grid.size(); ++a) {
      for (std::size_t b = 0; b < grid.size(); ++b) {
        const bool share = a != b && std::any_of(at_corner.begin(), at_corner.end(), [&](const auto& corner) {
                             const auto& cells = corner.second;
                             return std::find(cells.begin(), cells.end(), a) != cells.end() &&
                                    std::find(cells.begin(), cells.end(), b) != cells.end();
                           });
        ASSERT_EQ(touching.has(a, static_cast<stats::Neighbours::Unit>(b)), share) << a << " " << b;
        links += share ? 1U : 0U;
      }
    }
    EXPECT_EQ(touching.links(), links);
  }
}

TEST(CellGrid, TheSameGroundHasTheSameCellsInAnyExtent) {
  const CellGrid town = grid_of(CellShape::hexagon, 150.0);
  const auto part = CellGrid::covering({407800, 91700, 408000, 91900}, {CellShape::hexagon, core::Metres(150.0)});
  ASSERT_TRUE(part);
  const geo::Point p{407913.0, 91811.0};
  EXPECT_EQ(town.centre(*town.cell_at(p)), part->centre(*part->cell_at(p)));
}

TEST(CellGrid, ABorderBelongsToTheEastAndNorth) {
  const CellGrid squares = grid_of(CellShape::square, 100.0);
  EXPECT_EQ(squares.centre(*squares.cell_at({407300, 91400})), (geo::Point{407350, 91450}));
  const CellGrid hexagons = grid_of(CellShape::hexagon, 100.0);
  const geo::Point centre = hexagons.centre(*hexagons.cell_at({407300, 91400}));
  EXPECT_EQ(hexagons.centre(*hexagons.cell_at({centre.x + 50.0, centre.y})).x, centre.x + 100.0);
}

TEST(CellGrid, RefusesWhatCannotBeLaid) {
  const auto refusal = [](const geo::Extent& extent, double size) {
    const auto grid = CellGrid::covering(extent, {CellShape::square, core::Metres(size)});
    EXPECT_FALSE(grid);
    return grid ? std::string() : grid.error().message;
  };
  EXPECT_NE(refusal(kTown, 5.0).find("10 to 10000 m"), std::string::npos);
  EXPECT_NE(refusal(kTown, std::nan("")).find("must be"), std::string::npos);
  EXPECT_NE(refusal({}, 100.0).find("no ground"), std::string::npos);
  EXPECT_NE(refusal({0, 0, 100000, 100000}, 10.0).find("or more"), std::string::npos);
  EXPECT_FALSE(grid_of(CellShape::square, 100.0).cell_at({0.0, 0.0}).has_value());
}

}  // namespace
}  // namespace wardscope::analysis
