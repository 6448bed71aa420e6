// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_streets.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wardscope::cartography {
namespace {

project::Layer street_layer() {
  project::Layer layer;
  layer.id = "result:street-density";
  layer.title = "Density along streets";
  layer.form = "street-density";
  return layer;
}

/// Pieces of 50 m with these densities.
MapResult streets_of(const std::vector<double>& densities) {
  table::FeatureTable streets({{"street", "Street", "", table::ColumnType::text, false},
                               {"density_per_km", "Density", "per km", table::ColumnType::number, false}});
  double x = 0.0;
  for (const double density : densities) {
    streets.add_row({std::string("Quay Road"), density}, geo::MultiLineString{{{x, 0}, {x + 50, 0}}});
    x += 50.0;
  }
  MapResult result;
  result.features = core::make_snapshot(std::move(streets));
  return result;
}

TEST(StreetDensity, ClassesAreToldApartByWidthTooAndTheDensestLieOnTop) {
  const DrawnLayer drawn = draw_result(street_layer(), streets_of({36.0, 30.0, 20.0, 10.0, 5.0, 2.0, 0.5}));

  ASSERT_EQ(drawn.parts.size(), 6U);
  float before = 0.0F;
  for (const LayerPart& part : drawn.parts) {
    const auto& lines = std::get<LineLayer>(part.content);
    EXPECT_GT(lines.width, before);
    before = lines.width;
  }
  EXPECT_EQ(std::get<LineLayer>(drawn.parts.back().content).lines->size(), 2U);  // 36 and 30
  ASSERT_EQ(drawn.legend.rows.size(), 6U);
  EXPECT_EQ(drawn.legend.rows.front().text, "25 or more");
  EXPECT_EQ(drawn.legend.rows[1].text, "16 to 25");
  EXPECT_EQ(drawn.legend.rows.back().text, "below 1.0");
  EXPECT_EQ(drawn.legend.unit, "recorded incidents per km of street");
}

TEST(StreetDensity, OneShoppingStreetDoesNotPaleTheRestOfTheTown) {
  std::vector<double> densities(1000, 10.0);
  densities[0] = 5000.0;
  densities[1] = 40.0;

  const DrawnLayer drawn = draw_result(street_layer(), streets_of(densities));

  EXPECT_EQ(drawn.legend.rows.front().text, "6.9 or more") << "of the value that one metre in 200 exceeds";
}

TEST(StreetDensity, OfNothingSaysSo) {
  const DrawnLayer drawn = draw_result(street_layer(), streets_of({}));

  EXPECT_TRUE(drawn.parts.empty());
  EXPECT_EQ(drawn.legend.note, "No street has a value");
}

TEST(StreetDensity, OfOneValueIsOneClass) {
  const DrawnLayer drawn = draw_result(street_layer(), streets_of({7.5, 7.5}));

  ASSERT_EQ(drawn.parts.size(), 1U);
  EXPECT_EQ(std::get<LineLayer>(drawn.parts.front().content).lines->size(), 2U);
}

}  // namespace
}  // namespace wardscope::cartography
