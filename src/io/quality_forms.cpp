// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "core/text.hpp"
#include "io/csv_cell.hpp"
#include "io/quality_report.hpp"
#include "io/workspace_quality.hpp"

namespace wardscope::io {
namespace {

using Json = nlohmann::json;

std::string share_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return core::with_thousands(part);
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("{} ({} %)", core::with_thousands(part), core::fixed(percent, 1));
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

void add_range_lines(const QualityReport& report, std::vector<QualityLine>& lines) {
  if (report.ranged == 0) return;
  lines.push_back({"Time known as a range", share_of(report.ranged, report.stored)});
  lines.push_back({"Of these longer than a day", share_of(report.ranged_over_a_day, report.ranged)});
  lines.push_back({"Of these longer than a week", share_of(report.ranged_over_a_week, report.ranged)});
  if (report.swapped_ranges > 0)
    lines.push_back({"Ranges written end first", core::with_thousands(report.swapped_ranges)});
}

void add_place_lines(const QualityReport& report, std::vector<QualityLine>& lines) {
  if (report.distinct_points == 0) return;
  const std::int64_t placed = report.stored - report.without_place;
  lines.push_back({"Distinct points", core::with_thousands(report.distinct_points)});
  lines.push_back({"Most rows on one point", core::with_thousands(report.largest_stack)});
  lines.push_back(
      {fmt::format("Rows on points with {} or more", kStackedRows), share_of(report.rows_in_stacks, placed)});
  lines.push_back({"Rows off the borough", report.off_the_borough
                                               ? share_of(*report.off_the_borough, placed)
                                               : std::string("not counted: no wards in the workspace yet")});
}

}  // namespace

std::vector<QualityLine> quality_lines(const QualityReport& report) {
  std::vector<QualityLine> lines{{"Rows read", core::with_thousands(report.read)},
                                 {"Rows stored", core::with_thousands(report.stored)},
                                 {"Rows rejected", share_of(report.rejected, report.read)}};
  const bool incidents = report.layer == "incidents";
  if (incidents) {
    lines.push_back({"Without a place", share_of(report.without_place, report.stored)});
    if (report.at_origin > 0)
      lines.push_back({"Of these with 0, 0 for a place", core::with_thousands(report.at_origin)});
    lines.push_back({"Without a time", share_of(report.without_time, report.stored)});
    lines.push_back({"Without a type", share_of(report.without_type, report.stored)});
    lines.push_back({"Time known to the month only", share_of(report.month_only, report.stored)});
    lines.push_back({"Time known to the day only", share_of(report.day_only, report.stored)});
    lines.push_back({"Stamped exactly midnight", share_of(report.at_midnight, report.stored)});
    add_range_lines(report, lines);
  }
  add_place_lines(report, lines);
  if (report.repeated_ids)
    lines.push_back({"Rows whose id an earlier row has", core::with_thousands(*report.repeated_ids)});
  if (report.known_ids) lines.push_back({"Ids that an earlier import has", core::with_thousands(*report.known_ids)});
  if (report.not_understood > 0)
    lines.push_back({"Values not understood", core::with_thousands(report.not_understood)});
  if (report.zoned_times > 0)
    lines.push_back({"Times turned into UK local time", core::with_thousands(report.zoned_times)});
  if (report.repaired_shapes > 0) {
    lines.push_back(
        {"Shapes repaired", fmt::format("{} (area change {} m²)", core::with_thousands(report.repaired_shapes),
                                        core::fixed(report.repair_area_change, 1))});
  }
  return lines;
}

std::string quality_text(const QualityReport& report) {
  std::string text;
  for (const QualityLine& line : quality_lines(report)) text += fmt::format("  {:<36} {}\n", line.label, line.value);
  for (const std::string& remark : report.remarks) text += fmt::format("  - {}\n", remark);
  return text;
}

std::string quality_csv(const std::vector<QualityReport>& reports) {
  std::string csv = "file,kind,figure,value\n";
  for (const QualityReport& report : reports) {
    const std::string start = csv_cell(report.file_name) + "," + csv_cell(report.kind) + ",";
    for (const QualityLine& line : quality_lines(report))
      csv += start + csv_cell(line.label) + "," + csv_cell(line.value) + "\n";
    for (const std::string& remark : report.remarks) csv += start + "Remark," + csv_cell(remark) + "\n";
  }
  return csv;
}

std::string quality_html(const std::vector<QualityReport>& reports, std::string_view foot) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Data quality</title>\n<style>\n"
      "body { font-family: Inter, 'Noto Sans', Arial, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 "
      "1rem; "
      "color: #1b1f24; line-height: 1.45; }\n"
      "h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }\n"
      "table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: #4a5560; padding-bottom: "
      ".4rem; }\n"
      "th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d5dbe1; } td { text-align: right; "
      "font-variant-numeric: tabular-nums; }\n</style>\n</head>\n<body>\n<main>\n<h1>Data quality</h1>\n";
  for (const QualityReport& report : reports) {
    html += fmt::format(
        "<h2>{}</h2>\n<table>\n<caption>{}{}</caption>\n<thead><tr><th scope=\"col\">Figure</th>"
        "<th scope=\"col\" style=\"text-align:right\">Value</th></tr></thead>\n<tbody>\n",
        escaped(report.file_name), report.file_name == kAllIncidents ? "" : "Read as ", escaped(report.kind));
    for (const QualityLine& line : quality_lines(report)) {
      html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(line.label), escaped(line.value));
    }
    html += "</tbody>\n</table>\n";
    if (report.remarks.empty()) continue;
    html += "<ul>\n";
    for (const std::string& remark : report.remarks) html += fmt::format("<li>{}</li>\n", escaped(remark));
    html += "</ul>\n";
  }
  html +=
      "<p>Each figure counts the rows of the file that the heading names; nothing is estimated. Rows read are rows "
      "stored and rows "
      "rejected.</p>\n</main>\n";
  if (!foot.empty()) html += fmt::format("<footer><p>{}</p></footer>\n", escaped(foot));
  return html + "</body>\n</html>\n";
}

