// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/result_chart.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::string named(const table::Column& column) {
  return column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit);
}

/// The columns of these names; empty where the table lacks one.
std::vector<std::size_t> columns_named(const table::FeatureTable& features, std::string_view names) {
  std::vector<std::size_t> columns;
  for (const std::string_view name : core::split(names, ',')) {
    const auto column = features.column(name);
    if (!column) return {};
    columns.push_back(*column);
  }
  return columns;
}

std::vector<double> numbers_in(const table::FeatureTable& features, std::size_t column) {
  std::vector<double> numbers;
  numbers.reserve(features.row_count());
  for (std::size_t row = 0; row < features.row_count(); ++row)
    numbers.push_back(table::to_number(features.at(row, column)).value_or(kUnknown));
  return numbers;
}

std::vector<std::pair<double, double>> bands_in(const table::FeatureTable& features,
                                                const std::vector<std::size_t>& ends) {
  if (ends.size() != 2) return {};
  const std::vector<double> low = numbers_in(features, ends[0]);
  const std::vector<double> high = numbers_in(features, ends[1]);
  std::vector<std::pair<double, double>> band;
  band.reserve(low.size());
  for (std::size_t i = 0; i < low.size(); ++i) band.emplace_back(low[i], high[i]);
  return band;
}

std::optional<ResultChart> curves_of(const table::FeatureTable& features, const std::vector<std::string_view>& words) {
  constexpr std::size_t kMostCurves = 4;
  const auto x = columns_named(features, words[2]);
  auto y = columns_named(features, words[3]);
  if (x.size() != 1 || y.empty()) return std::nullopt;
  if (y.size() > kMostCurves) y.resize(kMostCurves);
  CurveChart chart;
  chart.x_name = named(features.columns()[x.front()]);
  chart.x = numbers_in(features, x.front());
  for (const std::size_t column : y)
    chart.curves.push_back({named(features.columns()[column]), numbers_in(features, column)});
  if (words.size() > 4) chart.band = bands_in(features, columns_named(features, words[4]));
  if (!chart.band.empty()) chart.band_name = "What chance may do";
  for (std::size_t i = 0; i < chart.x.size(); ++i) {
    const bool rises = i == 0 || chart.x[i] > chart.x[i - 1];
    if (!std::isfinite(chart.x[i]) || !rises) return std::nullopt;
  }
  return chart;
}

std::optional<ResultChart> months_of(const table::FeatureTable& features, const std::vector<std::string_view>& words) {
  const auto label = columns_named(features, words[2]);
  const auto value = columns_named(features, words[3]);
  if (label.size() != 1 || value.size() != 1) return std::nullopt;
  LineChart chart;
  chart.value_name = named(features.columns()[value.front()]);
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    chart.labels.push_back(table::to_text(features.at(row, label.front())));
    const auto number = table::to_number(features.at(row, value.front()));
    chart.values.push_back({number, !number});
  }
  if (words.size() > 4) {
    const auto centre = columns_named(features, words[4]);
    if (centre.size() == 1) chart.centre = numbers_in(features, centre.front());
  }
  if (words.size() > 5) chart.limits = bands_in(features, columns_named(features, words[5]));
  return chart;
}

}  // namespace

std::optional<ResultChart> chart_of(const table::FeatureTable& features, std::string_view style) {
  const std::vector<std::string_view> words = core::split(style, ':');
  constexpr std::size_t kLeastWords = 4;
  if (words.size() < kLeastWords || words[0] != "table" || features.row_count() < 2) return std::nullopt;
  if (words[1] == "curve") return curves_of(features, words);
  if (words[1] == "months") return months_of(features, words);
  return std::nullopt;
}

std::vector<FurnitureItem> draw_chart(const ResultChart& chart, const Box& box, const TextMeasure& measure) {
  return std::visit([&](const auto& one) { return draw_chart(one, box, measure); }, chart);
}

}  // namespace wardscope::cartography
