// SPDX-License-Identifier: GPL-3.0-or-later
// Where incidents happen: the tables of places that IncidentModel draws from.
#include <algorithm>
#include <array>
#include <limits>

#include "sample/exact_math.hpp"
#include "sample/incident_model.hpp"

namespace wardscope::sample {
namespace {

constexpr double kMapPointSpacing = 105.0;  // m of street for each anonymous map point
constexpr double kMapPointReach = 400.0;    // m: farther from any street nobody is
constexpr std::uint64_t kHotspotChannel = 701;
constexpr std::uint64_t kParkChannel = 702;
constexpr std::size_t kHotspotPlaces = 1500;
constexpr std::size_t kPlacesPerPark = 60;

/// Footprints by place, to keep incidents in the street out of buildings.
class Walls {
 public:
  explicit Walls(const std::vector<const SketchBuilding*>& nearby) : nearby_(nearby) {}
  [[nodiscard]] bool contain(geo::Point p) const {
    return std::ranges::any_of(nearby_, [&](const SketchBuilding* b) { return geo::contains(b->footprint, p); });
  }

 private:
  const std::vector<const SketchBuilding*>& nearby_;
};

std::vector<const SketchBuilding*> buildings_near(const Town& town, geo::Point centre, double reach) {
  std::vector<const SketchBuilding*> result;
  for (const SketchBuilding& building : town.buildings) {
    if (exact_length(building.door - centre) < reach) result.push_back(&building);
  }
  return result;
}

double street_weight(StreetRank rank) {
  constexpr std::array<double, 5> kWeights{3.0, 2.2, 7.0, 1.0, 0.7};  // a main road sees more than a close
  return kWeights[static_cast<std::size_t>(rank)];
}

bool is_seafront(const std::string& street) {
  constexpr std::array<std::string_view, 4> kSeafront{"Marine Parade", "Westcliff Parade", "Eastcliff Esplanade",
                                                      "Undercliff Road"};
  return std::ranges::find(kSeafront, street) != kSeafront.end();
}

void finish(PlaceTable& table, double jitter) {
  table.alias = AliasTable(table.weights);
  table.jitter = jitter;
}

}  // namespace

void IncidentModel::make_map_points(const Town& town) {
  for (std::uint32_t s = 0; s < town.streets.streets.size(); ++s) {
    const geo::LineString& line = town.streets.streets[s].line;
    double whole = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) whole += exact_length(line[i] - line[i - 1]);
    const auto stretches = static_cast<std::size_t>(std::max(1.0, std::floor(whole / kMapPointSpacing + 0.5)));
    for (std::size_t k = 0; k < stretches; ++k) {
      const std::size_t vertex = (2 * k + 1) * (line.size() - 1) / (2 * stretches);
      const std::int32_t area = town.small_area_at(line[vertex]);
      if (area >= 0) map_points_.push_back({line[vertex], s, area});
    }
  }
}

IncidentPlace IncidentModel::place_at(const Town& town, geo::Point p, std::uint32_t street) const {
  return {p, street, 0, town.small_area_at(p)};
}

