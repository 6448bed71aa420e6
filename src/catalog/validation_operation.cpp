// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/hotspot_validation.hpp"
#include "analysis/two_periods.hpp"
#include "catalog/density_options.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/validation_cells.hpp"
#include "catalog/validation_table.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct ValidationQuestion {
  DensityQuestion density;
  EarlierPeriod before;
  UnitChoice units;
  std::vector<std::string> area_shares{"1", "2", "5"};
  analysis::ChanceOptions chance;
};

void describe(ValidationQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.density, visitor);
  describe(question.before, visitor);
  describe(question.units.cells, visitor);
  visitor.texts({"area-percent", "Of the land (%)", "Per cent of the land that is judged; may be given several times"},
                core::TextKind::plain, question.area_shares);
  visitor.integer({"draws", "Random draws", "How many random choices of cells the hit rate is held against"},
                  {99.0, 99999.0}, question.chance.draws);
  visitor.integer({"seed", "Seed", "Of the random draws: the same seed gives the same result"},
                  {0.0, 9007199254740992.0}, question.chance.seed);
}

core::Result<std::vector<double>> area_shares_of(const std::vector<std::string>& words) {
  std::vector<double> shares;
  for (const std::string& word : words) {
    const auto percent = core::parse_number(word);
    if (!percent || !(*percent > 0.0) || !(*percent <= 50.0)) {
      return core::invalid_argument(
          fmt::format("--area-percent '{}': a per cent of the land above 0 and up to 50, such as 2", word));
    }
    shares.push_back(*percent / 100.0);
  }
  if (shares.empty())
    return core::invalid_argument("--area-percent: say what per cent of the land is judged, such as 2");
  std::sort(shares.begin(), shares.end());
  shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
  return shares;
}

/// A share of less than a cell says nothing, and a handful of cells have no order worth the name.
core::Status check_cells(std::size_t cells, double least_share) {
  constexpr std::size_t kFewestCells = 20;
  if (cells < kFewestCells) {
    return core::invalid_argument(
        fmt::format("the land is cut into {} cells: their order says nothing; choose a smaller --cell-size", cells));
  }
  constexpr double kRounding = 1e-9;
  if (least_share * static_cast<double>(cells) >= 1.0 - kRounding) return {};
  return core::invalid_argument(
      fmt::format("--area-percent {:g} is less than one of the {} cells: judge {} % of the land at least, or choose "
                  "a smaller --cell-size",
                  100.0 * least_share, core::with_thousands(static_cast<std::int64_t>(cells)),
                  core::fixed(std::ceil(10000.0 / static_cast<double>(cells)) / 100.0, 2)));
}

struct ValidationFindings {
  const ValidationQuestion& question;
  const analysis::TwoPeriods& periods;
  const GroundUnits& units;
  const JudgedPeriod& later;
  const Validation& validation;
};

/// The share that the sentences speak of: the middle one.
std::size_t spoken_share(const Validation& validation) { return (validation.area_shares.size() - 1) / 2; }

std::string share_words(double share) { return fmt::format("{:g} %", 100.0 * share); }

/// A share with as many decimals as the rounding of counts leaves it.
std::string share_as_told(double share, double rounding) {
  constexpr double kCoarse = 0.005;
  return core::fixed(100.0 * share, rounding >= kCoarse ? 0 : 1) + " %";
}

/// "about 24.1 %": what the order catches there.
std::string hit_words(const ToldHits& hits) {
  return hits.hit_share ? "about " + share_as_told(*hits.hit_share, hits.rounding) : std::string("too few to tell");
}

std::string validation_words(const ValidationFindings& f) {
  const double area = f.validation.area_shares[spoken_share(f.validation)];
  const ToldHits density = told_hits(f.validation, 0, area);
  const ToldHits counts = told_hits(f.validation, 1, area);
  const ToldHits best = told_hits(f.validation, f.validation.orders.size() - 1, area);
  const std::int64_t judged = std::llround(f.validation.later_incidents);
  borough::IncidentFilter filter = filter_of(f.question.density.filter, f.periods.later);
  const std::string incidents = incidents_in_words(judged, filter, f.validation.sensitivity);
  if (!density.hit_share) {
    return fmt::format(
        "Of {}, fewer than {} lie on the {} of the land that was densest in {}: too few to tell whether hotspots hold; "
        "judge a larger share of the land, a longer period or more types.",
        incidents, analysis::DisclosureControl().threshold(f.validation.sensitivity), share_words(area),
        in_words(f.periods.earlier));
  }
  std::string words = fmt::format(
      "Of {}, {} lie on the {} of the land that was densest in {}: {} times as dense as on the "
      "land as a whole (PAI).",
      incidents, hit_words(density), share_words(area), in_words(f.periods.earlier), core::fixed(density.pai, 1));
  words += fmt::format(
      " The cells with the most incidents then hold {}; with hindsight the best choice of cells holds {}{}.",
      hit_words(counts), hit_words(best),
      density.pei ? fmt::format(", so the density reached {} % of what was possible (PEI)",
                                core::fixed(100.0 * *density.pei, 0))
                  : std::string());
  return words;
}

