// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "sample/area_labels.hpp"
#include "sample/border_tracing.hpp"
#include "sample/building_lots.hpp"
#include "sample/ground.hpp"
#include "sample/street_network.hpp"

namespace wardscope::sample {

/// The town as it stands, before anybody counts or watches in it: what the makers of places, cameras and incidents
/// read.
struct Town {
  std::uint64_t seed = 0;
  Recipe recipe;
  Ground ground;
  StreetNetwork streets;
  std::vector<SketchBuilding> buildings;
  AreaLabels labels;
  std::vector<Border> borders;
  std::vector<geo::MultiPolygon> wards;
  std::vector<geo::MultiPolygon> small_areas;

  /// The style of the district that a place lies in.
  [[nodiscard]] const StyleRecipe& style_at(geo::Point p) const {
    return recipe.styles[recipe.districts[ground.district[ground.cell_at(p)]].style];
  }
  /// The small area that holds the point, exactly: by its polygon where a border is near. -1 outside.
  [[nodiscard]] std::int32_t small_area_at(geo::Point p) const;
  /// Index of the building whose door is nearest. @pre there is one
  [[nodiscard]] std::size_t nearest_building(geo::Point p) const;
};

core::Result<Town> build_town(std::uint64_t seed, const jobs::Progress& progress);

/// Gives every street without a name one that suits its district; each name is used once.
void name_streets(const Recipe& recipe, std::string_view names_json, std::vector<SketchStreet>& streets);

}  // namespace wardscope::sample
