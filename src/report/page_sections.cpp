// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_sections.hpp"

#include "report/svg_chart.hpp"

namespace wardscope::report {

using kainjow::mustache::data;

data empty_section(const std::string& title) {
  data section;
  section.set("title", title);
  for (const char* flag : {"has_finding", "has_image", "has_caption", "has_table", "has_empty", "has_list", "chart",
                           "matrix", "has_narrow"}) {
    section.set(flag, data::type::bool_false);
  }
  return section;
}

data text_list(const std::vector<std::string>& lines) {
  data list{data::type::list};
  for (const std::string& line : lines) list.push_back(data{"text", with_signs_kept(line)});
  return list;
}

data truth_of(bool value) { return value ? data::type::bool_true : data::type::bool_false; }

data column_list(const ReportTable& table) {
  data columns{data::type::list};
  for (const TableColumn& column : table.columns) {
    data entry;
    entry.set("label", column.label);
    entry.set("number", truth_of(column.number));
    columns.push_back(entry);
  }
  return columns;
}

data cell_list(const ReportTable& table, const std::vector<TableCell>& row) {
  data cells{data::type::list};
  for (std::size_t i = 0; i < row.size(); ++i) {
    data cell;
    cell.set("head", truth_of(i == 0));
    cell.set("number", truth_of(table.columns[i].number));
    cell.set("label", table.columns[i].label);
    cell.set("text", row[i].text);
    cells.push_back(cell);
  }
  return cells;
}

void add_table(data& section, const ReportTable& table) {
  if (table.rows.empty()) {
    section.set("has_empty", truth_of(true));
    section.set("empty", table.empty);
    return;
  }
  section.set("has_table", truth_of(true));
  constexpr std::size_t kMostCards = 12;  // columns: a matrix has more, and is shown small rather than as cards
  section.set("matrix", truth_of(table.columns.size() > kMostCards));
  section.set("table_caption", table.note.empty() ? table.caption : table.caption + ". " + table.note);
  section.set("columns", column_list(table));
  data rows{data::type::list};
  for (const auto& row : table.rows) rows.push_back(data{"cells", cell_list(table, row)});
  section.set("rows", rows);
}

data table_section(const ReportTable& table) {
  data section = empty_section(table.caption);
  add_table(section, table);
  return section;
}

data list_section(const char* title, const std::vector<std::string>& lines, const char* none) {
  data section = empty_section(title);
  section.set(lines.empty() ? "has_empty" : "has_list", truth_of(true));
  section.set("list", text_list(lines));
  section.set("empty", std::string(none));
  return section;
}

void add_image(data& section, const SectionImage& image) {
  section.set("has_image", truth_of(true));
  section.set("type", image.type);
  section.set("data", base64(image.bytes));
  section.set("alt", image.alt);
}

void add_narrow_image(data& section, const std::string& bytes) {
  section.set("has_narrow", truth_of(true));
  section.set("narrow_data", base64(bytes));
}

}  // namespace wardscope::report
