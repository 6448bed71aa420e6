// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/surface_disclosure.hpp"
#include "analysis/two_periods.hpp"
#include "analysis/unit_changes.hpp"
#include "catalog/change_table.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/suppressed_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct ChangeQuestion {
  borough::IncidentFilter filter;
  EarlierPeriod before;
  UnitChoice units{UnitKind::wards, {.size = core::Metres(500.0)}};
  analysis::ChangeOptions test;
};

void describe(ChangeQuestion& question, core::ParameterVisitor& visitor) {
  // In the order of UnitKind.
  static constexpr std::array kUnits{core::Choice{"cells", "Equal cells"}, core::Choice{"wards", "Wards"},
                                     core::Choice{"small-areas", "Small areas (LSOA)"}};
  describe(question.filter, visitor);
  describe(question.before, visitor);
  visitor.enumeration({"units", "Compare", "Areas of the workspace, or cells of equal size"}, kUnits,
                      question.units.kind);
  describe(question.units.cells, visitor);
  describe(question.test, visitor);
}

/// One of the two periods.
struct PeriodSide {
  borough::IncidentFilter filter;
  borough::IncidentSelection selection;
  UnitCounts counts;
  ops::HiddenAreas hidden;  ///< of areas alone
};

core::Result<PeriodSide> side_of(const borough::IncidentFilter& filter, const GroundUnits& units,
                                 const ops::OperationContext& context) {
  auto selection = selected_incidents(context.dataset, filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  auto counts = count_on(units, incidents, selection->rows, context.progress.part(0.0, 0.4, "Counting"));
  if (!counts) return counts.error();
  PeriodSide side{filter, std::move(selection).value(), std::move(counts).value(), {}};
  if (!units.set) return side;
  const auto all = all_types(incidents, filter);
  if (!all) return all.error();
  auto hidden = hidden_areas({incidents, *units.set, filter, *all}, context.progress.part(0.4, 1.0, "Small counts"));
  if (!hidden) return hidden.error();
  side.hidden = std::move(hidden).value();
  return side;
}

/// The units of which a table of the period alone would hide the count.
std::vector<bool> hidden_in(const PeriodSide& side, const GroundUnits& units, borough::Sensitivity sensitivity) {
  if (!units.set) return {};
  table::FeatureTable counts({{"code", "Code", "", table::ColumnType::text, false},
                              {"incidents", "Incidents", "", table::ColumnType::integer, true}});
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    counts.add_row({units.codes[unit], static_cast<std::int64_t>(std::llround(side.counts.counts[unit]))});
  }
  const table::FeatureTable safe = suppressed_counts(counts, {sensitivity, {}, side.hidden});
  std::vector<bool> hidden;
  hidden.reserve(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) hidden.push_back(is_hidden(safe, unit));
  return hidden;
}

struct ChangeFindings {
  const ChangeQuestion& question;
  const analysis::TwoPeriods& periods;
  const GroundUnits& units;
  const PeriodSide& earlier;
  const PeriodSide& later;
  const analysis::UnitChanges& changes;
  borough::Sensitivity sensitivity;
};

std::string count_words(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

std::int64_t inside(const PeriodSide& side) {
  return static_cast<std::int64_t>(side.selection.rows.size()) - side.counts.elsewhere;
}

/// "Ward 3, Ward 7 and 2 more": the most remarkable first; of cells the wards in which they lie.
std::string which(const ChangeFindings& f, analysis::ChangeClass wanted) {
  std::vector<std::size_t> found;
  for (std::size_t unit = 0; unit < f.units.size(); ++unit) {
    if (f.changes.units[unit].change_class == wanted && !f.units.names[unit].empty()) found.push_back(unit);
  }
  std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    return f.changes.units[a].corrected_p < f.changes.units[b].corrected_p;
  });
  std::vector<std::string> names;
  for (const std::size_t unit : found) {
    if (std::find(names.begin(), names.end(), f.units.names[unit]) == names.end()) names.push_back(f.units.names[unit]);
  }
  return names.empty() ? std::string() : ": " + joined_names(names);
}

