// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "geo/shapes.hpp"

namespace wardscope::sample {

/// What incidents gather at.
enum class GroundKind : std::uint8_t { homes, trade, streets, seafront, parks };
constexpr std::size_t kGroundKinds = 5;

/// Weight of each hour of the week, Monday first.
struct DayProfile {
  std::string name;
  std::array<std::array<double, 24>, 7> hours{};
  double highest = 0.0;
};

/// Weight of each month of the year, January first; mean 1.
struct Season {
  std::string name;
  std::array<double, 12> months{};
};

struct TypeRecipe {
  std::string name;
  double share = 0.0;  ///< of all background incidents
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  bool police = false;       ///< published by the police; else the council's own
  double exact = 1.0;        ///< share with exact place and minute
  double found_later = 0.0;  ///< share of these that is known between two times alone
  std::size_t profile = 0;   ///< index into IncidentRecipe::profiles
  std::size_t season = 0;
  std::array<double, kGroundKinds> where{};
};

struct HotspotType {
  std::size_t type = 0;
  double weight = 0.0;
};

struct HotspotRecipe {
  std::string name;
  geo::Point centre;  ///< EPSG:27700
  double radius = 0.0;
  double share = 0.0;  ///< of all incidents
  std::size_t profile = 0;
  std::size_t season = 0;
  bool blind = false;
  std::vector<HotspotType> types;
};

struct QualityRecipe {
  double police_without_place = 0.0;
  double council_without_place = 0.0;
  double council_day_only = 0.0;
  double council_without_time = 0.0;
  double council_without_type = 0.0;
  double on_the_half_hour = 0.0;
};

struct IncidentRecipe {
  int first_year = 0;
  int first_month = 1;
  int months = 0;
  std::vector<DayProfile> profiles;
  std::vector<Season> seasons;
  std::vector<TypeRecipe> types;
  std::vector<HotspotRecipe> hotspots;
  QualityRecipe quality;
};

/// Reads data/saltmere_incidents.json. @param origin of recipe positions in EPSG:27700
IncidentRecipe read_incident_recipe(std::string_view json, geo::Point origin);

}  // namespace wardscope::sample
