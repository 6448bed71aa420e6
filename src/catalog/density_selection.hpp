// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "borough/dataset.hpp"
#include "borough/incidents.hpp"
#include "catalog/density_options.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// What an incident weighs, by row of the table.
struct IncidentWeights {
  std::vector<float> asked;  ///< empty: each 1
  std::vector<float> once;   ///< without harm scores; empty: each 1
};

/// The incidents that a density is of.
struct DensitySelection {
  borough::IncidentSelection selection;
  IncidentWeights weights;
};

/// @returns the errors of selected_incidents() and time_weights(); invalid_argument where weights are asked for and
/// the incidents have none.
core::Result<DensitySelection> density_selection(const borough::Dataset& dataset, const DensityQuestion& question,
                                                 core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
