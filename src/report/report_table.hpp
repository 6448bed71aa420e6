// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/ward_profile.hpp"

namespace wardscope::report {

/// A cell as people read it and as a program reads it: "1,204" and "1204"; "suppressed" and "suppressed".
struct TableCell {
  std::string text;
  std::string plain;
};

struct TableColumn {
  std::string label;
  float weight = 1.0F;  ///< of the width
  bool number = false;  ///< right-aligned
};

/// A table of a report. Its first column names the row. The pages, the HTML and the CSV are made from the same value.
struct ReportTable {
  std::string id;       ///< "types": part of the CSV's name
  std::string caption;  ///< what it lists
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
  std::string empty;   ///< the sentence that stands in place of a table without rows
  std::string note{};  ///< what a mark in its cells stands for; empty: there is none
};

/// The number with thousands separators; "suppressed" or "not known" where there is none.
TableCell number_cell(const analysis::ProfileNumber& number, int decimals = 0);
/// A change with its sign: "+2.9", "−6.2".
TableCell signed_cell(const analysis::ProfileNumber& change, int decimals);
/// A share of 0..1 as a percentage with one decimal.
TableCell share_cell(const analysis::ProfileNumber& share);
/// The text with its percentages and their signs kept on one line.
std::string with_signs_kept(std::string text);
TableCell text_cell(const std::string& text);

// The tables of a ward profile, in the order of its pages.
ReportTable key_figure_table(const analysis::WardProfile& profile);
ReportTable type_table(const analysis::WardProfile& profile);
ReportTable month_table(const analysis::WardProfile& profile);
ReportTable hour_table(const analysis::WardProfile& profile);
ReportTable place_table(const analysis::WardProfile& profile);
ReportTable camera_table(const analysis::WardProfile& profile);
/// The same for pages: columns that say "not known" of every camera are a sentence. The CSV has them.
ReportTable camera_page_table(const analysis::WardProfile& profile);
ReportTable hub_table(const analysis::WardProfile& profile);
ReportTable indicator_table(const analysis::WardProfile& profile);
/// One row an indicator: its newest value beside the one before. For pages; the CSV has the whole series.
ReportTable indicator_summary_table(const analysis::WardProfile& profile);
ReportTable action_table(const analysis::WardProfile& profile);
std::vector<ReportTable> all_tables(const analysis::WardProfile& profile);

/// RFC 4180 CSV, UTF-8, CRLF. A text cell that a spreadsheet would run as a formula (first character = + - @, tab or
/// return) is given a leading apostrophe; numbers are not touched.
std::string to_csv(const ReportTable& table);

/// "31 January 2026" from "2026-01-31"; other texts stay.
std::string long_date(const std::string& iso_date);

}  // namespace wardscope::report
