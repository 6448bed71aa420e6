// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/surface_disclosure.hpp"

#include <algorithm>

#include "analysis/disclosure.hpp"

namespace wardscope::analysis {

SensitivePlaces sensitive_places(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows) {
  std::vector<std::int64_t> counts(incidents.categories.size(), 0);
  for (const std::uint32_t row : rows) {
    const bool published = !incidents.place.empty() && incidents.place[row] != borough::IncidentTable::kNoPlace;
    if (!published) ++counts[incidents.category[row]];
  }
  std::vector<std::size_t> found;
  for (std::size_t category = 0; category < counts.size(); ++category) {
    const bool sensitive = sensitivity_of(incidents.categories[category]) == borough::Sensitivity::sensitive;
    if (sensitive && counts[category] > 0) found.push_back(category);
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](std::size_t left, std::size_t right) { return counts[left] > counts[right]; });
  SensitivePlaces places;
  places.types.reserve(found.size());
  for (const std::size_t category : found) {
    places.incidents += counts[category];
    places.types.push_back(incidents.categories[category].name);
  }
  return places;
}

borough::Sensitivity sensitivity_of_surface(const borough::IncidentTable& incidents,
                                            std::span<const std::uint32_t> rows) {
  const bool exact = sensitive_places(incidents, rows).incidents > 0;
  return exact ? borough::Sensitivity::sensitive : sensitivity_of_rows(incidents, rows);
}

}  // namespace wardscope::analysis
