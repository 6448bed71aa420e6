// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/places.hpp"
#include "catalog/network_question.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Lixels with a value above 0, the densest first: the street's name, the density and the length. No counts.
table::FeatureTable network_table(const NetworkAnswer& answer, const ToldDensity& told,
                                  const borough::StreetSet& streets);

/// What a reader wants of it in numbers.
struct NetworkFigures {
  double street_km = 0.0;
  double mean_per_km = 0.0;                ///< incidents over all streets
  double greatest_per_km = 0.0;            ///< told
  std::vector<std::string> densest_names;  ///< of the streets with the densest lixels, three at most, each once
  double top_tenth_share = 0.0;  ///< of the whole density, on the tenth of the length that is densest; 0: not told
};
NetworkFigures network_figures(const NetworkAnswer& answer, const ToldDensity& told, const borough::StreetSet& streets);

}  // namespace wardscope::catalog