/// "4.5 % more than before", with its range.
std::string together_words(const ChangeFindings& f) {
  const analysis::DisclosureControl control;
  const bool told = !control.is_small(inside(f.earlier), f.sensitivity) &&
                    !control.is_small(inside(f.later), f.sensitivity) && !f.earlier.hidden.total &&
                    !f.later.hidden.total;
  if (!told) return "How many they are together would tell a small count";
  borough::IncidentFilter without_period = f.later.filter;
  without_period.from.clear();
  without_period.to.clear();
  std::string words = fmt::format("{} recorded incidents ({}) in {}, {} in {}", core::with_thousands(inside(f.later)),
                                  borough::describe_in_words(without_period), in_words(f.periods.later),
                                  core::with_thousands(inside(f.earlier)), in_words(f.periods.earlier));
  if (inside(f.earlier) < kLeastBase) return words;
  const stats::ChangeTest& test = f.changes.together;
  const double change = 100.0 * (test.ratio - 1.0);
  const auto percent_of = [](double ratio) { return core::fixed(100.0 * (ratio - 1.0), 1); };
  words += fmt::format(": {} % {} a day (95 % range {} to {} %{})", core::fixed(std::fabs(change), 1),
                       change < 0.0 ? "fewer" : "more", percent_of(test.interval.low), percent_of(test.interval.high),
                       test.p < f.question.test.level ? "" : ", which chance alone may do");
  return words;
}

std::string change_words(const ChangeFindings& f) {
  const std::size_t unclear = f.changes.tested - f.changes.up - f.changes.down;
  const auto part = [&](std::size_t count, std::string_view direction, analysis::ChangeClass wanted) {
    if (count == 0) return fmt::format("none is {}", direction);
    return fmt::format("{} {} {}{}", count_words(count), count == 1 ? "is" : "are", direction, which(f, wanted));
  };
  return fmt::format("{}. Of {} {} {}; {}; {} {} no clear change.", together_words(f), count_words(f.units.size()),
                     unit_word(f.units, f.units.size()), part(f.changes.up, "up", analysis::ChangeClass::up),
                     part(f.changes.down, "down", analysis::ChangeClass::down), count_words(unclear),
                     unclear == 1 ? "shows" : "show");
}

std::string change_certainty(const ChangeFindings& f) {
  const std::size_t left = f.changes.up + f.changes.down;
  const std::size_t untested = f.units.size() - f.changes.tested;
  const bool few_false = f.question.test.correction == stats::Correction::benjamini_hochberg && left > 0;
  return fmt::format(
      "{} of {} tests have p below {:g} where chance alone would give at most about {}; after correction {} "
      "remain{}.{}",
      count_words(f.changes.uncorrected), count_words(f.changes.tested), f.question.test.level,
      core::fixed(f.question.test.level * static_cast<double>(f.changes.tested), 0), count_words(left),
      few_false ? fmt::format(", of which about {} in 100 may be chance", core::fixed(100.0 * f.question.test.level, 0))
                : std::string(),
      untested == 0
          ? std::string()
          : fmt::format(" {} {} with fewer than {} in both periods together {} not tested.", count_words(untested),
                        unit_word(f.units, untested), f.changes.least_together, untested == 1 ? "was" : "were"));
}

std::string change_limits(const ChangeFindings& f) {
  std::string words =
      "why it changed, nor whether anything that was done there worked: a place chosen because it was high falls back "
      "by itself (regression to the mean), and recording may have changed.";
  if (!f.periods.same_months) {
    words = "whether more than the season changed, for the periods are of different months of the year; and " + words;
  }
  return words;
}

std::string change_methods(const ChangeFindings& f) {
  static constexpr std::array<std::string_view, 4> kCorrections{"no correction", "Benjamini-Hochberg",
                                                                "Benjamini-Yekutieli", "Bonferroni"};
  return fmt::format(
      "incidents counted by place on {}; {} ({} days) against {} ({} days); each unit: exact two-sided binomial test "
      "of "
      "the later count given the sum (Przyborowski and Wilenski 1940), share {} under no change, twice the smaller "
      "tail; {} over {} tests at {:g}; range of the ratio of daily rates: Clopper and Pearson 1934, 95 %. Counts are "
      "told to the nearest {}, and ratios and percentages (from {} on) follow from these.",
      f.units.in_words, in_words(f.periods.later), f.periods.later.days(), in_words(f.periods.earlier),
      f.periods.earlier.days(),
      core::fixed(static_cast<double>(f.periods.later.days()) / (f.periods.later.days() + f.periods.earlier.days()), 4),
      kCorrections[static_cast<std::size_t>(f.question.test.correction)], f.changes.tested, f.question.test.level,
      analysis::DisclosureControl().threshold(f.sensitivity), kLeastBase);
}

