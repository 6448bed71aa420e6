// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "cartography/drawn_layer.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

MapResult holding(std::initializer_list<const char*> classes) {
  table::FeatureTable features({{"rank", "Rank", "", table::ColumnType::integer, false},
                                {"class", "Class", "", table::ColumnType::text, false}});
  double x = 0.0;
  for (const char* one : classes) {
    features.add_row({static_cast<std::int64_t>(features.row_count() + 1), std::string(one)},
                     geo::MultiPolygon{geo::to_polygon({x, 0.0, x + 100.0, 100.0})});
    x += 200.0;
  }
  MapResult result;
  result.name = "stability-hotspots";
  result.title = "Which hotspots hold";
  result.style = "hold";
  result.features = core::make_snapshot(std::move(features));
  return result;
}

project::Layer layer_of_result(const MapResult& result) {
  return project::layer_of({result.name, result.title, result.style, ""});
}

TEST(DrawnStability, FragileHotspotsAreHatchedAndFirmOnesAreNot) {
  const MapResult result = holding({"firm", "fragile", "fragile"});

  const DrawnLayer drawn = draw_result(layer_of_result(result), result);

  ASSERT_EQ(drawn.parts.size(), 2U);
  const auto& firm = std::get<PolygonLayer>(drawn.parts[0].content);
  const auto& fragile = std::get<PolygonLayer>(drawn.parts[1].content);
  EXPECT_EQ(firm.shapes->size(), 1U);
  EXPECT_EQ(firm.hatches.front(), Hatch::none);
  EXPECT_EQ(fragile.shapes->size(), 2U);
  EXPECT_EQ(fragile.hatches.front(), Hatch::diagonal);
  ASSERT_EQ(drawn.legend.rows.size(), 2U);
  EXPECT_EQ(std::get<PatchSwatch>(drawn.legend.rows[1].swatch).hatch, Hatch::diagonal);
  EXPECT_EQ(drawn.labels.size(), 3U);
  EXPECT_EQ(drawn.labels.front().label.text, "H1");
}

TEST(DrawnStability, TheKeyOfChancesRunsFromNeverToAlwaysWhateverTheGreatest) {
  raster::Raster<float> chance({0.0, 0.0, 10.0, 2, 1}, 0.25F);
  chance.at(1, 0) = std::numeric_limits<float>::quiet_NaN();
  MapResult result;
  result.name = "stability";
  result.title = "Chance to be in the densest 1 %";
  result.style = "chance";
  result.unit = "share of runs";
  result.raster = core::make_snapshot(std::move(chance));

  const DrawnLayer drawn = draw_result(layer_of_result(result), result);

  ASSERT_EQ(drawn.parts.size(), 1U);
  EXPECT_EQ(std::get<RasterLayer>(drawn.parts[0].content).high, 1.0F);
  EXPECT_EQ(drawn.legend.ramp.low, "never");
  EXPECT_EQ(drawn.legend.ramp.high, "always");
  EXPECT_EQ(drawn.legend.unit, "share of runs");
}

}  // namespace
}  // namespace wardscope::cartography