std::string validation_certainty(const ValidationFindings& f) {
  const std::size_t share = spoken_share(f.validation);
  const double area = f.validation.area_shares[share];
  const ToldHits density = told_hits(f.validation, 0, area);
  const ToldHits counts = told_hits(f.validation, 1, area);
  const stats::Interval& chance = f.validation.chance[0][share].interval;
  std::string words =
      fmt::format("random cells of the same area hold {} to {} of them (95 of 100 of {} draws): the density is {}.",
                  percent(chance.low), percent(chance.high), core::with_thousands(f.question.chance.draws),
                  against_chance(density, chance));
  if (!density.hit_share) return words;
  words += fmt::format(
      " The hit rate is known to {} to {} (95 %, rounding included, as if incidents came one by one; repeats at one "
      "place make it wider).",
      share_as_told(density.interval.low, density.rounding), share_as_told(density.interval.high, density.rounding));
  if (!counts.hit_share) return words;
  const bool apart = density.interval.low > counts.interval.high || counts.interval.low > density.interval.high;
  words += apart ? fmt::format(" Density did {} than the counts of the earlier period.",
                               *density.hit_share > *counts.hit_share ? "better" : "worse")
                 : std::string(" Density did neither clearly better nor worse than the counts of the earlier period.");
  return words;
}

std::string validation_methods(const ValidationFindings& f) {
  return fmt::format(
      "{} of {} (mean over each cell) and, beside it, counts; judged on {}, a later period, on {} ({} cells of {} km² "
      "of land). Area shares {}; the cell in which the share is reached counts in part, "
      "and cells of equal rank "
      "by their mean. Hit rate n/N; PAI = (n/N)/(a/A) (Chainey, Tompson and Uhlig 2008); PEI = PAI over the PAI of the "
      "best cells with hindsight (Hunt 2016); RRI = (n/N later)/(n/N earlier) (Levine 2008). Chance: {} random orders "
      "of "
      "the cells, seed {}. Incidents caught are rounded to the nearest {}, fewer are not told, and intervals (Wilson) "
      "and "
      "what is said of chance allow for the rounding.",
      analysis::describe_in_words(f.later.density.surface.options), in_words(f.periods.earlier),
      in_words(f.periods.later), f.units.in_words, core::with_thousands(static_cast<std::int64_t>(f.units.size())),
      core::fixed(std::accumulate(f.units.km2.begin(), f.units.km2.end(), 0.0), 1),
      [&] {
        std::string shares;
        for (const double share : f.validation.area_shares) shares += (shares.empty() ? "" : ", ") + share_words(share);
        return shares;
      }(),
      core::with_thousands(f.question.chance.draws), f.question.chance.seed,
      analysis::DisclosureControl().threshold(f.validation.sensitivity));
}

struct YearBefore {
  const analysis::TwoPeriods& periods;
  const GroundUnits& units;
};
/// The same months a year before the later period, where they are recorded and not the earlier period itself.
core::Result<std::vector<double>> year_before_counts(const borough::IncidentFilter& filter, const YearBefore& asked,
                                                     const ops::OperationContext& context) {
  const analysis::MonthSpan span{asked.periods.later.first - 12, asked.periods.later.last - 12};
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  if (span == asked.periods.earlier || span.last >= asked.periods.later.first ||
      !analysis::recorded_period(incidents, analysis::month_text(span.first), analysis::month_text(span.last))) {
    return std::vector<double>();
  }
  const auto selection = borough::select(incidents, filter_of(filter, span));
  if (!selection) return selection.error();
  if (selection->rows.empty()) return std::vector<double>();
  auto counts = count_on(asked.units, incidents, selection->rows, context.progress);
  if (!counts) return counts.error();
  return std::move(counts->counts);
}

