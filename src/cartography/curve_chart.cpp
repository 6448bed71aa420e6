// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/curve_chart.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "cartography/chart.hpp"
#include "cartography/chart_canvas.hpp"

namespace wardscope::cartography {
namespace {

struct CurveStyle {
  Colour colour;
  float width;
  Symbol mark;
};

// Told apart without colour too: width, shade and mark.
constexpr std::array<CurveStyle, 4> kCurves{{{theme::kAccent, 1.8F, Symbol::disc},
                                             {rgb(0xB35900), 1.3F, Symbol::triangle},
                                             {rgb(0x5B2A86), 1.3F, Symbol::square},
                                             {theme::kWardLine, 1.1F, Symbol::ring}}};
constexpr float kCurveMark = 5.0F;
constexpr std::size_t kMostMarks = 12;  // of a curve: more would hide it

PointStyle mark_of(const CurveStyle& style) {
  if (style.mark == Symbol::ring) return {style.mark, style.colour, kNone, kCurveMark, 1.0F};
  return {style.mark, style.colour, theme::kPaper, kCurveMark, 0.8F};
}

/// Where the plot stands and what it spans.
struct CurveFrame {
  Box plot;
  std::pair<double, double> x_span;
  std::pair<double, double> y_span;

  [[nodiscard]] geo::Point place(double x, double y) const {
    const auto share = [](double v, std::pair<double, double> span) {
      return static_cast<float>((v - span.first) / (span.second - span.first));
    };
    return at(plot.x + plot.width * share(x, x_span), plot.y + plot.height * (1.0F - share(y, y_span)));
  }
};

std::pair<double, double> y_range(const CurveChart& chart) {
  double least = 0.0;  // the axis is on the chart
  double most = 0.0;
  const auto widen = [&](double value) {
    if (!std::isfinite(value)) return;
    least = std::min(least, value);
    most = std::max(most, value);
  };
  for (const CurveChart::Curve& curve : chart.curves) std::for_each(curve.y.begin(), curve.y.end(), widen);
  for (const auto& [low, high] : chart.band) {
    widen(low);
    widen(high);
  }
  return {least, most};
}

void add_scales(Canvas& canvas, const CurveFrame& frame, const std::vector<double>& rows,
                const std::vector<double>& columns) {
  const Box& plot = frame.plot;
  for (const double tick : rows) {
    const auto y = static_cast<float>(frame.place(frame.x_span.first, tick).y);
    canvas.line(at(plot.x, y), at(plot.x + plot.width, y),
                stroke(tick == 0.0 ? theme::kWardLine : theme::kRule, tick == 0.0 ? 0.8F : 0.5F));
    canvas.text(plot.x - 4.0F, y + 0.36F * kChartText, tick_text(tick), Align::right);
  }
  const float foot = plot.y + plot.height;
  for (const double tick : columns) {
    const auto x = static_cast<float>(frame.place(tick, frame.y_span.first).x);
    canvas.line(at(x, foot), at(x, foot + 3.0F), stroke(theme::kWardLine, 0.6F));
    canvas.text(x, foot + kChartText + 4.0F, tick_text(tick), Align::centre);
  }
}

void add_band(Canvas& canvas, const CurveFrame& frame, const CurveChart& chart) {
  std::size_t first = 0;
  for (std::size_t i = 0; i <= chart.band.size(); ++i) {
    if (i < chart.band.size() && std::isfinite(chart.band[i].first) && std::isfinite(chart.band[i].second)) continue;
    if (i > first + 1) {
      PathItem ribbon{{}, true, kBand, kNone, 0.0F};
      for (std::size_t k = first; k < i; ++k) ribbon.points.push_back(frame.place(chart.x[k], chart.band[k].second));
      for (std::size_t k = i; k-- > first;) ribbon.points.push_back(frame.place(chart.x[k], chart.band[k].first));
      canvas.add(std::move(ribbon));
    }
    first = i + 1;
  }
}

void add_curve(Canvas& canvas, const CurveFrame& frame, const CurveChart& chart, std::size_t which) {
  const CurveStyle& style = kCurves[which];
  const std::vector<double>& y = chart.curves[which].y;
  PathItem run = stroke(style.colour, style.width);
  for (std::size_t i = 0; i <= y.size(); ++i) {
    if (i < y.size() && std::isfinite(y[i])) {
      run.points.push_back(frame.place(chart.x[i], y[i]));
      continue;
    }
    if (run.points.size() > 1) canvas.add(run);
    run.points.clear();
  }
  const std::size_t every = (y.size() + kMostMarks - 1) / kMostMarks;
  for (std::size_t i = 0; i < y.size(); i += every) {
    if (!std::isfinite(y[i])) continue;
    const geo::Point place = frame.place(chart.x[i], y[i]);
    canvas.add(SymbolItem{static_cast<float>(place.x), static_cast<float>(place.y), mark_of(style)});
  }
}

constexpr float kKeyRow = 12.0F;

/// The names of the curves in rows as wide as the box. @returns the height; draws only where `canvas_to` is not null
float key_of(const CurveChart& chart, const Box& box, const Canvas& measure, Canvas* canvas_to) {
  float x = box.x;
  float baseline = box.y + kChartText;
  const auto entry = [&](const std::string& words, const auto& sign) {
    const float width = 20.0F + measure.width(words) + 14.0F;
    if (x > box.x && x + width > box.x + box.width) {
      x = box.x;
      baseline += kKeyRow;
    }
    if (canvas_to != nullptr) {
      sign(*canvas_to, baseline - 0.36F * kChartText);
      canvas_to->text(x + 20.0F, baseline, words, Align::left);
    }
    x += width;
  };
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    entry(chart.curves[i].name, [&](Canvas& canvas, float middle) {
      canvas.line(at(x, middle), at(x + 15.0F, middle), stroke(kCurves[i].colour, kCurves[i].width));
      canvas.add(SymbolItem{x + 7.5F, middle, mark_of(kCurves[i])});
    });
  }
  if (!chart.band.empty()) {
    entry(chart.band_name, [&](Canvas& canvas, float middle) { canvas.box({x, middle - 4.0F, 15.0F, 8.0F}, kBand); });
  }
  return baseline - box.y + kChartText;
}

}  // namespace

