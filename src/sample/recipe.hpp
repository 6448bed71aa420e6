// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::sample {

/// Least and most of a length, m.
struct Span {
  double least = 0.0;
  double most = 0.0;
};

struct OutlinePoint {
  geo::Point position;
  double roughness = 0.0;  ///< how far the noise pushes the line, m
};

struct RiverPoint {
  geo::Point position;
  double width = 0.0;  ///< m
};

struct ParkRecipe {
  std::string name;
  geo::Point centre;
  double half_length = 0.0;
  double half_width = 0.0;
  double bearing = 0.0;  ///< of the long axis
};

/// A strip where nothing is built and that only main roads cross.
struct CorridorRecipe {
  std::string name;
  double width = 0.0;
  geo::LineString points;
};

struct MainRoadRecipe {
  std::string name;
  std::string road_class;
  geo::LineString points;
};

/// What stands along a street.
struct PlotRecipe {
  std::string name;
  Span frontage;
  Span depth;
  Span gap;
  Span setback;  ///< from the edge of the carriageway
  Span height;
  double dwellings_per_100_m2 = 0.0;
  double wing_share = 0.0;
  double trade = 0.0;  ///< weight of shops and premises, 0..1
};

struct PlotShare {
  std::size_t plot = 0;  ///< index into Recipe::plots
  double share = 0.0;
};

/// How the streets and buildings of a district are made.
struct StyleRecipe {
  std::string name;
  double long_spacing = 0.0;   ///< between long streets, m; 0: no streets
  double cross_spacing = 0.0;  ///< between cross streets, m
  double wander = 0.0;         ///< noise of the direction, degrees
  double through = 0.0;        ///< share of cross streets that go on over a street they meet
  double closes = 0.0;         ///< between dead-end spurs, m; 0: none
  double deprived = 0.0;       ///< 0..1
  std::vector<PlotShare> plots;
};

struct DistrictRecipe {
  geo::Point position;
  std::size_t style = 0;  ///< index into Recipe::styles
  double bearing = 0.0;   ///< of the long streets
  double pull = 0.0;      ///< taken off the distance, m
};

struct WardRecipe {
  std::string name;
  geo::Point position;
};

/// The shape of the borough: data/saltmere.json, with positions moved to EPSG:27700.
struct Recipe {
  std::string place;
  geo::Extent extent;
  std::vector<OutlinePoint> outline;
  std::size_t coast_points = 0;  ///< the first so many of the outline are coast
  double beach_width = 0.0;      ///< m that stay free along the coast
  std::vector<RiverPoint> river;
  std::vector<ParkRecipe> parks;
  std::vector<CorridorRecipe> corridors;
  std::vector<MainRoadRecipe> main_roads;
  std::vector<StyleRecipe> styles;
  std::vector<PlotRecipe> plots;
  std::vector<DistrictRecipe> districts;
  std::vector<WardRecipe> wards;
};

/// @returns malformed that names the missing or wrong key.
core::Result<Recipe> read_recipe(std::string_view json);
/// The shipped files of this module: "saltmere.json", "saltmere_incidents.json", … by name. @pre it is shipped
std::string_view shipped_file(std::string_view name);

/// Index of a style or plot by its name. @pre it exists
std::size_t plot_index(const Recipe& recipe, std::string_view name);

}  // namespace wardscope::sample
