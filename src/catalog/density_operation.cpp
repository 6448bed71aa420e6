// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "analysis/bandwidth.hpp"
#include "catalog/density_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

namespace {

/// Says where the bandwidth is so narrow that the surface shows single addresses.
core::Status warn_of_narrow_bandwidth(const analysis::PointColumns& points, const analysis::KernelDensityOptions& options,
                                      const ops::OperationContext& context) {
  const auto locations = analysis::distinct_locations(points, analysis::Aggregation::adaptive, context.progress);
  if (!locations) return locations.error();
  const auto nearest = analysis::median_nearest_distance(*locations);
  if (!nearest) return {};
  const std::string warning = analysis::narrow_bandwidth_warning({options.kernel, options.bandwidth.value()}, *nearest);
  if (!warning.empty()) context.diagnostics.warn("narrow-bandwidth", warning);
  return {};
}

}  // namespace

core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context) {
  auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  DensityAnswer answer;
  answer.selection = std::move(selection).value();
  answer.land = land_of(context.dataset, context.diagnostics);
  const auto points = analysis::point_columns(*context.dataset.incidents, answer.selection);
  auto surface = analysis::kernel_density({points, &answer.land, {}}, question.density, context.progress);
  if (!surface) return surface.error();
  if (auto status = warn_of_narrow_bandwidth(points, question.density, context); !status) return status.error();
  answer.surface = std::move(surface).value();
  if (answer.surface.off_land > 0) {
    context.diagnostics.note("off-the-land", fmt::format("{} of the selected incidents lie off the wards and were left out",
                                                         core::with_thousands(answer.surface.off_land)));
  }
  return answer;
}

namespace {

core::Result<ops::OperationResult> run_density(const DensityQuestion& question, const ops::OperationContext& context) {
  auto answer = incident_density(question, context);
  if (!answer) return answer.error();
  const analysis::DensitySurface& surface = answer->surface;
  ops::OperationResult result;
  result.sentences.push_back(fmt::format(
      "{}: on average {} per km² over {} km² of land, {} at the densest place.",
      incidents_in_words(surface.incidents, question.filter), core::fixed(surface.mean_per_km2, 1),
      core::fixed(surface.land_km2, 1), core::fixed(surface.greatest_per_km2, 0)));
  result.sentences.push_back(fmt::format("Mass check: the surface adds up to {} of {} incidents.",
                                         core::fixed(surface.mass, 1), core::fixed(surface.weight, 0)));
  result.sentences.push_back(
      fmt::format("Method: {}. A density says where records are close together; it is not a risk for a person.",
                  analysis::describe_in_words(surface.options)));
  result.layers.push_back({"density", "Density of incidents", "density", "per km²", core::make_snapshot(answer->surface.per_km2)});
  return result;
}

}  // namespace

void describe(DensityQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.density, visitor);
}

void register_density(ops::OperationRegistry& registry) {
  registry.add<DensityQuestion>(
      {.name = "kernel-density",
       .title = "Density of incidents",
       .summary = "Where are incidents close together? A surface in incidents per km²",
       .method = "Kernel density, exact at the centre of each cell (nothing is binned): the sum over incidents of "
                 "3/(pi h^2) (1 - d^2/h^2)^2 for d < h (quartic; Wand and Jones 1995), or of a Gaussian. Near the coast and "
                 "the borough's edge each incident is divided by the share of its kernel that lies on land (Jones 1993), "
                 "so that the surface adds up to the number of incidents.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "kernel-density saltmere.sqlite --bandwidth 200 --type \"Anti-social behaviour\" --output density.tif",
       .positional = ""},
      run_density);
}

}  // namespace wardscope::catalog