core::Result<ops::OperationResult> run_validation(const ValidationQuestion& question,
                                                  const ops::OperationContext& context) {
  if (!context.dataset.incidents || context.dataset.incidents->size() == 0) {
    return core::not_found("the workspace has no incidents with a place; import some with 'wardscope import'");
  }
  const auto shares = area_shares_of(question.area_shares);
  if (!shares) return shares.error();
  const auto periods = periods_of(question.density.filter, question.before,
                                  {*context.dataset.incidents, analysis::EarlierRule::just_before});
  if (!periods) return periods.error();
  const auto units = ground_units(question.units, context, context.progress.part(0.0, 0.1, "The ground"));
  if (!units) return units.error();
  if (auto status = check_cells(units->size(), shares->front()); !status) return status.error();
  const auto period = [&](const analysis::MonthSpan& span, double from, double to) {
    DensityQuestion asked = question.density;
    asked.filter = filter_of(asked.filter, span);
    return judged_period(asked, *units,
                         {context.dataset, context.workspace, context.progress.part(from, to), context.diagnostics});
  };
  const auto earlier = period(periods->earlier, 0.1, 0.4);
  if (!earlier) return earlier.error();
  const auto later = period(periods->later, 0.4, 0.7);
  if (!later) return later.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  std::vector<std::uint32_t> both = earlier->density.selection.rows;
  both.insert(both.end(), later->density.selection.rows.begin(), later->density.selection.rows.end());
  if (auto status = check_sensitive(question.units, analysis::sensitivity_of_rows(incidents, both)); !status) {
    return status.error();
  }
  // Of a mixture with sensitive types at their exact places numbers are as coarse as of these alone.
  const auto sensitivity = std::max(earlier->density.sensitivity, later->density.sensitivity);
  const auto least = static_cast<double>(analysis::DisclosureControl().threshold(sensitivity));
  if (later->incidents() < least || earlier->incidents() < least) {
    return core::invalid_argument(
        "too few of the selected incidents lie on the cells: choose other types, months or smaller cells");
  }
  const ops::OperationContext last{context.dataset, context.workspace, context.progress.part(0.7, 0.75),
                                   context.diagnostics};
  const auto year_before = year_before_counts(question.density.filter, {*periods, *units}, last);
  if (!year_before) return year_before.error();
  const analysis::JudgedCells judged{units->km2, later->counts};
  const analysis::JudgedCells former{units->km2, earlier->counts};
  Validation validation{{}, *shares, {}, later->incidents(), earlier->incidents(), sensitivity};
  validation.orders.push_back({"density of the earlier period", analysis::hit_curve(earlier->per_km2, judged),
                               analysis::hit_curve(earlier->per_km2, former)});
  validation.orders.push_back({"counts of the earlier period", analysis::hit_curve(earlier->counts, judged),
                               analysis::hit_curve(earlier->counts, former)});
  if (!year_before->empty()) {
    validation.orders.push_back(
        {"counts of the same months a year before", analysis::hit_curve(*year_before, judged), std::nullopt});
  }
  const jobs::Progress drawing = context.progress.part(0.75, 1.0, "Random cells");
  const auto ways = static_cast<double>(validation.orders.size());
  for (std::size_t order = 0; order < validation.orders.size(); ++order) {
    std::vector<double> observed;
    for (const double share : *shares) observed.push_back(analysis::hits_at(validation.orders[order].later, share));
    const auto i = static_cast<double>(order);
    auto chance = analysis::hits_by_chance({judged, *shares, observed, question.chance},
                                           drawing.part(i / ways, (i + 1.0) / ways));
    if (!chance) return chance.error();
    validation.chance.push_back(std::move(chance).value());
  }
  validation.orders.push_back({"their own counts, with hindsight", analysis::best_curve(judged), std::nullopt});
  const ValidationFindings findings{question, *periods, *units, *later, validation};
  const double spoken = validation.area_shares[spoken_share(validation)];
  ops::OperationResult result;
  ops::say(result, {validation_words(findings), validation_certainty(findings),
                    with_street_level(
                        "that incidents will be there next time, nor that a patrol there would prevent them: what "
                        "is recorded also follows where people look. PAI is larger the smaller the area: compare "
                        "it at the same share of land only.",
                        context.dataset, both),
                    validation_methods(findings) +
                        (later->density.harm ? " " + harm_in_words(*later->density.harm) : std::string())});
  result.used = used_files(later->density);
  result.layers.push_back({"validation-cells",
                           fmt::format("Hotspots that held: the densest {} of the land", share_words(spoken)),
                           "cluster",
                           "",
                           core::make_snapshot(held_table({*earlier, *later}, *units, spoken)),
                           {sensitivity}});
  result.layers.push_back({"validation",
                           "Do hotspots hold the next period?",
                           "table",
                           "",
                           core::make_snapshot(validation_table(validation)),
                           {sensitivity}});
  result.layers.push_back({"surveillance-plot",
                           "Share of the land against share of incidents",
                           surveillance_style(validation),
                           "",
                           core::make_snapshot(surveillance_table(validation)),
                           {sensitivity}});
  return result;
}

}  // namespace

void register_validation(ops::OperationRegistry& registry) {
  registry.add<ValidationQuestion>(
      {.name = "validate",
       .title = "Do last period's hotspots hold the next?",
       .summary =
           "How many of a later period's incidents lie where an earlier one was densest, beside chance and counts?",
       .method =
           "Cells are put in order by the density of an earlier period, and judged on a later one: hit rate n/N on a "
           "fixed share of the land, predictive accuracy index PAI = (n/N)/(a/A) (Chainey, Tompson and Uhlig 2008), "
           "predictive efficiency PEI = PAI over the best PAI that any choice of cells had (Hunt 2016), recapture rate "
           "RRI (Levine 2008). Beside it stand the cells' counts in the earlier period, their counts in the same "
           "months a year before where recorded, the best choice with hindsight, and random cells. A kernel that does "
           "no better than last year's counts is no better forecast. Incidents caught are rounded to the nearest five.",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "validate saltmere.sqlite --type Burglary --from 2025-07 --to 2025-12 --output validation=v.csv",
       .positional = ""},
      run_validation);
}

}  // namespace wardscope::catalog
