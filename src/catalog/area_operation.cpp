// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "analysis/area_rates.hpp"
#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

enum class Areas { wards, small_areas, neighbourhoods };

struct RateQuestion {
  borough::IncidentFilter filter;
  Areas areas = Areas::wards;
};

void describe(RateQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr core::Choice kAreas[] = {
      {"wards", "Wards"}, {"small-areas", "Small areas (LSOA)"}, {"neighbourhoods", "Targeted neighbourhoods"}};
  describe(question.filter, visitor);
  visitor.enumeration({"areas", "Areas", "Which set of areas to count in"}, kAreas, question.areas);
}

borough::AreaKind kind_of(Areas areas) {
  switch (areas) {
    case Areas::wards:
      return borough::AreaKind::ward;
    case Areas::small_areas:
      return borough::AreaKind::small_area;
    case Areas::neighbourhoods:
      return borough::AreaKind::neighbourhood;
  }
  return borough::AreaKind::other;
}

std::string_view words_of(analysis::ResidentsBy by) {
  switch (by) {
    case analysis::ResidentsBy::unknown:
      return "not known";
    case analysis::ResidentsBy::area_set:
      return "of the area set";
    case analysis::ResidentsBy::ward_codes:
      return "summed over small areas by ward code";
    case analysis::ResidentsBy::ground:
      return "estimated by small areas' ground";
  }
  return {};
}

table::FeatureTable rate_table(const analysis::AreaRates& rates, const borough::AreaSet& set) {
  using table::ColumnType;
  table::FeatureTable features({{"name", "Area", "", ColumnType::text, false},
                                {"incidents", "Incidents", "", ColumnType::integer, true},
                                {"per_thousand", "Rate", "per 1,000", ColumnType::number, false},
                                {"low", "Rate, 95 % from", "per 1,000", ColumnType::number, false},
                                {"high", "Rate, 95 % to", "per 1,000", ColumnType::number, false},
                                {"rate_rank", "Rank", "", ColumnType::integer, false},
                                {"per_km2", "Density", "per km²", ColumnType::number, false},
                                {"share_percent", "Share", "%", ColumnType::number, false},
                                {"residents", "Residents", "", ColumnType::number, false},
                                {"residents_by", "Residents are", "", ColumnType::text, false},
                                {"code", "Code", "", ColumnType::text, false},
                                {"area_set", "Area set", "", ColumnType::text, false}});
  for (std::size_t i = 0; i < rates.areas.size(); ++i) {
    const analysis::AreaRate& area = rates.areas[i];
    table::Value rate;
    table::Value low;
    table::Value high;
    table::Value residents;
    if (area.per_thousand) {
      rate = area.per_thousand->value;
      low = area.per_thousand->interval.low;
      high = area.per_thousand->interval.high;
    }
    if (area.residents) residents = *area.residents;
    features.add_row({area.name, area.incidents, rate, low, high, static_cast<std::int64_t>(area.rank), area.per_km2,
                      area.share * 100.0, residents, std::string(words_of(area.residents_by)), area.code, set.name},
                     set.areas[i].shape);
  }
  return features;
}

/// The area with the best rank of which the count may be told; null where there is none.
const analysis::AreaRate* foremost(const analysis::AreaRates& rates, const ops::CountedIncidents& counted) {
  const analysis::DisclosureControl control;
  const analysis::AreaRate* best = nullptr;
  for (const analysis::AreaRate& area : rates.areas) {
    if (area.incidents == 0 || control.is_small(area.incidents, counted.sensitivity)) continue;
    const auto& hidden = counted.hidden->codes;
    if (std::find(hidden.begin(), hidden.end(), area.code) != hidden.end()) continue;
    if (best == nullptr || area.rank < best->rank) best = &area;
  }
  return best;
}

std::vector<std::string> sentences_of(const analysis::AreaRates& rates, const ops::CountedIncidents& counted) {
  const borough::Sensitivity sensitivity = counted.sensitivity;
  std::vector<std::string> sentences;
  const std::int64_t inside = rates.incidents - rates.in_no_area;
  const bool is_told = !counted.hidden->total || analysis::DisclosureControl().is_small(inside, sensitivity);
  const std::string which = is_told ? incidents_in_words(inside, counted.filter, sensitivity)
                                    : fmt::format("Recorded incidents ({}; how many would tell a small count)",
                                                  borough::describe_in_words(counted.filter));
  sentences.push_back(fmt::format("{} in the {} areas of '{}'.", which, rates.areas.size(), counted.area_set));
  if (rates.in_no_area > 0) {
    sentences.push_back(fmt::format("Besides, {} lie in none of them.", shown_count(rates.in_no_area, sensitivity)));
  }
  const analysis::AreaRate* first = foremost(rates, counted);
  if (first == nullptr) {
    sentences.emplace_back("In no area are there enough to tell a number.");
  } else if (first->per_thousand) {
    sentences.push_back(fmt::format(
        "The highest rate is in {}: {} per 1,000 residents in the whole period (95 % interval {} to {}).", first->name,
        core::fixed(first->per_thousand->value, 1), core::fixed(first->per_thousand->interval.low, 1),
        core::fixed(first->per_thousand->interval.high, 1)));
  } else {
    sentences.push_back(fmt::format("The densest is {}: {} per km². Residents are not known, so there is no rate.",
                                    first->name, core::fixed(first->per_km2, 1)));
  }
  return sentences;
}

