// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/concentration_table.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/told_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "stats/concentration.hpp"

namespace wardscope::catalog {
namespace {

struct ConcentrationQuestion {
  borough::IncidentFilter filter;
  UnitChoice units;
  std::string harm_table;  ///< file with the weight of each type; empty: none
};

void describe(ConcentrationQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kUnits{core::Choice{"cells", "Equal cells"}, core::Choice{"wards", "Wards"},
                                     core::Choice{"small-areas", "Small areas (LSOA)"},
                                     core::Choice{"map-points", "Map points of the source"}};
  describe(question.filter, visitor);
  visitor.enumeration({"units", "Count in", "Cells of equal size, areas of the workspace, or map points"}, kUnits,
                      question.units.kind);
  describe(question.units.cells, visitor);
  describe_harm_table(question.harm_table, visitor);
}

/// Where the selected incidents are counted.
struct Ground {
  const GroundUnits& units;
  const std::vector<std::uint32_t>& rows;
  borough::Sensitivity coarseness;
  const std::vector<double>& counts;
};

/// The weight on each unit; nothing where no table weighs the types.
core::Result<std::optional<UnitHarm>> harm_of(const ConcentrationQuestion& question, const Ground& ground,
                                              const ops::OperationContext& context) {
  if (question.harm_table.empty()) return std::optional<UnitHarm>();
  auto table = read_harm_table(question.harm_table, context.progress.part(0.7, 0.7, "Reading the weights"));
  if (!table) return table.error();
  const HarmedIncidents selected{*context.dataset.incidents, ground.rows};
  auto weights = harm_weights(*std::move(table), selected, context.diagnostics);
  if (!weights) return weights.error();
  if (auto status = check_cells_of_weights(question.units, selected, *weights); !status) return status.error();
  auto harm = harm_on({ground.units, selected, question.filter, ground.coarseness, ground.counts}, *std::move(weights),
                      context.progress.part(0.7, 0.8, "Weighing"));
  if (!harm) return harm.error();
  return std::optional(*std::move(harm));
}

/// Where all of the incidents that have the chosen types are held against all types there; nothing where all types are
/// chosen.
core::Result<std::optional<std::vector<double>>> counts_of_all_types(const ConcentrationQuestion& question,
                                                                     const GroundUnits& units,
                                                                     const ops::OperationContext& context) {
  if (question.filter.types.empty()) return std::optional<std::vector<double>>();
  const auto all = all_types(*context.dataset.incidents, question.filter);
  if (!all) return all.error();
  auto counts = count_on(units, *context.dataset.incidents, all->rows, context.progress.part(0.6, 0.7, "All types"));
  if (!counts) return counts.error();
  return std::optional(std::move(counts->counts));
}

std::string count_text(double count) { return core::with_thousands(std::llround(count)); }

/// "12 cells (2.5 %)": the fullest that hold a share of what is counted.
std::string holders_of(const Concentration& of, const std::vector<double>& counts, double share) {
  const double held = stats::share_of_units_holding(counts, share);
  const double units = std::round(held * static_cast<double>(of.counts.size()));
  return fmt::format("{} {} ({})", count_text(units), unit_word(of.units, static_cast<std::size_t>(units)),
                     percent(held));
}

/// How concentrated the weight is beside the number of the same incidents. @pre of.harm
std::string weight_words(const Concentration& of) {
  const UnitHarm& harm = *of.harm;
  const std::string missing = joined_names(harm.left_out);
  if (harm.sum == 0.0) {
    return fmt::format(
        "By weight nothing can be told: how many there are of {} would tell a small count. A longer period has more of "
        "them; '--type' can leave them out.",
        missing);
  }
  if (!harm.tells_its_spread()) {
    return fmt::format(
        "How concentrated they are by weight cannot be told: {} of it is of types too few in a place to be told; "
        "larger "
        "units or a longer period have more.",
        percent(harm.taken_share()));
  }
  const double by_weight = stats::gini(harm.sums);
  const double by_number = stats::gini(harm.numbers);
  constexpr double kApart = 0.01;  // less is no difference in two decimals
  const char* than = by_weight > by_number + kApart   ? "more concentrated than"
                     : by_weight < by_number - kApart ? "less concentrated than"
                                                      : "about as concentrated as";
  std::string words = fmt::format(
      "Of their weight a quarter is in {}, half in {}, 80 % in {}: by harm they are {} by number (Gini {} and {}, both "
      "of counts as they may be told).",
      holders_of(of, harm.sums, 0.25), holders_of(of, harm.sums, 0.5), holders_of(of, harm.sums, 0.8), than,
      core::fixed(by_weight, 2), core::fixed(by_number, 2));
  if (!missing.empty()) {
    words += fmt::format(" The weight is without {}: how many there are would tell a small count.", missing);
  }
  return words;
}

std::string shown_words(const Concentration& of, const std::string& incidents) {
  const auto empty = std::count(of.counts.begin(), of.counts.end(), 0.0);
  const std::string none =
      empty > 0 && tells_empty_units(of)
          ? fmt::format(", of which {} hold{} none", count_text(static_cast<double>(empty)), empty == 1 ? "s" : "")
          : std::string();
  std::string words =
      fmt::format("{} on {} {}{}: a quarter of them are in {}, half in {}, 80 % in {}.", incidents,
                  count_text(static_cast<double>(of.counts.size())), unit_word(of.units, of.counts.size()), none,
                  holders_of(of, of.counts, 0.25), holders_of(of, of.counts, 0.5), holders_of(of, of.counts, 0.8));
  if (of.harm != nullptr) words += " " + weight_words(of);
  return words;
}

/// "the Gini coefficient is 0.514 (…)"; why there is none.
std::string gini_words(const Concentration& of) {
  const auto gini = told_coefficient(stats::gini(of.counts), of);
  if (!gini) return "of so few incidents a Gini coefficient would tell small counts, and is left out";
  return fmt::format("the Gini coefficient is {} (0: each holds as many, 1: one holds all)", *gini);
}

/// How concentrated the same number would be by chance.
std::string chance_words(const Concentration& of) {
  if (!of.total_is_told) {
    return gini_words(of) +
           ". How many incidents there are would tell a small count, and so would what chance makes of as many.";
  }
  const double mean = of.incidents() / static_cast<double>(of.counts.size());
  const double tenth = stats::share_held(stats::ranked_units(of.counts), 0.1);
  const double told = told_share(tenth * of.incidents(), of.incidents(), of.sensitivity).value_or(0.0);
  std::string words = fmt::format(
      "{}; if each incident fell on any {} by chance it would be {}, and the fullest tenth would hold {} % of the "
      "incidents where it holds about {} %.",
      gini_words(of), unit_word(of.units, 1), core::fixed(stats::gini_by_chance(mean), 3),
      core::fixed(100.0 * stats::share_held_by_chance(mean, 0.1), 0), core::fixed(100.0 * told, 0));
  if (const auto adjusted = told_coefficient(stats::adjusted_gini(of.counts), of)) {
    words += fmt::format(" Adjusted for so many incidents on so many {} it is {}.",
                         unit_word(of.units, of.counts.size()), *adjusted);
  }
  if (of.units.are_areas()) words += " Areas differ in size and residents, so some of this is their size.";
  return words;
}

std::string methods_of(const ConcentrationQuestion& question, const Concentration& of) {
  std::string words = fmt::format(
      "{} counted by place on {} ({} units, empty ones included); {}; Gini coefficient of the counts, and adjusted "
      "G' = max(units / incidents, 1) (G - 1) + 1 (Bernasco and Steenbeek 2017); chance: Poisson counts of the same "
      "mean{}.",
      borough::describe_in_words(question.filter), of.units.in_words, count_text(static_cast<double>(of.counts.size())),
      of.units.are_areas() ? "counts as recorded, small ones hidden"
                           : fmt::format("counts told to the nearest {}, small ones not",
                                         analysis::DisclosureControl().threshold(of.sensitivity)),
      of.total_is_told
          ? fmt::format(", {} a unit", core::fixed(of.incidents() / static_cast<double>(of.counts.size()), 2))
          : std::string());
  if (of.all) {
    words +=
        " Against all types: location quotient (n_type / n_all in the unit) / (n_type / n_all everywhere), in "
        "bands, where 20 or more of all types are recorded.";
  }
  if (of.harm != nullptr) {
    words +=
        " " + harm_in_words(of.harm->weights) +
        " The weight of a unit is of its counts by type as they may be told, to the nearest five (ten of sensitive "
        "types); for one that may not be told the mean of such units is taken, and a unit with more than a fifth "
        "of its weight from these has no share and no rank of its own. What chance would make of weights is not "
        "computed: one grave incident moves them much.";
  }
  return words;
}

constexpr const char* kCurve = "table:curve:units_percent:incidents_percent,chance_percent";
constexpr const char* kCurveWithWeight = "table:curve:units_percent:incidents_percent,chance_percent,weight_percent";

core::Result<ops::OperationResult> run_concentration(const ConcentrationQuestion& question,
                                                     const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection->rows);
  if (auto status = check_sensitive(question.units, sensitivity); !status) return status.error();
  const auto units = ground_units(question.units, context, context.progress.part(0.0, 0.4, "The ground"));
  if (!units) return units.error();
  const auto counts = count_on(*units, incidents, selection->rows, context.progress.part(0.4, 0.6, "Counting"));
  if (!counts) return counts.error();
  const auto all = counts_of_all_types(question, *units, context);
  if (!all) return all.error();
  // Of a mixture with sensitive types at their exact places cells are as coarse as of these alone.
  const borough::Sensitivity coarseness =
      units->are_areas() ? sensitivity : analysis::sensitivity_of_surface(incidents, selection->rows);
  const auto harm = harm_of(question, {*units, selection->rows, coarseness, counts->counts}, context);
  if (!harm) return harm.error();
  Concentration of{*units, counts->counts, *all, coarseness, true, *harm ? &**harm : nullptr};
  if (of.incidents() < static_cast<double>(analysis::DisclosureControl().threshold(coarseness))) {
    return core::invalid_argument(
        fmt::format("fewer than {} of the selected incidents lie on these {}: a list of where so few are would show "
                    "single records; "
                    "widen the filter",
                    analysis::DisclosureControl().threshold(coarseness), unit_word(*units, 2)));
  }
  if (counts->elsewhere > 0) {
    context.diagnostics.note("elsewhere",
                             fmt::format("{} of the selected incidents lie in no {}",
                                         shown_count(counts->elsewhere, sensitivity), unit_word(*units, 1)));
  }
  ops::CountedIncidents counted{sensitivity};
  if (units->set) {
    const auto every_type = all_types(incidents, question.filter);
    if (!every_type) return every_type.error();
    auto hidden = hidden_areas({incidents, *units->set, question.filter, *every_type},
                               context.progress.part(0.8, 1.0, "Small counts"));
    if (!hidden) return hidden.error();
    of.total_is_told = !hidden->total;
    counted = {sensitivity, units->set->name, analysis::with_period(question.filter, incidents), *std::move(hidden)};
  }
  ops::OperationResult result;
  const std::int64_t inside = std::llround(of.incidents());
  const std::string incidents_shown = of.total_is_told
                                          ? incidents_in_words(inside, question.filter, sensitivity)
                                          : fmt::format("Recorded incidents ({}; how many would tell a small count)",
                                                        borough::describe_in_words(question.filter));
  ops::say(result, {shown_words(of, incidents_shown), chance_words(of),
                    with_street_level("why incidents are recorded there, nor that the same places will be the fullest "
                                      "next year (run 'validate' for that); another cell size gives another share.",
                                      context.dataset, selection->rows),
                    methods_of(question, of)});
  result.layers.push_back({"concentration", fmt::format("Fullest {}", unit_word(*units, 2)),
                           units->are_areas() ? "choropleth:incidents" : "cluster", "",
                           core::make_snapshot(concentration_table(of)), std::move(counted)});
  if (*harm) result.used.push_back(used_file((*harm)->weights.table));
  result.layers.push_back({"concentration-curve", "How much the fullest hold",
                           of.harm != nullptr ? kCurveWithWeight : kCurve, "",
                           core::make_snapshot(concentration_curve(of))});
  return result;
}

}  // namespace

void register_concentration(ops::OperationRegistry& registry) {
  registry.add<ConcentrationQuestion>(
      {.name = "concentration",
       .title = "Concentration (80-20)",
       .summary = "How few places hold how many of the incidents? Gini, the ranked list, the curve",
       .method =
           "Counts incidents in equal cells on the land, in areas or on the map points of an anonymising source; units "
           "without any count. Units are ranked from the fullest; the curve tells which share of them holds which "
           "share of the incidents. Gini coefficient G and the adjusted G' of Bernasco and Steenbeek (2017), which "
           "allows for fewer incidents than units; beside them what chance alone gives (Poisson counts of the same "
           "mean). Of chosen types a location quotient holds each unit's mix against the whole. Of cells and map "
           "points counts are told to the nearest five and small ones not (decision 0024); of areas small ones are "
           "hidden as in every table of areas. A table of harm weights by type adds the same of the weight, from "
           "counts as "
           "they may be told (decision 0038).",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "concentration saltmere.sqlite --type \"Anti-social behaviour\" --output concentration.csv",
       .positional = ""},
      run_concentration);
}

}  // namespace wardscope::catalog
