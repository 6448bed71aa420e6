// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/place_names.hpp"

#include <algorithm>
#include <tuple>

namespace wardscope::catalog {

PlaceNames::PlaceNames(const borough::Dataset& dataset) : dataset_(dataset) {
  if (dataset.streets && !dataset.streets->empty()) {
    streets_.emplace(*dataset.streets);
    return;
  }
  if (!dataset.incidents || dataset.incidents->place.empty()) return;
  const borough::IncidentTable& incidents = *dataset.incidents;
  std::vector<std::tuple<double, double, std::uint32_t>> named;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    const std::uint32_t place = incidents.place[row];
    if (place == borough::IncidentTable::kNoPlace) continue;
    named.emplace_back(incidents.x[row], incidents.y[row], place);
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  std::vector<geo::Point> at;
  for (const auto& [x, y, place] : named) {
    if (borough::kind_of_place(incidents.place_names[place]) != nullptr) continue;
    at.push_back({x, y});
    names_.push_back(place);
  }
  points_ = geo::PointIndex(at);
}

std::string PlaceNames::near(geo::Point p) const {
  if (streets_) {
    const auto street = streets_->nearest(p);
    return street ? streets_->names()[*street] : std::string();
  }
  const auto point = points_.nearest(p);
  if (!point || point->distance.value() > analysis::kStreetReach.value()) return {};
  return dataset_.incidents->place_names[names_[point->index]];
}

}  // namespace wardscope::catalog
