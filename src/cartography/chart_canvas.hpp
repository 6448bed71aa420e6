// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the charts: what they are drawn with.

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {

inline constexpr float kChartText = 7.0F;
inline constexpr Colour kNone{0, 0, 0, 0};
inline constexpr Colour kBand = rgb(0xD9E6EF);  ///< of what chance may do

/// Collects the items of one chart.
class Canvas {
 public:
  explicit Canvas(const TextMeasure& measure) : measure_(measure) {}

  void text(float x, float y, std::string words, Align align) {
    items_.emplace_back(TextItem{x, y, std::move(words), kChartText, false, align, theme::kQuietInk});
  }
  void strong(float x, float y, std::string words, Align align) {
    items_.emplace_back(TextItem{x, y, std::move(words), kChartText, true, align, theme::kInk});
  }
  void box(const Box& box, Colour fill, Hatch hatch = Hatch::none) {
    items_.emplace_back(BoxItem{box, fill, kNone, 0.0F, 0.0F, hatch});
  }
  void line(geo::Point a, geo::Point b, PathItem style) {
    style.points = {a, b};
    items_.emplace_back(std::move(style));
  }
  template <typename Item>
  void add(Item item) {
    items_.emplace_back(std::move(item));
  }
  [[nodiscard]] float width(const std::string& words, Weight weight = Weight::regular) const {
    return measure_(words, kChartText, weight).width;
  }
  std::vector<FurnitureItem> take() { return std::move(items_); }

 private:
  const TextMeasure& measure_;
  std::vector<FurnitureItem> items_;
};

inline geo::Point at(float x, float y) { return {static_cast<double>(x), static_cast<double>(y)}; }

inline PathItem stroke(Colour colour, float width) { return {{}, false, kNone, colour, width}; }

inline std::string tick_text(double value) { return core::fixed(value, value == std::floor(value) ? 0 : 1); }

}  // namespace wardscope::cartography
