// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/global_test.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/significance_question.hpp"
#include "catalog/significance_table.hpp"
#include "catalog/significant_areas.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "stats/empirical_bayes.hpp"

namespace wardscope::catalog {
namespace {

core::Result<CountedUnits> counted_units(const SignificanceQuestion& question, const borough::IncidentSelection& rows,
                                         const ops::OperationContext& context) {
  auto ground = ground_units({question.units, question.cells}, context, context.progress.part(0.0, 0.2, "The ground"));
  if (!ground) return ground.error();
  auto counts = count_on(*ground, *context.dataset.incidents, rows.rows,
                         context.progress.part(0.2, 0.3, "Incidents on the ground"));
  if (!counts) return counts.error();
  auto neighbours = neighbours_of(*ground, question.neighbours, context.progress.part(0.3, 0.5, "Which of them touch"));
  if (!neighbours) return neighbours.error();
  return CountedUnits{std::move(ground).value(), std::move(counts->counts), std::move(neighbours).value(),
                      counts->elsewhere};
}

/// What is tested of each unit.
core::Result<std::vector<double>> tested_values(const SignificanceQuestion& question, const CountedUnits& units) {
  if (question.measure == TestedMeasure::incidents) return units.counts;
  if (question.measure == TestedMeasure::per_km2) {
    std::vector<double> values;
    values.reserve(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
      values.push_back(units.km2[i] > 0.0 ? units.counts[i] / units.km2[i] : 0.0);
    }
    return values;
  }
  const auto unknown = std::count_if(units.residents.begin(), units.residents.end(),
                                     [](double residents) { return !(residents > 0.0); });
  if (units.residents.empty() || unknown > 0) {
    return core::invalid_argument(
        units.residents.empty()
            ? std::string("residents are not known of cells: test areas (--units small-areas), or incidents per km²")
            : fmt::format("of {} of {} areas no residents are known: a rate per resident cannot be tested; import "
                          "areas with their population, or test incidents per km²",
                          unknown, units.size()));
  }
  return stats::standardised_rates(units.counts, units.residents);
}

/// "Westover 12, Old Town 3": where the units lie that stand out as `wanted`.
std::string where_they_lie(const CountedUnits& units, const analysis::LocalTest& test, analysis::LocalClass wanted) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (test.units[unit].local_class == wanted && !units.names[unit].empty()) ++by_name[units.names[unit]];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(by_name.begin(), by_name.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  names.reserve(sorted.size());
  for (const auto& [name, count] : sorted) {
    names.push_back(!units.are_areas() ? fmt::format("{} ({})", name, count) : name);
  }
  return joined_names(names);
}

struct Findings {
  const SignificanceQuestion& question;
  const CountedUnits& units;
  const analysis::LocalTest& test;
  const std::optional<analysis::GlobalTest>& global;
  const std::string& areas;  ///< significant_areas_in_words()
};

std::string number(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

std::string what_stands_out(const Findings& f) {
  std::string text;
  for (const analysis::LocalClass one :
       {analysis::LocalClass::high, analysis::LocalClass::low, analysis::LocalClass::high_high,
        analysis::LocalClass::low_low, analysis::LocalClass::high_low, analysis::LocalClass::low_high}) {
    const auto count = static_cast<std::size_t>(
        std::count_if(f.test.units.begin(), f.test.units.end(),
                      [&](const analysis::LocalResult& unit) { return unit.local_class == one; }));
    if (count == 0) continue;
    const std::string where = where_they_lie(f.units, f.test, one);
    const bool holds = one == analysis::LocalClass::high || one == analysis::LocalClass::low;
    const std::string_view verb = holds ? (count == 1 ? "holds" : "hold") : count == 1 ? "is" : "are";
    text += fmt::format("{}{} {} {}{}", text.empty() ? "" : "; ", number(count), verb, analysis::words_of(one),
                        where.empty() ? "" : ": " + where);
  }
  return text;
}

/// "p under 0.001", and by permutation where that was asked.
std::string p_of_moran(const Findings& f) {
  const double p = f.test.global.p;
  std::string text = p < 0.001 ? std::string("p under 0.001") : "p " + core::fixed(p, 3);
  if (!f.global) return text;
  return fmt::format("{} by the normal distribution, {} by {} permutations", text,
                     core::fixed(f.global->p.two_sided, f.global->p.two_sided < 0.001 ? 4 : 3),
                     number(f.global->permutations));
}

/// What Moran's I says, by the p-value that was asked for.
std::string_view likeness(const Findings& f) {
  const double p = f.global ? f.global->p.two_sided : f.test.global.p;
  if (!(p < f.question.test.level)) return "no more and no less alike than chance may make them";
  return f.test.global.z > 0.0 ? "more alike than chance would have them" : "less alike than chance would have them";
}

std::string how_sure(const Findings& f) {
  const std::size_t all = f.test.tested;
  const double by_chance = f.question.test.level * static_cast<double>(all);
  const bool few_false = f.question.test.correction == stats::Correction::benjamini_hochberg && f.test.standing_out > 0;
  return fmt::format(
      "{} of {} tests have p below {:g} where chance alone would give about {}; after correction {} remain{}. "
      "Neighbouring {} are {} (Moran's I {}, {}).",
      number(f.test.uncorrected), number(all), f.question.test.level, core::fixed(by_chance, 0),
      number(f.test.standing_out),
      few_false ? fmt::format(", of which about {} in 100 may be chance", core::fixed(f.question.test.level * 100.0, 0))
                : std::string(),
      unit_word(f.units, 2), likeness(f), core::fixed(f.test.global.value, 3), p_of_moran(f));
}

ops::PlainWords words_of(const Findings& f, const std::string& incidents) {
  const std::size_t all = f.test.tested;
  ops::PlainWords words;
  words.shows =
      f.test.standing_out == 0
          ? fmt::format("{}: none of {} {} stands out from chance.", incidents, number(all), unit_word(f.units, all))
          : fmt::format("{}: of {} {}, {}.", incidents, number(all), unit_word(f.units, all), what_stands_out(f));
  if (!f.areas.empty()) words.shows += " " + f.areas;
  words.how_sure = how_sure(f);
  words.does_not_show =
      "why, nor that a place is dangerous for a person; another cell size or another rule for neighbours gives other "
      "cells.";
  words.methods =
      fmt::format("{} of {} on {}, neighbours: {}.", analysis::describe_in_words(f.question.test),
                  words_of(f.question.measure), f.units.in_words, analysis::describe_in_words(f.question.neighbours));
  return words;
}

core::Result<ops::CountedIncidents> what_is_counted(const SignificanceQuestion& question, const CountedUnits& units,
                                                    const borough::IncidentSelection& selection,
                                                    const ops::OperationContext& context) {
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection.rows);
  if (!units.set) return ops::CountedIncidents{sensitivity};
  const auto all = all_types(incidents, question.filter);
  if (!all) return all.error();
  auto hidden = hidden_areas({incidents, *units.set, question.filter, *all}, context.progress.part(0.8, 1.0));
  if (!hidden) return hidden.error();
  return ops::CountedIncidents{sensitivity, units.set->name, analysis::with_period(question.filter, incidents),
                               *std::move(hidden)};
}

core::Result<ops::OperationResult> run_significance(const SignificanceQuestion& question,
                                                    const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const auto sensitivity = analysis::sensitivity_of_rows(*context.dataset.incidents, selection->rows);
  if (auto status = check_sensitive({question.units, question.cells}, sensitivity); !status) return status.error();
  const auto units = counted_units(question, *selection, context);
  if (!units) return units.error();
  const auto values = tested_values(question, *units);
  if (!values) return values.error();
  if (!context.progress.tick(0.5)) return core::cancelled();
  const auto test = analysis::test_locally(*values, units->neighbours, question.test);
  if (!test) return test.error();
  if (units->elsewhere > 0) {
    context.diagnostics.note("elsewhere",
                             fmt::format("{} of the selected incidents lie in no {}",
                                         shown_count(units->elsewhere, sensitivity), unit_word(*units, 1)));
  }
  if (test->not_tested > 0) {
    context.diagnostics.note("islands", fmt::format("{} {} without neighbours: not tested", number(test->not_tested),
                                                    unit_word(*units, test->not_tested)));
  }
  const auto global = analysis::test_globally({*values, units->neighbours}, question.test,
                                              context.progress.part(0.5, 0.7, "Moran's I of random orders"));
  if (!global) return global.error();
  const auto merged = analysis::merged_high_units(units->shapes, *test, context.progress.part(0.7, 0.8, "Areas"));
  if (!merged) return merged.error();
  // Of a mixture with sensitive types at their exact places, cells and scores are as coarse as of these alone.
  const borough::Sensitivity coarseness = analysis::sensitivity_of_surface(*context.dataset.incidents, selection->rows);
  auto counted = what_is_counted(question, *units, *selection, context);
  if (!counted) return counted.error();
  const PlaceNames places(context.dataset);
  const ops::HiddenAreas hidden = counted->hidden.value_or(ops::HiddenAreas{});
  const bool by_gi = question.test.statistic != analysis::LocalStatistic::local_moran;
  const SignificantAreas areas{*units, *merged,
                               places, coarseness,
                               hidden, by_gi ? analysis::LocalClass::high : analysis::LocalClass::high_high};

  const auto inside = static_cast<std::int64_t>(selection->rows.size()) - units->elsewhere;
  ops::OperationResult result;
  ops::PlainWords words = words_of({question, *units, *test, *global, significant_areas_in_words(areas)},
                                   incidents_in_words(inside, question.filter, sensitivity));
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, selection->rows);
  ops::say(result, words);
  result.layers.push_back({"significance", fmt::format("Significant {}", unit_word(*units, 2)), "cluster", "",
                           core::make_snapshot(significance_table({question, *units, *values, *test, coarseness})),
                           *std::move(counted)});
  if (!merged->empty()) {
    result.layers.push_back({"significant-areas", "Significant areas", "significant-area", "",
                             core::make_snapshot(significant_areas_table(areas)), ops::CountedIncidents{sensitivity}});
  }
  return result;
}

}  // namespace

