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
#include "analysis/judged_counts.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_ground.hpp"
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
  const analysis::TestedValues& tested;
  const analysis::LocalTest& test;
  const std::optional<analysis::GlobalTest>& global;
  const std::string& areas;  ///< significant_areas_in_words()
};

std::string number(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

/// "has more in and around it than expected", "are high among low".
std::string in_a_sentence(analysis::LocalClass one, std::size_t count) {
  std::string words(analysis::words_of(one));
  using analysis::LocalClass;
  const bool by_gi = one == LocalClass::high || one == LocalClass::low || one == LocalClass::high_around ||
                     one == LocalClass::low_around;
  if (!by_gi) return (count == 1 ? "is " : "are ") + words;
  if (count == 1) return "has " + words;
  constexpr std::string_view kOne = "around it";
  return "have " + words.replace(words.find(kOne), kOne.size(), "around them");
}

std::string what_stands_out(const Findings& f) {
  std::string text;
  using analysis::LocalClass;
  for (const LocalClass one :
       {LocalClass::high, LocalClass::low, LocalClass::high_around, LocalClass::low_around, LocalClass::high_high,
        LocalClass::low_low, LocalClass::high_low, LocalClass::low_high}) {
    const auto count = static_cast<std::size_t>(
        std::count_if(f.test.units.begin(), f.test.units.end(),
                      [&](const analysis::LocalResult& unit) { return unit.local_class == one; }));
    if (count == 0) continue;
    const std::string where = where_they_lie(f.units, f.test, one);
    text += fmt::format("{}{} {}{}", text.empty() ? "" : "; ", number(count), in_a_sentence(one, count),
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

/// What the normal distribution makes of too few incidents; empty where they are enough, or by permutation.
std::string caution(const Findings& f) {
  if (f.question.test.method != analysis::TestMethod::analytic) return {};
  const double mean = analysis::mean_incidents_judged(f.tested, f.question.test.statistic);
  if (mean >= analysis::kLeastForNormal) return {};
  const std::string lie = mean < 1.0 ? "Fewer than one incident lies" : core::fixed(mean, 1) + " incidents lie";
  return fmt::format(
      " {} in and around a {} on average: too few for the normal distribution (fewer than {:g}), which then calls too "
      "many places remarkable; test by permutations.",
      lie, unit_word(f.units, 1), analysis::kLeastForNormal);
}

std::string how_sure(const Findings& f) {
  const std::size_t all = f.test.tested;
  const auto& options = f.question.test;
  const double by_chance = options.level * static_cast<double>(all);
  const std::string warning = caution(f);
  const bool few_false =
      options.correction == stats::Correction::benjamini_hochberg && f.test.standing_out > 0 && warning.empty();
  const bool permuted = options.method == analysis::TestMethod::permutation;
  std::string text =
      fmt::format("{} of {} tests have p below {:g} where chance alone would give {} {}", number(f.test.uncorrected),
                  number(all), options.level, permuted ? "at most about" : "about", core::fixed(by_chance, 0));
  if (permuted && static_cast<double>(f.test.uncorrected) < by_chance) {
    text += fmt::format(" (fewer, because {} that hold the same, most of them nothing, tie, and a tie is no surprise)",
                        unit_word(f.units, 2));
  }
  if (options.correction != stats::Correction::none) {
    text += fmt::format(
        "; after correction {} remain{}", number(f.test.standing_out),
        few_false ? fmt::format(", of which about {} in 100 may be chance", core::fixed(options.level * 100.0, 0))
                  : std::string());
  } else {
    text += "; nothing was done about so many tests at once";
  }
  return fmt::format("{}.{} Neighbouring {} are {} (Moran's I {}, {}).", text, warning, unit_word(f.units, 2),
                     likeness(f), core::fixed(f.test.global.value, 3), p_of_moran(f));
}

/// What was held against what, and what is never told.
std::string what_is_judged(const Findings& f) {
  const std::string unit(unit_word(f.units, 1));
  const std::int64_t least = analysis::DisclosureControl().threshold(f.tested.sensitivity);
  switch (f.question.test.statistic) {
    case analysis::LocalStatistic::gi_star:
      return fmt::format(
          " A {0} is judged together with those around it, and is never called high by fewer than {1} "
          "incidents in all.",
          unit, least);
    case analysis::LocalStatistic::gi:
      return fmt::format(
          " A {0} is judged by those around it alone, whatever it holds itself, and never called high by "
          "fewer than {1} incidents.",
          unit, least);
    case analysis::LocalStatistic::local_moran:
      break;
  }
  return fmt::format(
      " A {0} is judged by whether it is like those around it, and never called high by fewer than {1} "
      "incidents.",
      unit, least);
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
      "why, nor that a place is dangerous for a person; a place can stand out by what lies around it though it holds "
      "little itself: its own count says so; another cell size or another rule for neighbours gives other cells.";
  words.methods = fmt::format("{} of {} on {}, neighbours: {}.{}", analysis::describe_in_words(f.question.test),
                              words_of(f.question.measure), f.units.in_words,
                              analysis::describe_in_words(f.question.neighbours), what_is_judged(f));
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

void note_what_is_left_out(const CountedUnits& units, const analysis::LocalTest& test, borough::Sensitivity sensitivity,
                           core::Diagnostics& diagnostics) {
  if (units.elsewhere > 0) {
    diagnostics.note("elsewhere", fmt::format("{} of the selected incidents lie in no {}",
                                              shown_count(units.elsewhere, sensitivity), unit_word(units, 1)));
  }
  if (test.islands > 0) {
    diagnostics.note("islands", fmt::format("{} {} without neighbours: not tested", number(test.islands),
                                            unit_word(units, test.islands)));
  }
  if (test.all_around > 0) {
    diagnostics.note("all-around", fmt::format("{} {} with all others as neighbours: not tested",
                                               number(test.all_around), unit_word(units, test.all_around)));
  }
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
  // Of a mixture with sensitive types at their exact places, cells and scores are as coarse as of these alone.
  const borough::Sensitivity coarseness = analysis::sensitivity_of_surface(*context.dataset.incidents, selection->rows);
  const auto inside = static_cast<std::int64_t>(selection->rows.size()) - units->elsewhere;
  if (auto status = check_enough({inside, units->elsewhere, coarseness}, *units, "a test"); !status) {
    return status.error();
  }
  const analysis::TestedValues tested{*values, units->neighbours, units->counts, coarseness};
  const auto test = analysis::test_locally(tested, question.test, context.progress.part(0.5, 0.6, "Testing each"));
  if (!test) return test.error();
  note_what_is_left_out(*units, *test, sensitivity, context.diagnostics);
  const auto global =
      analysis::test_globally(tested, question.test, context.progress.part(0.6, 0.7, "Moran's I of random orders"));
  if (!global) return global.error();
  const auto merged = analysis::merged_high_units(units->shapes, *test, context.progress.part(0.7, 0.8, "Areas"));
  if (!merged) return merged.error();
  auto counted = what_is_counted(question, *units, *selection, context);
  if (!counted) return counted.error();
  const PlaceNames places(context.dataset);
  const ops::HiddenAreas hidden = counted->hidden.value_or(ops::HiddenAreas{});
  const SignificantAreas areas{*units, *merged, places, coarseness, hidden};
  ops::OperationResult result;
  ops::PlainWords words = words_of({question, *units, tested, *test, *global, significant_areas_in_words(areas)},
                                   incidents_in_words(inside, question.filter, sensitivity));
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, selection->rows);
  ops::say(result, words);
  result.layers.push_back({"significance", fmt::format("Significant {}", unit_word(*units, 2)), "cluster", "",
                           core::make_snapshot(significance_table({question, *units, tested, *test})),
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
           "p-values are two-sided: twice the smaller tail of permutations, the order as observed being one of them, "
           "or "
           "of the normal distribution. Of Gi* all values are permuted, as its moments have it, so that a cell's own "
           "count takes part; of Gi and local Moran those of the other cells, the cell's own held fixed. No cell is "
           "called high by fewer incidents than may be told (5, of sensitive types 10). Many tests are corrected by "
           "Benjamini-Hochberg (1995), "
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
