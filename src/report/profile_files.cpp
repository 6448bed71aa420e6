// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_files.hpp"

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

// The council's year runs from April; "2025Q4" is January to March 2026.
std::string financial_quarter(int month_index) {
  const int shifted = month_index - kFirstFinancialMonth;
  const int year = kEpochYear + shifted / kMonthsPerYear;
  return std::to_string(year) + "Q" + std::to_string(shifted % kMonthsPerYear / 3 + 1);
}

using Json = nlohmann::ordered_json;

std::string side_file(const ProfileDocument& document, const std::string& stem) {
  const analysis::WardProfile& profile = document.profile;
  Json tables = Json::array();
  for (const ReportTable& table : all_tables(profile)) {
    Json columns = Json::array();
    for (const TableColumn& column : table.columns) columns.push_back(column.label);
    tables.push_back({{"file", stem + "_" + table.id + ".csv"}, {"caption", table.caption}, {"rows", table.rows.size()},
                      {"columns", columns}});
  }
  const Json json = {{"title", "Ward profile: " + profile.ward_name},
                     {"ward_code", profile.ward_code},
                     {"place", profile.place},
                     {"synthetic", profile.synthetic},
                     {"period", profile.period},
                     {"marking", document.marking},
                     {"date", document.date},
                     {"provenance", document.provenance_code},
                     {"data_revision", document.data_revision},
                     {"software", "Wardscope " + std::string(core::version())},
                     {"sources", document.sources},
                     {"methods", profile.methods},
                     {"assumptions", profile.assumptions},
                     {"suppressed", profile.suppressed},
                     {"tables", tables}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Writes files of one stem and remembers them.
class EditionWriter {
 public:
  EditionWriter(std::filesystem::path folder, std::string stem) : folder_(std::move(folder)), stem_(std::move(stem)) {}

  core::Status write(const std::string& ending, const core::Result<std::string>& bytes) {
    if (!bytes) return bytes.error().within("writing " + stem_ + ending);
    const std::filesystem::path path = folder_ / (stem_ + ending);
    core::Status status = write_checked(path, *bytes);
    if (status) written_.push_back(path);
    return status;
  }
  std::vector<std::filesystem::path> take() { return std::move(written_); }

 private:
  std::filesystem::path folder_;
  std::string stem_;
  std::vector<std::filesystem::path> written_;
};

}  // namespace

std::string profile_file_stem(const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  std::string quarter;
  if (!profile.months.empty()) {
    quarter = financial_quarter(profile.months.back().month_index);
  } else if (const auto date = core::parse_time(document.date)) {
    quarter = financial_quarter(core::month_index(date->minute));
  }
  const std::string prefix = quarter.empty() ? "" : quarter + "_";
  return prefix + "Ward_Profile_" + core::file_name_from(profile.ward_code) + "_" +
         core::file_name_from(profile.ward_name);
}

core::Result<std::vector<std::filesystem::path>> write_ward_profile(const ProfileDocument& document,
                                                                    const ProfileFileOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) {
    return core::io_error("the folder '" + options.folder.string() + "' can't be made: " + error.message() +
                          "; choose another folder");
  }
  const std::string stem = profile_file_stem(document);
  EditionWriter writer(options.folder, stem);
  if (options.pdf) {
    if (const core::Status status = writer.write(".pdf", ward_profile_pdf(document)); !status) return status.error();
  }
  if (options.html) {
    if (const core::Status status = writer.write(".html", ward_profile_html(document)); !status) return status.error();
  }
  if (!options.csv) return writer.take();
  for (const ReportTable& table : all_tables(document.profile)) {
    const core::Status status = writer.write("_" + table.id + ".csv", to_csv(table));
    if (!status) return status.error();
  }
  const core::Status status = writer.write("_about.json", side_file(document, stem));
  if (!status) return status.error();
  return writer.take();
}

}  // namespace wardscope::report
