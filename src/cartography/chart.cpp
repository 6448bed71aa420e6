// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/chart.hpp"

#include <algorithm>
#include <cmath>

#include "cartography/chart_canvas.hpp"
#include "cartography/colour_vision.hpp"
#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr Colour kQuietHatch = rgb(0xA7AEB7);  // of cells, which may be many: the counts must stand out

const PathItem kCentreLine = stroke(rgb(0x7FA8C4), 0.8F);
constexpr PointStyle kMark{Symbol::disc, theme::kAccent, theme::kPaper, 4.4F, 0.8F};
// A shape of its own: colour is never the only carrier.
constexpr PointStyle kOutsideMark{Symbol::diamond, theme::kHotspot, theme::kPaper, 7.5F, 0.8F};

// Cuts at a UTF-8 character until the text and an ellipsis fit.
std::string fitted(std::string text, float room, const Canvas& canvas) {
  if (canvas.width(text) <= room) return text;
  constexpr const char* kEllipsis = "…";
  while (!text.empty() && canvas.width(text + kEllipsis) > room) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
  }
  return text + kEllipsis;
}

/// Where the points of a line chart stand.
struct LineFrame {
  Box plot;
  double top = 1.0;
  std::size_t count = 1;
  [[nodiscard]] float x(std::size_t i) const {
    const float steps = static_cast<float>(std::max<std::size_t>(count, 2) - 1);
    return plot.x + plot.width * static_cast<float>(i) / steps;
  }
  [[nodiscard]] float y(double value) const { return plot.y + plot.height * (1.0F - static_cast<float>(value / top)); }
};

double most_of(const LineChart& chart) {
  double most = 0.0;
  for (const ChartNumber& number : chart.values)
    most = std::max(most, number.suppressed ? 0.0 : number.value.value_or(0.0));
  for (const double value : chart.reference) most = std::isfinite(value) ? std::max(most, value) : most;
  for (const auto& [low, high] : chart.limits) most = std::isfinite(high) ? std::max(most, high) : most;
  return most;
}

void add_axes(Canvas& canvas, const LineFrame& frame, const std::vector<double>& ticks) {
  for (const double tick : ticks) {
    const float y = frame.y(tick);
    canvas.line(at(frame.plot.x, y), at(frame.plot.x + frame.plot.width, y),
                stroke(tick == 0 ? theme::kWardLine : theme::kRule, tick == 0 ? 0.8F : 0.5F));
    canvas.text(frame.plot.x - 4.0F, y + 0.36F * kChartText, tick_text(tick), Align::right);
  }
}

void add_labels(Canvas& canvas, const LineFrame& frame, const std::vector<std::string>& labels) {
  float widest = 1.0F;
  for (const std::string& label : labels) widest = std::max(widest, canvas.width(label) + 6.0F);
  const float step = labels.size() > 1 ? frame.x(1) - frame.x(0) : widest;
  const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(widest / step)));
  for (std::size_t i = 0; i < labels.size(); i += every) {
    canvas.text(frame.x(i), frame.plot.y + frame.plot.height + kChartText + 3.0F, labels[i], Align::centre);
  }
}

// Broken where there are no limits.
void add_limits(Canvas& canvas, const LineFrame& frame, const LineChart& chart) {
  std::size_t first = 0;
  for (std::size_t i = 0; i <= chart.limits.size(); ++i) {
    if (i < chart.limits.size() && std::isfinite(chart.limits[i].second)) continue;
    if (i > first + 1) {
      PathItem band{{}, true, kBand, kNone, 0.0F};
      for (std::size_t k = first; k < i; ++k) band.points.push_back(at(frame.x(k), frame.y(chart.limits[k].second)));
      for (std::size_t k = i; k-- > first;) band.points.push_back(at(frame.x(k), frame.y(chart.limits[k].first)));
      canvas.add(std::move(band));
    }
    first = i + 1;
  }
}

// Broken where the line is not known.
void add_line(Canvas& canvas, const LineFrame& frame, const std::vector<double>& line, const PathItem& style) {
  PathItem run = style;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && std::isfinite(line[i])) {
      run.points.push_back(at(frame.x(i), frame.y(line[i])));
      continue;
    }
    if (run.points.size() > 1) canvas.add(run);
    run.points.clear();
  }
}

bool is_outside(const LineChart& chart, std::size_t i) {
  if (i >= chart.limits.size() || chart.values[i].suppressed || !chart.values[i].value) return false;
  return *chart.values[i].value > chart.limits[i].second || *chart.values[i].value < chart.limits[i].first;
}

