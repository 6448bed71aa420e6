// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/control_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "cartography/chart.hpp"
#include "cartography/result_chart.hpp"
#include "cartography/theme.hpp"
#include "catalog/suppressed_counts.hpp"
#include "catalog/told_counts.hpp"
#include "core/civil_time.hpp"
#include "report/svg_chart.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::catalog {
namespace {

/// What a charted number is multiplied with for people.
double scale_of(analysis::MonthMeasure measure) { return measure == analysis::MonthMeasure::share ? 100.0 : 1.0; }

/// The charted value as it may be told beside the count.
table::Value told_value(const ControlRows& rows, std::size_t i, std::optional<std::int64_t> told) {
  const double exact = rows.series.counts[i];
  if (rows.measure == analysis::MonthMeasure::share) {
    if (!told) return {};
    const auto share = told_share(exact, rows.series.all_types[i], rows.sensitivity);
    table::Value value;
    if (share) value = 100.0 * *share;
    return value;
  }
  if (rows.counts == MonthCounts::guarded) return rows.chart.months[i].value;
  table::Value value;
  if (told) value = exact > 0.0 ? rows.chart.months[i].value * static_cast<double>(*told) / exact : 0.0;
  return value;
}

/// "more", "fewer", "no clear change": against the same month a year before.
std::string against_a_year_before(const analysis::ChartedMonth& month) {
  constexpr double kLevel = 0.05;
  if (!month.against_year_before) return "not recorded";
  if (!(*month.corrected_p < kLevel)) return "no clear change";
  const double ratio = month.against_year_before->ratio;
  return std::isnan(ratio) || ratio > 1.0 ? "more" : "fewer";
}

}  // namespace

std::string_view unit_of(analysis::MonthMeasure measure) {
  switch (measure) {
    case analysis::MonthMeasure::incidents:
      return "a month";
    case analysis::MonthMeasure::per_day:
      return "a day";
    case analysis::MonthMeasure::per_resident:
      return "per 1,000 residents and 30 days";
    case analysis::MonthMeasure::share:
      return "% of all types";
  }
  return {};
}

table::FeatureTable control_table(const ControlRows& rows) {
  using table::ColumnType;
  const std::string unit(unit_of(rows.measure));
  const bool exact = rows.counts == MonthCounts::guarded;
  table::FeatureTable features({{"month", "Month", "", ColumnType::text, false},
                                {exact ? "incidents" : "incidents_rounded", exact ? "Incidents" : "Incidents, rounded",
                                 "", ColumnType::integer, exact},
                                {"value", "Charted", unit, ColumnType::number, false},
                                {"centre", "Centre", unit, ColumnType::number, false},
                                {"low", "Limit, low", unit, ColumnType::number, false},
                                {"high", "Limit, high", unit, ColumnType::number, false},
                                {"signal", "Remarkable", "", ColumnType::text, false},
                                {"against_year_before", "Against the year before", "", ColumnType::text, false},
                                {"year_before_p", "p, corrected", "", ColumnType::text, false}});
  const double scale = scale_of(rows.measure);
  // Beside months without a number a month of none would say how few the others share (the total is told).
  const bool hides_zeros = std::any_of(rows.series.counts.begin(), rows.series.counts.end(),
                                       [&](double count) { return !told_count(count, rows.sensitivity); });
  for (std::size_t i = 0; i < rows.chart.months.size(); ++i) {
    const analysis::ChartedMonth& month = rows.chart.months[i];
    auto rounded = told_count(rows.series.counts[i], rows.sensitivity);
    if (hides_zeros && rounded && *rounded == 0) rounded.reset();
    std::vector<table::Value> row(2);
    row[0] = analysis::month_text(month.month);
    if (exact) {
      row[1] = static_cast<std::int64_t>(std::llround(rows.series.counts[i]));
    } else if (rounded) {
      row[1] = *rounded;
    }
    const bool told = exact || rounded;
    row.push_back(told_value(rows, i, rounded));
    row.emplace_back(scale * month.limits.centre);
    row.emplace_back(scale * month.limits.low);
    row.emplace_back(scale * month.limits.high);
    row.emplace_back(told ? std::string(words_of(month.signal)) : std::string("too few to tell"));
    row.emplace_back(told ? against_a_year_before(month) : std::string());
    row.emplace_back(told && month.corrected_p ? told_p(*month.corrected_p) : std::string());
    features.add_row(std::move(row));
  }
  return features;
}

std::string control_svg(const table::FeatureTable& safe, analysis::MonthMeasure measure, const ChartWords& words) {
  auto drawn = cartography::chart_of(safe, kMonthStyle);
  auto chart = drawn ? std::get<cartography::LineChart>(*std::move(drawn)) : cartography::LineChart();
  chart.value_name = fmt::format("Recorded incidents, {}", unit_of(measure));
  constexpr cartography::Box kPage{0.0F, 0.0F, 520.0F, 220.0F};
  constexpr cartography::Box kPlot{8.0F, 26.0F, 504.0F, 186.0F};
  std::vector<cartography::FurnitureItem> items{
      cartography::BoxItem{kPage, cartography::theme::kPaper, cartography::theme::kPaper, 0.0F, 0.0F,
                           cartography::Hatch::none},
      cartography::TextItem{10.0F, 16.0F, words.heading, 9.0F, true, cartography::Align::left,
                            cartography::theme::kInk}};
  for (auto& item : cartography::draw_chart(chart, kPlot, report::measure_text)) items.push_back(std::move(item));
  std::string svg = report::svg_of(items, kPage);
  const std::size_t inside = svg.find('>') + 1;
  const std::string about =
      fmt::format("<title>{}</title><desc>{}</desc><metadata>{}</metadata>", report::escaped(words.heading),
                  report::escaped(words.subject), report::escaped(words.metadata));
  svg.insert(inside, about);
  return svg + "\n";
}

}  // namespace wardscope::catalog
