// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/disclosure.hpp"
#include "analysis/sums_over_types.hpp"
#include "borough/area_choice.hpp"
#include "borough/incident_period.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

geo::MultiPolygon land_of(const borough::Dataset& dataset, core::Diagnostics& diagnostics) {
  geo::MultiPolygon land;
  for (const borough::AreaKind kind :
       {borough::AreaKind::ward, borough::AreaKind::borough, borough::AreaKind::small_area}) {
    const auto set = borough::areas_of(dataset, kind);
    if (!set) continue;
    for (const borough::Area& area : set->areas) land.insert(land.end(), area.shape.begin(), area.shape.end());
    return land;
  }
  diagnostics.note(
      "no-land",
      "the workspace has no wards or borough outline: the surroundings of the incidents count as land, and "
      "nothing is corrected at the edge; import wards to mend that");
  return land;
}

void note_area_sets(const borough::Dataset& dataset, borough::AreaKind kind, core::Diagnostics& diagnostics) {
  const std::string note = borough::several_sets(dataset, kind);
  if (!note.empty()) diagnostics.note("area-sets", note);
}

namespace {

/// The class of counts of what the filter asks for, whatever is selected of it or left out: sensitive where all of its
/// types are.
borough::Sensitivity class_of_asked(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter) {
  const std::vector<bool> chosen = analysis::chosen_types(incidents, filter.types);
  bool any = false;
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    if (!chosen[c]) continue;
    if (analysis::sensitivity_of(incidents.categories[c]) != borough::Sensitivity::sensitive)
      return borough::Sensitivity::open;
    any = true;
  }
  return any ? borough::Sensitivity::sensitive : borough::Sensitivity::open;
}

/// Says how incidents known between two times were taken where the filter asks for weekdays or hours.
void note_ranges(const borough::IncidentSelection& selection, borough::Sensitivity sensitivity,
                 core::Diagnostics& diagnostics) {
  if (selection.ranged + selection.ranged_out == 0) return;
  diagnostics.note(
      "time-ranges",
      fmt::format("incidents known between two times were taken by the first of them, when the range begins: {} are in "
                  "the weekdays and hours asked for by it, and {} are left out whose range reaches into them; "
                  "'aoristic' spreads each over its range",
                  shown_count(selection.ranged, sensitivity), shown_count(selection.ranged_out, sensitivity)));
}

/// True where rows known to the month alone can't be in it.
bool asks_for_times(const borough::IncidentFilter& filter) {
  constexpr std::size_t kMonth = 7;  // letters of "2025-01"
  constexpr std::int64_t kLastHour = 23;
  return !filter.weekdays.empty() || filter.first_hour != 0 || filter.last_hour != kLastHour ||
         filter.from.size() > kMonth || filter.to.size() > kMonth;
}

/// ": incidents are recorded from 2023-01 to 2025-12"; empty where no time is known.
std::string recorded_span(const borough::IncidentTable& incidents) {
  const borough::IncidentFilter all = borough::with_period({}, incidents);
  if (all.from.empty()) return {};
  return fmt::format(": incidents are recorded from {} to {}", all.from, all.to);
}

}  // namespace

core::Result<borough::IncidentSelection> selected_incidents(const borough::Dataset& dataset,
                                                            const borough::IncidentFilter& filter,
                                                            core::Diagnostics& diagnostics) {
  if (!dataset.incidents || dataset.incidents->size() == 0) {
    return core::not_found("the workspace has no incidents with a place; import some with 'wardscope import'");
  }
  note_area_sets(dataset, borough::AreaKind::ward, diagnostics);
  auto selection = borough::select(*dataset.incidents, filter);
  if (!selection) return selection.error();
  const borough::Sensitivity sensitivity = class_of_asked(*dataset.incidents, filter);
  if (selection->time_not_exact > 0) {
    diagnostics.note("time-not-exact",
                     fmt::format("{} incidents were left out: their time is not known exactly enough for the weekday, "
                                 "hour or period asked for",
                                 shown_count(selection->time_not_exact, sensitivity)));
  }
  if (selection->without_place > 0) {
    diagnostics.note("without-place", fmt::format("{} more incidents have no place: they are on no map and in no area",
                                                  shown_count(selection->without_place, sensitivity)));
  }
  if (selection->at_midnight > 0) {
    diagnostics.note("at-midnight",
                     fmt::format("{} of the incidents are stamped exactly midnight, as many systems write a "
                                 "time that is not known",
                                 shown_count(selection->at_midnight, sensitivity)));
  }
  note_ranges(*selection, sensitivity, diagnostics);
  if (selection->rows.empty() && selection->time_not_exact > 0 && asks_for_times(filter)) {
    return core::invalid_argument(fmt::format(
        "no incident is left by the filter ({}): of {} of its incidents the time is not known exactly enough, as where "
        "dates are of months alone (data.police.uk); leave weekdays, hours and days out of the filter, or import "
        "incidents with their dates and times",
        borough::describe_in_words(filter), shown_count(selection->time_not_exact, sensitivity)));
  }
  if (selection->rows.empty()) {
    return core::invalid_argument(fmt::format("no incident is left by the filter ({}){}; widen it",
                                              borough::describe_in_words(filter), recorded_span(*dataset.incidents)));
  }
  return selection;
}

std::string no_ward(const borough::Dataset& dataset, std::string_view name) {
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  return borough::no_area(wards ? *wards : borough::AreaSet{}, "ward", name);
}

std::string incidents_in_words(std::int64_t count, const borough::IncidentFilter& filter,
                               borough::Sensitivity sensitivity) {
  // "fewer than 5 incident" would say that it is one.
  const std::string shown = shown_count(count, sensitivity);
  return fmt::format("{} recorded {} ({})", shown, shown == "1" ? "incident" : "incidents",
                     borough::describe_in_words(filter));
}

std::string percent(double share) { return core::fixed(share * 100.0, 1) + " %"; }

std::string joined_shares(const std::vector<std::pair<std::string, double>>& shares) {
  std::string text;
  for (const auto& [name, share] : shares) {
    if (!text.empty()) text += ", ";
    constexpr double kLeast = 0.005;  // less would be printed as 0 %
    const std::string number = share < kLeast ? "under 1" : core::fixed(share * 100.0, 0);
    text += shares.size() == 1 ? name : fmt::format("{} ({} %)", name, number);
  }
  return text;
}

std::string joined_names(const std::vector<std::string>& names) {
  constexpr std::size_t kNamed = 3;  // more make a list that nobody reads
  const std::size_t named = std::min(kNamed, names.size());
  const std::size_t more = names.size() - named;
  std::string text;
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) text += i + 1 == named && more == 0 ? " and " : ", ";
    text += names[i];
  }
  return more == 0 ? text : fmt::format("{} and {} more", text, more);
}

}  // namespace wardscope::catalog
