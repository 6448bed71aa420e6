// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cartography/scene.hpp"
#include "render/point_painter.hpp"

namespace wardscope::render {

/// Where somebody clicked.
struct PickQuery {
  float x = 0.0F;  ///< points of the page, y down
  float y = 0.0F;
  float tolerance = 3.0F;  ///< points: how far from a line or a small symbol a click may be
};

/// What lies there.
struct Pick {
  std::size_t layer = 0;  ///< index in Scene::layers
  std::string layer_id;
  /// Index in the layer's snapshot: the polygon set, line or point; of a raster the cell, row * columns + column; of a
  /// group of points the first of them.
  std::size_t feature = 0;
  std::size_t count = 1;  ///< points that the picked symbol stands for
  geo::Point at;          ///< ground under the click
};

/// Finds the feature under a place: the topmost layer first, and in a layer what was painted last; of symbols the
/// nearest one that was hit. Exact geometry, no pixels: the answer is the same on every machine.
class Picker {
 public:
  Picker();
  ~Picker();
  /// Labels and hidden layers (opacity 0) are passed through, and so are polygons without fill away from their outline.
  std::optional<Pick> pick(const cartography::Scene& scene, const PickQuery& query);
  [[nodiscard]] PointPyramids& pyramids();
  void end_frame();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wardscope::render
