// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "raster/raster.hpp"

namespace wardscope::cartography {
namespace {

project::Layer layer_of_form(const char* form) {
  project::Layer layer;
  layer.id = "result:r";
  layer.title = "Relative risk";
  layer.form = form;
  return layer;
}

MapResult surface_of(std::vector<float> values) {
  const std::size_t columns = values.size();
  MapResult result;
  result.raster = core::make_snapshot(raster::Raster<float>({0.0, 0.0, 10.0, columns, 1}, std::move(values)));
  return result;
}

TEST(LogRatioSurface, HasItsMiddleAtARatioOfOneAndEndsAlikeEitherWay) {
  const DrawnLayer drawn = draw_result(layer_of_form("log-ratio"), surface_of({-0.5F, 0.0F, 1.5F, std::nanf("")}));

  ASSERT_EQ(drawn.parts.size(), 1U);
  const auto& raster = std::get<RasterLayer>(drawn.parts.front().content);
  EXPECT_FLOAT_EQ(raster.low, -raster.high);
  EXPECT_FLOAT_EQ(raster.high, std::log(2.0F));  // of three cells the greatest is beyond the hundredth
  EXPECT_EQ(drawn.legend.ramp.middle, "1");
  EXPECT_EQ(drawn.legend.ramp.high, "2 or more");
  EXPECT_LT(raster.ramp[128].a, raster.ramp[0].a);
  EXPECT_EQ(raster.ramp[0].a, raster.ramp[255].a);
}

TEST(ToleranceLines, TellTheTwoSidesApartByMoreThanColour) {
  table::FeatureTable areas({{"side", "Side", "", table::ColumnType::text, false}});
  areas.add_row({std::string("more than chance allows")}, geo::MultiPolygon{geo::to_polygon({0, 0, 100, 100})});
  areas.add_row({std::string("fewer than chance allows")}, geo::MultiPolygon{geo::to_polygon({300, 0, 400, 100})});
  MapResult result;
  result.features = core::make_snapshot(std::move(areas));

  const DrawnLayer drawn = draw_result(layer_of_form("tolerance"), result);

  ASSERT_EQ(drawn.parts.size(), 2U);
  const auto& more = std::get<PolygonLayer>(drawn.parts[0].content);
  const auto& fewer = std::get<PolygonLayer>(drawn.parts[1].content);
  EXPECT_NE(more.hatches, fewer.hatches);
  EXPECT_NE(more.stroke_width, fewer.stroke_width);
  EXPECT_EQ(drawn.legend.rows.size(), 2U);
}

TEST(ToleranceLines, SayWhereThereAreNone) {
  MapResult result;
  result.features = core::make_snapshot(table::FeatureTable({{"side", "Side", "", table::ColumnType::text, false}}));

  const DrawnLayer drawn = draw_result(layer_of_form("tolerance"), result);

  EXPECT_EQ(drawn.legend.note, "Nowhere beyond what chance allows");
}

}  // namespace
}  // namespace wardscope::cartography
