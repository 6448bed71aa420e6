// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_charts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cartography/stacked_columns.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "report/report_table.hpp"

namespace wardscope::report {
namespace {

cartography::ChartNumber chart_number(const analysis::ProfileNumber& number) {
  return {number.value, number.suppressed};
}

bool shown(const analysis::ProfileNumber& number) { return number.value && !number.suppressed; }

template <typename Counts>
bool any_hidden(const Counts& counts) {
  return std::any_of(counts.begin(), counts.end(), [](const auto& one) { return one.count.suppressed; });
}

// "Jan 25": room for twelve or more under an axis.
std::string short_month(int month_index) {
  const std::string name = core::month_name(month_index);
  return name.substr(0, 3) + " " + name.substr(name.size() - 2);
}

std::string type_finding(const analysis::WardProfile& profile) {
  const auto first =
      std::find_if(profile.types.begin(), profile.types.end(), [](const auto& t) { return shown(t.count); });
  if (first == profile.types.end()) return "All counts by type are suppressed.";
  std::string text = first->type + " is the most frequent recorded type" +
                     (any_hidden(profile.types) ? " that can be shown: " : ": ") + number_cell(first->count).text;
  if (shown(first->share)) text += " incidents, " + share_cell(first->share).text + " of the ward's";
  if (!std::isfinite(first->borough_share)) return text + ".";
  return text + " (borough " + share_cell({first->borough_share, false}).text + ").";
}

ProfileChart type_chart(const analysis::WardProfile& profile) {
  constexpr std::size_t kMostBars = 12;
  constexpr float kRow = 13.5F;
  cartography::BarChart chart;
  chart.reference_name = "Share that the type has in the borough";
  for (std::size_t i = 0; i < std::min(kMostBars, profile.types.size()); ++i) {
    const analysis::TypeCount& type = profile.types[i];
    const bool known = shown(type.share);
    std::string text = number_cell(type.count).text;
    if (known && shown(type.count)) text += " · " + share_cell(type.share).text;
    const auto reference = std::isfinite(type.borough_share) ? std::optional(type.borough_share) : std::nullopt;
    chart.bars.push_back({type.type, chart_number(type.share), std::move(text), reference});
  }
  std::string finding = type_finding(profile);
  if (profile.types.size() > kMostBars) {
    finding += fmt::format(" The chart shows {} of {} types; the web page and the CSV list all.", kMostBars,
                           profile.types.size());
  }
  const float height = kRow * static_cast<float>(chart.bars.size()) + 16.0F;
  return {"types", "Types of recorded incidents", std::move(finding), height,
          [chart](const cartography::Box& box, const cartography::TextMeasure& measure) {
            return cartography::draw_chart(chart, box, measure);
          }};
}

std::string month_finding(const analysis::WardProfile& profile) {
  const analysis::MonthCount* most = nullptr;
  const analysis::MonthCount* least = nullptr;
  for (const analysis::MonthCount& month : profile.months) {
    if (!shown(month.count)) continue;
    if (most == nullptr || *month.count.value > *most->count.value) most = &month;
    if (least == nullptr || *month.count.value < *least->count.value) least = &month;
  }
  if (most == nullptr) return "All monthly counts are suppressed.";
  return "Most recorded in " + core::month_name(most->month_index) + " (" + number_cell(most->count).text +
         "), fewest " + (any_hidden(profile.months) ? "that can be shown " : "") + "in " +
         core::month_name(least->month_index) + " (" + number_cell(least->count).text + ").";
}

/// "None of the 12 months to December 2025 lies outside the expected range (15.0 to 46.4)."
std::string limits_finding(const analysis::WardProfile& profile) {
  if (!profile.month_limits) return {};
  const analysis::MonthLimits& limits = *profile.month_limits;
  const auto outside = std::count_if(profile.months.begin(), profile.months.end(), [&](const auto& month) {
    const analysis::AgainstLimits side = analysis::against_limits(month, profile.month_limits);
    return side == analysis::AgainstLimits::above || side == analysis::AgainstLimits::below;
  });
  const int months = limits.last_month - limits.first_month + 1;
  return fmt::format(" {} of the {} months to {} {} outside the expected range ({} to {}).",
                     outside == 0 ? "None" : std::to_string(outside), months, core::month_name(limits.last_month),
                     outside == 1 || outside == 0 ? "lies" : "lie", core::fixed(limits.low, 1),
                     core::fixed(limits.high, 1));
}

ProfileChart month_chart(const analysis::WardProfile& profile) {
  cartography::LineChart chart;
  chart.value_name = "This ward";
  chart.reference_name = "Mean of all wards";
  bool has_gap = false;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t i = 0; i < profile.months.size(); ++i) {
    const analysis::MonthCount& month = profile.months[i];
    if (i > 0 && month.month_index != profile.months[i - 1].month_index + 1) {
      // Months without records: the line breaks, so that nobody reads a trend across years.
      has_gap = true;
      chart.labels.emplace_back("…");
      chart.values.emplace_back();
      chart.reference.push_back(kNone);
      chart.limits.emplace_back(kNone, kNone);
      chart.centre.push_back(kNone);
    }
    chart.labels.push_back(short_month(month.month_index));
    chart.values.push_back(chart_number(month.count));
    chart.reference.push_back(month.borough_mean);
    const auto& limits = profile.month_limits;
    const bool limited = limits && month.month_index >= limits->first_month && month.month_index <= limits->last_month;
    chart.limits.emplace_back(limited ? limits->low : kNone, limited ? limits->high : kNone);
    chart.centre.push_back(limited ? limits->centre : kNone);
  }
  if (!profile.month_limits) chart.limits.clear();
  std::string finding = month_finding(profile) + limits_finding(profile);
  if (has_gap) finding += " Where the line breaks, months without records are left out.";
  return {"months", "Recorded incidents by month", std::move(finding), 140.0F,
          [chart](const cartography::Box& box, const cartography::TextMeasure& measure) {
            return cartography::draw_chart(chart, box, measure);
          }};
}

/// The month with most of a part, and how many: "July 2025 (180)".
std::string busiest_month(const analysis::WardProfile& profile, analysis::ProfileNumber analysis::MonthParts::*part) {
  std::size_t best = profile.month_parts.size();
  for (std::size_t i = 0; i < profile.month_parts.size(); ++i) {
    const analysis::ProfileNumber& number = profile.month_parts[i].*part;
    if (!shown(number)) continue;
    if (best == profile.month_parts.size() || *number.value > *(profile.month_parts[best].*part).value) best = i;
  }
  if (best == profile.month_parts.size()) return {};
  return core::month_name(profile.months[best].month_index) + " (" + number_cell(profile.month_parts[best].*part).text +
         ")";
}

std::string parts_finding(const analysis::WardProfile& profile) {
  const bool crime = profile.rest_name == "Crime";
  std::string text = fmt::format("Most anti-social behaviour was recorded in {}, most {} in {}.",
                                 busiest_month(profile, &analysis::MonthParts::antisocial),
                                 crime ? "crime" : "incidents of all other types",
                                 busiest_month(profile, &analysis::MonthParts::rest));
  const auto hidden = std::count_if(profile.month_parts.begin(), profile.month_parts.end(),
                                    [](const auto& parts) { return parts.rest.suppressed; });
  if (hidden > 0) text += fmt::format(" Both parts of {} of {} months are suppressed.", hidden, profile.months.size());
  return text;
}

/// Nothing where every month's parts are hidden: the table says so.
std::optional<ProfileChart> parts_chart(const analysis::WardProfile& profile) {
  const bool any = std::any_of(profile.month_parts.begin(), profile.month_parts.end(),
                               [](const auto& parts) { return shown(parts.rest); });
  if (!any) return std::nullopt;
  cartography::StackedColumns chart;
  chart.lower_name = profile.rest_name;
  chart.upper_name = "Anti-social behaviour";
  for (std::size_t i = 0; i < profile.month_parts.size(); ++i) {
    const int month = profile.months[i].month_index;
    if (i > 0 && month != profile.months[i - 1].month_index + 1) chart.columns.push_back({"…", {}, {}});
    chart.columns.push_back({short_month(month), chart_number(profile.month_parts[i].rest),
                             chart_number(profile.month_parts[i].antisocial)});
  }
  const std::string title = profile.rest_name == "Crime" ? "Crime and anti-social behaviour by month"
                                                         : "Anti-social behaviour and all other types by month";
  return ProfileChart{kMonthPartsChart, title, parts_finding(profile), 120.0F,
                      [chart](const cartography::Box& box, const cartography::TextMeasure& measure) {
                        return cartography::draw_chart(chart, box, measure);
                      }};
}

std::string hour_finding(const analysis::WardProfile& profile) {
  std::size_t best_day = 0;
  std::size_t best_hour = 0;
  double most = -1.0;
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const analysis::ProfileNumber& number = profile.hours[day][hour];
      if (shown(number) && *number.value > most) {
        most = *number.value;
        best_day = day;
        best_hour = hour;
      }
    }
  }
  const std::string known = " The hour is known for " + core::with_thousands(profile.with_hours) + " incidents.";
  if (most <= 0) return "No hour of the week has a count that can be shown." + known;
  return fmt::format("Most recorded on {} between {:02}:00 and {:02}:59 ({}).", core::kWeekdayNames[best_day],
                     best_hour, best_hour, core::fixed(most, 0)) +
         known;
}

