// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/bandwidth_choice.hpp"
#include "analysis/kernel_density.hpp"
#include "analysis/surface_disclosure.hpp"
#include "borough/incidents.hpp"
#include "catalog/chosen_ground.hpp"
#include "catalog/space_time.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/snapshot.hpp"
#include "core/units.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// The narrowest kernel and the smallest cells that a surface with exact places of sensitive
/// incidents may have, so that it shows areas.
constexpr core::Metres kSensitiveBandwidth{250.0};
constexpr core::Metres kSensitiveCell{100.0};

/// What an incident counts for.
enum class IncidentWeight {
  one,       ///< each the same, whatever weight was imported
  recorded,  ///< its weight: a harm score
};

/// Which incidents, how weighed and smoothed.
struct DensityQuestion {
  borough::IncidentFilter filter;
  IncidentWeight weight = IncidentWeight::one;
  analysis::BandwidthRule rule = analysis::BandwidthRule::manual;
  /// As wide as any selection may be shown with, so that what nobody set is never refused.
  analysis::KernelDensityOptions density{.bandwidth = kSensitiveBandwidth};
  SpaceTime when = {};  ///< of kernel-density alone, which describes it
};

void describe(DensityQuestion& question, core::ParameterVisitor& visitor);

struct DensityAnswer {
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of the surface and what follows from its outlines
  bool thinned =
      false;  ///< exact places of sensitive incidents are in it: cells with few incidents in reach have no value
  core::Snapshot<borough::IncidentTable> incidents;  ///< as weighed: without weights where each counts the same
  borough::IncidentSelection selection;
  ChosenGround ground;
  geo::MultiPolygon land;  ///< of the ground that was chosen; all the borough's where none was
  analysis::DensitySurface surface;
  std::string bandwidth_in_words;  ///< a sentence on a bandwidth that a rule chose; empty where the user set it
  /// Of the surface, what may be shown: where it is thinned only cells with enough incidents in the kernel's reach.
  raster::Raster<float> shown;
  /// The same of the incidents, each counted once, where the surface weighs them: a harm score never stands alone.
  std::optional<raster::Raster<float>> unweighted;
};

/// The question as it may be asked of what is selected: with exact places of sensitive incidents in it no surface may
/// be so sharp that it shows where a record is, whatever else it is of. @returns invalid_argument that says how wide.
core::Result<analysis::KernelDensityOptions> permitted_density(analysis::KernelDensityOptions options,
                                                               const analysis::SensitivePlaces& sensitive,
                                                               core::Diagnostics& diagnostics);

/// "per km²" of incidents, or "weight per km²".
std::string_view density_unit(const DensityQuestion& question);
/// "12.6 per km²", "a weight of 12.6 per km²".
std::string density_in_words(double density, const DensityQuestion& question);
/// The surface as a layer named "density" and, where it weighs the incidents, the one of each counted once as
/// "density-unweighted". Takes them out of the answer.
void add_density_layers(const DensityQuestion& question, DensityAnswer& answer, ops::OperationResult& result);
/// How wide the kernels of an adaptive surface are, and that there is one without weights beside it; empty: neither.
std::string surface_remarks(const DensityQuestion& question, const DensityAnswer& answer);

/// The density surface that several operations start from, over all the land or the ground that is chosen.
core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context,
                                             const GroundChoice& choice = {});

}  // namespace wardscope::catalog
