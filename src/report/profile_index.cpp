// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <system_error>
#include <utility>

#include "report/checked_file.hpp"
#include "report/page_template.hpp"
#include "report/profile_charts.hpp"
#include "report/svg_chart.hpp"

namespace wardscope::report {
namespace {

using kainjow::mustache::data;

constexpr const char* kIndexName = "index.html";

/// Those that a table of wards has room for; the CSV has all.
constexpr std::array<std::string_view, 5> kOnThePage{"Recorded incidents", "Rate",
                                                     "Change on the same months a year before", "Incidents in hotspots",
                                                     "Incidents in view of a camera"};

TableCell cell_of(const analysis::KeyFigure& figure) {
  return figure.is_change ? signed_cell(figure.number, figure.decimals) : number_cell(figure.number, figure.decimals);
}

std::string label_of(const analysis::KeyFigure& figure) {
  return figure.unit.empty() ? figure.label : fmt::format("{}, {}", figure.label, figure.unit);
}

bool is_on_the_page(const analysis::KeyFigure& figure) {
  return std::find(kOnThePage.begin(), kOnThePage.end(), figure.label) != kOnThePage.end();
}

data links_of(const IndexedProfile& ward) {
  data links{data::type::list};
  const auto add = [&](const std::string& ending, const std::string& text) {
    data link;
    link.set("href", ward.stem + ending);
    link.set("text", text);
    link.set("ward", ward.ward_name);
    links.push_back(link);
  };
  for (const ReportTable& table : all_tables({})) add("_" + table.id + ".csv", table.caption);
  add("_about.json", "about");
  return links;
}

data row_of(const IndexedProfile& ward) {
  data cells{data::type::list};
  for (const analysis::KeyFigure& figure : ward.key_figures) {
    if (!is_on_the_page(figure)) continue;
    data cell;
    cell.set("label", label_of(figure));
    cell.set("text", cell_of(figure).text);
    cells.push_back(cell);
  }
  data row;
  row.set("ward", ward.ward_name);
  row.set("page", ward.stem + ".html");
  row.set("cells", cells);
  row.set("pdf", ward.stem + ".pdf");
  row.set("links", links_of(ward));
  return row;
}

std::string csv_name(const ProfileDocument& frame) {
  return (frame.period.empty() ? "" : frame.period + "_") + "Ward_Profiles" +
         (frame.selection_slug.empty() ? "" : "_" + frame.selection_slug) + ".csv";
}

/// As the page says it in its head.
std::string selection_mark(const std::string& selection) {
  return fmt::format("<meta name=\"wardscope-selection\" content=\"{}\">", escaped(selection));
}

}  // namespace

ReportTable all_wards_table(const ProfileIndex& index) {
  ReportTable table{"all-wards", "Key figures of all wards", {{"Ward", 3}, {"Code", 1}}, {}, "There are no wards."};
  if (index.wards.empty()) return table;
  for (const analysis::KeyFigure& figure : index.wards.front().key_figures)
    table.columns.push_back({label_of(figure), 1, true});
  for (const IndexedProfile& ward : index.wards) {
    std::vector<TableCell> row{text_cell(ward.ward_name), text_cell(ward.ward_code)};
    for (const analysis::KeyFigure& figure : ward.key_figures) row.push_back(cell_of(figure));
    table.rows.push_back(std::move(row));
  }
  return table;
}

core::Result<std::string> profile_index_html(const ProfileIndex& index) {
  const ProfileDocument& frame = index.frame;
  data columns{data::type::list};
  if (!index.wards.empty()) {
    for (const analysis::KeyFigure& figure : index.wards.front().key_figures) {
      if (is_on_the_page(figure)) columns.push_back(data{"label", label_of(figure)});
    }
  }
  data rows{data::type::list};
  for (const IndexedProfile& ward : index.wards) rows.push_back(row_of(ward));
  const auto texts = [](const std::vector<std::string>& lines) {
    data list{data::type::list};
    for (const std::string& line : lines) list.push_back(data{"text", line});
    return list;
  };
  data values;
  const std::string& place = frame.profile.place;
  values.set("title", "Ward profiles" + (place.empty() ? "" : " of " + place) + ", " + frame.profile.period);
  values.set("heading", "Ward profiles" + (place.empty() ? "" : ": " + place));
  values.set("what", fmt::format("Profiles of {} wards. Recorded incidents, {} ({}).", index.wards.size(),
                                 frame.profile.period, frame.selection));
  values.set("selection", frame.selection);
  values.set("marking", frame.marking);
  values.set("synthetic", frame.profile.synthetic ? data::type::bool_true : data::type::bool_false);
  values.set("columns", columns);
  values.set("rows", rows);
  values.set("csv", csv_name(frame));
  values.set("methods", texts(frame.profile.methods));
  values.set("sources", texts(frame.sources));
  values.set("footer", footer_line(frame));
  return render_page("profile_index.mustache", std::move(values));
}

core::Status check_index_not_taken(const ProfileDocument& frame, const ProfileFileOptions& options) {
  if (options.replace == Replace::any) return {};
  std::ifstream stream(options.folder / kIndexName, std::ios::binary);
  if (!stream) return {};
  const std::string page{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (page.find(selection_mark(frame.selection)) != std::string::npos) return {};
  return core::conflict(fmt::format(
      "'{}' is there already, for another selection; nothing was written. Choose another --output folder, or "
      "add --overwrite to replace it",
      kIndexName));
}

core::Result<std::vector<std::filesystem::path>> write_profile_index(const ProfileIndex& index,
                                                                     const ProfileFileOptions& options) {
  if (const core::Status free = check_index_not_taken(index.frame, options); !free) return free.error();
  const auto page = profile_index_html(index);
  if (!page) return page.error();
  const std::filesystem::path csv = options.folder / csv_name(index.frame);
  std::filesystem::path beside = csv;
  beside += ".provenance.json";
  std::vector<std::filesystem::path> written{options.folder / kIndexName, csv};
  if (auto done = write_checked(written[0], *page); !done) return done.error();
  if (auto done = write_checked(csv, to_csv(all_wards_table(index))); !done) return done.error();
  if (index.frame.provenance.empty()) return written;
  if (auto done = write_checked(beside, index.frame.provenance); !done) return done.error();
  return written;
}

}  // namespace wardscope::report
