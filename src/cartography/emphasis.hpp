// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"
#include "geo/shapes.hpp"

namespace wardscope::cartography {

/// An area that a map is of.
struct EmphasisedArea {
  std::string name;
  geo::MultiPolygon shape;
};

/// Draws one area out of its surroundings: all else under a veil of paper, its border in ink upon it, both below the
/// symbols and names, so that what stands beyond the border can still be read; its name larger than others, which give
/// way where they would touch it. @pre the shape has area
void emphasise(Scene& scene, const EmphasisedArea& area, const TextMeasure& measure);

}  // namespace wardscope::cartography
