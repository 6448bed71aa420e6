// SPDX-License-Identifier: GPL-3.0-or-later
// What the incidents are expected to add up to: sums over the tables that they are drawn from, not over draws.
#include <array>
#include <numeric>

#include "sample/exact_math.hpp"
#include "sample/incident_model.hpp"

namespace wardscope::sample {
namespace {

/// Share of a table's weight whose places fulfil the condition.
template <typename Condition>
double share_of(const PlaceTable& table, Condition condition) {
  double inside = 0.0;
  double whole = 0.0;
  for (std::size_t i = 0; i < table.places.size(); ++i) {
    whole += table.weights[i];
    if (condition(table.places[i])) inside += table.weights[i];
  }
  return inside / whole;
}

}  // namespace

double IncidentModel::expected_within(std::size_t hotspot) const {
  const HotspotRecipe& spot = recipe_.hotspots[hotspot];
  const auto within = [&](const IncidentPlace& place) {
    return exact_length(place.position - spot.centre) <= spot.radius;
  };
  std::array<double, kGroundKinds> ground_share{};
  for (std::size_t kind = 0; kind < kGroundKinds; ++kind) ground_share[kind] = share_of(grounds_[kind], within);
  double sum = 0.0;
  for (std::size_t c = 0; c < components_.size(); ++c) {
    const Component& component = components_[c];
    if (component.hotspot >= 0) {
      const auto h = static_cast<std::size_t>(component.hotspot);
      const HotspotRecipe& other = recipe_.hotspots[h];
      double weights = 0.0;
      double exact = 0.0;
      for (const HotspotType& type : other.types) {
        weights += type.weight;
        exact += type.weight * exact_share(type.type);
      }
      sum += expected_of(c) * exact / weights * share_of(hotspots_[h], within);
      continue;
    }
    const auto& where = recipe_.types[component.type].where;
    const double whole = std::accumulate(where.begin(), where.end(), 0.0);
    double inside = 0.0;
    for (std::size_t kind = 0; kind < kGroundKinds; ++kind) inside += where[kind] / whole * ground_share[kind];
    sum += expected_of(c) * exact_share(component.type) * inside;
  }
  return sum;
}

ExpectedCounts IncidentModel::expected(const AreaLabels& labels) const {
  std::size_t wards = 0;
  for (const std::int32_t ward : labels.ward_of_small) wards = std::max(wards, static_cast<std::size_t>(ward) + 1);
  ExpectedCounts counts{std::vector<double>(recipe_.types.size() + 1, 0.0), std::vector<double>(wards, 0.0)};
  /// Adds `number` incidents of a type that happen at the table's places.
  const auto add = [&](std::size_t type, const PlaceTable& table, double number) {
    const double whole = std::accumulate(table.weights.begin(), table.weights.end(), 0.0);
    const double snapped = placed_share(type) - exact_share(type);
    for (std::size_t i = 0; i < table.places.size(); ++i) {
      const IncidentPlace& place = table.places[i];
      const double here = number * table.weights[i] / whole;
      const auto exact_ward =
          static_cast<std::size_t>(labels.ward_of_small[static_cast<std::size_t>(place.small_area)]);
      const std::int32_t snapped_area = map_points_[place.map_point].small_area;
      counts.by_ward[exact_ward] += here * exact_share(type);
      counts.by_ward[static_cast<std::size_t>(labels.ward_of_small[static_cast<std::size_t>(snapped_area)])] +=
          here * snapped;
    }
    const TypeRecipe& recipe = recipe_.types[type];
    const double untyped = (recipe.police ? recipe.exact : 1.0) * recipe_.quality.council_without_type;
    counts.by_type[type] += number * (1 - untyped);
    counts.by_type.back() += number * untyped;
  };
  for (std::size_t c = 0; c < components_.size(); ++c) {
    const Component& component = components_[c];
    const double number = expected_of(c);
    if (component.hotspot >= 0) {
      const auto h = static_cast<std::size_t>(component.hotspot);
      double weights = 0.0;
      for (const HotspotType& type : recipe_.hotspots[h].types) weights += type.weight;
      for (const HotspotType& type : recipe_.hotspots[h].types)
        add(type.type, hotspots_[h], number * type.weight / weights);
      continue;
    }
    const auto& where = recipe_.types[component.type].where;
    const double whole = std::accumulate(where.begin(), where.end(), 0.0);
    for (std::size_t kind = 0; kind < kGroundKinds; ++kind) {
      if (where[kind] > 0) add(component.type, grounds_[kind], number * where[kind] / whole);
    }
  }
  return counts;
}

}  // namespace wardscope::sample
