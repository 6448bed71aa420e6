// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/surface_disclosure.hpp"
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
  std::optional<HarmWeights> harm = {};  ///< where a table weighs the types
};

/// "Hate incident, Rape and 2 more types".
std::string sensitive_types_in_words(const analysis::SensitivePlaces& sensitive);

/// @returns the errors of selected_incidents(), time_weights(), read_harm_table() and harm_weights(); invalid_argument
/// where weights are asked for and the incidents have none, or would show single sensitive ones.
core::Result<DensitySelection> density_selection(const borough::Dataset& dataset, const DensityQuestion& question,
                                                 core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
