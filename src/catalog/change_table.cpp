// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/change_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "catalog/told_counts.hpp"

namespace wardscope::catalog {
namespace {

std::vector<std::size_t> by_remarkableness(const analysis::UnitChanges& changes) {
  std::vector<std::size_t> order(changes.units.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::size_t unit) {
    const analysis::UnitChange& own = changes.units[unit];
    if (own.change_class == analysis::ChangeClass::up) return std::pair(0, own.corrected_p);
    if (own.change_class == analysis::ChangeClass::down) return std::pair(1, own.corrected_p);
    // Not by p, which is told in bands alone.
    return std::pair(own.change_class == analysis::ChangeClass::no_clear_change ? 2 : 3, 0.0);
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

/// Ratio, its range and percentage of what is told; nothing where a count is not.
struct ToldChange {
  table::Value percent;
  table::Value ratio;
  table::Value low;
  table::Value high;
};

ToldChange told_change(std::optional<std::int64_t> earlier, std::optional<std::int64_t> later,
                       const analysis::ChangeCounts& counts) {
  ToldChange told;
  if (!earlier || !later || *earlier == 0) return told;
  const stats::ChangeTest test = stats::change_test({*earlier, *later, counts.earlier_days, counts.later_days});
  told.ratio = test.ratio;
  told.low = test.interval.low;
  told.high = test.interval.high;
  if (*earlier >= kLeastBase) told.percent = 100.0 * (test.ratio - 1.0);
  return told;
}

}  // namespace

table::FeatureTable change_table(const ChangeRows& rows) {
  using table::ColumnType;
  const auto& [units, counts, changes, hidden, sensitivity] = rows;
  const bool areas = units.are_areas();
  std::vector<table::Column> columns{{"rank", "Rank", "", ColumnType::integer, false},
                                     {"name", areas ? "Area" : "Ward", "", ColumnType::text, false},
                                     {"class", "Change", "", ColumnType::text, false},
                                     {"earlier_rounded", "Earlier, rounded", "", ColumnType::integer, false},
                                     {"later_rounded", "Later, rounded", "", ColumnType::integer, false},
                                     {"change_percent", "Change per day", "%", ColumnType::number, false},
                                     {"ratio", "Ratio", "", ColumnType::number, false},
                                     {"ratio_low", "Ratio, 95 % from", "", ColumnType::number, false},
                                     {"ratio_high", "Ratio, 95 % to", "", ColumnType::number, false},
                                     {"p_corrected", "p, corrected", "", ColumnType::text, false}};
  if (areas) columns.push_back({"code", "Code", "", ColumnType::text, false});
  table::FeatureTable features(std::move(columns));
  std::int64_t rank = 0;
  for (const std::size_t unit : by_remarkableness(changes)) {
    const analysis::UnitChange& own = changes.units[unit];
    const bool is_hidden = !hidden.empty() && hidden[unit];
    std::optional<std::int64_t> earlier;
    std::optional<std::int64_t> later;
    if (!is_hidden) {
      earlier = told_count(counts.earlier[unit], sensitivity);
      later = told_count(counts.later[unit], sensitivity);
    }
    ToldChange told = told_change(earlier, later, counts);
    std::vector<table::Value> row(5);
    row[0] = ++rank;
    row[1] = units.names[unit];
    row[2] = std::string(words_of(own.change_class));
    if (earlier) row[3] = *earlier;
    if (later) row[4] = *later;
    for (table::Value* value : {&told.percent, &told.ratio, &told.low, &told.high}) row.push_back(std::move(*value));
    row.emplace_back(told_p(own.corrected_p));
    if (areas) row.emplace_back(units.codes[unit]);
    features.add_row(std::move(row), units.geometry(unit));
  }
  return features;
}

}  // namespace wardscope::catalog