ProfileChart hour_chart(const analysis::WardProfile& profile) {
  cartography::HourMatrix matrix;
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) matrix.cells[day][hour] = chart_number(profile.hours[day][hour]);
  }
  return {"hours", "Recorded incidents by weekday and hour", hour_finding(profile), 150.0F,
          [matrix](const cartography::Box& box, const cartography::TextMeasure& measure) {
            return cartography::draw_chart(matrix, box, measure);
          }};
}

}  // namespace

std::vector<ProfileChart> charts_of(const analysis::WardProfile& profile) {
  std::vector<ProfileChart> charts;
  // One type alone would be one bar of all.
  if (profile.types.size() > 1) charts.push_back(type_chart(profile));
  if (!profile.months.empty()) charts.push_back(month_chart(profile));
  if (auto parts = parts_chart(profile)) charts.push_back(*std::move(parts));
  if (profile.has_hours) charts.push_back(hour_chart(profile));
  return charts;
}

std::string map_sentence(const analysis::WardProfile& profile) {
  const auto count = [](std::size_t n, const char* one, const char* many) {
    return n == 0 ? "no " + std::string(many)
                  : core::with_thousands(static_cast<std::int64_t>(n)) + " " + (n == 1 ? one : many);
  };
  std::string text =
      "Map of " + profile.ward_name + " with " + count(profile.hotspots.size(), "hotspot", "hotspots") + " touching it";
  if (profile.has_cameras) text += ", " + count(profile.cameras.size(), "camera", "cameras") + " in it";
  if (profile.has_hubs) text += ", " + count(profile.hubs.size(), "hub", "hubs") + " in or near it";
  text += ".";
  if (shown(profile.share_in_view)) {
    text +=
        " The ground in view of cameras holds " + share_cell(profile.share_in_view).text + " of its recorded incidents";
    text += (profile.view_condition.empty() ? "" : ", " + profile.view_condition) + ".";
  }
  return text;
}

std::string footer_line(const ProfileDocument& document) {
  return "Provenance " + document.provenance_code + " · data revision " + std::to_string(document.data_revision) +
         " · Wardscope " + std::string(core::version()) + " · " + long_date(document.date);
}

std::string about_sentence(const ProfileDocument& document) {
  return "Numbers count recorded incidents, not everything that happens. \"In view\" means inside the modelled view of "
         "a "
         "camera: it does not say that anybody watched, or that a picture would be good enough. The web page (HTML) of "
         "the "
         "same name is the accessible edition; the CSV files of the same name hold every table. Provenance code " +
         document.provenance_code + ", data revision " + std::to_string(document.data_revision) + ", made on " +
         long_date(document.date) + " with Wardscope " + std::string(core::version()) + ".";
}

}  // namespace wardscope::report
