// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/hotspot_validation.hpp"
#include "analysis/surface_disclosure.hpp"
#include "analysis/two_periods.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/risk_terrain_findings.hpp"
#include "catalog/told_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/near_names.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"

namespace wardscope::catalog {
namespace {

/// The kinds that are tried. @returns not_found where there are none, or none of a name.
core::Result<std::vector<borough::FeatureKind>> tried_kinds(const borough::Dataset& dataset,
                                                            const std::vector<std::string>& wanted) {
  const std::vector<borough::FeatureKind> all = borough::feature_kinds(dataset);
  std::vector<std::string> names;
  names.reserve(all.size());
  for (const borough::FeatureKind& kind : all) names.push_back(kind.name);
  std::vector<borough::FeatureKind> kinds;
  for (const std::string& word : wanted) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const borough::FeatureKind& kind) {
      return core::lower_ascii(kind.name) == core::lower_ascii(core::trimmed(word));
    });
    if (found == all.end()) {
      return core::not_found(core::no_such_name({"kind of feature", "kinds of features", ""}, word, names));
    }
    const bool twice =
        std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == found->name; });
    if (!twice) kinds.push_back(*found);
  }
  if (!wanted.empty()) return kinds;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kinds),
               [](const borough::FeatureKind& kind) { return kind.name != borough::kCameraKind; });
  if (kinds.empty()) {
    return core::not_found(
        "the workspace has no points of interest and no open hubs: import what may matter, such as 'wardscope import "
        "premises.csv --kind points-of-interest --name \"Licensed premises\" --workspace W'");
  }
  return kinds;
}

/// The incidents of a period, in cells.
struct CountedCells {
  std::vector<double> counts;
  std::vector<std::uint32_t> rows;  ///< selected, on the ground or off it
  std::int64_t inside = 0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  borough::Sensitivity coarseness = borough::Sensitivity::open;  ///< of a mixture with sensitive types: as of these
};

core::Result<CountedCells> count_period(const borough::IncidentFilter& filter, const GroundUnits& units,
                                        const ops::OperationContext& context, const jobs::Progress& progress) {
  auto selection = selected_incidents(context.dataset, filter, context.diagnostics);
  if (!selection) return selection.error();
  auto counted = count_on(units, *context.dataset.incidents, selection->rows, progress);
  if (!counted) return counted.error();
  CountedCells cells;
  cells.counts = std::move(counted->counts);
  cells.inside = static_cast<std::int64_t>(selection->rows.size()) - counted->elsewhere;
  cells.sensitivity = analysis::sensitivity_of_rows(*context.dataset.incidents, selection->rows);
  cells.coarseness = analysis::sensitivity_of_surface(*context.dataset.incidents, selection->rows);
  cells.rows = std::move(selection->rows);
  return cells;
}

/// What lies on the tenth of the land with the highest risk; chance decides among cells of one risk, and thin cells
/// count as those without.
LaterPeriod held_against(const CountedCells& later, const GroundUnits& units, const analysis::RiskTerrain& terrain) {
  std::vector<double> risk = terrain.relative_risk;
  for (std::size_t i = 0; i < risk.size(); ++i) {
    if (terrain.thin[i]) risk[i] = 1.0;
  }
  const double all = std::accumulate(later.counts.begin(), later.counts.end(), 0.0);
  if (!(all > 0.0)) return {};
  const double share = analysis::hits_at(analysis::hit_curve(risk, {units.km2, later.counts}), kJudgedShare);
  return {{}, told_share(share * all, all, later.coarseness)};
}

/// Nothing where no later period was asked for.
core::Result<std::optional<LaterPeriod>> later_period(const RiskQuestion& question, const GroundUnits& units,
                                                      const analysis::RiskTerrain& terrain,
                                                      const ops::OperationContext& context) {
  if (question.later_from.empty()) return std::optional<LaterPeriod>();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto span = analysis::recorded_period(incidents, question.later_from, question.later_to);
  if (!span) return span.error().within("the later period");
  borough::IncidentFilter filter = filter_of(question.filter, *span);
  const auto counted = count_period(filter, units, context, context.progress.part(0.95, 1.0));
  if (!counted) return counted.error().within("the later period");
  LaterPeriod later = held_against(*counted, units, terrain);
  later.in_words = analysis::in_words(*span);
  return std::optional(std::move(later));
}

