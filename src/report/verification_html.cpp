// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include <kainjow/mustache.hpp>

#include "core/version.hpp"
#include "report/page_sections.hpp"
#include "report/page_template.hpp"
#include "report/svg_chart.hpp"
#include "report/verification_document.hpp"
#include "verification/formula.hpp"
#include "verification/words.hpp"

namespace wardscope::report {
namespace {

using kainjow::mustache::data;

/// Escaped, with its indices and exponents as elements.
std::string formula_html(const std::string& formula) {
  std::string html;
  for (const verification::FormulaRun& run : verification::formula_runs(formula)) {
    const std::string text = escaped(run.text);
    switch (run.script) {
      case verification::Script::normal:
        html += text;
        break;
      case verification::Script::below:
        html += "<sub>" + text + "</sub>";
        break;
      case verification::Script::above:
        html += "<sup>" + text + "</sup>";
        break;
    }
  }
  return html;
}

data table_data(const ReportTable& table) {
  data rows{data::type::list};
  for (const auto& row : table.rows) {
    const bool disagreeing = table.id == "checks" && std::any_of(row.begin(), row.end(), [](const TableCell& cell) {
                               return cell.text == "NO";
                             });
    data entry;
    entry.set("cells", cell_list(table, row));
    entry.set("disagreeing", truth_of(disagreeing));
    rows.push_back(entry);
  }
  data values;
  values.set("caption", table.caption);
  values.set("columns", column_list(table));
  values.set("rows", rows);
  return values;
}

data statistic_data(const verification::Statistic& statistic) {
  data tables{data::type::list};
  tables.push_back(table_data(check_table(statistic)));
  if (!statistic.conventions.empty()) tables.push_back(table_data(convention_table(statistic)));
  data values;
  values.set("name", statistic.name);
  values.set("formula", formula_html(statistic.formula));
  values.set("symbols", formula_html(statistic.symbols));
  values.set("sources", formula_html(sources_sentence(statistic)));
  values.set("tables", tables);
  return values;
}

}  // namespace

core::Result<std::string> verification_html(const verification::Book& book) {
  const verification::Agreement found = agreement(book);
  data reading{data::type::list};
  for (const std::string& sentence : verification::how_to_read()) reading.push_back(data{"text", sentence});
  data facts{data::type::list};
  for (const std::string& sentence : verification::data_in_words()) facts.push_back(data{"text", sentence});
  const cartography::Box page{0.0F, 0.0F, 500.0F, 400.0F};
  data chapters{data::type::list};
  int number = 0;
  for (const verification::Chapter& chapter : book) {
    const verification::Agreement own = agreement(chapter);
    data statistics{data::type::list};
    for (const verification::Statistic& statistic : chapter.statistics) statistics.push_back(statistic_data(statistic));
    data values;
    values.set("id", chapter.id);
    values.set("name", chapter.title);
    values.set("heading", fmt::format("{} {}", ++number, chapter.title));
    values.set("intro", chapter.intro);
    values.set("agreement", fmt::format("{} of {} numbers agree", own.checks - own.disagreeing, own.checks));
    values.set("statistics", statistics);
    chapters.push_back(values);
  }
  data values;
  values.set("title", fmt::format("Verification book of Wardscope {}", core::version()));
  values.set("what", fmt::format("The statistics of Wardscope {}, recomputed and held against numbers from elsewhere.",
                                 core::version()));
  values.set("verdict", verdict(found));
  values.set("whole", truth_of(found.disagreeing == 0));
  values.set("reading", reading);
  values.set("facts", facts);
  values.set("map", base64(svg_of(reference_map(page), page)));
  values.set("map_words", std::string(kReferenceMapWords));
  values.set("chapters", chapters);
  values.set("footer", verification_footer());
  return render_page("verification_book.mustache", std::move(values));
}

}  // namespace wardscope::report
