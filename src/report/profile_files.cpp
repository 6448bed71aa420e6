// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "report/checked_file.hpp"
#include "report/report_table.hpp"

namespace wardscope::report {
namespace {

constexpr int kMonthsPerYear = 12;
constexpr int kFirstFinancialMonth = 3;  // April, counted from 0
constexpr int kEpochYear = 1970;         // of core::month_index

std::string month_text(int index) {
  return fmt::format("{:04}-{:02}", kEpochYear + index / kMonthsPerYear, index % kMonthsPerYear + 1);
}

// The council's year runs from April; "2025Q4" is January to March 2026.
std::string financial_quarter(int month_index) {
  const int shifted = month_index - kFirstFinancialMonth;
  const int year = kEpochYear + shifted / kMonthsPerYear;
  return std::to_string(year) + "Q" + std::to_string(shifted % kMonthsPerYear / 3 + 1);
}

/// Of a run of months, as file names have it.
std::string months_slug(int first, int last) {
  constexpr int kMonthsPerQuarter = 3;
  const bool quarter = last - first + 1 == kMonthsPerQuarter && financial_quarter(first) == financial_quarter(last);
  if (quarter) return financial_quarter(first);
  return first == last ? month_text(first) : month_text(first) + "_to_" + month_text(last);
}

bool is_day(const std::string& date) {
  const auto time = core::parse_time(date);
  return time && time->precision != core::TimePrecision::month;
}

using Json = nlohmann::ordered_json;

/// What a side file that is there says it is of; empty where it says nothing.
std::string selection_in(const std::filesystem::path& side_file) {
  std::ifstream stream(side_file, std::ios::binary);
  const Json json = Json::parse(stream, nullptr, false);
  if (!json.is_object() || !json.contains("selection") || !json["selection"].is_string()) return {};
  return json["selection"].get<std::string>();
}

std::string side_file(const ProfileDocument& document, const std::string& stem) {
  const analysis::WardProfile& profile = document.profile;
  Json tables = Json::array();
  for (const ReportTable& table : all_tables(profile)) {
    Json columns = Json::array();
    for (const TableColumn& column : table.columns) columns.push_back(column.label);
    tables.push_back({{"file", stem + "_" + table.id + ".csv"},
                      {"caption", table.caption},
                      {"rows", table.rows.size()},
                      {"columns", columns}});
  }
  Json json = {{"title", "Ward profile: " + profile.ward_name},
               {"ward_code", profile.ward_code},
               {"place", profile.place},
               {"synthetic", profile.synthetic},
               {"period", profile.period},
               {"marking", document.marking},
               {"date", document.date},
               {"selection", document.selection},
               {"provenance", document.provenance_code},
               {"data_revision", document.data_revision},
               {"software", "Wardscope " + std::string(core::version())},
               {"sources", document.sources},
               {"methods", profile.methods},
               {"assumptions", profile.assumptions},
               {"suppressed", profile.suppressed},
               {"marks", {{"suppressed", "hidden by disclosure control"}, {"(empty)", "not known, or does not apply"}}},
               {"tables", tables}};
  if (Json run = Json::parse(document.provenance, nullptr, false); run.is_object()) json["run"] = std::move(run);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Files of one stem, which appear together or not at all.
class EditionWriter {
 public:
  EditionWriter(std::filesystem::path folder, std::string stem) : folder_(std::move(folder)), stem_(std::move(stem)) {}

  core::Status write(const std::string& ending, const core::Result<std::string>& bytes) {
    if (!bytes) return bytes.error().within("writing " + stem_ + ending);
    return files_.add(folder_ / (stem_ + ending), *bytes);
  }
  core::Result<std::vector<std::filesystem::path>> publish() {
    if (auto published = files_.publish(); !published) return published.error();
    return files_.paths();
  }

 private:
  std::filesystem::path folder_;
  std::string stem_;
  CheckedFiles files_;
};

}  // namespace

std::string period_slug(const borough::IncidentFilter& filter) {
  if (filter.from.empty() && filter.to.empty()) return {};
  const auto first = core::parse_time(filter.from);
  const auto last = core::parse_time(filter.to);
  if (first && last && !is_day(filter.from) && !is_day(filter.to)) {
    return months_slug(core::month_index(first->minute), core::month_index(last->minute));
  }
  if (filter.from.empty()) return "to_" + filter.to;
  if (filter.to.empty()) return "from_" + filter.from;
  return filter.from == filter.to ? filter.from : filter.from + "_to_" + filter.to;
}

std::string selection_slug(const borough::IncidentFilter& filter) {
  std::vector<std::string> parts;
  if (!filter.types.empty()) {
    parts.push_back(core::file_name_from(filter.types.front()));
    if (filter.types.size() > 1) parts.back() += fmt::format("_and_{}_more", filter.types.size() - 1);
  }
  std::string days;
  for (const std::string& day : filter.weekdays)
    days += (days.empty() ? "" : "-") + core::lower_ascii(day).substr(0, 3);
  if (!days.empty()) parts.push_back(days);
  constexpr int kLastHour = 23;
  if (filter.first_hour != 0 || filter.last_hour != kLastHour)
    parts.push_back(fmt::format("{:02}-{:02}h", filter.first_hour, filter.last_hour));
  std::string slug;
  for (const std::string& part : parts) slug += (slug.empty() ? "" : "_") + part;
  return slug;
}

std::string profile_file_stem(const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  std::string period = document.period;
  if (period.empty() && !profile.months.empty()) {
    period = months_slug(profile.months.front().month_index, profile.months.back().month_index);
  } else if (const auto date = core::parse_time(document.date); period.empty() && date) {
    period = financial_quarter(core::month_index(date->minute));
  }
  const std::string tail = document.selection_slug.empty() ? "" : "_" + document.selection_slug;
  return (period.empty() ? "" : period + "_") + "Ward_Profile_" + core::file_name_from(profile.ward_code) + "_" +
         core::file_name_from(profile.ward_name) + tail;
}

core::Status check_not_taken(const ProfileDocument& document, const ProfileFileOptions& options) {
  if (options.replace == Replace::any) return {};
  const std::string stem = profile_file_stem(document);
  const std::filesystem::path side = options.folder / (stem + "_about.json");
  std::error_code ignored;
  for (const char* ending : {"_about.json", ".html", ".pdf"}) {
    if (!std::filesystem::exists(options.folder / (stem + ending), ignored)) continue;
    const std::string former = selection_in(side);
    if (!former.empty() && former == document.selection) return {};
    return core::conflict(
        fmt::format("'{}{}' is there already, {}; nothing was written. Choose another --output folder, or add "
                    "--overwrite to replace it",
                    stem, ending,
                    former.empty() ? std::string("and does not say of which selection it is")
                                   : "for another selection (" + former + ")"));
  }
  return {};
}

core::Result<std::vector<std::filesystem::path>> write_ward_profile(const ProfileDocument& document,
                                                                    const ProfileFileOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) {
    return core::io_error("the folder '" + options.folder.string() + "' can't be made: " + error.message() +
                          "; choose another folder");
  }
  if (const core::Status free = check_not_taken(document, options); !free) return free.error();
  const std::string stem = profile_file_stem(document);
  EditionWriter writer(options.folder, stem);
  if (options.pdf) {
    if (const core::Status status = writer.write(".pdf", ward_profile_pdf(document)); !status) return status.error();
  }
  if (options.html) {
    if (const core::Status status = writer.write(".html", ward_profile_html(document)); !status) return status.error();
  }
  if (!options.csv) return writer.publish();
  for (const ReportTable& table : all_tables(document.profile)) {
    const core::Status status = writer.write("_" + table.id + ".csv", to_csv(table));
    if (!status) return status.error();
  }
  const core::Status status = writer.write("_about.json", side_file(document, stem));
  if (!status) return status.error();
  return writer.publish();
}

}  // namespace wardscope::report
