// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/bandwidth_choice.hpp"
#include "analysis/relative_risk.hpp"
#include "borough/dataset.hpp"
#include "catalog/chosen_ground.hpp"
#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// Where are the selected incidents more common than others? With what they are compared, and how.
struct RelativeRiskQuestion {
  borough::IncidentFilter filter;
  std::vector<std::string> against_types;  ///< empty: all others, or those of `filter` where a period is given
  std::string against_from;                ///< with against_to: another period; both empty: the same
  std::string against_to;
  analysis::RelativeRiskOptions risk;
  GroundChoice ground;
};

void describe(RelativeRiskQuestion& question, core::ParameterVisitor& visitor);

/// Two sets of rows without one in common.
struct ComparedIncidents {
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> controls;
  std::string cases_in_words;     ///< "Burglary; 2025-01 to 2025-12"
  std::string controls_in_words;  ///< "all other types; …"
};

/// Where neither a type nor a period is given, the most recorded type is compared with all others, and a note says so.
/// @returns invalid_argument, in a sentence that says what to do, where a side is empty or they share incidents.
core::Result<ComparedIncidents> compared_incidents(const RelativeRiskQuestion& question,
                                                   const borough::Dataset& dataset, core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
