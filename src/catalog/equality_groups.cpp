// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/equality_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kFifths = 5;
constexpr double kRoundingOfCounts = 0.005;  // census counts are perturbed cell by cell: parts may exceed their total

bool is_ranked(const borough::Area& area) { return area.population && area.deprivation_rank; }

/// 0 the most deprived fifth … 4 the least, by area.
std::vector<std::size_t> fifth_of_each(const borough::AreaSet& set, std::optional<double> of_england) {
  const std::size_t n = set.areas.size();
  std::vector<std::size_t> fifths(n, 0);
  if (of_england) {
    for (std::size_t i = 0; i < n; ++i) {
      if (!is_ranked(set.areas[i])) continue;
      const double place = std::ceil(static_cast<double>(kFifths) * *set.areas[i].deprivation_rank / *of_england) - 1.0;
      fifths[i] = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(kFifths - 1)));
    }
    return fifths;
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < n; ++i) {
    if (is_ranked(set.areas[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return *set.areas[a].deprivation_rank < *set.areas[b].deprivation_rank;
  });
  for (std::size_t place = 0; place < order.size(); ++place) fifths[order[place]] = place * kFifths / order.size();
  return fifths;
}

/// A column that the user did not name and that says that it is the total.
std::optional<std::size_t> total_column(const CodedNumbers& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string name = core::lower_ascii(core::trimmed(table.columns[c]));
    if (name.starts_with("total") || name.starts_with("all ") || name == "all") return c;
  }
  return std::nullopt;
}

core::Result<std::vector<std::size_t>> group_columns(const CodedNumbers& table, const GroupColumns& columns,
                                                     std::optional<std::size_t> total) {
  std::vector<std::size_t> found;
  for (const std::string& name : columns.groups) {
    const auto column = table.existing_column(name);
    if (!column) return column.error();
    found.push_back(*column);
  }
  for (std::size_t c = 0; columns.groups.empty() && c < table.columns.size(); ++c) {
    if (c != total) found.push_back(c);
  }
  if (found.empty()) {
    return core::not_found(fmt::format("'{}' has no column of counts beside its total", table.file_name));
  }
  return found;
}

core::Error wrong_count(const CodedNumbers& table, const std::string& column, const borough::Area& area) {
  return core::malformed(
      fmt::format("'{}', column '{}': the number of {} is below 0 or above the total: counts of residents are needed, "
                  "not rates; name the columns with --group, and their total with --total",
                  table.file_name, column, area.code));
}

}  // namespace

std::optional<double> ranked_in_england(const borough::AreaSet& set) {
  double ranked = 0.0;
  if (set.vintage.find("2011") != std::string::npos) ranked = 32844.0;
  if (set.vintage.find("2021") != std::string::npos) ranked = 33755.0;
  const bool fits = std::all_of(set.areas.begin(), set.areas.end(), [&](const borough::Area& area) {
    return area.code.starts_with("E01") && (!area.deprivation_rank || *area.deprivation_rank <= ranked);
  });
  if (ranked == 0.0 || !fits || set.areas.empty()) return std::nullopt;
  return ranked;
}

std::optional<ResidentGroups> deprivation_fifths(const borough::AreaSet& set) {
  const auto of_england = ranked_in_england(set);
  const std::vector<std::size_t> fifths = fifth_of_each(set, of_england);
  const std::size_t n = set.areas.size();
  ResidentGroups groups;
  groups.characteristic = "Deprivation";
  const std::string whose = of_england ? "England's small areas" : fmt::format("the {} small areas here", n);
  groups.in_words = fmt::format("residents by the deprivation of their small area, fifths of {} by rank", whose);
  if (of_england) {
    groups.in_words += fmt::format(" ({})", core::with_thousands(static_cast<std::int64_t>(*of_england)));
  }
  for (const char* which :
       {"Most deprived", "Second most deprived", "Middle", "Second least deprived", "Least deprived"}) {
    groups.names.push_back(fmt::format("{} fifth of {}", which, of_england ? "England" : "the borough"));
  }
  groups.total.assign(n, 0.0);
  groups.counts.assign(kFifths, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    if (!is_ranked(set.areas[i]) || *set.areas[i].population < 0.0) {
      ++groups.areas_unknown;
      continue;
    }
    groups.total[i] = *set.areas[i].population;
    groups.counts[fifths[i]][i] = groups.total[i];
  }
  if (groups.areas_unknown == n) return std::nullopt;
  return groups;
}

core::Result<ResidentGroups> groups_of_table(const CodedNumbers& table, const GroupColumns& columns,
                                             const borough::AreaSet& set) {
  std::optional<std::size_t> total;
  if (!columns.total.empty()) {
    const auto named = table.existing_column(columns.total);
    if (!named) return named.error();
    total = *named;
  } else if (columns.groups.empty()) {
    total = total_column(table);
  }
  const auto chosen = group_columns(table, columns, total);
  if (!chosen) return chosen.error();
  const std::size_t n = set.areas.size();
  ResidentGroups groups;
  groups.characteristic = table.file_name;
  groups.in_words =
      fmt::format("residents by the columns of '{}' (SHA-256 {}), of {}", table.file_name, table.sha256.substr(0, 12),
                  total ? fmt::format("the total '{}'", table.columns[*total]) : "their sum");
  groups.total.assign(n, 0.0);
  for (const std::size_t c : *chosen) {
    groups.names.push_back(table.columns[c]);
    groups.counts.emplace_back(n, 0.0);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const bool known = std::all_of(chosen->begin(), chosen->end(), [&](std::size_t c) { return table.values[c][i]; }) &&
                       (!total || table.values[*total][i]);
    if (!known) {
      ++groups.areas_unknown;
      continue;
    }
    for (std::size_t g = 0; g < chosen->size(); ++g) groups.counts[g][i] = *table.values[(*chosen)[g]][i];
    for (std::size_t g = 0; !total && g < chosen->size(); ++g) groups.total[i] += groups.counts[g][i];
    if (total) groups.total[i] = *table.values[*total][i];
    for (std::size_t g = 0; g < chosen->size(); ++g) {
      double& count = groups.counts[g][i];
      if (!(count >= 0.0) || count > groups.total[i] * (1.0 + kRoundingOfCounts) + 5.0) {
        return wrong_count(table, groups.names[g], set.areas[i]);
      }
      count = std::min(count, groups.total[i]);
    }
  }
  if (groups.areas_unknown == n) {
    return core::not_found(fmt::format("'{}' has a whole row of counts for none of the areas", table.file_name));
  }
  return groups;
}

}  // namespace wardscope::catalog
