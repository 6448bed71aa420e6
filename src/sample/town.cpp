// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town.hpp"

#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

/// Names of one style, in an order that mixes stems and suffixes.
class NameList {
 public:
  explicit NameList(const nlohmann::json& entry)
      : stems_(entry.at("stems").get<std::vector<std::string>>()),
        suffixes_(entry.at("suffixes").get<std::vector<std::string>>()) {}

  std::string next() {
    constexpr std::array<std::string_view, 6> kQualifiers{"", "Upper ", "Lower ", "New ", "East ", "West "};
    const std::size_t combinations = stems_.size() * suffixes_.size();
    const std::size_t round = used_ / combinations;
    const std::size_t stem = used_ % stems_.size();
    // Each pass over the stems starts with another suffix, so that neighbours differ in both.
    const std::size_t suffix = (used_ / stems_.size() + stem) % suffixes_.size();
    ++used_;
    std::string name(kQualifiers[round % kQualifiers.size()]);
    return name.append(stems_[stem]).append(" ").append(suffixes_[suffix]);
  }

 private:
  std::vector<std::string> stems_;
  std::vector<std::string> suffixes_;
  std::size_t used_ = 0;
};

}  // namespace

void name_streets(const Recipe& recipe, std::string_view names_json, std::vector<SketchStreet>& streets) {
  const auto json = nlohmann::json::parse(names_json);
  std::map<std::string, NameList> lists;
  for (const StyleRecipe& style : recipe.styles) lists.emplace(style.name, NameList(json.at(style.name)));
  std::set<std::string> taken;
  for (const SketchStreet& street : streets) taken.insert(street.name);
  for (SketchStreet& street : streets) {
    if (!street.name.empty()) continue;
    const std::string& style = recipe.styles[recipe.districts[street.district].style].name;
    NameList& list = street.rank == StreetRank::close ? lists.at("closes") : lists.at(style);
    do {
      street.name = list.next();
    } while (!taken.insert(street.name).second);
  }
}

std::int32_t Town::small_area_at(geo::Point p) const {
  const std::size_t cell = ground.cell_at(p);
  const auto columns = static_cast<std::ptrdiff_t>(ground.grid.columns);
  const std::int32_t own = labels.small_area[cell];
  std::set<std::int32_t> around;
  // A smoothed border stays within two cells of the cells that it was traced along.
  for (std::ptrdiff_t v = -2; v <= 2; ++v) {
    for (std::ptrdiff_t u = -2; u <= 2; ++u) {
      const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(cell) + v * columns + u;
      if (next >= 0 && next < std::ssize(labels.small_area))
        around.insert(labels.small_area[static_cast<std::size_t>(next)]);
    }
  }
  if (around.size() == 1) return own;
  for (const std::int32_t candidate : around) {
    if (candidate == AreaLabels::kOutside) continue;
    if (geo::contains(small_areas[static_cast<std::size_t>(candidate)], p)) return candidate;
  }
  return AreaLabels::kOutside;
}

std::size_t Town::nearest_building(geo::Point p) const {
  std::size_t best = 0;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    const geo::Point apart = buildings[i].door - p;
    if (geo::dot(apart, apart) >= nearest) continue;
    nearest = geo::dot(apart, apart);
    best = i;
  }
  return best;
}

core::Result<Town> build_town(std::uint64_t seed, const jobs::Progress& progress) {
  auto recipe = read_recipe(shipped_file("saltmere.json"));
  if (!recipe) return recipe.error();
  Ground ground = make_ground(*recipe, seed);
  auto streets = make_streets(*recipe, ground, seed, progress.part(0.1, 0.4, "Laying out streets"));
  if (!streets) return streets.error();
  name_streets(*recipe, shipped_file("saltmere_names.json"), streets->streets);
  auto buildings = make_buildings(*recipe, ground, *streets, seed, progress.part(0.4, 0.6, "Building"));
  if (!buildings) return buildings.error();
  AreaLabels labels = label_areas(*recipe, ground, *streets, *buildings);
  if (!progress.tick(0.9)) return core::cancelled();
  std::vector<Border> borders = trace_borders(labels);
  auto wards = assemble(borders, recipe->wards.size(), [&](std::int32_t small) {
    return static_cast<std::size_t>(labels.ward_of_small[static_cast<std::size_t>(small)]);
  });
  auto small_areas = assemble(borders, labels.ward_of_small.size(),
                              [](std::int32_t small) { return static_cast<std::size_t>(small); });
  return Town{seed,
              *std::move(recipe),
              std::move(ground),
              *std::move(streets),
              *std::move(buildings),
              std::move(labels),
              std::move(borders),
              std::move(wards),
              std::move(small_areas)};
}

}  // namespace wardscope::sample