std::string quality_json(const QualityReport& report) {
  Json json{{"file", report.file_name},
            {"kind", report.kind},
            {"layer", report.layer},
            {"read", report.read},
            {"stored", report.stored},
            {"rejected", report.rejected},
            {"without_place", report.without_place},
            {"at_origin", report.at_origin},
            {"without_time", report.without_time},
            {"without_type", report.without_type},
            {"month_only", report.month_only},
            {"day_only", report.day_only},
            {"at_midnight", report.at_midnight},
            {"ranged", report.ranged},
            {"ranged_over_a_day", report.ranged_over_a_day},
            {"ranged_over_a_week", report.ranged_over_a_week},
            {"swapped_ranges", report.swapped_ranges},
            {"distinct_points", report.distinct_points},
            {"largest_stack", report.largest_stack},
            {"rows_in_stacks", report.rows_in_stacks},
            {"not_understood", report.not_understood},
            {"zoned_times", report.zoned_times},
            {"swapped_places", report.swapped_places},
            {"repaired_shapes", report.repaired_shapes},
            {"repair_area_change", report.repair_area_change},
            {"remarks", report.remarks}};
  if (report.off_the_borough) json["off_the_borough"] = *report.off_the_borough;
  if (report.repeated_ids) json["repeated_ids"] = *report.repeated_ids;
  if (report.known_ids) json["known_ids"] = *report.known_ids;
  return json.dump(1);
}

core::Result<QualityReport> parse_quality_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return core::malformed("the quality report in the workspace is not readable");
  QualityReport report;
  const auto words = [&](const char* key, std::string& value) {
    if (json.contains(key) && json.at(key).is_string()) value = json.at(key).get<std::string>();
  };
  const auto count = [&](const char* key, std::int64_t& value) {
    if (json.contains(key) && json.at(key).is_number_integer()) value = json.at(key).get<std::int64_t>();
  };
  const auto optional_count = [&](const char* key, std::optional<std::int64_t>& value) {
    if (json.contains(key) && json.at(key).is_number_integer()) value = json.at(key).get<std::int64_t>();
  };
  words("file", report.file_name);
  words("kind", report.kind);
  words("layer", report.layer);
  for (const auto& [key, member] : std::initializer_list<std::pair<const char*, std::int64_t QualityReport::*>>{
           {"read", &QualityReport::read},
           {"stored", &QualityReport::stored},
           {"rejected", &QualityReport::rejected},
           {"without_place", &QualityReport::without_place},
           {"at_origin", &QualityReport::at_origin},
           {"without_time", &QualityReport::without_time},
           {"without_type", &QualityReport::without_type},
           {"month_only", &QualityReport::month_only},
           {"day_only", &QualityReport::day_only},
           {"at_midnight", &QualityReport::at_midnight},
           {"ranged", &QualityReport::ranged},
           {"ranged_over_a_day", &QualityReport::ranged_over_a_day},
           {"ranged_over_a_week", &QualityReport::ranged_over_a_week},
           {"swapped_ranges", &QualityReport::swapped_ranges},
           {"distinct_points", &QualityReport::distinct_points},
           {"largest_stack", &QualityReport::largest_stack},
           {"rows_in_stacks", &QualityReport::rows_in_stacks},
           {"not_understood", &QualityReport::not_understood},
           {"zoned_times", &QualityReport::zoned_times},
           {"swapped_places", &QualityReport::swapped_places},
           {"repaired_shapes", &QualityReport::repaired_shapes}}) {
    count(key, report.*member);
  }
  optional_count("off_the_borough", report.off_the_borough);
  optional_count("repeated_ids", report.repeated_ids);
  optional_count("known_ids", report.known_ids);
  if (json.contains("repair_area_change") && json.at("repair_area_change").is_number()) {
    report.repair_area_change = json.at("repair_area_change").get<double>();
  }
  for (const Json& remark : json.value("remarks", Json::array())) {
    if (remark.is_string()) report.remarks.push_back(remark.get<std::string>());
  }
  return report;
}

}  // namespace wardscope::io
