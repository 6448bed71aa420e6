// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/stacked_columns.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr float kColumnText = 7.0F;
constexpr float kKeyHeight = 14.0F;
constexpr float kHatchStep = 3.6F;  // points between the lines of the hatch
constexpr PointStyle kHiddenMark{Symbol::ring, theme::kSuppressed, {0, 0, 0, 0}, 4.5F, 1.0F};

TextItem words_at(float x, float baseline, std::string words, Align align) {
  return {x, baseline, std::move(words), kColumnText, false, align, theme::kQuietInk};
}

PathItem rule_between(geo::Point a, geo::Point b, Colour colour, float width) {
  return {{a, b}, false, {0, 0, 0, 0}, colour, width};
}

void add_full(std::vector<FurnitureItem>& items, const Box& box) {
  if (box.height > 0) items.emplace_back(BoxItem{box, theme::kAccent, theme::kAccent, 0.6F, 0.0F, Hatch::none});
}

// The lines are items of their own, so that every painter and a photocopier keep them.
void add_hatched(std::vector<FurnitureItem>& items, const Box& box) {
  if (box.height <= 0) return;
  items.emplace_back(BoxItem{box, theme::kPaper, theme::kAccent, 0.6F, 0.0F, Hatch::none});
  const float bottom = box.y + box.height;
  for (float start = -box.height + kHatchStep; start < box.width; start += kHatchStep) {
    // From (start, bottom) to the upper right, cut off at the sides of the box.
    const float from = std::max(start, 0.0F);
    const float to = std::min(start + box.height, box.width);
    if (to <= from) continue;
    items.emplace_back(rule_between({static_cast<double>(box.x + from), static_cast<double>(bottom - (from - start))},
                                    {static_cast<double>(box.x + to), static_cast<double>(bottom - (to - start))},
                                    theme::kAccent, 0.7F));
  }
}

void add_key(std::vector<FurnitureItem>& items, const StackedColumns& chart, const Box& box,
             const TextMeasure& measure) {
  constexpr float kSwatchWidth = 14.0F;
  constexpr float kSwatchHeight = 8.0F;
  float x = box.x;
  const float baseline = box.y + kColumnText;
  const auto entry = [&](const std::string& words) {
    items.emplace_back(words_at(x + kSwatchWidth + 5.0F, baseline, words, Align::left));
    x += kSwatchWidth + 5.0F + measure(words, kColumnText, Weight::regular).width + 14.0F;
  };
  add_hatched(items, {x, baseline - 6.5F, kSwatchWidth, kSwatchHeight});
  entry(chart.upper_name);
  add_full(items, {x, baseline - 6.5F, kSwatchWidth, kSwatchHeight});
  entry(chart.lower_name);
  const bool hidden =
      std::any_of(chart.columns.begin(), chart.columns.end(), [](const auto& one) { return one.lower.suppressed; });
  if (!hidden) return;
  items.emplace_back(SymbolItem{x + kSwatchWidth / 2, baseline - 0.36F * kColumnText, kHiddenMark});
  entry("Suppressed");
}

double most_of(const StackedColumns& chart) {
  double most = 0.0;
  for (const StackedColumns::Column& column : chart.columns) {
    if (!column.lower.suppressed)
      most = std::max(most, column.lower.value.value_or(0.0) + column.upper.value.value_or(0.0));
  }
  return most;
}

/// Labels below the columns, as many as there is room for.
void add_names(std::vector<FurnitureItem>& items, const StackedColumns& chart, const Box& plot,
               const TextMeasure& measure) {
  float widest = 1.0F;
  for (const auto& column : chart.columns)
    widest = std::max(widest, measure(column.label, kColumnText, Weight::regular).width + 6.0F);
  const float step = plot.width / static_cast<float>(chart.columns.size());
  const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(widest / step)));
  for (std::size_t i = 0; i < chart.columns.size(); i += every) {
    items.emplace_back(words_at(plot.x + step * (static_cast<float>(i) + 0.5F),
                                plot.y + plot.height + kColumnText + 3.0F, chart.columns[i].label, Align::centre));
  }
}

}  // namespace

std::vector<FurnitureItem> draw_chart(const StackedColumns& chart, const Box& box, const TextMeasure& measure) {
  std::vector<FurnitureItem> items;
  if (chart.columns.empty()) return items;
  const auto ticks = axis_ticks(most_of(chart));
  const auto tick_words = [](double tick) { return core::fixed(tick, tick == std::floor(tick) ? 0 : 1); };
  float margin = 0.0F;
  for (const double tick : ticks)
    margin = std::max(margin, measure(tick_words(tick), kColumnText, Weight::regular).width);
  const Box plot{box.x + margin + 8.0F, box.y + kKeyHeight + 6.0F, box.width - margin - 8.0F,
                 box.height - kKeyHeight - 6.0F - kColumnText - 8.0F};
  const auto height_of = [&](double value) { return plot.height * static_cast<float>(value / ticks.back()); };
  const float floor = plot.y + plot.height;
  add_key(items, chart, box, measure);
  for (const double tick : ticks) {
    const auto y = static_cast<double>(floor - height_of(tick));
    items.emplace_back(rule_between({static_cast<double>(plot.x), y}, {static_cast<double>(plot.x + plot.width), y},
                                    tick == 0 ? theme::kWardLine : theme::kRule, tick == 0 ? 0.8F : 0.5F));
    items.emplace_back(
        words_at(plot.x - 4.0F, static_cast<float>(y) + 0.36F * kColumnText, tick_words(tick), Align::right));
  }
  const float step = plot.width / static_cast<float>(chart.columns.size());
  const float thickness = std::min(step * 0.62F, 26.0F);
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    const StackedColumns::Column& column = chart.columns[i];
    const float middle = plot.x + step * (static_cast<float>(i) + 0.5F);
    if (column.lower.suppressed || column.upper.suppressed) {
      items.emplace_back(SymbolItem{middle, floor - 4.0F, kHiddenMark});
      continue;
    }
    const float lower = height_of(column.lower.value.value_or(0.0));
    const float upper = height_of(column.upper.value.value_or(0.0));
    add_full(items, {middle - thickness / 2, floor - lower, thickness, lower});
    add_hatched(items, {middle - thickness / 2, floor - lower - upper, thickness, upper});
  }
  add_names(items, chart, plot, measure);
  return items;
}

}  // namespace wardscope::cartography
