// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/random.hpp"
#include "sample/exact_math.hpp"
#include "sample/places.hpp"

namespace wardscope::sample {
namespace {

constexpr double kResidentsPerDwelling = 2.15;  // England and Wales, Census 2021: 2.4 a household, less vacant homes
constexpr std::uint64_t kPeopleChannel = 501;

/// Residents and want of each small area, from the homes in it.
struct People {
  std::vector<double> residents;
  std::vector<double> rank;
};

People count_people(const Town& town) {
  const std::size_t count = town.small_areas.size();
  People people{std::vector<double>(count, 0.0), std::vector<double>(count, 0.0)};
  std::vector<double> dwellings(count, 0.0);
  std::vector<double> want(count, 0.0);
  for (const SketchBuilding& building : town.buildings) {
    const std::int32_t area = town.labels.small_area[town.ground.cell_at(building.door)];
    if (area == AreaLabels::kOutside) continue;
    const auto a = static_cast<std::size_t>(area);
    dwellings[a] += building.dwellings;
    want[a] += building.dwellings * town.recipe.styles[town.recipe.districts[building.district].style].deprived;
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t a = 0; a < count; ++a) {
    core::CounterRng rng(town.seed * 1000 + kPeopleChannel, a);
    people.residents[a] = std::floor(dwellings[a] * kResidentsPerDwelling * rng.uniform(0.92, 1.08) + 0.5);
    want[a] = (dwellings[a] > 0 ? want[a] / dwellings[a] : 0.3) + 0.09 * core::sample_normal(rng);
  }
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t a) { return want[a]; });
  for (std::size_t place = 0; place < count; ++place) {
    // A borough somewhat more deprived than England: ranks bend towards the most deprived end.
    const double share = (static_cast<double>(place) + 0.5) / static_cast<double>(count);
    people.rank[order[place]] = std::floor(share * (0.75 + 0.25 * share) * kLargestRank) + 1;
  }
  return people;
}

borough::AreaSet make_wards(const Town& town, const People& people) {
  borough::AreaSet set{"Wards (synthetic)", borough::AreaKind::ward, "synthetic", true, {}};
  for (std::size_t w = 0; w < town.wards.size(); ++w) {
    double residents = 0.0;
    double weighted_rank = 0.0;
    for (std::size_t a = 0; a < town.small_areas.size(); ++a) {
      if (town.labels.ward_of_small[a] != static_cast<std::int32_t>(w)) continue;
      residents += people.residents[a];
      weighted_rank += people.residents[a] * people.rank[a];
    }
    borough::Area ward{fmt::format("X05{:06}", w + 1), town.recipe.wards[w].name, town.wards[w], residents, {}, {}};
    if (residents > 0) ward.deprivation_rank = std::floor(weighted_rank / residents + 0.5);
    ward.note = "Synthetic; the rank is the mean of its small areas, weighted by residents";
    set.areas.push_back(std::move(ward));
  }
  return set;
}

borough::AreaSet make_small_areas(const Town& town, const People& people) {
  borough::AreaSet set{"Small areas (synthetic)", borough::AreaKind::small_area, "synthetic", true, {}};
  std::vector<int> letters(town.wards.size(), 0);
  for (std::size_t a = 0; a < town.small_areas.size(); ++a) {
    const auto ward = static_cast<std::size_t>(town.labels.ward_of_small[a]);
    const auto letter = static_cast<char>('A' + letters[ward]++);
    set.areas.push_back({fmt::format("X01{:06}", a + 1), fmt::format("Saltmere {:03}{}", ward + 1, letter),
                         town.small_areas[a], people.residents[a], people.rank[a], "Synthetic"});
  }
  return set;
}

borough::AreaSet make_neighbourhoods(const Town& town, const People& people) {
  borough::AreaSet set{"Targeted neighbourhoods (synthetic)", borough::AreaKind::neighbourhood, "synthetic", true, {}};
  const auto json = nlohmann::json::parse(shipped_file("saltmere_places.json")).at("neighbourhoods");
  const geo::Point origin{town.recipe.extent.min_x, town.recipe.extent.min_y};
  std::vector<std::size_t> group(town.small_areas.size(), json.size());
  std::vector<double> residents(json.size() + 1, 0.0);
  for (std::size_t a = 0; a < town.small_areas.size(); ++a) {
    for (std::size_t n = 0; n < json.size() && group[a] == json.size(); ++n) {
      const auto& at = json[n].at("centre");
      const geo::Point centre = origin + geo::Point{at.at(0).get<double>(), at.at(1).get<double>()};
      const geo::Point apart = geo::centroid(town.small_areas[a]) - centre;
      if (exact_length(apart) <= json[n].at("radius").get<double>()) group[a] = n;
    }
    residents[group[a]] += people.residents[a];
  }
  const auto shapes = assemble(town.borders, json.size() + 1,
                               [&](std::int32_t small) { return group[static_cast<std::size_t>(small)]; });
  for (std::size_t n = 0; n < json.size(); ++n) {
    borough::Area area{
        fmt::format("XN{:03}", n + 1), json[n].at("name").get<std::string>(), shapes[n], residents[n], {}, {}};
    area.note = json[n].at("reason").get<std::string>() + " (synthetic)";
    set.areas.push_back(std::move(area));
  }
  return set;
}

std::string road_class(StreetRank rank) {
  switch (rank) {
    case StreetRank::a_road:
      return "A";
    case StreetRank::b_road:
      return "B";
    case StreetRank::pedestrian:
      return "pedestrian";
    case StreetRank::minor:
      return "minor";
    case StreetRank::close:
      return "close";
  }
  return "minor";
}

}  // namespace

std::vector<borough::AreaSet> make_area_sets(const Town& town) {
  const People people = count_people(town);
  std::vector<borough::AreaSet> sets{make_wards(town, people), make_small_areas(town, people)};
  const double everybody = std::accumulate(people.residents.begin(), people.residents.end(), 0.0);
  borough::AreaSet outline{"Borough (synthetic)", borough::AreaKind::borough, "synthetic", true, {}};
  outline.areas.push_back({"X06000001",
                           town.recipe.place,
                           assemble(town.borders, 1, [](std::int32_t) { return std::size_t{0}; })[0],
                           everybody,
                           {},
                           "Synthetic"});
  sets.push_back(std::move(outline));
  sets.push_back(make_neighbourhoods(town, people));
  borough::AreaSet parks{"Open spaces (synthetic)", borough::AreaKind::other, "synthetic", false, {}};
  for (std::size_t i = 0; i < town.recipe.parks.size(); ++i) {
    parks.areas.push_back(
        {fmt::format("XP{:03}", i + 1), town.recipe.parks[i].name, town.ground.park_shapes[i], {}, {}, "Synthetic"});
  }
  sets.push_back(std::move(parks));
  return sets;
}

borough::BuildingSet make_building_set(const Town& town) {
  borough::BuildingSet set;
  set.reserve(town.buildings.size());
  for (const SketchBuilding& building : town.buildings) {
    set.push_back({geo::Polygon{building.footprint, {}}, core::Metres(building.height)});
  }
  return set;
}

borough::StreetSet make_street_set(const Town& town) {
  borough::StreetSet set;
  set.reserve(town.streets.streets.size());
  for (const SketchStreet& street : town.streets.streets)
    set.push_back({street.name, road_class(street.rank), street.line});
  return set;
}

}  // namespace wardscope::sample