core::Result<ops::OperationResult> run_change(const ChangeQuestion& question, const ops::OperationContext& context) {
  if (!context.dataset.incidents || context.dataset.incidents->size() == 0) {
    return core::not_found("the workspace has no incidents with a place; import some with 'wardscope import'");
  }
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto periods = periods_of(question.filter, question.before, {incidents, analysis::EarlierRule::a_year_before});
  if (!periods) return periods.error();
  if (!periods->same_months) {
    context.diagnostics.warn("other-months",
                             fmt::format("{} and {} are not the same months of the year: what differs may be the "
                                         "season. Compare the same months of two years where the records have them",
                                         in_words(periods->later), in_words(periods->earlier)));
  }
  const auto units = ground_units(question.units, context, context.progress.part(0.0, 0.2, "The ground"));
  if (!units) return units.error();
  const auto later =
      side_of(filter_of(question.filter, periods->later), *units,
              {context.dataset, context.workspace, context.progress.part(0.2, 0.6), context.diagnostics});
  if (!later) return later.error();
  const auto earlier =
      side_of(filter_of(question.filter, periods->earlier), *units,
              {context.dataset, context.workspace, context.progress.part(0.6, 1.0), context.diagnostics});
  if (!earlier) return earlier.error();
  std::vector<std::uint32_t> both = earlier->selection.rows;
  both.insert(both.end(), later->selection.rows.begin(), later->selection.rows.end());
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, both);
  if (auto status = check_sensitive(question.units, sensitivity); !status) return status.error();
  const borough::Sensitivity coarseness =
      units->are_areas() ? sensitivity : analysis::sensitivity_of_surface(incidents, both);
  const analysis::ChangeCounts counts{
      earlier->counts.counts, later->counts.counts, static_cast<double>(periods->earlier.days()),
      static_cast<double>(periods->later.days()), 2 * analysis::DisclosureControl().threshold(coarseness)};
  const auto changes = analysis::test_changes(counts, question.test);
  if (!changes) return changes.error();
  std::vector<bool> hidden = hidden_in(*earlier, *units, sensitivity);
  const std::vector<bool> hidden_later = hidden_in(*later, *units, sensitivity);
  for (std::size_t unit = 0; unit < hidden.size(); ++unit) hidden[unit] = hidden[unit] || hidden_later[unit];
  const ChangeFindings findings{question, *periods, *units, *earlier, *later, *changes, coarseness};
  ops::OperationResult result;
  ops::say(result,
           {change_words(findings), change_certainty(findings), change_limits(findings), change_methods(findings)});
  result.layers.push_back(
      {"change", fmt::format("Change, {} against {}", in_words(periods->later), in_words(periods->earlier)), "cluster",
       "", core::make_snapshot(change_table({*units, counts, *changes, hidden, coarseness})),
       counted_in_months(coarseness, periods->later)});
  return result;
}

}  // namespace

void register_change(ops::OperationRegistry& registry) {
  registry.add<ChangeQuestion>(
      {.name = "change",
       .title = "What changed between two periods?",
       .summary = "Which wards, small areas or cells rose or fell beyond chance, and which show no clear change?",
       .method =
           "Counts incidents of two periods on each unit. Given the sum of two Poisson counts the later one is "
           "binomial "
           "where nothing changed: an exact two-sided test (Przyborowski and Wilenski 1940), with the exact range of "
           "the ratio of daily rates (Clopper and Pearson 1934). Lengths are in days. As many tests as there are units "
           "are corrected (Benjamini-Hochberg unless asked otherwise); units with too few in both periods together are "
           "not tested (Tarone 1990). Compare the same months of two years: else the season is in the change. Counts "
           "are told to the nearest five, small ones not, and all ratios follow from these (decision 0026).",
       .group = ops::kTimeGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "change saltmere.sqlite --from 2025-01 --to 2025-12 --output change.csv",
       .positional = ""},
      run_change);
}

}  // namespace wardscope::catalog
