// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cartography/theme.hpp"
#include "core/version.hpp"
#include "report/verification_document.hpp"
#include "verification/reference_data.hpp"
#include "verification/words.hpp"

namespace wardscope::report {
namespace {

using verification::readable;

TableCell number_text(const std::string& printed) { return {readable(printed), printed}; }

std::string with_unit(const char* label, const std::string& unit) {
  return unit.empty() ? label : fmt::format("{} ({})", label, unit);
}

/// Share of the width for the numbers: as much as the longest needs, so that words beside them have the rest.
float number_width(const verification::Statistic& statistic) {
  std::size_t most = 0;
  for (const verification::Check& check : statistic.checks) {
    most = std::max({most, check.expected.size(), ours_as_printed(check).size()});
  }
  constexpr float kACharacter = 0.16F;
  constexpr float kLeast = 1.4F;
  constexpr float kMost = 2.8F;
  return std::clamp(kACharacter * static_cast<float>(most), kLeast, kMost);
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
  const float digits = number_width(statistic);
  ReportTable table{"checks",
                    statistic.name,
                    {{"Number", 2.8F},
                     {with_unit("Expected", statistic.unit), digits, true},
                     {with_unit("Ours", statistic.unit), digits, true},
                     {"Difference", 1.2F, true},
                     {"Allowed", 1.2F, true},
                     {"Agrees", 0.9F}},
                    {},
                    "Nothing is compared."};
  const bool several = common_source(statistic).empty();
  if (several) table.columns.push_back({"Where the expected number is from", 2.8F});
  for (const verification::Check& check : statistic.checks) {
    table.rows.push_back({text_cell(check.of), number_text(check.expected), number_text(ours_as_printed(check)),
                          number_text(difference_as_printed(check)), number_text(tolerance_as_printed(check)),
                          text_cell(std::string(agreement_word(check)))});
    if (several) table.rows.back().push_back(text_cell(check.source));
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

std::string sources_sentence(const verification::Statistic& statistic) {
  const std::string source = common_source(statistic);
  return fmt::format("After {}. Data: {}.{}", statistic.literature, statistic.data,
                     source.empty() ? std::string() : fmt::format(" Expected numbers: {}.", source));
}

std::vector<cartography::FurnitureItem> reference_map(const cartography::Box& box) {
  const geo::Extent window = geo::extent_of(verification::reference_window());
  const auto scale = static_cast<double>(box.width) / window.width();
  const auto x_of = [&](double easting) { return box.x + static_cast<float>((easting - window.min_x) * scale); };
  const auto y_of = [&](double northing) { return box.y + static_cast<float>((window.max_y - northing) * scale); };
  constexpr double kSide = 100.0;  // m
  std::vector<cartography::FurnitureItem> items;
  for (std::size_t cell = 0; cell < verification::kCellColumns * verification::kCellRows; ++cell) {
    const std::size_t row = cell / verification::kCellColumns;
    const double west = window.min_x + kSide * static_cast<double>(cell % verification::kCellColumns);
    const double north = window.min_y + kSide * static_cast<double>(row + 1);
    const auto side = static_cast<float>(kSide * scale);
    items.emplace_back(cartography::BoxItem{
        {x_of(west), y_of(north), side, side}, {1, 1, 1, 1}, cartography::theme::kRule, 0.5F, 0.0F});
  }
  const verification::ReferencePoints points = verification::reference_points();
  const cartography::PointStyle dot{cartography::Symbol::disc, cartography::theme::kAccent, {1, 1, 1, 1}, 4.0F, 0.4F};
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    items.emplace_back(cartography::SymbolItem{x_of(points.x[i]), y_of(points.y[i]), dot});
  }
  return items;
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
