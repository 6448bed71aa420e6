// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Pieces of ground that somebody asks about: a kept result's areas, or wards and targeted neighbourhoods.
struct PlaceChoice {
  std::string result;                       ///< a kept result with areas; empty: wards and neighbourhoods
  std::int64_t row = 0;                     ///< of the result as it is listed, from 1; 0: all
  std::vector<std::string> classes;         ///< of rows that have a class; empty: its hotspots (meant_classes())
  double times = 2.0;                       ///< of a risk terrain: cells with so many times the incidents or more
  std::vector<std::string> wards;           ///< names or codes
  std::vector<std::string> neighbourhoods;  ///< names or codes
};

void describe(PlaceChoice& choice, core::ParameterVisitor& visitor);

struct ChosenPlaces {
  std::vector<std::string> names;
  std::vector<geo::MultiPolygon> shapes;
  std::string in_words;     ///< "12 areas of the result 'hotspots'"
  bool everywhere = false;  ///< nothing was chosen: every ward
};

/// The ground chosen; every ward where nothing is. Results that class their rows (significance) give the ground of the
/// classes asked for, a risk terrain that where the risk is high, as the parts in which it hangs together. Says in the
/// diagnostics where a result is older than the data.
/// @returns not_found for a name that is not there; invalid_argument for a choice of both, a row beyond the last, a
/// surface, a result without areas, or where no row is of the classes.
core::Result<ChosenPlaces> chosen_places(const PlaceChoice& choice, const ops::OperationContext& context);

}  // namespace wardscope::catalog
