// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "cartography/scene.hpp"

namespace wardscope::cartography {

/// The key to one class or symbol. A patch shows fill, hatch and outline.
struct PatchSwatch {
  Colour fill{0, 0, 0, 0};
  Hatch hatch = Hatch::none;
  Colour stroke{0, 0, 0, 0};
  float stroke_width = 0.0F;
};
struct LineSwatch {
  Colour colour;
  Colour casing{0, 0, 0, 0};
  float width = 1.0F;
};
using Swatch = std::variant<PatchSwatch, LineSwatch, PointStyle>;

struct LegendRow {
  Swatch swatch;
  std::string text;                                           ///< "10.0 to 19.9", "Anti-social behaviour"
  bool sensitive = false;                                     ///< the key to points of a LayerPart that is sensitive
  double coarsest = std::numeric_limits<double>::infinity();  ///< of that part: not in the key where the map is coarser
};

/// A continuous ramp with the numbers at its ends and middle.
struct LegendRamp {
  std::vector<Colour> ramp;
  std::string low;
  std::string middle;
  std::string high;
};

/// What the layer panel, the map's legend and the text of a report say of one layer: the same words everywhere.
struct LegendEntry {
  std::string layer_id;
  std::string title;
  std::string unit;  ///< "recorded incidents per km²", or empty
  std::string note;  ///< what the reader must know: "Size: incidents at one place", or empty
  std::vector<LegendRow> rows;
  LegendRamp ramp;             ///< empty where there is none
  std::string incidents = {};  ///< which ones it shows, as far as the title does not say it; see incidents_beside()
};

}  // namespace wardscope::cartography
