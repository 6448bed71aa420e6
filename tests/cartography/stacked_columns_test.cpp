// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/stacked_columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

constexpr Box kPlace{40, 30, 400, 130};

template <typename Item>
std::vector<Item> items_of(const std::vector<FurnitureItem>& items) {
  std::vector<Item> found;
  for (const FurnitureItem& item : items) {
    if (const auto* match = std::get_if<Item>(&item)) found.push_back(*match);
  }
  return found;
}

StackedColumns two_months(ChartNumber lower, ChartNumber upper) {
  StackedColumns chart{
      {{"Jan 25", {40.0, false}, {20.0, false}}, {"Feb 25", lower, upper}}, "Crime", "Anti-social behaviour"};
  return chart;
}

/// Boxes below the key, from left to right and from below.
std::vector<BoxItem> columns_of(const std::vector<FurnitureItem>& items) {
  auto boxes = items_of<BoxItem>(items);
  std::erase_if(boxes, [](const BoxItem& item) { return item.box.y < kPlace.y + 14.0F; });
  return boxes;
}

TEST(StackedColumns, TheUpperPartStandsOnTheLowerInTheSameScale) {
  const auto boxes = columns_of(draw_chart(two_months({10.0, false}, {30.0, false}), kPlace, estimated_text));

  ASSERT_EQ(boxes.size(), 4U);
  EXPECT_NEAR(boxes[0].box.height, 2 * boxes[1].box.height, 0.01F /* points */);
  EXPECT_NEAR(boxes[1].box.y + boxes[1].box.height, boxes[0].box.y, 0.01F);
  EXPECT_NEAR(boxes[3].box.height, 3 * boxes[2].box.height, 0.01F);
}

TEST(StackedColumns, ThePartsAreToldApartWithoutColour) {
  const auto items = draw_chart(two_months({10.0, false}, {30.0, false}), kPlace, estimated_text);
  const auto boxes = columns_of(items);

  EXPECT_EQ(boxes[0].fill, theme::kAccent);
  EXPECT_EQ(boxes[1].fill, theme::kPaper);
  const auto paths = items_of<PathItem>(items);
  const auto diagonals = std::count_if(paths.begin(), paths.end(), [&](const PathItem& path) {
    const auto& box = boxes[1].box;
    return path.points.size() == 2 && path.points[0].x != path.points[1].x && path.points[0].y != path.points[1].y &&
           path.points[0].x >= static_cast<double>(box.x) - 0.01 &&
           path.points[1].x <= static_cast<double>(box.x + box.width) + 0.01 &&
           path.points[1].y >= static_cast<double>(box.y) - 0.01 &&
           path.points[0].y <= static_cast<double>(box.y + box.height) + 0.01;
  });
  EXPECT_GE(diagonals, 3);
}

TEST(StackedColumns, ASuppressedMonthHasARingAndNoHeight) {
  const auto items = draw_chart(two_months({std::nullopt, true}, {std::nullopt, true}), kPlace, estimated_text);

  EXPECT_EQ(columns_of(items).size(), 2U);
  const auto symbols = items_of<SymbolItem>(items);
  EXPECT_EQ(
      std::count_if(symbols.begin(), symbols.end(), [](const auto& one) { return one.style.symbol == Symbol::ring; }),
      2);
  const auto texts = items_of<TextItem>(items);
  EXPECT_TRUE(std::any_of(texts.begin(), texts.end(), [](const auto& one) { return one.text == "Suppressed"; }));
}

TEST(StackedColumns, EverythingStaysInTheBox) {
  StackedColumns chart = two_months({123456.0, false}, {3.0, false});
  for (int i = 0; i < 60; ++i) chart.columns.push_back({"Mar 25", {i * 1000.0, false}, {i * 10.0, false}});

  for (const FurnitureItem& item : draw_chart(chart, kPlace, estimated_text)) {
    if (const auto* box = std::get_if<BoxItem>(&item)) {
      EXPECT_GE(box->box.x, kPlace.x);
      EXPECT_LE(box->box.x + box->box.width, kPlace.x + kPlace.width + 0.01F);
      EXPECT_GE(box->box.y, kPlace.y - 0.01F);
    }
    const auto* text = std::get_if<TextItem>(&item);
    EXPECT_TRUE(text == nullptr || text->y <= kPlace.y + kPlace.height);
  }
}

TEST(StackedColumns, NoColumnsDrawNothing) {
  EXPECT_TRUE(draw_chart(StackedColumns{}, kPlace, estimated_text).empty());
}

}  // namespace
}  // namespace wardscope::cartography
