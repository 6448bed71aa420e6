// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the web editions: the sections of report_page.mustache.

#include <kainjow/mustache.hpp>
#include <string>
#include <vector>

#include "report/report_table.hpp"

namespace wardscope::report {

/// A section with a heading and nothing in it. Mustache looks a missing name up in the enclosing section: every section
/// sets every one of its names.
kainjow::mustache::data empty_section(const std::string& title);
kainjow::mustache::data table_section(const ReportTable& table);
/// The lines, or `none` where there are none.
kainjow::mustache::data list_section(const char* title, const std::vector<std::string>& lines, const char* none);

kainjow::mustache::data text_list(const std::vector<std::string>& lines);
kainjow::mustache::data truth_of(bool value);

/// What the templates take of a table: its columns, and the cells of one of its rows.
kainjow::mustache::data column_list(const ReportTable& table);
kainjow::mustache::data cell_list(const ReportTable& table, const std::vector<TableCell>& row);
void add_table(kainjow::mustache::data& section, const ReportTable& table);

struct SectionImage {
  std::string type;  ///< "image/png"
  std::string bytes;
  std::string alt;
};
void add_image(kainjow::mustache::data& section, const SectionImage& image);
/// The same drawn for a telephone.
void add_narrow_image(kainjow::mustache::data& section, const std::string& bytes);

}  // namespace wardscope::report
