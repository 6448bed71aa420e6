// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/curve_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "cartography/result_chart.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Field;
using testing::SizeIs;

constexpr Box kSheet{10, 20, 400, 200};
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

template <typename Item>
std::vector<Item> all_of(const std::vector<FurnitureItem>& items) {
  std::vector<Item> found;
  for (const FurnitureItem& item : items) {
    if (const auto* match = std::get_if<Item>(&item)) found.push_back(*match);
  }
  return found;
}

/// The strokes of more than two points or of the colour: lines of curves, not of axes and keys.
std::vector<PathItem> strokes_of(const std::vector<FurnitureItem>& items, const Colour& colour) {
  std::vector<PathItem> found;
  for (const PathItem& path : all_of<PathItem>(items)) {
    if (path.stroke == colour && path.points.size() > 2) found.push_back(path);
  }
  return found;
}

CurveChart two_curves() {
  return {"Of the land (%)",
          {0.0, 50.0, 100.0},
          {{"By density", {0.0, 80.0, 100.0}}, {"By chance", {0.0, 50.0, 100.0}}},
          {},
          {}};
}

TEST(CurveChart, DrawsACurveThroughItsNumbers) {
  const auto items = draw_chart(two_curves(), kSheet, estimated_text);

  const auto lines = strokes_of(items, theme::kAccent);
  ASSERT_THAT(lines, SizeIs(1));
  const auto& points = lines.front().points;
  ASSERT_THAT(points, SizeIs(3));
  EXPECT_NEAR(points[1].x, (points[0].x + points[2].x) / 2.0, 1e-3);
  EXPECT_NEAR(points[0].y - points[1].y, 0.8 * (points[0].y - points[2].y), 1e-3);
  EXPECT_THAT(all_of<TextItem>(items), Contains(Field(&TextItem::text, "By density")));
  EXPECT_THAT(all_of<TextItem>(items), Contains(Field(&TextItem::text, "Of the land (%)")));
}

TEST(CurveChart, BreaksWhereANumberIsNotKnown) {
  CurveChart chart = two_curves();
  chart.x = {0, 1, 2, 3, 4, 5, 6};
  chart.curves = {{"K", {0, 1, 2, kNothing, 4, 5, 6}}};
  EXPECT_THAT(strokes_of(draw_chart(chart, kSheet, estimated_text), theme::kAccent), SizeIs(2));
}

TEST(CurveChart, StaysInItsBoxAlsoBelowZero) {
  CurveChart chart = two_curves();
  chart.curves.front().y = {-30.0, 12.0, -7.0};
  chart.band = {{-5.0, 5.0}, {-10.0, 10.0}, {kNothing, kNothing}};
  chart.band_name = "What chance may do";
  for (const FurnitureItem& item : draw_chart(chart, kSheet, estimated_text)) {
    const auto* path = std::get_if<PathItem>(&item);
    if (path == nullptr) continue;
    for (const geo::Point& p : path->points) {
      EXPECT_GE(p.x, 10.0);
      EXPECT_LE(p.x, 410.0);
      EXPECT_GE(p.y, 20.0);
      EXPECT_LE(p.y, 220.0);
    }
  }
}

TEST(CurveChart, OfOnePointIsNone) {
  CurveChart chart = two_curves();
  chart.x.resize(1);
  for (auto& curve : chart.curves) curve.y.resize(1);
  EXPECT_TRUE(draw_chart(chart, kSheet, estimated_text).empty());
}

TEST(TicksBetween, EncloseBothEndsAndHoldZero) {
  EXPECT_THAT(ticks_between(-30.0, 12.0),
              ElementsAre(DoubleNear(-30, 1e-9), DoubleNear(-20, 1e-9), DoubleNear(-10, 1e-9), DoubleNear(0, 1e-9),
                          DoubleNear(10, 1e-9), DoubleNear(20, 1e-9)));
  EXPECT_THAT(ticks_between(0.0, 100.0), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(ticks_between(3.0, 3.0), ElementsAre(3.0, 4.0));
}

table::FeatureTable plot_table() {
  using table::ColumnType;
  table::FeatureTable features({{"area", "Of the land", "%", ColumnType::number, false},
                                {"hit", "By density", "%", ColumnType::number, false},
                                {"low", "Low", "%", ColumnType::number, false},
                                {"high", "High", "%", ColumnType::number, false},
                                {"month", "Month", "", ColumnType::text, false}});
  features.add_row({1.0, 10.0, 8.0, 12.0, std::string("2025-01")});
  features.add_row({2.0, std::monostate(), std::monostate(), std::monostate(), std::string("2025-02")});
  features.add_row({3.0, 30.0, 25.0, 35.0, std::string("2025-03")});
  return features;
}

TEST(ResultChart, IsWhatTheStyleNames) {
  const auto chart = chart_of(plot_table(), "table:curve:area:hit:low,high");
  ASSERT_TRUE(chart);
  const auto& curves = std::get<CurveChart>(*chart);
  EXPECT_EQ(curves.x_name, "Of the land (%)");
  ASSERT_THAT(curves.curves, SizeIs(1));
  EXPECT_EQ(curves.curves.front().y[2], 30.0);
  EXPECT_TRUE(std::isnan(curves.curves.front().y[1]));
  EXPECT_EQ(curves.band[0], (std::pair{8.0, 12.0}));
}

TEST(ResultChart, OfMonthsMarksWhatMayNotBeTold) {
  const auto chart = chart_of(plot_table(), "table:months:month:hit:area:low,high");
  ASSERT_TRUE(chart);
  const auto& months = std::get<LineChart>(*chart);
  EXPECT_THAT(months.labels, ElementsAre("2025-01", "2025-02", "2025-03"));
  EXPECT_TRUE(months.values[1].suppressed);
  EXPECT_EQ(months.centre[2], 3.0);
}

TEST(ResultChart, OfAPlainListOrAMissingColumnIsNone) {
  for (const char* style : {"table", "density", "", "table:curve", "table:curve:area:nowhere", "table:curve:month:hit",
                            "table:pie:area:hit", "table:curve:hit:area"}) {
    EXPECT_FALSE(chart_of(plot_table(), style)) << style;
  }
}

}  // namespace
}  // namespace wardscope::cartography
