// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "borough/places.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct HubAccessOptions {
  core::Metres reach{800.0};            ///< straight line, 10 m … 50 km; 800 m is about ten minutes' walk
  std::vector<std::string> kinds = {};  ///< words or labels of hub kinds; empty: any kind
};

void describe(HubAccessOptions& options, core::ParameterVisitor& visitor);

/// Hubs and the people who may go there. Borrows everything.
struct HubAccessInput {
  const borough::HubRegister& hubs;         ///< with those just beyond the border, or people there seem to have none
  const borough::AreaSet& small_areas;      ///< with population; they must not overlap
  const borough::AreaSet* wards = nullptr;  ///< null: not counted by ward
  const borough::AreaSet* neighbourhoods = nullptr;  ///< null: not counted by neighbourhood; they may overlap
};

/// How well one area is served.
struct AreaAccess {
  std::string code;
  std::string name;
  double people = 0.0;                     ///< residents; of wards and neighbourhoods estimated from the small areas
  double beyond = 0.0;                     ///< of these, farther from every hub than the reach
  double beyond_share = 0.0;               ///< 0..1; 0 where nobody lives
  bool population_known = true;            ///< of a small area: false where the set says none, then people is 0
  std::optional<std::size_t> nearest_hub;  ///< row of the register; nothing: no open hub of these kinds
  double metres_to_nearest = 0.0;  ///< straight line from the centre: the centroid of a small area's ground, the
                                   ///< population-weighted mean of the small-area parts' centroids in other areas
};

struct HubAccess {
  std::vector<std::size_t> hubs;  ///< rows of the open hubs of these kinds
  double people = 0.0;            ///< in all small areas
  double beyond = 0.0;
  std::vector<AreaAccess> small_areas;     ///< in the order of the set
  std::vector<AreaAccess> wards;           ///< in the order of the set
  std::vector<AreaAccess> neighbourhoods;  ///< in the order of the set
  std::vector<std::size_t> underserved;    ///< small areas with people beyond reach, most people first, equals by code
  std::int64_t without_population = 0;     ///< small areas whose population is not known: counted nowhere
  geo::MultiPolygon within_reach;          ///< ground of the small areas within reach of a hub
  geo::MultiPolygon beyond_reach;          ///< ground of the small areas beyond it
};

/// People beyond reach of an open hub.
///
/// Residents are taken to be spread evenly over the ground of their small area (areal interpolation; Goodchild & Lam
/// 1980): of a small area with share s of its ground beyond reach, population x s people are beyond. Where people live
/// in one corner of a large area this errs. Reach is a straight line, drawn as a 256-gon inside the circle (0.01 %
/// short of its area): rivers and railways make real walks longer, so the number beyond is a lower bound.
///
/// @returns invalid_argument where the reach is out of its range, a kind is unknown (with the known ones), or no small
///   area has a population; not_found where no open hub is of these kinds, with the kinds of those that are; cancelled.
core::Result<HubAccess> hub_access(const HubAccessInput& input, const HubAccessOptions& options,
                                   const jobs::Progress& progress);

}  // namespace wardscope::analysis
