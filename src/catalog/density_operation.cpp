// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/bandwidth.hpp"
#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/point_sharing.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/density_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

namespace {

/// Says where the bandwidth is so narrow that the surface shows single addresses, or the points of the source.
core::Status warn_of_narrow_bandwidth(const analysis::PointColumns& points,
                                      const analysis::KernelDensityOptions& options,
                                      const ops::OperationContext& context) {
  const jobs::Progress progress = context.progress.part(0.9, 1.0, "Judging the bandwidth");
  const auto locations = analysis::distinct_locations(points, analysis::Aggregation::adaptive, progress.part(0.0, 0.7));
  if (!locations) return locations.error();
  const analysis::DensityKernel kernel{options.kernel, options.bandwidth.value()};
  const auto nearest = analysis::median_nearest_distance(*locations);
  std::string warning = nearest ? analysis::narrow_bandwidth_warning(kernel, *nearest) : std::string();
  if (warning.empty()) {
    const auto sharing = analysis::point_sharing(*context.dataset.incidents, progress.part(0.7, 1.0));
    if (!sharing) return sharing.error();
    warning = analysis::moved_points_warning(kernel, sharing->moved_by());
  }
  if (!warning.empty()) context.diagnostics.warn("narrow-bandwidth", warning);
  return {};
}

}  // namespace

namespace {

/// The incidents, without their weights where each counts the same.
core::Result<core::Snapshot<borough::IncidentTable>> weighed_incidents(const borough::Dataset& dataset,
                                                                       IncidentWeight weight) {
  if (weight == IncidentWeight::one) {
    if (dataset.incidents->weight.empty()) return dataset.incidents;
    borough::IncidentTable same = *dataset.incidents;
    same.weight.clear();
    return core::make_snapshot(std::move(same));
  }
  if (!dataset.incidents->weight.empty()) return dataset.incidents;
  return core::invalid_argument(
      "no incident has a weight: import a file with a column 'weight' or 'harm score', or count each incident once");
}

}  // namespace

std::string_view density_unit(const DensityQuestion& question) {
  return question.weight == IncidentWeight::recorded ? "weight per km²" : "per km²";
}

std::string density_in_words(double density, const DensityQuestion& question) {
  const std::string words = core::fixed(density, 1) + " per km²";
  return question.weight == IncidentWeight::recorded ? "a weight of " + words : words;
}

ops::ResultLayer density_layer(const DensityQuestion& question, raster::Raster<float> per_km2) {
  const bool weighed = question.weight == IncidentWeight::recorded;
  return {"density", weighed ? "Density of incidents by weight" : "Density of incidents", "density",
          std::string(density_unit(question)), core::make_snapshot(std::move(per_km2))};
}

namespace {

/// "Hate incident, Rape and 2 more types".
std::string types_in_words(const std::vector<std::string>& types) {
  constexpr std::size_t kMost = 3;
  const std::size_t named = types.size() <= kMost ? types.size() : kMost - 1;
  const std::string names = joined_names({types.begin(), types.begin() + static_cast<std::ptrdiff_t>(named)});
  return named == types.size() ? names : fmt::format("{} and {} more types", names, types.size() - named);
}

/// The question as it may be asked of what is selected: with exact places of sensitive incidents in it no surface may
/// be so sharp that it shows where a record is, whatever else it is of.
core::Result<analysis::KernelDensityOptions> permitted_density(analysis::KernelDensityOptions options,
                                                               const analysis::SensitivePlaces& sensitive,
                                                               core::Diagnostics& diagnostics) {
  if (sensitive.incidents == 0) return options;
  const std::string types = types_in_words(sensitive.types);
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
  const core::Metres reach(
      analysis::DensityKernel{answer.surface.options.kernel, answer.surface.options.bandwidth.value()}
          .quartic_equivalent());
  const std::int64_t least = control.threshold(answer.sensitivity);
  if (analysis::hide_thin_support(answer.shown, points, {reach, least}) == 0) {
    return core::invalid_argument(
        fmt::format("nowhere do {} of the selected incidents lie within {:.0f} m{}: {}, or the bandwidth", least,
                    reach.value(), answer.ground.in_words, too_few));
  }
  return {};
}

}  // namespace

