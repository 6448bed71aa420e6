// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <utility>

#include "core/version.hpp"
#include "report/verification_document.hpp"
#include "verification/words.hpp"

namespace wardscope::report {
namespace {

using verification::readable;

TableCell number_text(const std::string& printed) { return {readable(printed), printed}; }

std::string with_unit(const char* label, const std::string& unit) {
  return unit.empty() ? label : fmt::format("{} ({})", label, unit);
}

std::string all_digits(double value) { return fmt::format("{}", value); }

}  // namespace

ReportTable contents_table(const verification::Book& book) {
  ReportTable table{"contents",
                    "Contents",
                    {{"Chapter", 4}, {"Statistics", 1.2F, true}, {"Numbers", 1.2F, true}, {"Agreeing", 1.2F, true}},
                    {},
                    "The book has no chapter."};
  int number = 0;
  for (const verification::Chapter& chapter : book) {
    const verification::Agreement found = agreement(chapter);
    table.rows.push_back({text_cell(fmt::format("{}  {}", ++number, chapter.title)),
                          text_cell(std::to_string(chapter.statistics.size())), text_cell(std::to_string(found.checks)),
                          text_cell(std::to_string(found.checks - found.disagreeing))});
  }
  return table;
}

ReportTable check_table(const verification::Statistic& statistic) {
  ReportTable table{"checks",
                    statistic.name,
                    {{"Number", 2.5F},
                     {with_unit("Expected", statistic.unit), 2.1F, true},
                     {with_unit("Ours", statistic.unit), 2.1F, true},
                     {"Difference", 1.1F, true},
                     {"Allowed", 1.1F, true},
                     {"Agrees", 0.8F},
                     {"Where the expected number is from", 2.6F}},
                    {},
                    "Nothing is compared."};
  for (const verification::Check& check : statistic.checks) {
    table.rows.push_back({text_cell(check.of), number_text(check.expected), number_text(ours_as_printed(check)),
                          number_text(difference_as_printed(check)), number_text(tolerance_as_printed(check)),
                          text_cell(std::string(agreement_word(check))), text_cell(check.source)});
  }
  return table;
}

ReportTable convention_table(const verification::Statistic& statistic) {
  ReportTable table{"conventions",
                    "Where programs differ: " + statistic.convention_question,
                    {{"Program or convention", 2.6F}, {"Its number", 1.2F, true}, {"Ours?", 0.6F}, {"Why", 4.2F}},
                    {},
                    "Programs agree."};
  for (const verification::Convention& convention : statistic.conventions) {
    table.rows.push_back({text_cell(convention.tool), number_text(as_printed(convention)),
                          text_cell(convention.whose == verification::Whose::ours ? "ours" : "–"),
                          text_cell(convention.why)});
  }
  return table;
}

std::string verification_footer() { return fmt::format("Wardscope {} · Verification book", core::version()); }

std::string verification_csv(const verification::Book& book) {
  ReportTable table{"verification",
                    "Verification book",
                    {{"chapter"},
                     {"statistic"},
                     {"formula"},
                     {"symbols"},
                     {"literature"},
                     {"data"},
                     {"unit"},
                     {"kind"},
                     {"number"},
                     {"expected"},
                     {"ours"},
                     {"difference"},
                     {"allowed"},
                     {"agrees"},
                     {"source"},
                     {"program"}},
                    {},
                    ""};
  for (const verification::Chapter& chapter : book) {
    for (const verification::Statistic& statistic : chapter.statistics) {
      std::vector<TableCell> head;
      for (const std::string& text : {chapter.title, statistic.name, statistic.formula, statistic.symbols,
                                      statistic.literature, statistic.data, statistic.unit}) {
        head.push_back(text_cell(text));
      }
      const auto add = [&](const std::vector<std::string>& cells) {
        std::vector<TableCell> row = head;
        for (const std::string& cell : cells) row.push_back(text_cell(cell));
        table.rows.push_back(std::move(row));
      };
      for (const verification::Check& check : statistic.checks) {
        add({"check", check.of, check.expected, all_digits(check.ours), all_digits(difference(check)),
             all_digits(tolerance_of(check)), std::string(agreement_word(check)), check.source,
             fmt::format("Wardscope {}", core::version())});
      }
      for (const verification::Convention& convention : statistic.conventions) {
        const bool ours = convention.whose == verification::Whose::ours;
        add({"convention", statistic.convention_question, "", all_digits(convention.value), "", "",
             ours ? "ours" : "other", convention.why, convention.tool});
      }
    }
  }
  return to_csv(table);
}

}  // namespace wardscope::report
