// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to result_map.cpp: what stands beside a board's map, never over it.

#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "cartography/legend.hpp"
#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"
#include "geo/shapes.hpp"
#include "project/project.hpp"

namespace wardscope::catalog {

/// A map with its key, an inset of the whole place where the map shows a part of it, and its sources.
struct BoardFrame {
  std::vector<cartography::LegendEntry> legend;
  std::vector<std::string> sources;
  const borough::Dataset& dataset;  ///< borrowed; of the inset
};

/// Where the map and what belongs to it stand on a page of a width: the one beside or above the other, whichever shows
/// the ground larger.
struct BoardLayout {
  float map_width = 0.0F;  ///< points
  float map_height = 0.0F;
  float strip = 0.0F;  ///< points, right of the map or below it
  bool below = false;
  bool inset = false;  ///< the map shows a part of the place
  project::MapCamera camera;
};

BoardLayout board_layout(const BoardFrame& frame, const geo::Extent& ground, const cartography::TextMeasure& measure);

/// Grows a scene of the map alone by the strip, and fills that. @pre the scene was built for the layout
void add_strip(cartography::Scene& scene, const BoardFrame& frame, const BoardLayout& layout,
               const cartography::TextMeasure& measure);

}  // namespace wardscope::catalog
