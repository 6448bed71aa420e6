// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Residents of a ward and where the number comes from.
struct WardPopulation {
  std::optional<double> residents;  ///< nothing where neither source knows
  std::string source;               ///< for people: "of the ward set 'Wards (December 2020)'"; empty where not known
};

/// Residents of each ward, in the order of the set: the ward's own figure, or else estimated from small areas, whose
/// residents are taken to be spread evenly over their ground (areal weighting):
///   residents(w) = sum over s of population(s) * area(s and w) / area(s)
/// A small area of which most lies in the wards is shared out wholly among them, because coarse outlines overlap the
/// coast where nobody lives. @param small_areas null: none.
/// @returns cancelled, or a failure of the polygon operations.
core::Result<std::vector<WardPopulation>> ward_populations(const borough::AreaSet& wards,
                                                           const borough::AreaSet* small_areas,
                                                           const jobs::Progress& progress);

}  // namespace wardscope::analysis