ops::PlainWords words_of(const analysis::AreaRates& rates, const borough::AreaSet& set, bool by_rate) {
  ops::PlainWords words;
  if (by_rate) {
    words.how_sure =
        "each rate has the range that chance alone would leave it in 19 of 20 times (95 %); two areas whose ranges "
        "overlap widely have not been shown to differ, and their ranks may change places.";
    words.does_not_show = "a rate per resident overstates the risk to residents where many people only visit.";
  } else {
    words.how_sure = "a density has no range here: residents are not known, and small counts change by chance alone.";
    words.does_not_show = "incidents per km² follow where people are; they are no risk for a person.";
  }
  words.methods = fmt::format(
      "incidents are counted in the {} areas of '{}' by their place, of the whole period{}.", rates.areas.size(),
      set.name,
      by_rate ? "; rates per 1,000 residents with exact 95 % Poisson intervals (Garwood 1936), residents without error"
              : ", over the area of each");
  return words;
}

core::Result<ops::OperationResult> run_area_rates(const RateQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::AreaKind kind = kind_of(question.areas);
  const auto set = borough::areas_of(context.dataset, kind);
  if (!set)
    return core::not_found(
        "the workspace has no such areas; import them with 'wardscope import', or choose other --areas");
  const auto small_areas = borough::areas_of(context.dataset, borough::AreaKind::small_area);
  if (kind != borough::AreaKind::ward) note_area_sets(context.dataset, kind, context.diagnostics);
  const auto rates = analysis::area_rates(*context.dataset.incidents, selection->rows, {*set, small_areas.get()},
                                          context.progress.part(0.0, 0.7));
  if (!rates) return rates.error();
  const bool by_rate = std::any_of(rates->areas.begin(), rates->areas.end(),
                                   [](const analysis::AreaRate& area) { return area.per_thousand.has_value(); });
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto all = all_types(incidents, question.filter);
  if (!all) return all.error();
  auto hidden = hidden_areas({incidents, *set, question.filter, *all}, context.progress.part(0.7, 1.0, "Small counts"));
  if (!hidden) return hidden.error();
  ops::OperationResult result;
  ops::CountedIncidents counted{analysis::sensitivity_of_rows(incidents, selection->rows), set->name, question.filter,
                                *std::move(hidden)};
  result.sentences = sentences_of(*rates, counted);
  counted.filter = analysis::with_period(question.filter, incidents);
  if (by_rate && rates->summed > 0) {
    result.sentences.push_back(
        fmt::format("Residents of {} areas are summed over '{}' by the ward that it names for each (whole "
                    "small areas, best fit).",
                    rates->summed, small_areas->name));
  }
  if (by_rate && rates->estimated > 0) {
    result.sentences.push_back(
        fmt::format("Residents of {} areas are estimated from '{}', taken to live evenly over each small area's "
                    "ground: the interval "
                    "does not hold what that may miss.",
                    rates->estimated, small_areas->name));
  }
  ops::say(result, words_of(*rates, *set, by_rate));
  result.layers.push_back({"area-rates", by_rate ? "Incidents per 1,000 residents" : "Incidents per km²",
                           by_rate ? "choropleth:per_thousand" : "choropleth:per_km2", "",
                           core::make_snapshot(rate_table(*rates, *set)), std::move(counted)});
  return result;
}

}  // namespace

void register_area_rates(ops::OperationRegistry& registry) {
  registry.add<RateQuestion>(
      {.name = "area-rates",
       .title = "Incidents by area",
       .summary = "How many incidents has each ward, per 1,000 residents and per km², and how sure is that?",
       .method = "Counts incidents in each area by their place, never by a code in the data. Rates per 1,000 residents "
                 "with exact 95 % "
                 "Poisson intervals (Garwood 1936). Residents that the areas do not know are summed over small areas "
                 "by the ward "
                 "that their publisher names for each, where every ward is named, or else estimated by shared ground.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "area-rates saltmere.sqlite --areas wards --output rates.csv",
       .positional = ""},
      run_area_rates);
}

}  // namespace wardscope::catalog
