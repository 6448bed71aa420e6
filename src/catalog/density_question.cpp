// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/bandwidth.hpp"
#include "analysis/bandwidth_choice.hpp"
#include "analysis/density_land.hpp"
#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/point_sharing.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/density_options.hpp"
#include "catalog/density_selection.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_land.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

namespace {

constexpr double kRuleShare = 0.4;     // of the time, where a rule chooses the bandwidth
constexpr double kWeighedShare = 0.7;  // where the weighed surface is ready and the other begins

/// Says where the bandwidth is so narrow that the surface shows single addresses, or the points of the source.
core::Result<std::string> narrow_bandwidth_words(const analysis::PointColumns& points,
                                                 const analysis::KernelDensityOptions& options,
                                                 const ops::OperationContext& context) {
  const jobs::Progress progress = context.progress.part(0.9, 1.0, "Judging the bandwidth");
  const auto locations = analysis::distinct_locations(points, analysis::Aggregation::adaptive, progress.part(0.0, 0.7));
  if (!locations) return locations.error();
  const analysis::DensityKernel kernel{options.kernel, options.bandwidth.value()};
  std::string warning;
  assert(points.rows);
  if (!borough::place_sharing(*context.dataset.incidents, *points.rows).street_level()) {
    const auto sharing = analysis::point_sharing(*context.dataset.incidents, progress.part(0.7, 1.0));
    if (!sharing) return sharing.error();
    warning = analysis::moved_points_warning(kernel, sharing->moved_by());
  }
  const auto nearest = analysis::median_nearest_distance(*locations);
  if (warning.empty() && nearest) warning = analysis::narrow_bandwidth_warning(kernel, *nearest);
  if (!warning.empty()) context.diagnostics.warn("narrow-bandwidth", warning);
  return warning;
}

}  // namespace

core::Result<analysis::KernelDensityOptions> permitted_density(analysis::KernelDensityOptions options,
                                                               const analysis::SensitivePlaces& sensitive,
                                                               core::Diagnostics& diagnostics) {
  if (sensitive.incidents == 0) return options;
  options.least_spread =
      core::Metres(analysis::DensityKernel{analysis::KernelShape::quartic, kSensitiveBandwidth.value()}.spread());
  const std::string types = sensitive_types_in_words(sensitive);
  const double narrowest = kSensitiveBandwidth.value();
  const analysis::DensityKernel kernel{options.kernel, options.bandwidth.value()};
  const bool automatic = options.cell.value() == 0.0;
  if (automatic) options.cell = kSensitiveCell;
  if (kernel.quartic_equivalent() < narrowest || options.cell < kSensitiveCell) {
    return core::invalid_argument(fmt::format(
        "some of the selected incidents are of sensitive types at their exact places ({}): so that no single record "
        "shows, a density with them needs a bandwidth of at least {:.0f} m and cells of at least {:.0f} m (or 0); or "
        "choose other types",
        types, std::ceil(narrowest * kernel.bandwidth / kernel.quartic_equivalent()), kSensitiveCell.value()));
  }
  if (automatic) {
    diagnostics.note("sensitive-places",
                     fmt::format("the surface has cells of {:.0f} m and none where fewer than {} incidents lie in the "
                                 "kernel's reach: with sensitive types at their exact places ({}) a finer one would "
                                 "show single records",
                                 kSensitiveCell.value(),
                                 analysis::DisclosureControl().threshold(borough::Sensitivity::sensitive), types));
  }
  return options;
}

