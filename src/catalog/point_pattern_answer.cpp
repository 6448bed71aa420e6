// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/point_pattern_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/surface_disclosure.hpp"
#include "borough/area_choice.hpp"
#include "catalog/inputs.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kMostUnasked = 1000.0;  // m: beyond it a town's shape, not its crime, makes K

/// The ground that is asked about, without borders inside it, and its name.
struct PatternGround {
  geo::MultiPolygon shape;
  std::string in_words;
};

core::Result<PatternGround> asked_ground(const PointPatternQuestion& question, const ops::OperationContext& context,
                                         const jobs::Progress& progress) {
  const geo::MultiPolygon land = land_of(context.dataset, context.diagnostics);
  if (land.empty()) {
    return core::not_found(
        "without wards or a borough outline the land is not known, and distances mean nothing without the ground that "
        "they are on; import wards");
  }
  auto chosen = chosen_ground(context.dataset, question.ground, land);
  if (!chosen) return chosen.error();
  if (!chosen->shape.empty()) return PatternGround{std::move(chosen->shape), std::move(chosen->in_words)};
  std::vector<geo::MultiPolygon> pieces;
  pieces.reserve(land.size());
  for (const geo::Polygon& piece : land) pieces.push_back({piece});
  auto together = geo::union_of(pieces, progress);
  if (!together) return together.error();
  return PatternGround{std::move(together).value(), {}};
}

/// The selected rows on the ground; how many lie elsewhere is said.
std::vector<std::uint32_t> rows_on(const analysis::PatternWindow& window, const borough::IncidentSelection& selection,
                                   const ops::OperationContext& context) {
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : selection.rows) {
    if (window.contains(context.dataset.incidents->position(row))) rows.push_back(row);
  }
  return rows;
}

core::Status check_number(const PointPatternQuestion& question, const PointPattern& pattern, std::int64_t incidents) {
  const bool sensitive = pattern.coarseness == borough::Sensitivity::sensitive;
  const std::int64_t fewest = sensitive ? kFewestSensitiveInPattern : kFewestInPattern;
  if (incidents < fewest) {
    return core::invalid_argument(fmt::format(
        "fewer than {} incidents{} match the filter: distances between so few show chance, and tell too much "
        "of each; widen the filter or the ground",
        fewest, pattern.ground));
  }
  if ((sensitive || question.points == TestedPoints::places) && pattern.places < kFewestInPattern) {
    return core::invalid_argument(fmt::format(
        "the incidents{} lie on fewer than {} places: distances between so few tell nothing of a pattern; "
        "widen the filter or the ground{}",
        pattern.ground, kFewestInPattern, question.points == TestedPoints::places ? ", or test each incident" : ""));
  }
  return {};
}

core::Result<analysis::DistanceSteps> asked_steps(const PointPatternQuestion& question,
                                                  const analysis::PatternWindow& window,
                                                  borough::Sensitivity coarseness) {
  constexpr double kShortest = 10.0;
  constexpr double kRound = 10.0;
  const double side = std::min(window.extent().width(), window.extent().height());
  double most = question.distance.value();
  if (most == 0.0) most = std::floor(std::min(kMostUnasked, side / 4.0) / kRound) * kRound;
  if (!(most >= kShortest && most <= side / 2.0)) {
    return core::invalid_argument(fmt::format(
        "a farthest distance of {:g} m on ground that is {} m across: it must be {:g} m at least and half of "
        "that at most; choose another distance or wider ground",
        most, core::fixed(side, 0), kShortest));
  }
  analysis::DistanceSteps steps{most, static_cast<std::size_t>(question.steps)};
  if (coarseness != borough::Sensitivity::sensitive) return steps;
  constexpr std::size_t kFewestSteps = 2;
  steps.count = std::min(steps.count, static_cast<std::size_t>(most / kLeastSensitiveStep.value()));
  if (steps.count < kFewestSteps) {
    return core::invalid_argument(fmt::format(
        "incidents of sensitive types stand at their exact places: so that no pair of them shows, distances go "
        "in steps of {0:g} m; ask for a farthest distance of {1:g} m or more",
        kLeastSensitiveStep.value(), kLeastSensitiveStep.value() * kFewestSteps));
  }
  return steps;
}

/// Where the residents live, by the small areas or else the wards, and what they are called.
core::Result<analysis::RandomPlaces> null_of(const PointPatternQuestion& question,
                                             const analysis::PatternWindow& window,
                                             std::pair<const borough::Dataset&, std::string&> from) {
  if (question.null == PatternNull::even) return analysis::RandomPlaces::evenly(window);
  for (const borough::AreaKind kind : {borough::AreaKind::small_area, borough::AreaKind::ward}) {
    const auto set = borough::areas_of(from.first, kind);
    if (!set) continue;
    std::vector<analysis::WeighedGround> grounds;
    bool known = false;
    for (const borough::Area& area : set->areas) {
      known = known || area.population.value_or(0.0) > 0.0;
      grounds.push_back({area.shape, std::max(0.0, area.population.value_or(0.0))});
    }
    if (!known) continue;
    from.second = fmt::format("of the areas of '{}'", set->name);
    return analysis::RandomPlaces::in_proportion(grounds, window);
  }
  return core::not_found(
      "no areas with their residents are known: import small areas (LSOA) with a population, or let chance be even "
      "over "
      "the land (--chance even)");
}

