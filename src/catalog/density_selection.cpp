// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/density_selection.hpp"

#include <utility>

#include "catalog/inputs.hpp"
#include "catalog/space_time.hpp"

namespace wardscope::catalog {
namespace {

core::Result<IncidentWeights> weights_of(const borough::IncidentTable& incidents, IncidentWeight weight,
                                         std::vector<float> in_time) {
  IncidentWeights weights{in_time, in_time};
  if (weight == IncidentWeight::one) return weights;
  if (incidents.weight.empty()) {
    return core::invalid_argument(
        "no incident has a weight: import a file with a column 'weight' or 'harm score', or count each incident once");
  }
  weights.asked = incidents.weight;
  for (std::size_t row = 0; row < in_time.size(); ++row) weights.asked[row] *= in_time[row];
  return weights;
}

}  // namespace

core::Result<DensitySelection> density_selection(const borough::Dataset& dataset, const DensityQuestion& question,
                                                 core::Diagnostics& diagnostics) {
  auto selection = selected_incidents(dataset, question.filter, diagnostics);
  if (!selection) return selection.error();
  std::vector<float> in_time;
  if (question.when.asked()) {
    auto at_the_day = time_weights(*dataset.incidents, *selection, question.when);
    if (!at_the_day) return at_the_day.error();
    *selection = std::move(at_the_day->selection);
    in_time = std::move(at_the_day->weight);
  }
  auto weights = weights_of(*dataset.incidents, question.weight, std::move(in_time));
  if (!weights) return weights.error();
  return DensitySelection{std::move(selection).value(), std::move(weights).value()};
}

}  // namespace wardscope::catalog