std::vector<double> ticks_between(double least, double most) {
  const double span = std::max(most - least, 0.0);
  if (!(span > 0.0)) return {least, least + 1.0};
  const double step = axis_ticks(span)[1];
  constexpr double kSlack = 1e-9;
  const double first = std::floor(least / step + kSlack);
  const double last = std::ceil(most / step - kSlack);
  std::vector<double> ticks;
  for (double i = first; i <= last; i += 1.0) ticks.push_back(i * step);
  return ticks;
}

std::vector<FurnitureItem> draw_chart(const CurveChart& chart, const Box& box, const TextMeasure& measure) {
  assert(chart.curves.size() <= kCurves.size());
  Canvas canvas(measure);
  if (chart.x.size() < 2 || chart.curves.empty()) return {};
  const auto [least, most] = y_range(chart);
  const std::vector<double> rows = ticks_between(least, most);
  std::vector<double> columns = ticks_between(chart.x.front(), chart.x.back());
  std::erase_if(columns, [&](double tick) { return tick < chart.x.front() || tick > chart.x.back(); });
  float margin = 0.0F;
  for (const double tick : rows) margin = std::max(margin, canvas.width(tick_text(tick)));
  const float key = key_of(chart, box, canvas, &canvas);
  constexpr float kFoot = 2.0F * kChartText + 10.0F;
  const CurveFrame frame{
      {box.x + margin + 8.0F, box.y + key + 4.0F, box.width - margin - 20.0F, box.height - key - 4.0F - kFoot},
      {chart.x.front(), chart.x.back()},
      {rows.front(), rows.back()}};
  add_band(canvas, frame, chart);
  add_scales(canvas, frame, rows, columns);
  for (std::size_t i = chart.curves.size(); i-- > 0;) add_curve(canvas, frame, chart, i);
  canvas.text(frame.plot.x + frame.plot.width, box.y + box.height - 1.0F, chart.x_name, Align::right);
  return canvas.take();
}

}  // namespace wardscope::cartography