struct PatternBasis {
  const PointPatternQuestion& question;
  const analysis::PatternWindow& window;
  const analysis::DistinctLocations& places;
  analysis::DistanceSteps steps;
  [[nodiscard]] analysis::PlacedCounts stacked() const { return {places.x, places.y, places.incidents}; }
  [[nodiscard]] analysis::PlacedCounts single() const { return {places.x, places.y, {}}; }
};

/// K and nearest neighbours of the incidents and of their places.
core::Status measure_distances(const PatternBasis& basis, PointPattern& pattern, const jobs::Progress& progress) {
  const analysis::RipleyCorrection correction = ripley_correction(basis.question.correction);
  const analysis::PlacedCounts stacked = basis.stacked();
  auto incidents = analysis::ripley_k({stacked, basis.window, basis.steps, correction}, progress.part(0.0, 0.4));
  if (!incidents) return incidents.error();
  pattern.incidents = std::move(incidents).value();
  const auto nearest = analysis::clark_evans(stacked, basis.window, progress.part(0.4, 0.5));
  if (!nearest) return nearest.error();
  pattern.nearest = *nearest;
  if (pattern.places < kFewestInPattern) return {};
  const analysis::PlacedCounts single = basis.single();
  auto once = analysis::ripley_k({single, basis.window, basis.steps, correction}, progress.part(0.5, 0.9));
  if (!once) return once.error();
  pattern.once = std::move(once).value();
  const auto nearest_once = analysis::clark_evans(single, basis.window, progress.part(0.9, 1.0));
  if (!nearest_once) return nearest_once.error();
  pattern.nearest_once = *nearest_once;
  return {};
}

core::Status compare_squares(const PatternBasis& basis, PointPattern& pattern, const jobs::Progress& progress) {
  const analysis::PlacedCounts counts =
      basis.question.points == TestedPoints::places ? basis.single() : basis.stacked();
  auto quadrats =
      analysis::quadrat_test({counts, basis.window, {basis.question.quadrat, basis.question.envelope.seed}}, progress);
  if (quadrats) {
    pattern.quadrats = std::move(quadrats).value();
    return {};
  }
  // Squares that nobody asked for may be left out; those that somebody did must fit.
  if (quadrats.error().code != core::ErrorCode::invalid_argument || basis.question.quadrat.value() > 0.0) {
    return quadrats.error();
  }
  pattern.no_quadrats = quadrats.error().message;
  return {};
}

}  // namespace

double told_k(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness) {
  const double told = static_cast<double>(analysis::DisclosureControl().threshold(coarseness)) * curve.per_pair();
  return std::round(curve.k[step] / told) * told;
}

double told_ring_ratio(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness) {
  analysis::RipleyCurve told = curve;
  told.k[step - 1] = told_k(curve, step - 1, coarseness);
  told.k[step] = told_k(curve, step, coarseness);
  return told.ring_ratio(step);
}

double told_excess(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness) {
  return std::sqrt(told_k(curve, step, coarseness) / std::numbers::pi) - curve.steps.radius(step);
}

core::Result<PointPattern> point_pattern(const PointPatternQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  auto ground = asked_ground(question, context, context.progress.part(0.0, 0.05, "The land"));
  if (!ground) return ground.error();
  const analysis::PatternWindow window(std::move(ground->shape));
  const std::vector<std::uint32_t> rows = rows_on(window, *selection, context);
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  PointPattern pattern;
  pattern.ground = ground->in_words;
  pattern.ground_km2 = core::from_square_metres(window.area()).value();
  pattern.rectangle = window.is_rectangle();
  pattern.sensitivity = analysis::sensitivity_of_rows(incidents, rows);
  pattern.coarseness = analysis::sensitivity_of_surface(incidents, rows);
  if (const std::size_t elsewhere = selection->rows.size() - rows.size(); elsewhere > 0 && pattern.ground.empty()) {
    context.diagnostics.note("elsewhere",
                             fmt::format("{} of the selected incidents lie off the land of this borough",
                                         shown_count(static_cast<std::int64_t>(elsewhere),
                                                     analysis::sensitivity_of_rows(incidents, selection->rows))));
  }
  const auto places = analysis::distinct_locations({incidents.x, incidents.y, {}, rows}, analysis::Aggregation::always,
                                                   context.progress.part(0.05, 0.08, "Places"));
  if (!places) return places.error();
  pattern.places = static_cast<std::int64_t>(places->size());
  for (const std::uint32_t own : places->incidents) pattern.in_stacks += own > 1 ? own : 0;
  if (auto status = check_number(question, pattern, places->rows); !status) return status.error();
  const auto steps = asked_steps(question, window, pattern.coarseness);
  if (!steps) return steps.error();
  const PatternBasis basis{question, window, *places, *steps};
  if (auto status = measure_distances(basis, pattern, context.progress.part(0.08, 0.15, "Distances")); !status) {
    return status.error();
  }
  const auto null = null_of(question, window, {context.dataset, pattern.null_source});
  if (!null) return null.error();
  auto envelope = analysis::ripley_envelope(
      {pattern.tested(question.points), window, ripley_correction(question.correction), *null, question.envelope},
      context.progress.part(0.15, 0.95, "Patterns by chance"));
  if (!envelope) return envelope.error();
  pattern.envelope = std::move(envelope).value();
  if (auto status = compare_squares(basis, pattern, context.progress.part(0.95, 1.0, "Quadrats")); !status) {
    return status.error();
  }
  return pattern;
}

}  // namespace wardscope::catalog