void add_values(Canvas& canvas, const LineFrame& frame, const LineChart& chart) {
  PathItem run = stroke(theme::kAccent, 1.8F);
  const auto end_run = [&] {
    if (run.points.size() > 1) canvas.add(run);
    run.points.clear();
  };
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    const ChartNumber& number = chart.values[i];
    if (number.suppressed || !number.value) {
      end_run();  // a gap, not a fall to zero
      continue;
    }
    run.points.push_back(at(frame.x(i), frame.y(*number.value)));
  }
  end_run();
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    const ChartNumber& number = chart.values[i];
    if (number.suppressed) {
      canvas.add(SymbolItem{frame.x(i), frame.y(0) - 4.0F, {Symbol::ring, theme::kSuppressed, kNone, 4.5F, 1.0F}});
    } else if (number.value) {
      canvas.add(SymbolItem{frame.x(i), frame.y(*number.value), is_outside(chart, i) ? kOutsideMark : kMark});
    }
  }
}

void add_key(Canvas& canvas, const LineChart& chart, const Box& box) {
  float x = box.x;
  const float baseline = box.y + kChartText;
  const float middle = baseline - 0.36F * kChartText;
  const auto entry = [&](const std::string& words) {
    canvas.text(x + 20.0F, baseline, words, Align::left);
    x += 20.0F + canvas.width(words) + 14.0F;
  };
  canvas.line(at(x, middle), at(x + 15.0F, middle), stroke(theme::kAccent, 1.8F));
  canvas.add(SymbolItem{x + 7.5F, middle, kMark});
  entry(chart.value_name);
  if (!chart.reference.empty()) {
    canvas.line(at(x, middle), at(x + 15.0F, middle), stroke(theme::kWardLine, 1.0F));
    entry(chart.reference_name);
  }
  if (!chart.limits.empty()) {
    canvas.box({x, middle - 4.0F, 15.0F, 8.0F}, kBand);
    canvas.line(at(x, middle), at(x + 15.0F, middle), kCentreLine);
    entry("Expected range");
  }
  bool outside = false;
  for (std::size_t i = 0; i < chart.values.size(); ++i) outside = outside || is_outside(chart, i);
  if (outside) {
    canvas.add(SymbolItem{x + 7.5F, middle, kOutsideMark});
    entry("Outside it");
  }
  if (std::any_of(chart.values.begin(), chart.values.end(), [](const auto& n) { return n.suppressed; })) {
    canvas.add(SymbolItem{x + 7.5F, middle, {Symbol::ring, theme::kSuppressed, kNone, 4.5F, 1.0F}});
    entry("Suppressed");
  }
}

}  // namespace

std::vector<double> axis_ticks(double most) {
  if (!(most > 0)) return {0.0, 1.0};
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  double step = decade;
  for (const double factor : {0.2, 0.5, 1.0, 2.0}) {
    step = factor * decade;
    if (most / step <= 5.0) break;
  }
  std::vector<double> ticks{0.0};
  constexpr double kSlack = 1e-9;  // a maximum on a tick needs no further one
  for (int i = 1; ticks.back() < most * (1.0 - kSlack); ++i) ticks.push_back(i * step);
  return ticks;
}

std::vector<FurnitureItem> draw_chart(const LineChart& chart, const Box& box, const TextMeasure& measure) {
  Canvas canvas(measure);
  const auto ticks = axis_ticks(most_of(chart));
  float margin = 0.0F;
  for (const double tick : ticks) margin = std::max(margin, canvas.width(tick_text(tick)));
  constexpr float kKey = 14.0F;
  LineFrame frame;
  frame.top = ticks.back();
  frame.count = chart.values.size();
  frame.plot = {box.x + margin + 8.0F, box.y + kKey + 6.0F, box.width - margin - 20.0F,
                box.height - kKey - 6.0F - kChartText - 8.0F};
  add_key(canvas, chart, box);
  add_limits(canvas, frame, chart);
  add_axes(canvas, frame, ticks);
  add_line(canvas, frame, chart.centre, kCentreLine);
  add_line(canvas, frame, chart.reference, stroke(theme::kWardLine, 1.0F));
  add_values(canvas, frame, chart);
  add_labels(canvas, frame, chart.labels);
  return canvas.take();
}

