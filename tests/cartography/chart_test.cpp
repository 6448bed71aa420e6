// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

constexpr Box kBox{40, 30, 400, 150};

template <typename Item>
std::vector<Item> only(const std::vector<FurnitureItem>& items) {
  std::vector<Item> found;
  for (const FurnitureItem& item : items) {
    if (const auto* match = std::get_if<Item>(&item)) found.push_back(*match);
  }
  return found;
}

std::vector<std::string> texts(const std::vector<FurnitureItem>& items) {
  std::vector<std::string> found;
  for (const TextItem& item : only<TextItem>(items)) found.push_back(item.text);
  return found;
}

LineChart series(std::vector<ChartNumber> values) {
  LineChart chart;
  chart.value_name = "This ward";
  for (std::size_t i = 0; i < values.size(); ++i) chart.labels.push_back("Month " + std::to_string(i));
  chart.values = std::move(values);
  return chart;
}

TEST(AxisTicks, BeginAtZeroReachTheMostAndAreFew) {
  for (const double most : {0.3, 1.0, 4.0, 7.0, 10.0, 99.0, 100.0, 125.0, 34567.0}) {
    const auto ticks = axis_ticks(most);
    EXPECT_EQ(ticks.front(), 0.0);
    EXPECT_GE(ticks.back(), most * (1 - 1e-9));
    EXPECT_LE(ticks.size(), 6U) << most;
    EXPECT_GE(ticks.size(), 3U) << most;
  }
  EXPECT_EQ(axis_ticks(100), (std::vector<double>{0, 20, 40, 60, 80, 100}));
  EXPECT_EQ(axis_ticks(0), (std::vector<double>{0, 1}));
}

TEST(LineChart, ASuppressedMonthIsAGapAndNotAFallToZero) {
  const auto items =
      draw_chart(series({{10, false}, {12, false}, {3.0, true}, {9, false}, {8, false}}), kBox, estimated_text);

  std::size_t lines = 0;
  for (const PathItem& path : only<PathItem>(items)) {
    if (path.stroke == theme::kAccent && path.points.size() == 2 && path.points[0].y != path.points[1].y) ++lines;
  }
  EXPECT_EQ(lines, 2U);
  EXPECT_THAT(texts(items), testing::Contains("Suppressed"));
}

TEST(LineChart, AReferenceThatIsNotKnownIsABreakInItsLine) {
  LineChart chart = series({{10, false}, {10, false}, {10, false}, {10, false}, {10, false}});
  chart.reference = {5, 6, std::nan(""), 7, 8};

  std::size_t lines = 0;
  for (const PathItem& path : only<PathItem>(draw_chart(chart, kBox, estimated_text))) {
    for (const geo::Point& p : path.points) EXPECT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));
    if (path.stroke == theme::kWardLine && path.points.size() == 2 && path.points[0].y != path.points[1].y) ++lines;
  }
  EXPECT_EQ(lines, 2U);
}

TEST(LineChart, LimitsAreABandOverTheirOwnMonthsAndAMonthOutsideHasAShapeOfItsOwn) {
  LineChart chart = series({{40, false}, {10, false}, {12, false}, {90, false}});
  const double none = std::nan("");
  chart.limits = {{none, none}, {5, 20}, {5, 20}, {5, 20}};
  chart.centre = {none, 12, 12, 12};

  const auto items = draw_chart(chart, kBox, estimated_text);

  std::size_t bands = 0;
  for (const PathItem& path : only<PathItem>(items)) {
    if (!path.closed || path.fill.a == 0) continue;
    ++bands;
    EXPECT_EQ(path.points.size(), 6U);  // three months, up and down
  }
  EXPECT_EQ(bands, 1U);
  const auto symbols = only<SymbolItem>(items);
  const auto diamonds = std::count_if(symbols.begin(), symbols.end(),
                                      [](const SymbolItem& s) { return s.style.symbol == Symbol::diamond; });
  EXPECT_EQ(diamonds, 2);  // the last month, and the key: the first month has no limits
  EXPECT_THAT(texts(items), testing::IsSupersetOf({"Expected range", "Outside it"}));
}

TEST(LineChart, AHiddenValueDoesNotStretchTheAxis) {
  const auto items = draw_chart(series({{10, false}, {5000, true}, {9, false}}), kBox, estimated_text);

  EXPECT_THAT(texts(items), testing::Not(testing::Contains(testing::HasSubstr("000"))));
}

TEST(LineChart, StaysInItsBoxAndItsLabelsDoNotCollide) {
  std::vector<ChartNumber> values(60, ChartNumber{7.0, false});

  const auto items = draw_chart(series(values), kBox, estimated_text);

  std::vector<TextItem> labels;
  for (const TextItem& item : only<TextItem>(items)) {
    EXPECT_GE(item.y, kBox.y);
    EXPECT_LE(item.y, kBox.y + kBox.height);
    if (item.text.starts_with("Month")) labels.push_back(item);
  }
  ASSERT_GT(labels.size(), 3U);
  for (std::size_t i = 1; i < labels.size(); ++i) {
    EXPECT_GT(labels[i].x - labels[i - 1].x, estimated_text(labels[i].text, labels[i].size, Weight::regular).width);
  }
}

TEST(BarChart, LengthsAreInProportion) {
  BarChart chart;
  chart.bars = {{"A", {200, false}, "200", {}}, {"B", {50, false}, "50", {}}};

  const auto boxes = only<BoxItem>(draw_chart(chart, kBox, estimated_text));

  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_NEAR(boxes[0].box.width / boxes[1].box.width, 4.0, 1e-4);
  EXPECT_EQ(boxes[0].box.x, boxes[1].box.x);
}

TEST(BarChart, ASuppressedBarIsAWordAndNoBar) {
  BarChart chart;
  chart.bars = {{"A", {200, false}, "200", {}}, {"B", {3, true}, "suppressed", {}}};

  const auto items = draw_chart(chart, kBox, estimated_text);

  EXPECT_EQ(only<BoxItem>(items).size(), 1U);
  EXPECT_THAT(texts(items), testing::Contains("suppressed"));
}

TEST(BarChart, ALongLabelIsCutToItsColumnAtACharacter) {
  BarChart chart;
  std::string name;
  for (int i = 0; i < 80; ++i) name += "é";
  chart.bars = {{name, {200, false}, "200", {}}};

  const TextItem label = only<TextItem>(draw_chart(chart, kBox, estimated_text)).front();

  EXPECT_TRUE(label.text.ends_with("…"));
  EXPECT_LE(estimated_text(label.text, label.size, Weight::regular).width, kBox.width * 0.42F);
  EXPECT_EQ((label.text.size() - std::string("…").size()) % 2, 0U) << "cut inside a character";
}

TEST(HourMatrix, HasACellForEveryHourAndHatchesTheSuppressedOnes) {
  HourMatrix matrix;
  for (auto& day : matrix.cells) day.fill({1.0, false});
  matrix.cells[4][21] = {30.0, false};
  matrix.cells[0][3] = {2.0, true};

  const auto items = draw_chart(matrix, kBox, estimated_text);

  const auto boxes = only<BoxItem>(items);
  EXPECT_GE(boxes.size(), 168U);
  EXPECT_EQ(std::count_if(boxes.begin(), boxes.end(), [](const BoxItem& b) { return b.hatch != Hatch::none; }), 2)
      << "the cell and its key";
  EXPECT_THAT(texts(items), testing::IsSupersetOf({"Mon", "Sun", "00:00", "24:00"}));
}

}  // namespace
}  // namespace wardscope::cartography
