// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "borough/dataset.hpp"
#include "geo/shapes.hpp"
#include "project/project.hpp"

namespace wardscope::app {

/// The map's place in the window and what stands upon it, points.
struct MapPage {
  double width = 0.0;  ///< 0 until the first frame has laid the map out
  double height = 0.0;
  double legend_width = 0.0;   ///< from the map's right edge; 0: nothing is covered
  double legend_height = 0.0;  ///< from its top
  friend bool operator==(const MapPage&, const MapPage&) = default;
};

/// Corners of the wards, else of all areas: enough of them to know where the place lies, not all.
std::vector<geo::Point> outline_of(const borough::Dataset& dataset);

/// True where the legend, the scale bar or the sources would cover a point of the outline, or one lies off the page.
bool is_covered(const std::vector<geo::Point>& outline, const project::MapCamera& camera, const MapPage& page);

/// The closest camera that shows the whole outline clear of what stands on the map: a town may reach under the corner
/// of the legend's side as long as nothing of it lies below the legend. Where there is none, beside the legend.
project::MapCamera fit_around(const std::vector<geo::Point>& outline, const geo::Extent& ground, const MapPage& page);

/// The camera that shows `ground` beside the legend.
project::MapCamera fit_beside(const geo::Extent& ground, const MapPage& page);

}  // namespace wardscope::app
