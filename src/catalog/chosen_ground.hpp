// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::catalog {

/// The part of the borough that is asked about: wards and targeted neighbourhoods, together. None named: all of it.
struct GroundChoice {
  std::vector<std::string> wards;           ///< names or codes
  std::vector<std::string> neighbourhoods;  ///< names or codes
  [[nodiscard]] bool everywhere() const { return wards.empty() && neighbourhoods.empty(); }
};

void describe(GroundChoice& choice, core::ParameterVisitor& visitor);

struct ChosenGround {
  geo::MultiPolygon shape;  ///< on the land; empty: everywhere
  std::string in_words;     ///< " in Old Town and Harbour"; empty: everywhere
};

/// @param land where incidents can be recorded; empty: not known.
/// @returns not_found for a name that the dataset has not, with those that it may have meant; invalid_argument where
///   none of the areas has any land.
core::Result<ChosenGround> chosen_ground(const borough::Dataset& dataset, const GroundChoice& choice,
                                         const geo::MultiPolygon& land);

}  // namespace wardscope::catalog
