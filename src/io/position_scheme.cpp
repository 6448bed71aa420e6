// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/position_scheme.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

namespace wardscope::io {
namespace {

std::vector<ColumnAlias> aliases(std::initializer_list<std::string_view> names) {
  std::vector<ColumnAlias> list;
  for (const std::string_view name : names) list.push_back({normalised_name(name), 1.0, {}});
  return list;
}

const std::vector<std::pair<std::string_view, PositionScheme>>& schemes() {
  using Form = PositionScheme::Form;
  static const std::vector<std::pair<std::string_view, PositionScheme>> all{
      {"british-grid",
       {Form::easting_northing,
        aliases({"easting", "eastings", "x easting", "os easting", "osgb easting", "grid easting", "easting m", "bng e",
                 "bng easting", "geo easting", "x coord", "x coordinate", "xcoord", "oseast1m"}),
        aliases({"northing", "northings", "y northing", "os northing", "osgb northing", "grid northing", "northing m",
                 "bng n", "bng northing", "geo northing", "y coord", "y coordinate", "ycoord", "osnrth1m"}),
        "EPSG:27700"}},
      {"degrees",
       {Form::longitude_latitude, aliases({"longitude", "long", "lon", "lng", "long wgs84", "lon wgs84"}),
        aliases({"latitude", "lat", "lat wgs84"}), "EPSG:4326"}},
      {"grid-reference",
       {Form::grid_reference,
        aliases({"grid reference", "grid ref", "gridref", "os grid reference", "os grid ref", "ngr"}),
        {},
        "EPSG:27700"}},
      {"wkt", {Form::well_known_text, aliases({"geometry", "wkt", "geom", "the geom", "wkt geom"}), {}, "EPSG:4326"}},
      // What many programs call any coordinates: the user has to say in which system they are.
      {"x-y",
       {Form::easting_northing, aliases({"x", "point x", "coord x", "geo x"}),
        aliases({"y", "point y", "coord y", "geo y"}), ""}},
      {"wkt-british-grid", {Form::well_known_text, aliases({"wkt 27700", "geom 27700", "wkt bng"}), {}, "EPSG:27700"}},
  };
  return all;
}

}  // namespace

std::optional<PositionScheme> standard_position_scheme(std::string_view name) {
  for (const auto& [known, scheme] : schemes()) {
    if (known == name) return scheme;
  }
  return std::nullopt;
}

std::string standard_position_scheme_names() {
  std::string names;
  for (const auto& [known, scheme] : schemes()) {
    if (!names.empty()) names += ", ";
    names += known;
  }
  return names;
}

}  // namespace wardscope::io