void register_significance(ops::OperationRegistry& registry) {
  registry.add<SignificanceQuestion>(
      {.name = "significance",
       .title = "Significant hotspots",
       .summary = "Which cells or areas hold more than chance would put there? Gi*, Gi or local Moran, corrected",
       .method =
           "Counts incidents in equal cells on the land (a tenth of a cell at least), or in areas, and tests each unit "
           "with its neighbours against all: Gi and Gi* (Getis and Ord 1992; Ord and Getis 1995, binary weights) or "
           "local Moran (Anselin 1995, row-standardised; conditional moments of Sokal, Oden and Thomson 1998). "
           "p-values are two-sided: twice the smaller tail of conditional permutations, the order as observed being "
           "one of them, or of the normal distribution. Many tests are corrected by Benjamini-Hochberg (1995), "
           "Benjamini-Yekutieli (2001) or Bonferroni; tests of neighbours depend on each other. Rates per resident "
           "are empirical Bayes standardised (Assuncao and Reis 1999). Moran's I is tested under randomisation (Cliff "
           "and Ord 1981) and, with permutations, among as many random orders, 9,999 at most. Units that stand out as "
           "high and share a side are put together as areas.",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::streets,
       .example = "significance saltmere.sqlite --cell-size 200 --output significance.gpkg",
       .positional = ""},
      run_significance);
}

}  // namespace wardscope::catalog
