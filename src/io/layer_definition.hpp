// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/civil_time.hpp"
#include "core/result.hpp"

namespace wardscope::io {

/// The part of the workspace that a source fills.
enum class LayerKind { areas, incidents, cameras, hubs, points_of_interest, buildings, streets, indicators, actions };

/// Shapes that a source brings. `point` is also met by columns that hold a position.
enum class ShapeKind { none, point, line, polygon, any };

/// One name that a column may have. Names are compared without case, blanks and punctuation; '#' stands for a digit, so
/// "WD##CD" fits "wd20cd" and "WD23CD".
struct ColumnAlias {
  std::string pattern;  ///< normalised, see normalised_name()
  double factor = 1.0;  ///< to the field's base unit: metres for lengths
  std::string key;      ///< not empty: the cell is a dictionary of tags and this is the tag wanted
};

/// Where a row's position may stand in columns.
struct PositionScheme {
  enum class Form { easting_northing, longitude_latitude, grid_reference, well_known_text };
  Form form = Form::easting_northing;
  std::vector<ColumnAlias> x;  ///< the only one used by grid references and well-known text
  std::vector<ColumnAlias> y;
  std::string crs;  ///< "EPSG:27700"
};

/// How confidential a category is, by words that its name contains (any case). The most confidential class that fits
/// wins; `other` where no word fits.
struct SensitivityRule {
  std::vector<std::string> open;
  std::vector<std::string> official;
  std::vector<std::string> sensitive;
  borough::Sensitivity other = borough::Sensitivity::sensitive;
};

/// How one kind of source file is recognised and read: one JSON file in layers/, or in a folder of the user's.
struct LayerDefinition {
  std::string id;     ///< "police-street": the KIND that users write
  std::string title;  ///< "data.police.uk street-level incidents"
  LayerKind layer = LayerKind::incidents;
  std::string name;         ///< of the layer or area set in the workspace: "Wards"
  std::string attribution;  ///< line to print under maps, may be empty
  std::string style;        ///< hint for the first display

  // Recognition: all of `required` and `typical` have a column, no column fits `absent`, the shape fits. Where no
  // definition fits so, a file name that fits stands for `typical`. With `fallback`, only where no other definition
  // fits. Where the user names the kind, `typical` is not asked for.
  ShapeKind shape = ShapeKind::any;
  std::vector<std::vector<std::string>> required;  ///< each entry: fields of which one must have a column
  std::vector<std::vector<std::string>> typical;   ///< as `required`; rows can be used without
  std::vector<std::string> absent;                 ///< normalised column patterns
  std::vector<std::string> file_names;             ///< patterns with '*' that raise the rank, lower case
  bool fallback = false;

  std::map<std::string, std::vector<ColumnAlias>, std::less<>> fields;
  std::vector<PositionScheme> positions;  ///< in order of preference; a file's own geometry comes before them
  std::string crs;                        ///< of geometry whose file names no CRS; empty: it must name one
  core::DateOrder date_order = core::DateOrder::day_first;
  std::map<std::string, std::string, std::less<>> constants;  ///< field: value where the source has no column for it
  SensitivityRule sensitivity;
  borough::AreaKind area_kind = borough::AreaKind::other;
};

/// Lower case, ASCII letters and digits only (and '#' in patterns); bytes above ASCII stay.
std::string normalised_name(std::string_view name);
/// Whether a normalised column name fits a normalised pattern.
bool name_fits(std::string_view pattern, std::string_view name);

/// Reads one definition. @returns malformed that names the file and the member that is wrong.
core::Result<LayerDefinition> parse_layer_definition(std::string_view json, std::string_view file_name);

/// The shipped definitions, then those of `folder` (*.json; empty path: none); one of the user's with the id of a
/// shipped one takes its place. @returns not_found where the folder is not there, malformed as above.
core::Result<std::vector<LayerDefinition>> load_layer_definitions(const std::filesystem::path& folder = {});

borough::Sensitivity sensitivity_of(const SensitivityRule& rule, std::string_view category);
std::string_view to_word(LayerKind kind);

}  // namespace wardscope::io