std::vector<FurnitureItem> draw_chart(const BarChart& chart, const Box& box, const TextMeasure& measure) {
  Canvas canvas(measure);
  if (chart.bars.empty()) return {};
  double most = 0.0;
  float label_width = 0.0F;
  float text_width = 0.0F;
  for (const BarChart::Bar& bar : chart.bars) {
    most = std::max({most, bar.number.suppressed ? 0.0 : bar.number.value.value_or(0.0), bar.reference.value_or(0.0)});
    label_width = std::max(label_width, canvas.width(bar.label));
    text_width = std::max(text_width, canvas.width(bar.text, Weight::bold));
  }
  label_width = std::min(label_width, box.width * 0.42F);
  const float key = chart.reference_name.empty() ? 0.0F : 13.0F;
  const float row = (box.height - key) / static_cast<float>(chart.bars.size());
  const float x = box.x + label_width + 6.0F;
  const float room = box.width - label_width - text_width - 14.0F;
  const float thickness = std::min(row * 0.66F, 11.0F);
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const BarChart::Bar& bar = chart.bars[i];
    const float middle = box.y + row * (static_cast<float>(i) + 0.5F);
    const float baseline = middle + 0.36F * kChartText;
    const auto length = [&](double value) { return most > 0 ? room * static_cast<float>(value / most) : 0.0F; };
    canvas.text(x - 6.0F, baseline, fitted(bar.label, label_width, canvas), Align::right);
    float end = x;
    if (!bar.number.suppressed && bar.number.value) {
      canvas.box({x, middle - thickness / 2, length(*bar.number.value), thickness}, theme::kAccent);
      end += length(*bar.number.value);
    }
    if (bar.reference && std::isfinite(*bar.reference)) {
      const float tick = x + length(*bar.reference);
      // Dark with a light edge: seen both on the bar and on the paper.
      canvas.line(at(tick, middle - thickness * 0.68F), at(tick, middle + thickness * 0.68F),
                  stroke(theme::kPaper, 3.0F));
      canvas.line(at(tick, middle - thickness * 0.68F), at(tick, middle + thickness * 0.68F),
                  stroke(theme::kInk, 1.3F));
      end = std::max(end, tick);
    }
    canvas.strong(end + 5.0F, baseline, bar.text, Align::left);
  }
  if (key > 0) {
    const float middle = box.y + box.height - key / 2 + 2.0F;
    canvas.line(at(x + 4.0F, middle - 4.0F), at(x + 4.0F, middle + 4.0F), stroke(theme::kInk, 1.3F));
    canvas.text(x + 12.0F, middle + 0.36F * kChartText, chart.reference_name, Align::left);
  }
  return canvas.take();
}

std::vector<FurnitureItem> draw_chart(const HourMatrix& matrix, const Box& box, const TextMeasure& measure) {
  Canvas canvas(measure);
  constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr float kMargin = 26.0F;
  constexpr float kFoot = 30.0F;
  const float width = (box.width - kMargin) / 24.0F;
  const float height = (box.height - kFoot) / 7.0F;
  double most = 0.0;
  bool suppressed = false;
  for (const auto& day : matrix.cells) {
    for (const ChartNumber& cell : day) {
      suppressed = suppressed || cell.suppressed;
      if (!cell.suppressed) most = std::max(most, cell.value.value_or(0.0));
    }
  }
  const Ramp& ramp = ramp_or("ylorrd", "ylorrd");
  const auto colour_of = [&](double value) {
    return value > 0 ? colour_at(ramp, 0.05 + 0.87 * value / most) : rgb(0xF7F5F0);
  };
  for (std::size_t day = 0; day < 7; ++day) {
    const float y = box.y + height * static_cast<float>(day);
    canvas.text(box.x + kMargin - 5.0F, y + height / 2 + 0.36F * kChartText, kDays[day], Align::right);
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const ChartNumber& cell = matrix.cells[day][hour];
      const Box place{box.x + kMargin + width * static_cast<float>(hour), y, width - 0.8F, height - 0.8F};
      canvas.box(place, cell.suppressed ? kQuietHatch : colour_of(cell.value.value_or(0.0)),
                 cell.suppressed ? Hatch::diagonal : Hatch::none);
    }
  }
  const float axis = box.y + height * 7.0F + kChartText + 2.0F;
  for (std::size_t hour = 0; hour <= 24; hour += 3) {
    const std::string words = (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
    canvas.text(box.x + kMargin + width * static_cast<float>(hour), axis, words,
                hour == 24 ? Align::right : Align::centre);
  }
  const float key = axis + 8.0F;
  constexpr int kSteps = 24;
  constexpr float kKeyWidth = 90.0F;
  float x = box.x + kMargin;
  canvas.text(x, key + 7.0F, "0", Align::left);
  x += 8.0F;
  for (int i = 0; i < kSteps; ++i) {
    const double value = most * (i + 0.5) / kSteps;
    canvas.box({x + kKeyWidth * static_cast<float>(i) / kSteps, key, kKeyWidth / kSteps + 0.2F, 8.0F},
               colour_of(value));
  }
  x += kKeyWidth + 5.0F;
  const std::string words = core::fixed(most, 0) + " recorded incidents an hour of the week";
  canvas.text(x, key + 7.0F, words, Align::left);
  if (suppressed) {
    x += canvas.width(words) + 14.0F;
    canvas.box({x, key, 14.0F, 8.0F}, kQuietHatch, Hatch::diagonal);
    canvas.text(x + 19.0F, key + 7.0F, "Suppressed (small number)", Align::left);
  }
  return canvas.take();
}

}  // namespace wardscope::cartography