core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context,
                                             const GroundChoice& choice) {
  auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  DensityAnswer answer;
  answer.selection = std::move(selection).value();
  answer.land = land_of(context.dataset, context.diagnostics);
  auto ground = chosen_ground(context.dataset, choice, answer.land);
  if (!ground) return ground.error();
  answer.ground = std::move(ground).value();
  auto incidents = weighed_incidents(context.dataset, question.weight);
  if (!incidents) return incidents.error();
  answer.incidents = std::move(incidents).value();
  const auto sensitive = analysis::sensitive_places(*context.dataset.incidents, answer.selection.rows);
  answer.thinned = sensitive.incidents > 0;
  answer.sensitivity = analysis::sensitivity_of_surface(*context.dataset.incidents, answer.selection.rows);
  const auto options = permitted_density(question.density, sensitive, context.diagnostics);
  if (!options) return options.error();
  const auto points = analysis::point_columns(*answer.incidents, answer.selection);
  auto surface = analysis::kernel_density({points, &answer.land, {}, &answer.ground.shape}, *options,
                                          context.progress.part(0.0, 0.9));
  if (!surface) return surface.error();
  answer.surface = std::move(surface).value();
  if (auto status = keep_records_apart(points, answer); !status) return status.error();
  if (auto status = warn_of_narrow_bandwidth(points, question.density, context); !status) return status.error();
  if (answer.surface.off_land > 0) {
    context.diagnostics.note("off-the-land",
                             fmt::format("left out, for they lie off the wards: {} of the selected incidents",
                                         core::with_thousands(answer.surface.off_land)));
  }
  if (!choice.everywhere()) answer.land = answer.ground.shape;
  return answer;
}

namespace {

struct PlacedDensityQuestion {
  DensityQuestion density;
  GroundChoice ground;
};

void describe(PlacedDensityQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.density, visitor);
  describe(question.ground, visitor);
}

/// That the surface keeps the total; of a part, what reaches into it from around.
std::string mass_words(const analysis::DensitySurface& surface, const PlacedDensityQuestion& question,
                       const ChosenGround& ground) {
  const std::string mass = core::fixed(surface.mass, 1);
  if (ground.shape.empty()) {
    return fmt::format("Mass check: the surface adds up to {} of {}{}.", mass, core::fixed(surface.weight, 0),
                       question.density.weight == IncidentWeight::one ? " incidents" : ", their weight together");
  }
  return fmt::format(
      "At the edge the hills over {} incidents around it count as far as they reach in, so that the "
      "surface adds up to {} and not to the incidents inside.",
      shown_count(surface.around), mass);
}

double greatest_shown(const raster::Raster<float>& shown) {
  float greatest = 0.0F;
  for (const float value : shown.values()) greatest = std::isnan(value) ? greatest : std::max(greatest, value);
  return static_cast<double>(greatest);
}

core::Result<ops::OperationResult> run_density(const PlacedDensityQuestion& question,
                                               const ops::OperationContext& context) {
  auto answer = incident_density(question.density, context, question.ground);
  if (!answer) return answer.error();
  const analysis::DensitySurface& surface = answer->surface;
  ops::OperationResult result;
  result.sentences.push_back(
      fmt::format("{}{}: on average {} over {} km² of land, {} at the densest place.",
                  incidents_in_words(surface.incidents, question.density.filter), answer->ground.in_words,
                  density_in_words(surface.mean_per_km2, question.density), core::fixed(surface.land_km2, 1),
                  core::fixed(greatest_shown(answer->shown), 0)));
  if (answer->thinned) {
    result.sentences.push_back(fmt::format(
        "Sensitive types at their exact places are among them: the surface has a value only where {} incidents or more "
        "lie in the kernel's reach.",
        analysis::DisclosureControl().threshold(answer->sensitivity)));
  }
  result.sentences.push_back(mass_words(surface, question, answer->ground));
  result.sentences.push_back(
      fmt::format("Method: {}. A density says where records are close together; it is not a risk for a person.",
                  analysis::describe_in_words(surface.options)));
  result.layers.push_back(density_layer(question.density, std::move(answer->shown)));
  return result;
}

}  // namespace

void describe(DensityQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kWeights{core::Choice{"one", "Each incident counts once"},
                                       core::Choice{"recorded", "By its recorded weight (harm score)"}};
  describe(question.filter, visitor);
  visitor.enumeration({"weight", "Weight", "What an incident counts for in the density and in ranks"}, kWeights,
                      question.weight);
  describe(question.density, visitor);
}

void register_density(ops::OperationRegistry& registry) {
  registry.add<PlacedDensityQuestion>(
      {.name = "kernel-density",
       .title = "Density of incidents",
       .summary = "Where are incidents close together? A surface in incidents per km²",
       .method =
           "Kernel density, exact at the centre of each cell (nothing is binned): the sum over incidents of "
           "3/(pi h^2) (1 - d^2/h^2)^2 for d < h (quartic; Wand and Jones 1995), or of a Gaussian. Near the coast and "
           "the borough's edge each incident is divided by the share of its kernel that lies on land (Jones 1993), "
           "so that the surface adds up to the number of incidents. Of chosen wards or neighbourhoods it is the same "
           "surface, cut to them: incidents around them count.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example =
           "kernel-density saltmere.sqlite --bandwidth 150 --type \"Anti-social behaviour\" --output density.tif",
       .positional = ""},
      run_density);
}

}  // namespace wardscope::catalog