namespace {

/// The table with these weights; itself where it has the same.
core::Snapshot<borough::IncidentTable> with_weights(const core::Snapshot<borough::IncidentTable>& incidents,
                                                    std::vector<float> weight) {
  if (incidents->weight == weight) return incidents;
  borough::IncidentTable other = *incidents;
  other.weight = std::move(weight);
  return core::make_snapshot(std::move(other));
}

/// Refuses a surface of so few incidents that it would show single records, and hides those cells of others that would.
core::Status keep_records_apart(const analysis::PointColumns& points, DensityAnswer& answer) {
  const analysis::DisclosureControl control;
  const std::string too_few =
      "a surface of so few would show single records, not places; widen the filter or the ground";
  if (answer.surface.incidents < control.threshold(answer.sensitivity)) {
    return core::invalid_argument(fmt::format("fewer than {} incidents{} match the filter: {}",
                                              control.threshold(answer.sensitivity), answer.ground.in_words, too_few));
  }
  answer.shown = answer.surface.per_km2;
  if (!answer.thinned) return {};
  const analysis::KernelDensityOptions& options = answer.surface.options;
  const auto& adapted = answer.surface.adapted;
  const core::Metres reach(
      analysis::DensityKernel{options.kernel, adapted ? adapted->least.value() : options.bandwidth.value()}
          .quartic_equivalent());
  const analysis::SupportRule rule{reach, control.threshold(answer.sensitivity)};
  if (answer.unweighted) analysis::hide_thin_support(*answer.unweighted, points, rule);
  if (analysis::hide_thin_support(answer.shown, points, rule) == 0) {
    return core::invalid_argument(
        fmt::format("nowhere do {} of the selected incidents lie within {:.0f} m{}: {}, or the bandwidth", rule.least,
                    reach.value(), answer.ground.in_words, too_few));
  }
  return {};
}

/// The distinct places of the selection on the ground that is asked about, each once.
core::Result<analysis::DistinctLocations> places_on(const geo::MultiPolygon& ground,
                                                    const analysis::PointColumns& points,
                                                    const jobs::Progress& progress) {
  auto all = analysis::distinct_locations(points, analysis::Aggregation::always, progress);
  if (!all) return all.error();
  const analysis::LandBoundary boundary(ground);
  if (boundary.empty()) return analysis::as_distinct(*std::move(all));
  analysis::DistinctLocations inside;
  for (std::size_t i = 0; i < all->size(); ++i) {
    if (!boundary.contains({all->x[i], all->y[i]})) continue;
    inside.x.push_back(all->x[i]);
    inside.y.push_back(all->y[i]);
  }
  inside.weight.resize(inside.size());
  inside.incidents.resize(inside.size());
  return analysis::as_distinct(std::move(inside));
}

/// Puts the bandwidth that a rule gives into the options, and what there is to say about it into the answer. With
/// sensitive incidents at exact places it is as wide as their surfaces must be.
core::Result<analysis::KernelDensityOptions> ruled_density(const DensityQuestion& question, DensityAnswer& answer,
                                                           const ops::OperationContext& context) {
  analysis::KernelDensityOptions options = question.density;
  if (question.rule == analysis::BandwidthRule::manual) return options;
  const jobs::Progress progress = context.progress.part(0.0, kRuleShare, "Choosing the bandwidth");
  const geo::MultiPolygon& ground = answer.ground.shape.empty() ? answer.land : answer.ground.shape;
  const auto points = analysis::point_columns(*context.dataset.incidents, answer.selection);
  const auto places = places_on(ground, points, progress.part(0.0, 0.1));
  if (!places) return places.error();
  const auto chosen = analysis::choose_bandwidth(question.rule, {*places, &ground}, progress.part(0.1, 1.0));
  if (!chosen) return chosen.error();
  if (!chosen->remark.empty()) context.diagnostics.warn("bandwidth-rule", chosen->remark);
  // Whole metres, so that whoever types what the sentence says gets the same surface.
  const core::Metres exact = analysis::bandwidth_of(options.kernel, chosen->sigma);
  options.bandwidth = core::Metres(std::max(1.0, std::round(exact.value())));
  const analysis::DensityKernel kernel{options.kernel, options.bandwidth.value()};
  std::string floor;
  if (answer.thinned && kernel.quartic_equivalent() < kSensitiveBandwidth.value()) {
    const double wider = kSensitiveBandwidth.value() / kernel.quartic_equivalent();
    options.bandwidth = core::Metres(std::ceil(wider * kernel.bandwidth));
    floor = ", widened to what a surface with sensitive types at their exact places needs";
  }
  answer.bandwidth_in_words = fmt::format(
      "Bandwidth by {}{}: standard deviation {} m, for this kernel {:.0f} m{}.", analysis::in_words(question.rule),
      question.rule == analysis::BandwidthRule::practice ? "" : " on the distinct places",
      core::fixed(chosen->sigma.value(), 1), options.bandwidth.value(), floor);
  return options;
}

}  // namespace

core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context,
                                             const GroundChoice& choice) {
  auto selected = density_selection(context.dataset, question, context.diagnostics);
  if (!selected) return selected.error();
  DensityAnswer answer;
  answer.selection = std::move(selected->selection);
  answer.harm = std::move(selected->harm);
  answer.land = land_of(context.dataset, context.diagnostics);
  auto ground = chosen_ground(context.dataset, choice, answer.land);
  if (!ground) return ground.error();
  answer.ground = std::move(ground).value();
  answer.incidents = with_weights(context.dataset.incidents, std::move(selected->weights.asked));
  const auto sensitive = analysis::sensitive_places(*context.dataset.incidents, answer.selection.rows);
  answer.thinned = sensitive.incidents > 0;
  answer.sensitivity = analysis::sensitivity_of_surface(*context.dataset.incidents, answer.selection.rows);
  const auto ruled = ruled_density(question, answer, context);
  if (!ruled) return ruled.error();
  const auto options = permitted_density(*ruled, sensitive, context.diagnostics);
  if (!options) return options.error();
  const auto points = analysis::point_columns(*answer.incidents, answer.selection);
  const double from = question.rule == analysis::BandwidthRule::manual ? 0.0 : kRuleShare;
  const double to = question.weighed() ? kWeighedShare : 0.9;
  auto surface = analysis::kernel_density({points, &answer.land, {}, &answer.ground.shape}, *options,
                                          context.progress.part(from, to));
  if (!surface) return surface.error();
  answer.surface = std::move(surface).value();
  if (question.weighed()) {
    const analysis::PointColumns once{points.x, points.y, selected->weights.once, points.rows};
    auto unweighted =
        analysis::kernel_density({once, &answer.land, answer.surface.per_km2.grid(), &answer.ground.shape}, *options,
                                 context.progress.part(kWeighedShare, 0.9));
    if (!unweighted) return unweighted.error();
    answer.unweighted = std::move(unweighted->per_km2);
  }
  if (auto status = keep_records_apart(points, answer); !status) return status.error();
  auto narrow = narrow_bandwidth_words(points, *options, context);
  if (!narrow) return narrow.error();
  answer.narrow_in_words = *std::move(narrow);
  note_off_the_land(answer.surface.off_land, answer.sensitivity, context.diagnostics);
  if (!choice.everywhere()) answer.land = answer.ground.shape;
  return answer;
}

void describe(DensityQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kWeights{core::Choice{"one", "Each incident counts once"},
                                       core::Choice{"recorded", "By its recorded weight (harm score)"}};
  describe(question.filter, visitor);
  visitor.enumeration({"weight", "Weight", "What an incident counts for in the density and in ranks"}, kWeights,
                      question.weight);
  describe_harm_table(question.harm_table, visitor);
  describe(question.rule, visitor);
  describe(question.density, visitor);
}

}  // namespace wardscope::catalog
