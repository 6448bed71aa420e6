// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/bandwidth_choice.hpp"
#include "analysis/kernel_density.hpp"
#include "analysis/surface_disclosure.hpp"
#include "borough/incidents.hpp"
#include "catalog/chosen_ground.hpp"
#include "catalog/harm_table.hpp"
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
  SpaceTime when = {};          ///< of kernel-density alone, which describes it
  std::string harm_table = {};  ///< file with the weight of each type; empty: none

  /// True where an incident may count for more or less than another.
  [[nodiscard]] bool weighed() const { return weight == IncidentWeight::recorded || !harm_table.empty(); }
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
  std::optional<HarmWeights> harm;  ///< where a table weighs the types
  std::string narrow_in_words;      ///< that the bandwidth is below what the places support; empty where it is not
  std::string bandwidth_in_words;   ///< a sentence on a bandwidth that a rule chose; empty where the user set it
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
/// How wide the kernels of an adaptive surface are, what weighs the types, and that there is a surface without weights
/// beside it; empty: none of these.
std::string surface_remarks(const DensityQuestion& question, const DensityAnswer& answer);

/// The table that weighs the types, for provenance; nothing where none does.
std::vector<ops::UsedFile> used_files(const DensityAnswer& answer);

/// The density surface that several operations start from, over all the land or the ground that is chosen.
core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context,
                                             const GroundChoice& choice = {});

}  // namespace wardscope::catalog
