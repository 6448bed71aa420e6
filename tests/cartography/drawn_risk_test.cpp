// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

#include "cartography/drawn_layer.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

using testing::HasSubstr;

MapResult terrain(const std::vector<std::optional<double>>& risks) {
  table::FeatureTable features({{"relative_risk", "Times as many", "", table::ColumnType::number, false}});
  double x = 0.0;
  for (const std::optional<double>& risk : risks) {
    table::Value cell;
    if (risk) cell = *risk;
    features.add_row({std::move(cell)}, geo::MultiPolygon{geo::to_polygon({x, 0.0, x + 100.0, 100.0})});
    x += 200.0;
  }
  MapResult result;
  result.name = "risk-terrain";
  result.title = "Relative risk";
  result.style = "risk-terrain";
  result.features = core::make_snapshot(std::move(features));
  return result;
}

DrawnLayer drawn_terrain(const MapResult& result) {
  return draw_result(project::layer_of({result.name, result.title, result.style, ""}), result);
}

TEST(DrawnRisk, ClassesAreFixedCellsWithoutStayBlankAndUnknownOnesAreHatched) {
  const DrawnLayer drawn = drawn_terrain(terrain({1.0, 1.2, 1.5, 4.9, 5.0, std::nullopt}));

  ASSERT_EQ(drawn.parts.size(), 1U);
  const auto& polygons = std::get<PolygonLayer>(drawn.parts.front().content);
  EXPECT_EQ(polygons.shapes->size(), 5U) << "a cell with none of the features is left as the map has it";
  EXPECT_THAT(polygons.fill_of, testing::ElementsAre(0, 1, 3, 4, 5));
  EXPECT_EQ(polygons.hatches[5], Hatch::diagonal);
  ASSERT_EQ(drawn.legend.rows.size(), 5U);
  EXPECT_EQ(drawn.legend.rows[0].text, "Up to 1.5 times as many (1 cell)");
  EXPECT_THAT(drawn.legend.rows[4].text, HasSubstr("too few cells like it"));
  EXPECT_THAT(drawn.legend.note, HasSubstr("without these features"));
}

TEST(DrawnRisk, WhereNothingWasChosenTheKeySaysSo) {
  const DrawnLayer drawn = drawn_terrain(terrain({1.0, 1.0}));

  EXPECT_TRUE(drawn.legend.rows.empty());
  EXPECT_THAT(drawn.legend.note, HasSubstr("No feature goes with more incidents"));
}

TEST(DrawnPointsOfInterest, EachKindHasItsShapeAndTheRarestShareOne) {
  borough::PointsOfInterest points;
  for (int kind = 0; kind < 10; ++kind) {
    for (int i = 0; i <= 10 - kind; ++i) {
      points.push_back({"Kind " + std::to_string(kind), "", {100.0 * i, 100.0 * kind}});
    }
  }
  project::Layer layer;
  layer.id = "points-of-interest";
  layer.title = "Points of interest";
  layer.source = project::LayerSource::points_of_interest;

  const DrawnLayer drawn = draw_points_of_interest(layer, points);

  ASSERT_EQ(drawn.legend.rows.size(), 8U);
  EXPECT_EQ(drawn.legend.rows.front().text, "Kind 0");
  EXPECT_EQ(drawn.legend.rows.back().text, "Other kinds");
  const auto& drawn_points = std::get<PointLayer>(drawn.parts.front().content);
  EXPECT_EQ(drawn_points.points->x.size(), points.size());
  EXPECT_EQ(drawn_points.points->style_of.back(), 7);
}

}  // namespace
}  // namespace wardscope::cartography
