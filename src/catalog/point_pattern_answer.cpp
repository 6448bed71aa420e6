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
  const bool even = question.trend == PatternTrendOf::nothing ? question.null == PatternNull::even
                                                              : question.trend == PatternTrendOf::incidents;
  if (even) return analysis::RandomPlaces::evenly(window);
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

/// The density that is taken out, if one is asked for.
using Trend = std::optional<analysis::PatternTrend>;

core::Status check_trend(PointPatternQuestion& question, const analysis::PatternWindow& window,
                         const PointPattern& pattern) {
  if (question.trend == PatternTrendOf::nothing) return {};
  if (pattern.coarseness == borough::Sensitivity::sensitive) {
    return core::invalid_argument(
        "beside a trend one pair on thin ground weighs like many, so incidents of sensitive types at their exact "
        "places "
        "would show; ask without a trend, or of other types");
  }
  const double side = std::min(window.extent().width(), window.extent().height());
  if (question.trend_spread.value() == 0.0) {
    question.trend_spread = core::Metres(std::min(2.0 * question.distance.value(), side));
  }
  if (const double spread = question.trend_spread.value(); !(spread >= question.distance.value() && spread <= side)) {
    return core::invalid_argument(fmt::format(
        "a trend smoothed over {} m: it must be the farthest distance at least ({} m), or it takes the clustering "
        "with it, and the ground's short side at most ({} m)",
        core::fixed(spread, 0), core::fixed(question.distance.value(), 0), core::fixed(side, 0)));
  }
  return {};
}

struct PatternBasis {
  const PointPatternQuestion& question;
  const analysis::PatternWindow& window;
  const analysis::DistinctLocations& places;
  analysis::DistanceSteps steps;
  [[nodiscard]] analysis::PlacedCounts stacked() const { return {places.x, places.y, places.incidents}; }
  Trend trend = {};
  std::optional<analysis::SetCovariance> covariance = {};  ///< for the translation correction
  [[nodiscard]] analysis::PlacedCounts single() const { return {places.x, places.y, {}}; }
  [[nodiscard]] analysis::PlacedCounts tested() const {
    return question.points == TestedPoints::places ? single() : stacked();
  }
  [[nodiscard]] const analysis::PatternTrend* trend_or_null() const { return trend ? &*trend : nullptr; }
  [[nodiscard]] const analysis::SetCovariance* covariance_or_null() const {
    return covariance ? &*covariance : nullptr;
  }
  [[nodiscard]] core::Result<analysis::RipleyCurve> curve(const analysis::PlacedCounts& counts,
                                                          const jobs::Progress& progress) const {
    return analysis::curve_beside(trend_or_null(),
                                  {counts, window, steps, ripley_correction(question.correction), covariance_or_null()},
                                  progress);
  }
};

/// What the curves need beside the points.
core::Status prepare(PatternBasis& basis, const analysis::RandomPlaces& null, PointPattern& pattern,
                     const jobs::Progress& progress) {
  const PointPatternQuestion& question = basis.question;
  if (question.correction == PatternCorrection::translation) {
    auto covariance = analysis::SetCovariance::of(basis.window, basis.steps.most, progress.part(0.0, 0.5));
    if (!covariance) return covariance.error();
    basis.covariance = std::move(covariance).value();
  }
  if (question.trend == PatternTrendOf::nothing) return {};
  auto trend =
      question.trend == PatternTrendOf::residents
          ? analysis::PatternTrend::of_residents(null, basis.window, question.trend_spread, progress.part(0.5, 0.8))
          : analysis::PatternTrend::of_incidents(basis.tested(), basis.window, question.trend_spread,
                                                 progress.part(0.5, 0.8));
  if (!trend) return trend.error();
  basis.trend = std::move(trend).value();
  const auto intensity = basis.trend->at(basis.tested(), progress.part(0.8, 1.0));
  if (!intensity) return intensity.error();
  const auto all = static_cast<double>(question.points == TestedPoints::places ? pattern.places : basis.places.rows);
  pattern.at_least_share = static_cast<double>(intensity->floored) / all;
  return {};
}

/// K and nearest neighbours of the incidents and of their places.
core::Status measure_distances(const PatternBasis& basis, PointPattern& pattern, const jobs::Progress& progress) {
  const analysis::PlacedCounts stacked = basis.stacked();
  auto incidents = basis.curve(stacked, progress.part(0.0, 0.4));
  if (!incidents) return incidents.error();
  pattern.incidents = std::move(incidents).value();
  const auto nearest = analysis::clark_evans(stacked, basis.window, progress.part(0.4, 0.5));
  if (!nearest) return nearest.error();
  pattern.nearest = *nearest;
  if (pattern.places < kFewestInPattern) return {};
  const analysis::PlacedCounts single = basis.single();
  auto once = basis.curve(single, progress.part(0.5, 0.9));
  if (!once) return once.error();
  pattern.once = std::move(once).value();
  const auto nearest_once = analysis::clark_evans(single, basis.window, progress.part(0.9, 1.0));
  if (!nearest_once) return nearest_once.error();
  pattern.nearest_once = *nearest_once;
  return {};
}

core::Status compare_squares(const PatternBasis& basis, PointPattern& pattern, const jobs::Progress& progress) {
  auto quadrats = analysis::quadrat_test(
      {basis.tested(), basis.window, {basis.question.quadrat, basis.question.envelope.seed}}, progress);
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

core::Result<PointPattern> point_pattern(PointPatternQuestion& question, const ops::OperationContext& context) {
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
  if (rows.empty() && pattern.ground.empty() && selection->rows.size() >= kFewestInPattern) {
    return core::invalid_argument(
        "none of the selected incidents lies on the land: check the coordinate system of the incidents, or import the "
        "wards that they lie in");
  }
  if (auto status = check_number(question, pattern, places->rows); !status) return status.error();
  const auto steps = asked_steps(question, window, pattern.coarseness);
  if (!steps) return steps.error();
  question.distance = core::Metres(steps->most);
  if (auto status = check_trend(question, window, pattern); !status) return status.error();
  const auto null = null_of(question, window, {context.dataset, pattern.null_source});
  if (!null) return null.error();
  PatternBasis basis{question, window, *places, *steps};
  if (auto status = prepare(basis, *null, pattern, context.progress.part(0.08, 0.1, "The ground")); !status) {
    return status.error();
  }
  if (auto status = measure_distances(basis, pattern, context.progress.part(0.1, 0.15, "Distances")); !status) {
    return status.error();
  }
  auto envelope =
      analysis::ripley_envelope({pattern.tested(question.points), window, ripley_correction(question.correction), *null,
                                 question.envelope, basis.covariance_or_null(), basis.trend_or_null()},
                                context.progress.part(0.15, 0.95, "Patterns by chance"));
  if (!envelope) return envelope.error();
  pattern.envelope = std::move(envelope).value();
  if (auto status = compare_squares(basis, pattern, context.progress.part(0.95, 1.0, "Quadrats")); !status) {
    return status.error();
  }
  return pattern;
}

}  // namespace wardscope::catalog