/// @returns invalid_argument where the later period is not after the one that the answer is made of
core::Status check_later(const RiskQuestion& question, const borough::IncidentTable& incidents) {
  if (question.later_from.empty()) {
    if (question.later_to.empty()) return {};
    return core::invalid_argument(
        "--later-to without --later-from: say also the month in which the later period begins");
  }
  if (question.filter.to.empty()) {
    return core::invalid_argument(
        "the later period must not be known to the answer: end the incidents that it is made of with --to, in a month "
        "before --later-from");
  }
  const auto later = analysis::recorded_period(incidents, question.later_from, question.later_to);
  if (!later) return later.error().within("the later period");
  // Dates and months are written with the year first: in the order of their texts.
  if (question.filter.to.substr(0, 7) >= analysis::month_text(later->first)) {
    return core::invalid_argument(fmt::format(
        "the later period begins in {}, but the incidents that the answer is made of end with {}: end them earlier",
        analysis::month_text(later->first), question.filter.to));
  }
  return {};
}

/// @returns invalid_argument where a reach of one step would not leave the cell
core::Status check_reach(const RiskQuestion& question) {
  const double step = analysis::reach_step(question.terrain, question.cells.size).value();
  const double least = question.cells.size.value() / 2.0;
  if (step >= least) return {};
  return core::invalid_argument(
      fmt::format("--reach-step {:g}: shorter than half a cell of {:g} m, so that features in the cell itself would be "
                  "out of reach; choose {:g} m or more, or smaller cells",
                  step, question.cells.size.value(), least));
}

/// Moran's I of the model's Pearson residuals.
core::Result<stats::Association> left_over(const std::vector<double>& counts, const GroundUnits& units,
                                           const stats::PoissonFit& fit, const jobs::Progress& progress) {
  const auto neighbours = neighbours_of(units, {}, progress);
  if (!neighbours) return neighbours.error();
  std::vector<double> residuals;
  residuals.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    residuals.push_back((counts[i] - fit.fitted[i]) / std::sqrt(fit.fitted[i]));
  }
  constexpr std::size_t kFewest = 4;  // units with neighbours, for the moments
  std::size_t linked = 0;
  for (std::size_t i = 0; i < neighbours->size(); ++i) linked += neighbours->of(i).empty() ? 0U : 1U;
  const auto [least, most] = std::minmax_element(residuals.begin(), residuals.end());
  if (linked < kFewest || !(*most > *least)) return stats::Association{};
  return stats::moran_i(residuals, *neighbours, stats::WeightStyle::row_standardised);
}

