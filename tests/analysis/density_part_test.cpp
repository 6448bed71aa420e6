// SPDX-License-Identifier: GPL-3.0-or-later
// The density of a part of the land is that of all the land, looked at there.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/hotspots.hpp"
#include "analysis/kernel_density.hpp"
#include "analysis/star_land.hpp"
#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr geo::Extent kPart{399400, 89500, 400600, 90400};

/// A ragged coast with incidents everywhere around, and a part that reaches over it.
struct Coast {
  geo::MultiPolygon land = test::star_land({400000, 90000}, 2000.0, 120, 4);
  geo::MultiPolygon part = *geo::intersection({geo::to_polygon(kPart)}, land);
  std::vector<double> x;
  std::vector<double> y;

  Coast() {
    for (std::uint64_t i = 0; i < 3000; ++i) {
      core::CounterRng rng(23, i);
      x.push_back(rng.uniform(398000, 402000));
      y.push_back(rng.uniform(88000, 92000));
    }
  }
  [[nodiscard]] DensityInput whole() const { return {{x, y, {}, {}}, &land, {}}; }
  [[nodiscard]] DensityInput cut() const { return {{x, y, {}, {}}, &land, {}, &part}; }
  /// Incidents in the part grown by so much.
  [[nodiscard]] std::int64_t within(double margin) const {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (kPart.grown(margin).contains({x[i], y[i]}) && geo::contains(land, {x[i], y[i]})) ++count;
    }
    return count;
  }
};

TEST(DensityOfAPart, IsThatOfTheWholeThereCellForCell) {
  const Coast coast;
  for (const KernelShape kernel : {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov}) {
    for (const EdgeCorrection correction :
         {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::jones_diggle}) {
      const KernelDensityOptions options{kernel, core::Metres(150.0), core::Metres(25.0), correction};
      const auto whole = kernel_density(coast.whole(), options, jobs::Progress());
      ASSERT_TRUE(whole) << whole.error().message;
      DensityInput cut = coast.cut();
      cut.grid = whole->per_km2.grid();
      const auto part = kernel_density(cut, options, jobs::Progress());
      ASSERT_TRUE(part) << part.error().message;

      const raster::GridSpec& grid = whole->per_km2.grid();
      std::size_t compared = 0;
      for (std::size_t row = 0; row < grid.rows; ++row) {
        for (std::size_t column = 0; column < grid.columns; ++column) {
          const float value = part->per_km2.at(column, row);
          ASSERT_EQ(std::isnan(value), !geo::contains(coast.part, grid.centre(column, row)));
          if (std::isnan(value)) continue;
          ASSERT_NEAR(value, whole->per_km2.at(column, row), 1e-6 * whole->greatest_per_km2);
          ++compared;
        }
      }
      EXPECT_GT(compared, 300U);
    }
  }
}

TEST(DensityOfAPart, CountsWhatIsInItAndSaysWhatIsAround) {
  const Coast coast;
  const auto part = kernel_density(coast.cut(), {}, jobs::Progress());

  ASSERT_TRUE(part) << part.error().message;
  EXPECT_EQ(part->incidents, coast.within(0.0));
  EXPECT_EQ(part->around, coast.within(200.0) - coast.within(0.0));
  EXPECT_EQ(part->weight, static_cast<double>(part->incidents));
  EXPECT_NEAR(part->land_km2, geo::area(coast.part) * 1e-6, 1e-9);
  EXPECT_EQ(part->off_land, kernel_density(coast.whole(), {}, jobs::Progress())->off_land);
  EXPECT_LT(part->per_km2.grid().cell, 21.0);  // cells suit the part, not the borough
}

/// The part is 0.9 km on its short side: the surface is that of all the land, seen through it.
TEST(DensityOfAPart, TakesABandwidthThatSuitsTheLandHoweverSmallThePart) {
  const Coast coast;
  const auto wide = kernel_density(coast.cut(), {KernelShape::quartic, core::Metres(950.0)}, jobs::Progress());

  ASSERT_TRUE(wide) << wide.error().message;
  EXPECT_EQ(wide->incidents, coast.within(0.0));
}

TEST(DensityOfAPart, RefusesAPartWithoutIncidentsAndABandwidthWiderThanTheLand) {
  Coast coast;
  const auto too_wide = kernel_density(coast.cut(), {KernelShape::quartic, core::Metres(1e5)}, jobs::Progress());
  ASSERT_FALSE(too_wide);
  EXPECT_NE(too_wide.error().message.find("larger than the area"), std::string::npos) << too_wide.error().message;

  for (double& x : coast.x) x = std::min(x, kPart.min_x - 10.0);
  const auto nothing = kernel_density(coast.cut(), {}, jobs::Progress());
  ASSERT_FALSE(nothing);
  EXPECT_NE(nothing.error().message.find("lies in the areas that were chosen"), std::string::npos);
}

TEST(HotspotsOfAPart, AreSharesOfItsLandAndItsIncidents) {
  const Coast coast;
  const auto part = kernel_density(coast.cut(), {}, jobs::Progress());
  ASSERT_TRUE(part) << part.error().message;
  borough::IncidentTable incidents;
  const auto theft = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < coast.x.size(); ++i) {
    incidents.add({coast.x[i], coast.y[i]}, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
    rows.push_back(static_cast<std::uint32_t>(i));
  }
  HotspotOptions options;
  options.area_share = 0.1;
  const auto found = find_hotspots({*part, incidents, rows, coast.part}, options, jobs::Progress());

  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->incidents, coast.within(0.0));
  EXPECT_NEAR(found->land_km2, geo::area(coast.part) * 1e-6, 1e-9);
  EXPECT_NEAR(found->area_share, 0.1, 0.02);
  ASSERT_FALSE(found->hotspots.empty());
  for (const Hotspot& hotspot : found->hotspots) {
    EXPECT_TRUE(kPart.grown(1e-6).contains(geo::extent_of(hotspot.shape).centre()));
  }
}

}  // namespace
}  // namespace wardscope::analysis
