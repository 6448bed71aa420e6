// SPDX-License-Identifier: GPL-3.0-or-later
// Licensed premises, which stand where hotspots of anti-social behaviour were planted; stops along the main roads; and
// benches, which say nothing of incidents: what a risk terrain must find, and what it must leave out.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/random.hpp"
#include "sample/exact_math.hpp"
#include "sample/places.hpp"

namespace wardscope::sample {
namespace {

constexpr std::uint64_t kPremisesChannel = 521;
constexpr std::uint64_t kBenchChannel = 522;
constexpr std::size_t kPremisesOfHotspot = 8;
constexpr std::size_t kPremisesElsewhere = 24;
constexpr std::size_t kBenches = 160;
constexpr double kBetweenStops = 350.0;  // m along a main road
constexpr double kShore = 15.0;          // m of land around a bench

void add_premises(borough::PointsOfInterest& points, geo::Point door) {
  const auto number = std::count_if(points.begin(), points.end(),
                                    [](const borough::PointOfInterest& one) { return one.kind == kPremises; });
  points.push_back({kPremises, fmt::format("Synthetic bar {}", number + 1), door});
}

/// Buildings in the circle of a hotspot, in a random order.
std::vector<std::size_t> buildings_in(const Town& town, const PlantedHotspot& spot, core::CounterRng& rng) {
  std::vector<std::pair<std::uint64_t, std::size_t>> dealt;
  for (std::size_t b = 0; b < town.buildings.size(); ++b) {
    if (exact_length(town.buildings[b].door - spot.centre) <= spot.radius.value()) dealt.emplace_back(rng.bits(), b);
  }
  std::sort(dealt.begin(), dealt.end());
  std::vector<std::size_t> buildings;
  buildings.reserve(dealt.size());
  for (const auto& [key, building] : dealt) buildings.push_back(building);
  return buildings;
}

void add_stops(const Town& town, borough::PointsOfInterest& points) {
  std::size_t number = 0;
  for (const SketchStreet& street : town.streets.streets) {
    if (street.rank != StreetRank::a_road && street.rank != StreetRank::b_road) continue;
    double since = kBetweenStops / 2.0;
    for (std::size_t i = 1; i < street.line.size(); ++i) {
      since += exact_length(street.line[i] - street.line[i - 1]);
      if (since < kBetweenStops || !town.ground.is_land(street.line[i])) continue;
      since = 0.0;
      points.push_back({"Bus stops", fmt::format("{}, stop {}", street.name, ++number), street.line[i]});
    }
  }
}

void add_benches(const Town& town, borough::PointsOfInterest& points) {
  const geo::Extent& extent = town.recipe.extent;
  core::CounterRng rng(town.seed * 1000 + kBenchChannel, 0);
  for (std::size_t made = 0; made < kBenches;) {
    const double x = rng.uniform(extent.min_x, extent.max_x);
    const geo::Point p = to_centimetre(geo::Point{x, rng.uniform(extent.min_y, extent.max_y)});
    if (!town.ground.is_land_around(p, kShore) || town.small_area_at(p) < 0) continue;
    points.push_back({"Benches", fmt::format("Synthetic bench {}", ++made), p});
  }
}

}  // namespace

borough::PointsOfInterest make_points_of_interest(const Town& town, const std::vector<PlantedHotspot>& hotspots) {
  borough::PointsOfInterest points;
  for (std::size_t h = 0; h < hotspots.size(); ++h) {
    const auto& types = hotspots[h].types;
    if (std::find(types.begin(), types.end(), kTypeAtPremises) == types.end()) continue;
    core::CounterRng rng(town.seed * 1000 + kPremisesChannel, h);
    std::vector<std::size_t> buildings = buildings_in(town, hotspots[h], rng);
    if (buildings.size() > kPremisesOfHotspot) buildings.resize(kPremisesOfHotspot);
    for (const std::size_t building : buildings) add_premises(points, town.buildings[building].door);
  }
  core::CounterRng rng(town.seed * 1000 + kPremisesChannel, hotspots.size());
  for (std::size_t i = 0; i < kPremisesElsewhere; ++i) {
    add_premises(points, town.buildings[rng.below(town.buildings.size())].door);
  }
  add_stops(town, points);
  add_benches(town, points);
  return points;
}

}  // namespace wardscope::sample