core::Result<ops::OperationResult> run_risk_terrain(const RiskQuestion& question,
                                                    const ops::OperationContext& context) {
  const auto kinds = tried_kinds(context.dataset, question.features);
  if (!kinds) return kinds.error();
  if (auto status = check_reach(question); !status) return status.error();
  const UnitChoice choice{UnitKind::cells, question.cells};
  const auto units = ground_units(choice, context, context.progress.part(0.0, 0.2, "The ground"));
  if (!units) return units.error();
  const auto counted =
      count_period(question.filter, *units, context, context.progress.part(0.2, 0.25, "Incidents on the ground"));
  if (!counted) return counted.error();
  if (auto status = check_later(question, *context.dataset.incidents); !status) return status.error();
  if (auto status = check_sensitive(choice, counted->sensitivity); !status) return status.error();
  std::vector<geo::Point> centres;
  centres.reserve(units->size());
  std::vector<std::optional<std::size_t>> unit_of(units->cells->grid.size());
  for (std::size_t unit = 0; unit < units->size(); ++unit) {
    centres.push_back(units->cells->grid.centre(units->cells->cells[unit]));
    unit_of[units->cells->cells[unit]] = unit;
  }
  analysis::RiskGround ground;
  ground.centres = centres;
  ground.counts = counted->counts;
  ground.km2 = units->km2;
  ground.kinds = *kinds;
  ground.least_told = static_cast<double>(analysis::DisclosureControl().threshold(counted->coarseness));
  ground.cell_at = [&](geo::Point p) -> std::optional<std::size_t> {
    const auto cell = units->cells->grid.cell_at(p);
    return cell ? unit_of[*cell] : std::nullopt;
  };
  const auto terrain =
      analysis::risk_terrain(ground, question.terrain, analysis::reach_step(question.terrain, question.cells.size),
                             context.progress.part(0.25, 0.9));
  if (!terrain) return terrain.error();
  const auto left = left_over(counted->counts, *units, terrain->fit, context.progress.part(0.9, 0.95, "What is left"));
  if (!left) return left.error();
  const auto later = later_period(question, *units, *terrain, context);
  if (!later) return later.error();
  const RiskFindings findings{question, *units, *terrain, *kinds, counted->inside, counted->coarseness, *left, *later};
  ops::OperationResult result;
  ops::PlainWords words = risk_terrain_words(findings);
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, counted->rows);
  ops::say(result, words);
  const ops::CountedIncidents counts{counted->coarseness};
  result.layers.push_back({"risk-terrain", "Relative risk by features nearby", "risk-terrain", "",
                           core::make_snapshot(risk_cell_table(findings)), counts});
  result.layers.push_back({"risk-factors", "Factors of the risk terrain", "table", "",
                           core::make_snapshot(risk_factor_table(findings)), counts});
  return result;
}

}  // namespace

void describe(RiskQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  visitor.texts({"feature", "Kinds of features",
                 "A kind of point of interest or of hub that is tried, or 'CCTV cameras'; may be given several times. "
                 "Empty: all but cameras, which are put where incidents were"},
                core::TextKind::plain, question.features);
  describe(question.cells, visitor);
  describe(question.terrain, visitor);
  visitor.text({"later-from", "Later period from",
                "First month of a later period that the answer is held against; it must begin after --to"},
               core::TextKind::plain, question.later_from);
  visitor.text({"later-to", "Later period to", "Its last month, included. Empty: the last of the records"},
               core::TextKind::plain, question.later_to);
}

void register_risk_terrain(ops::OperationRegistry& registry) {
  registry.add<RiskQuestion>(
      {.name = "risk-terrain",
       .title = "Risk terrain",
       .summary = "Near which features (licensed premises, stops, hubs …) are more incidents recorded, and how many?",
       .method =
           "Risk terrain modelling (Caplan and Kennedy 2010; Caplan, Kennedy, Barnum and Piza 2015) on equal cells of "
           "the land, half a block each: for each kind of feature in the workspace and each of several reaches, "
           "whether "
           "one is within reach of a cell, and whether they are dense there (quartic density above the mean by two "
           "standard deviations). Each factor is held against random shifts of the incidents over the features "
           "(Mrkvicka and others 2021), the largest of all factors counting, so that what chance brings comes in at a "
           "stated rate. Factors are screened by penalised Poisson regression (lasso or elastic net by coordinate "
           "descent, cross-validated; Friedman, Hastie and Tibshirani 2010) and taken stepwise by BIC, over-dispersion "
           "counted, one a kind, in a Poisson regression with the land as exposure. Relative risk is exp(coefficient); "
           "its interval is as wide as the over-dispersion asks for (quasi-Poisson) and yet too narrow, for the "
           "factors "
           "were chosen on the same incidents. It is no forecast of persons, and no feature is shown to be a cause.",
       .group = ops::kResidentGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::streets | borough::Part::hubs |
                borough::Part::cameras | borough::Part::points_of_interest,
       .example = "risk-terrain saltmere.sqlite --type Robbery --output risk-factors=factors.csv",
       .positional = ""},
      run_risk_terrain);
}

}  // namespace wardscope::catalog
