// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/land_cells.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

/// Two wards that share a border, with a bay in the south and a lake.
geo::MultiPolygon town() {
  const geo::MultiPolygon wards{geo::to_polygon({407000, 91000, 408500, 92500}),
                                geo::to_polygon({408500, 91000, 410000, 92500})};
  const geo::MultiPolygon water{geo::disc({408300, 91000}, 700.0, 96), geo::disc({409300, 92000}, 180.0, 48)};
  geo::MultiPolygon land;
  for (const geo::Polygon& ward : wards) {
    auto dry = geo::difference({ward}, water);
    EXPECT_TRUE(dry);
    land.insert(land.end(), dry->begin(), dry->end());
  }
  return land;
}

TEST(LandCells, AreThoseWithATenthOfLandAndKnowHowMuch) {
  const geo::MultiPolygon land = town();
  for (const CellShape shape : {CellShape::square, CellShape::hexagon}) {
    const auto cells = land_cells(land, {shape, core::Metres(130.0)}, jobs::Progress());
    ASSERT_TRUE(cells) << cells.error().message;
    const double cell_km2 = cells->grid.cell_km2();
    std::size_t unit = 0;
    for (std::size_t cell = 0; cell < cells->grid.size(); ++cell) {
      double km2 = 0.0;
      for (const geo::Polygon& part : land) {
        const auto shared = geo::intersection({part}, {cells->grid.outline(cell)});
        ASSERT_TRUE(shared);
        km2 += geo::area(*shared) * 1e-6;
      }
      const bool is_unit = unit < cells->cells.size() && cells->cells[unit] == cell;
      if (std::abs(km2 - kLeastLandShare * cell_km2) > 1e-9) {
        ASSERT_EQ(is_unit, km2 > kLeastLandShare * cell_km2) << cell;
      }
      if (is_unit) {
        ASSERT_NEAR(cells->land_km2[unit++], km2, 1e-9) << cell;
      }
    }
    EXPECT_EQ(unit, cells->cells.size());
  }
}

TEST(LandCells, CountEveryPointOnceOrSayThatItLiesElsewhere) {
  const geo::MultiPolygon land = town();
  const auto cells = land_cells(land, {}, jobs::Progress());
  ASSERT_TRUE(cells);
  std::vector<double> x;
  std::vector<double> y;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    core::CounterRng rng(4, i);
    x.push_back(rng.uniform(406800, 410200));
    y.push_back(rng.uniform(90800, 92700));
  }
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < 5000; i += 2) rows.push_back(i);
  const CellCounts counts = count_in_cells(*cells, x, y, rows);
  EXPECT_EQ(
      std::accumulate(counts.incidents.begin(), counts.incidents.end(), 0.0) + static_cast<double>(counts.elsewhere),
      2500.0);
  EXPECT_GT(counts.elsewhere, 100);
  for (std::size_t unit = 0; unit < cells->cells.size(); unit += 17) {
    double inside = 0.0;
    for (const std::uint32_t row : rows) {
      inside += geo::contains(cells->grid.outline(cells->cells[unit]), {x[row], y[row]}) ? 1.0 : 0.0;
    }
    EXPECT_EQ(counts.incidents[unit], inside);
  }
}

TEST(LandCells, RefuseCellsThatTheLandIsNoTenthOf) {
  const auto cells =
      land_cells({geo::to_polygon({407000, 91000, 407100, 91100})}, {CellShape::square, core::Metres(5000.0)}, {});
  ASSERT_FALSE(cells);
  EXPECT_NE(cells.error().message.find("smaller cell size"), std::string::npos);
}

}  // namespace
}  // namespace wardscope::analysis
