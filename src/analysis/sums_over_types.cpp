// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sums_over_types.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analysis/located_rows.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

/// Areas by those types of which there are any, and the category of each column.
struct TypeTable {
  CountTable counts;
  std::vector<std::size_t> categories;
};

TypeTable areas_by_types(const TypedIncidents& of, const std::vector<std::int32_t>& area_of_row) {
  const std::size_t categories = of.incidents.categories.size();
  const std::size_t areas = of.areas.areas.size();
  std::vector<std::int64_t> cells(areas * categories, 0);
  std::vector<std::int64_t> by_category(categories, 0);
  for (std::size_t i = 0; i < of.rows.size(); ++i) {
    if (area_of_row[i] == geo::PolygonCoverage::kNowhere) continue;
    const std::size_t category = of.incidents.category[of.rows[i]];
    ++cells[static_cast<std::size_t>(area_of_row[i]) * categories + category];
    ++by_category[category];
  }
  const std::vector<borough::Sensitivity> classes = classes_of_types(of.incidents, by_category);
  TypeTable table;
  for (std::size_t c = 0; c < categories; ++c) {
    if (by_category[c] == 0) continue;
    table.categories.push_back(c);
    table.counts.column_sensitivity.push_back(classes[c]);
  }
  table.counts.rows = areas;
  table.counts.columns = table.categories.size();
  table.counts.cells.reserve(areas * table.counts.columns);
  for (std::size_t area = 0; area < areas; ++area) {
    for (const std::size_t c : table.categories) table.counts.cells.push_back(cells[area * categories + c]);
  }
  const auto& sensitivity = table.counts.column_sensitivity;
  const bool all_sensitive = !sensitivity.empty() && std::all_of(sensitivity.begin(), sensitivity.end(), [](auto one) {
    return one == borough::Sensitivity::sensitive;
  });
  if (all_sensitive) table.counts.total_sensitivity = borough::Sensitivity::sensitive;
  return table;
}

/// Whether the sum of the chosen numbers of a line does not follow from what is shown of the line and its total.
template <typename NumberAt>
bool sum_is_hidden(const std::vector<bool>& chosen, const ProfileNumber& total, NumberAt number_at) {
  bool among_chosen = false;
  bool among_others = false;
  for (std::size_t column = 0; column < chosen.size(); ++column) {
    if (number_at(column).value) continue;
    (chosen[column] ? among_chosen : among_others) = true;
  }
  return among_chosen && (among_others || !total.value);
}

}  // namespace

borough::IncidentFilter with_all_types(borough::IncidentFilter filter) {
  filter.types.clear();
  return filter;
}

std::vector<borough::Sensitivity> classes_of_types(const borough::IncidentTable& incidents,
                                                   std::span<const std::int64_t> by_category) {
  std::vector<borough::Sensitivity> classes;
  classes.reserve(by_category.size());
  for (std::size_t c = 0; c < by_category.size(); ++c) {
    classes.push_back(by_category[c] == 0 ? borough::Sensitivity::open : sensitivity_of(incidents.categories[c]));
  }
  return classes;
}

std::vector<bool> chosen_types(const borough::IncidentTable& incidents, const std::vector<std::string>& types) {
  std::vector<bool> chosen;
  for (const borough::IncidentCategory& category : incidents.categories) {
    const std::string name = core::lower_ascii(category.name);
    chosen.push_back(types.empty() || std::any_of(types.begin(), types.end(), [&](const std::string& type) {
                       return core::lower_ascii(core::trimmed(type)) == name;
                     }));
  }
  return chosen;
}

HiddenSums hidden_sums(const ProtectedTable& shown, const std::vector<bool>& chosen) {
  assert(chosen.size() == shown.columns);
  const bool all = std::all_of(chosen.begin(), chosen.end(), [](bool one) { return one; });
  HiddenSums hidden{std::vector<bool>(shown.row_totals.size(), false), false};
  for (std::size_t area = 0; area < shown.row_totals.size(); ++area) {
    const ProfileNumber& total = shown.row_totals[area];
    hidden.areas[area] =
        all ? !total.value : sum_is_hidden(chosen, total, [&](std::size_t c) { return shown.at(area, c); });
  }
  hidden.total = all ? !shown.total.value
                     : sum_is_hidden(chosen, shown.total, [&](std::size_t c) { return shown.column_totals[c]; });
  return hidden;
}

core::Result<HiddenSums> sums_hidden_by_types(const TypedIncidents& of, const DisclosureControl& control,
                                              const jobs::Progress& progress) {
  const auto area_of_row = located_rows(of.areas, of.incidents, of.rows, progress.part(0.0, 0.5));
  if (!area_of_row) return area_of_row.error();
  const TypeTable table = areas_by_types(of, *area_of_row);
  if (table.counts.columns == 0) return HiddenSums{std::vector<bool>(table.counts.rows, false), false};
  const std::vector<bool> by_category = chosen_types(of.incidents, of.types);
  std::vector<bool> chosen;
  for (const std::size_t c : table.categories) chosen.push_back(by_category[c]);
  const auto shown = control.protect(table.counts, progress.part(0.5, 1.0));
  if (!shown) return shown.error();
  return hidden_sums(*shown, chosen);
}

core::Result<std::vector<bool>> totals_hidden_by_type(const TypedIncidents& of, const DisclosureControl& control,
                                                      const jobs::Progress& progress) {
  const auto area_of_row = located_rows(of.areas, of.incidents, of.rows, progress);
  if (!area_of_row) return area_of_row.error();
  const TypeTable table = areas_by_types(of, *area_of_row);
  std::vector<bool> hidden(of.incidents.categories.size(), false);
  if (table.counts.columns == 0) return hidden;
  const ProtectedTable shown = control.protect(table.counts);
  for (std::size_t column = 0; column < table.categories.size(); ++column)
    hidden[table.categories[column]] = !shown.column_totals[column].value;
  return hidden;
}

core::Result<ShownTypes> types_shown(const TypedIncidents& of, const DisclosureControl& control,
                                     const jobs::Progress& progress) {
  const auto area_of_row = located_rows(of.areas, of.incidents, of.rows, progress.part(0.0, 0.5));
  if (!area_of_row) return area_of_row.error();
  const TypeTable table = areas_by_types(of, *area_of_row);
  const std::size_t categories = of.incidents.categories.size();
  ShownTypes types;
  types.categories = categories;
  types.cells.assign(table.counts.rows * categories, 0);
  types.totals.assign(categories, 0);
  if (table.counts.columns == 0) return types;
  const auto shown = control.protect(table.counts, progress.part(0.5, 1.0));
  if (!shown) return shown.error();
  const auto whole = [](const ProfileNumber& number) {
    std::optional<std::int64_t> count;
    if (number.value) count = std::llround(*number.value);
    return count;
  };
  for (std::size_t column = 0; column < table.categories.size(); ++column) {
    const std::size_t category = table.categories[column];
    types.totals[category] = whole(shown->column_totals[column]);
    for (std::size_t area = 0; area < table.counts.rows; ++area)
      types.cells[area * categories + category] = whole(shown->at(area, column));
  }
  return types;
}

}  // namespace wardscope::analysis
