// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How the residents of an area are known. `ground` is the estimate: nobody knows where in a small area people live.
enum class ResidentsBy { unknown, area_set, ward_codes, ground };

/// Residents of an area and where the number comes from.
struct AreaPopulation {
  std::optional<double> residents;  ///< nothing where neither source knows
  std::string source;               ///< for people: "of the ward set 'Wards (December 2020)'"; empty where not known
  ResidentsBy by = ResidentsBy::unknown;
};

/// Residents of each area, in the order of the set: the area's own figure; or else, of wards, the sum of the small
/// areas whose publisher puts them in the ward, where every ward is named so (whole small areas, best fit); or else
/// estimated from small areas, whose residents are taken to be spread evenly over their ground (areal weighting):
///   residents(a) = sum over s of population(s) * area(s and a) / area(s)
/// Where the areas divide a place among them, as wards do, a small area of which most lies in them is shared out wholly
/// among them, because coarse outlines overlap the coast where nobody lives. Neighbourhoods get only what lies in them.
/// @param small_areas null: none. @returns cancelled, or a failure of the polygon operations.
core::Result<std::vector<AreaPopulation>> area_populations(const borough::AreaSet& areas,
                                                           const borough::AreaSet* small_areas,
                                                           const jobs::Progress& progress);

}  // namespace wardscope::analysis
