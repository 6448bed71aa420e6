// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/incident_recipe.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/text.hpp"

namespace wardscope::sample {
namespace {

using Json = nlohmann::json;

template <typename Entries>
std::size_t index_of(const Entries& entries, const std::string& name) {
  const auto found = std::ranges::find_if(entries, [&](const auto& entry) { return entry.name == name; });
  assert(found != entries.end() && "a name in saltmere_incidents.json that nothing has");
  return static_cast<std::size_t>(found - entries.begin());
}

DayProfile read_profile(const std::string& name, const Json& json) {
  constexpr std::array<const char*, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  DayProfile profile;
  profile.name = name;
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    const auto digits = json.at(kDays[day]).get<std::string>();
    for (std::size_t hour = 0; hour < profile.hours[day].size(); ++hour) {
      profile.hours[day][hour] = digits.at(hour) - '0';
      profile.highest = std::max(profile.highest, profile.hours[day][hour]);
    }
  }
  return profile;
}

Season read_season(const std::string& name, const std::string& digits) {
  Season season;
  season.name = name;
  double sum = 0.0;
  for (std::size_t month = 0; month < season.months.size(); ++month) {
    season.months[month] = digits.at(month) - '0';
    sum += season.months[month];
  }
  for (double& weight : season.months) weight *= static_cast<double>(season.months.size()) / sum;
  return season;
}

borough::Sensitivity read_sensitivity(const std::string& word) {
  if (word == "open") return borough::Sensitivity::open;
  if (word == "official") return borough::Sensitivity::official;
  return borough::Sensitivity::sensitive;
}

TypeRecipe read_type(const Json& json, const IncidentRecipe& recipe) {
  TypeRecipe type;
  type.name = json.at("name").get<std::string>();
  type.share = json.at("share").get<double>();
  type.sensitivity = read_sensitivity(json.at("sensitivity").get<std::string>());
  type.police = json.at("recorder").get<std::string>() == "police";
  type.exact = json.at("exact").get<double>();
  type.found_later = json.value("found_later", 0.0);
  type.profile = index_of(recipe.profiles, json.at("profile").get<std::string>());
  type.season = index_of(recipe.seasons, json.at("season").get<std::string>());
  for (std::size_t kind = 0; kind < kGroundKinds; ++kind) type.where[kind] = json.at("where").at(kind).get<double>();
  return type;
}

HotspotRecipe read_hotspot(const Json& json, const IncidentRecipe& recipe, geo::Point origin) {
  HotspotRecipe spot;
  spot.name = json.at("name").get<std::string>();
  const Json& centre = json.at("centre");
  spot.centre = origin + geo::Point{centre.at(0).get<double>(), centre.at(1).get<double>()};
  spot.radius = json.at("radius").get<double>();
  spot.share = json.at("share").get<double>();
  spot.profile = index_of(recipe.profiles, json.at("profile").get<std::string>());
  spot.season = index_of(recipe.seasons, json.at("season").get<std::string>());
  spot.blind = json.at("blind").get<bool>();
  for (const Json& type : json.at("types")) {
    spot.types.push_back({index_of(recipe.types, type.at(0).get<std::string>()), type.at(1).get<double>()});
  }
  return spot;
}

}  // namespace

IncidentRecipe read_incident_recipe(std::string_view text, geo::Point origin) {
  const Json json = Json::parse(text);
  IncidentRecipe recipe;
  const auto first = json.at("first_month").get<std::string>();
  recipe.first_year = static_cast<int>(core::parse_integer(first.substr(0, 4)).value_or(0));
  recipe.first_month = static_cast<int>(core::parse_integer(first.substr(5)).value_or(1));
  recipe.months = json.at("months").get<int>();
  for (const auto& [name, entry] : json.at("profiles").items()) recipe.profiles.push_back(read_profile(name, entry));
  for (const auto& [name, entry] : json.at("seasons").items()) {
    recipe.seasons.push_back(read_season(name, entry.get<std::string>()));
  }
  for (const Json& entry : json.at("types")) recipe.types.push_back(read_type(entry, recipe));
  for (const Json& entry : json.at("hotspots")) recipe.hotspots.push_back(read_hotspot(entry, recipe, origin));
  const Json& quality = json.at("quality");
  recipe.quality.police_without_place = quality.at("police_without_place").get<double>();
  recipe.quality.council_without_place = quality.at("council_without_place").get<double>();
  recipe.quality.council_day_only = quality.at("council_day_only").get<double>();
  recipe.quality.council_without_time = quality.at("council_without_time").get<double>();
  recipe.quality.council_without_type = quality.at("council_without_type").get<double>();
  recipe.quality.on_the_half_hour = quality.at("on_the_half_hour").get<double>();
  return recipe;
}

}  // namespace wardscope::sample
