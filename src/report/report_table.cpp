// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/civil_time.hpp"
#include "core/text.hpp"

namespace wardscope::report {
namespace {

TableCell decimal_cell(double value, int decimals) {
  std::string plain = fmt::format("{:.{}f}", value, decimals);
  if (plain.starts_with('-') && plain.find_first_not_of("-0.") == std::string::npos) plain.erase(0, 1);
  return {core::fixed(value, decimals), std::move(plain)};
}

// Decimals that an indicator's value has, at most two: values come as they were written.
int decimals_of(double value) {
  constexpr int kMost = 2;
  for (int decimals = 0; decimals < kMost; ++decimals) {
    const double scaled = value * std::pow(10.0, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6) return decimals;
  }
  return kMost;
}

TableCell indicator_cell(const analysis::ProfileIndicator& one) {
  return report::number_cell(one.value, decimals_of(one.value.value.value_or(0.0)));
}

/// Nothing where one of the two is hidden: the direction would bound it.
TableCell change_cell(const analysis::ProfileIndicator& before, const analysis::ProfileIndicator& newest) {
  if (!before.value.value || !newest.value.value) return {};
  const double change = *newest.value.value - *before.value.value;
  if (change == 0.0) return text_cell("no change");
  return text_cell((change > 0.0) == newest.higher_is_better ? "better" : "worse");
}

TableCell percentage(const analysis::ProfileNumber& share) {
  analysis::ProfileNumber percent = share;
  if (percent.value) *percent.value *= 100.0;
  return report::number_cell(percent, 1);
}

// "[c]" is the Government Statistical Service's mark for a confidential number: a matrix has no room for the word.
TableCell narrow(const analysis::ProfileNumber& number) {
  return number.suppressed ? text_cell("[c]") : report::number_cell(number);
}

// Of the borough NaN means hidden: it would tell the ward's own number.
analysis::ProfileNumber of_borough(double value) {
  if (std::isfinite(value)) return {value, false};
  return {{}, true};
}

// "March 2025" to people, "2025-03" to programs.
TableCell month_cell(int month_index) {
  constexpr int kMonths = 12;
  constexpr int kEpochYear = 1970;  // of core::month_index
  return {core::month_name(month_index),
          fmt::format("{:04}-{:02}", kEpochYear + month_index / kMonths, month_index % kMonths + 1)};
}

std::string quoted(const TableCell& cell) {
  std::string text = cell.plain;
  const bool number = core::parse_number(text).has_value();
  if (!number && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result.push_back('"');
    result.push_back(c);
  }
  return result + "\"";
}

}  // namespace

TableCell number_cell(const analysis::ProfileNumber& number, int decimals) {
  if (number.suppressed) return text_cell("suppressed");
  if (!number.value || !std::isfinite(*number.value)) return {"not known", ""};
  return decimal_cell(*number.value, decimals);
}

TableCell signed_cell(const analysis::ProfileNumber& change, int decimals) {
  TableCell cell = number_cell(change, decimals);
  const auto rounded = core::parse_number(cell.plain);
  if (rounded && *rounded > 0.0) cell.text.insert(0, "+");  // the CSV keeps a plain number
  if (cell.text.starts_with('-')) cell.text.replace(0, 1, "\u2212");
  return cell;
}

TableCell share_cell(const analysis::ProfileNumber& share) {
  TableCell cell = percentage(share);
  if (!share.suppressed && share.value && std::isfinite(*share.value)) cell.text += "\u00A0%";  // no-break
  return cell;
}

std::string with_signs_kept(std::string text) {
  constexpr std::string_view kLoose = " %";
  constexpr std::string_view kKept = "\u00A0%";
  for (std::size_t at = text.find(kLoose); at != std::string::npos; at = text.find(kLoose, at + kKept.size())) {
    text.replace(at, kLoose.size(), kKept);
  }
  return text;
}

TableCell text_cell(const std::string& text) { return {text, text}; }

ReportTable key_figure_table(const analysis::WardProfile& profile) {
  ReportTable table{"key-figures",
                    "Key figures",
                    {{"Figure", 3}, {"Value", 1.2F, true}, {"Unit", 2}, {"Borough", 1.2F, true}, {"Detail", 4}},
                    {},
                    "No key figures are known."};
  for (const analysis::KeyFigure& figure : profile.key_figures) {
    TableCell number = number_cell(figure.number, figure.decimals);
    if (figure.is_change) number = signed_cell(figure.number, figure.decimals);
    const TableCell borough = figure.borough && figure.is_change
                                  ? signed_cell({*figure.borough, false}, figure.decimals)
                              : figure.borough ? decimal_cell(*figure.borough, figure.decimals)
                                               : TableCell{"", ""};
    table.rows.push_back(
        {text_cell(figure.label), std::move(number), text_cell(figure.unit), borough, text_cell(figure.detail)});
  }
  return table;
}

ReportTable type_table(const analysis::WardProfile& profile) {
  ReportTable table{
      "types",
      "Recorded incidents by type",
      {{"Type", 3}, {"Recorded", 1, true}, {"Share of the ward, %", 1, true}, {"Share of the borough, %", 1, true}},
      {},
      "No incidents are recorded in this ward and period."};
  for (const analysis::TypeCount& type : profile.types) {
    table.rows.push_back({text_cell(type.type), number_cell(type.count), percentage(type.share),
                          percentage(of_borough(type.borough_share))});
  }
  return table;
}

ReportTable month_table(const analysis::WardProfile& profile) {
  ReportTable table{"months",
                    "Recorded incidents by month",
                    {{"Month", 2}, {"Recorded", 1, true}, {"Mean of all wards", 1, true}},
                    {},
                    "No month of this period has records."};
  const bool split = !profile.month_parts.empty();
  if (split) {
    table.columns.push_back({"Anti-social behaviour", 1, true});
    table.columns.push_back({profile.rest_name, 1, true});
  }
  if (profile.month_limits) {
    table.columns.push_back({"Lower limit", 1, true});
    table.columns.push_back({"Upper limit", 1, true});
    table.columns.push_back({"Against the limits", 1.4F});
  }
  for (std::size_t i = 0; i < profile.months.size(); ++i) {
    const analysis::MonthCount& month = profile.months[i];
    table.rows.push_back(
        {month_cell(month.month_index), number_cell(month.count), number_cell(of_borough(month.borough_mean), 1)});
    if (split) table.rows.back().push_back(number_cell(profile.month_parts[i].antisocial));
    if (split) table.rows.back().push_back(number_cell(profile.month_parts[i].rest));
    if (!profile.month_limits) continue;
    const analysis::AgainstLimits side = analysis::against_limits(month, profile.month_limits);
    const bool limited = side != analysis::AgainstLimits::none;
    table.rows.back().push_back(limited ? decimal_cell(profile.month_limits->low, 1) : TableCell{});
    table.rows.back().push_back(limited ? decimal_cell(profile.month_limits->high, 1) : TableCell{});
    table.rows.back().push_back(text_cell(side == analysis::AgainstLimits::above   ? "more than expected"
                                          : side == analysis::AgainstLimits::below ? "fewer than expected"
                                          : limited                                ? "as expected"
                                                                                   : ""));
  }
  return table;
}

ReportTable hour_table(const analysis::WardProfile& profile) {
  ReportTable table{"hours",
                    profile.has_hours ? "Recorded incidents by weekday and hour; [c] is suppressed"
                                      : "Recorded incidents by weekday and hour",
                    {{"Weekday", 2}},
                    {},
                    "The hours of incidents are not known here, or are too few to show."};
  for (int hour = 0; hour < 24; ++hour) table.columns.push_back({fmt::format("{:02}", hour), 1, true});
  if (!profile.has_hours) return table;
  for (std::size_t day = 0; day < 7; ++day) {
    std::vector<TableCell> row{text_cell(core::kWeekdayNames[day])};
    for (const analysis::ProfileNumber& number : profile.hours[day]) row.push_back(narrow(number));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable place_table(const analysis::WardProfile& profile) {
  ReportTable table{"places",
                    "Places with most recorded incidents, by name",
                    {{"Place", 3}, {"Recorded", 1, true}, {"Detail", 4}},
                    {},
                    "No place of this ward has enough recorded incidents to be named."};
  for (const analysis::ProfilePlace& place : profile.hotspot_places) {
    table.rows.push_back({text_cell(place.name), number_cell(place.count), text_cell(place.detail)});
  }
  return table;
}

namespace {

/// The words that most cameras' views share; empty where fewer than three share some.
std::string usual_view(const std::vector<analysis::ProfileCamera>& cameras) {
  constexpr std::int64_t kWorthAMark = 3;
  std::map<std::string, std::int64_t> counts;
  for (const analysis::ProfileCamera& camera : cameras) ++counts[camera.view];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != counts.end() && most->second >= kWorthAMark ? most->first : std::string();
}

}  // namespace

ReportTable camera_table(const analysis::WardProfile& profile) {
  ReportTable table{"cameras",
                    "Cameras in the ward",
                    {{"Reference", 1.4F},
                     {"Where", 2.6F},
                     {"View", 2.8F},
                     {"Ground in view, m²", 1.2F, true},
                     {"Recorded in view", 1.2F, true}},
                    {},
                    profile.has_cameras ? "No camera of the registers stands in this ward."
                                        : "Not known: no camera register is in the workspace."};
  // A register without bearings would repeat the same assumptions on every row, and fill pages with them.
  const std::string usual = usual_view(profile.cameras);
  if (!usual.empty()) table.note = fmt::format("\"As noted\" stands for: {}.", usual);
  for (const analysis::ProfileCamera& camera : profile.cameras) {
    const bool is_usual = !usual.empty() && camera.view == usual;
    table.rows.push_back({text_cell(camera.reference), text_cell(camera.name),
                          is_usual ? TableCell{"as noted", usual} : text_cell(camera.view),
                          number_cell(analysis::ProfileNumber{camera.visible_m2, false}, 0),
                          number_cell(camera.incidents_in_view)});
  }
  return table;
}

ReportTable camera_page_table(const analysis::WardProfile& profile) {
  ReportTable table = camera_table(profile);
  const auto of_cameras = [&](auto predicate) {
    return std::all_of(profile.cameras.begin(), profile.cameras.end(), predicate);
  };
  const bool unknown = of_cameras([](const auto& camera) {
    return !camera.visible_m2 && !camera.incidents_in_view.value && !camera.incidents_in_view.suppressed;
  });
  const bool alike = of_cameras([&](const auto& camera) { return camera.view == profile.cameras.front().view; });
  if (profile.cameras.empty() || !unknown || !alike) return table;
  // A register without bearings: three columns that say the same on every row are one sentence.
  constexpr std::size_t kReferenceAndPlace = 2;
  table.note = fmt::format("Of all of them the view, the ground in view and the incidents in view are not known: {}.",
                           profile.cameras.front().view);
  table.columns.resize(kReferenceAndPlace);
  for (auto& row : table.rows) row.resize(kReferenceAndPlace);
  return table;
}

ReportTable hub_table(const analysis::WardProfile& profile) {
  ReportTable table{"hubs",
                    "Community hubs for the ward",
                    {{"Hub", 2.6F}, {"Kind", 2}, {"Opening hours", 3}, {"From the ward's centre, m", 1.3F, true}},
                    {},
                    profile.has_hubs ? "No hub is registered in or near this ward."
                                     : "Not known: no list of hubs is in the workspace."};
  for (const analysis::ProfileHub& hub : profile.hubs) {
    table.rows.push_back({text_cell(hub.name), text_cell(hub.kind), text_cell(hub.opening_hours),
                          decimal_cell(hub.metres_to_ward_centre, 0)});
  }
  return table;
}

ReportTable indicator_table(const analysis::WardProfile& profile) {
  ReportTable table{"indicators",
                    "Indicators that the council tracks",
                    {{"Indicator", 4}, {"Period", 1.5F}, {"Value", 1, true}, {"Unit", 1.5F}, {"Better is", 1.1F}},
                    {},
                    profile.has_indicators ? "No indicator is tracked for this ward."
                                           : "Not known: no indicators are in the workspace."};
  for (const analysis::ProfileIndicator& one : profile.indicators) {
    table.rows.push_back({text_cell(one.indicator), text_cell(one.period), indicator_cell(one), text_cell(one.unit),
                          text_cell(one.higher_is_better ? "higher" : "lower")});
  }
  return table;
}

ReportTable indicator_summary_table(const analysis::WardProfile& profile) {
  ReportTable table{"indicators",
                    "Indicators that the council tracks: newest value",
                    {{"Indicator", 3.4F},
                     {"Period", 1.3F},
                     {"Value", 1.35F, true},
                     {"Unit", 1.2F},
                     {"Period before", 1.3F},
                     {"Value before", 1.35F, true},
                     {"Change", 1}},
                    {},
                    profile.has_indicators ? "No indicator is tracked for this ward."
                                           : "Not known: no indicators are in the workspace."};
  // By indicator in the order of first mention; periods as written sort by time ("2024-25 Q3", "2024").
  std::vector<std::vector<const analysis::ProfileIndicator*>> series;
  for (const analysis::ProfileIndicator& value : profile.indicators) {
    auto own = std::find_if(series.begin(), series.end(),
                            [&](const auto& s) { return s.front()->indicator == value.indicator; });
    if (own == series.end()) own = series.emplace(series.end());
    own->push_back(&value);
  }
  for (auto& values : series) {
    std::stable_sort(values.begin(), values.end(), [](const auto* a, const auto* b) { return a->period < b->period; });
    const analysis::ProfileIndicator& newest = *values.back();
    std::vector<TableCell> row{text_cell(newest.indicator), text_cell(newest.period), indicator_cell(newest),
                               text_cell(newest.unit)};
    if (values.size() > 1) {
      const analysis::ProfileIndicator& before = **(values.end() - 2);
      row.push_back(text_cell(before.period));
      row.push_back(indicator_cell(before));
      row.push_back(change_cell(before, newest));
    } else {
      row.insert(row.end(), 3, TableCell{});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable action_table(const analysis::WardProfile& profile) {
  ReportTable table{"actions",
                    "Actions of the plan",
                    {{"Theme", 1.6F}, {"Action", 3.6F}, {"Owner", 1.8F}, {"Due", 1.2F}, {"Status", 1.2F}},
                    {},
                    profile.has_actions ? "The action plan has no line for this ward."
                                        : "Not known: no action plan is in the workspace."};
  for (const borough::PlanAction& action : profile.actions) {
    table.rows.push_back({text_cell(action.theme), text_cell(action.title), text_cell(action.owner),
                          text_cell(action.due), text_cell(action.status.empty() ? "not stated" : action.status)});
  }
  return table;
}

std::vector<ReportTable> all_tables(const analysis::WardProfile& profile) {
  return {key_figure_table(profile), type_table(profile),      month_table(profile),
          hour_table(profile),       place_table(profile),     camera_table(profile),
          hub_table(profile),        indicator_table(profile), action_table(profile)};
}

std::string to_csv(const ReportTable& table) {
  std::string csv;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    csv += (i == 0 ? "" : ",") + quoted(text_cell(table.columns[i].label));
  }
  csv += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) csv += (i == 0 ? "" : ",") + quoted(row[i]);
    csv += "\r\n";
  }
  return csv;
}

std::string long_date(const std::string& iso_date) {
  const auto parsed = core::parse_time(iso_date);
  if (!parsed || parsed->precision == core::TimePrecision::month) return iso_date;
  const core::CivilDate date = core::date_of(parsed->minute);
  return std::to_string(date.day) + " " + core::month_name(core::month_index(parsed->minute));
}

}  // namespace wardscope::report