void IncidentModel::make_grounds(const Town& town) {
  grounds_.resize(kGroundKinds);
  const auto table = [&](GroundKind kind) -> PlaceTable& { return grounds_[static_cast<std::size_t>(kind)]; };
  for (const SketchBuilding& building : town.buildings) {
    const PlotRecipe& plot = town.recipe.plots[building.plot];
    const double want = town.style_at(building.door).deprived;
    const IncidentPlace place = place_at(town, building.door, building.street);
    if (building.dwellings > 0) {
      table(GroundKind::homes).places.push_back(place);
      table(GroundKind::homes).weights.push_back(building.dwellings * (0.35 + want));
    }
    if (plot.trade > 0) {
      table(GroundKind::trade).places.push_back(place);
      table(GroundKind::trade).weights.push_back(plot.trade * geo::signed_area(building.footprint));
    }
  }
  for (std::uint32_t s = 0; s < town.streets.streets.size(); ++s) {
    const SketchStreet& street = town.streets.streets[s];
    for (const geo::Point& p : street.line) {
      if (!town.ground.is_land(p)) continue;  // a bridge
      const IncidentPlace place = place_at(town, p, s);
      if (place.small_area < 0) continue;
      table(GroundKind::streets).places.push_back(place);
      table(GroundKind::streets).weights.push_back(street_weight(street.rank) * (0.4 + town.style_at(p).deprived));
      if (!is_seafront(street.name)) continue;
      table(GroundKind::seafront).places.push_back(place);
      table(GroundKind::seafront).weights.push_back(1.0);
    }
  }
  for (std::size_t park = 0; park < town.ground.park_shapes.size(); ++park) {
    const geo::Extent extent = geo::extent_of(town.ground.park_shapes[park]);
    core::CounterRng rng(town.seed * 1000 + kParkChannel, park);
    for (std::size_t k = 0; k < kPlacesPerPark; ++k) {
      const double x = rng.uniform(extent.min_x, extent.max_x);
      const geo::Point p = to_centimetre(geo::Point{x, rng.uniform(extent.min_y, extent.max_y)});
      if (!geo::contains(town.ground.park_shapes[park], p) || !town.ground.is_land(p)) continue;
      const IncidentPlace place = place_at(town, p, SampleIncident::kNoStreet);
      if (place.small_area < 0) continue;
      table(GroundKind::parks).places.push_back(place);
      table(GroundKind::parks).weights.push_back(1.0);
    }
  }
  const std::array<double, kGroundKinds> jitters{1.2, 1.2, 4.0, 6.0, 9.0};
  for (std::size_t kind = 0; kind < kGroundKinds; ++kind) finish(grounds_[kind], jitters[kind]);
}

void IncidentModel::make_hotspots(const Town& town) {
  for (std::size_t h = 0; h < recipe_.hotspots.size(); ++h) {
    const HotspotRecipe& spot = recipe_.hotspots[h];
    constexpr double kLargestBuilding = 100.0;  // m
    const auto nearby = buildings_near(town, spot.centre, spot.radius + kLargestBuilding);
    const Walls walls(nearby);
    core::CounterRng rng(town.seed * 1000 + kHotspotChannel, h);
    PlaceTable table;
    // The jitter must not carry an incident out of the circle.
    constexpr double kJitter = 1.0;
    for (std::size_t tries = 0; table.places.size() < kHotspotPlaces && tries < 40 * kHotspotPlaces; ++tries) {
      const geo::Point offset{rng.uniform(-1, 1), rng.uniform(-1, 1)};
      const double square = geo::dot(offset, offset);
      // Density falls from the centre to the rim as 1 - (d/r)^2.
      if (!rng.chance(1 - square)) continue;
      const geo::Point p = to_centimetre(spot.centre + offset * (spot.radius - 2 * kJitter));
      if (!town.ground.is_land_around(p, 2 * kJitter) || walls.contain(p)) continue;
      const IncidentPlace place = place_at(town, p, SampleIncident::kNoStreet);
      if (place.small_area < 0) continue;
      table.places.push_back(place);
      table.weights.push_back(1.0);
    }
    finish(table, kJitter);
    hotspots_.push_back(std::move(table));
    std::vector<double> weights;
    for (const HotspotType& type : spot.types) weights.push_back(type.weight);
    hotspot_types_.emplace_back(weights);
  }
  // Every place learns its nearest map point and street.
  StreetIndex index(town.recipe.extent);
  for (std::uint32_t m = 0; m < map_points_.size(); ++m) index.add(m, {map_points_[m].position});
  const auto tie = [&](IncidentPlace& place) {
    for (double reach = 60.0; reach <= 8 * kMapPointReach; reach *= 2) {
      double nearest = reach;
      bool found = false;
      index.near(place.position, reach, [&](const StreetIndex::Vertex& v) {
        const double far = exact_length(v.position - place.position);
        if (far >= nearest) return;
        nearest = far;
        place.map_point = v.street;
        found = true;
      });
      if (found) break;
    }
    if (place.street == SampleIncident::kNoStreet) place.street = map_points_[place.map_point].street;
  };
  for (PlaceTable& table : grounds_) std::ranges::for_each(table.places, tie);
  for (PlaceTable& table : hotspots_) std::ranges::for_each(table.places, tie);
}

}  // namespace wardscope::sample
