// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "render/frame.hpp"
#include "render/lines.hpp"
#include "render/snapshot_cache.hpp"

namespace wardscope::render {

/// Draws PolygonLayers: fills from triangles, outlines from lines, both uploaded once a snapshot.
///
/// Polygons are painted in their order. In layers of more than kOrderedPolygons (buildings) the order is spatial, so
/// that whatever is out of sight is skipped in large runs; polygons of such layers are taken not to overlap. Runs whose
/// polygons are all smaller than half a pixel are left out; outlines where polygons are on average
/// below four pixels or three outlines wide.
class PolygonPainter {
 public:
  static constexpr std::size_t kOrderedPolygons = 2000;

  /// True where a layer has anything to fill.
  static bool has_fills(const cartography::PolygonLayer& layer);
  /// `slot` tells layers of a scene apart. Fills may be translucent; what lies over itself is painted twice.
  core::Status draw_fills(Frame& frame, const cartography::PolygonLayer& layer, std::size_t slot);
  /// Outlines with the stroke's colour at full opacity.
  core::Status draw_outlines(Frame& frame, const cartography::PolygonLayer& layer);
  void end_frame() { shapes_.end_frame(); }

 private:
  struct Run {
    geo::Extent extent;
    std::size_t first = 0;  ///< index
    std::size_t count = 0;
    double largest = 0.0;  ///< longer side of the largest polygon, metres
  };
  struct Uploaded {
    geo::Point origin;
    gpu::Buffer vertices;
    gpu::Buffer indices;
    gpu::VertexArray array;
    std::vector<Run> runs;
    std::vector<LineView> rings;
    DetailedLines outlines;
  };
  struct Tables {
    TableTexture fill_of;
    TableTexture fills;
  };
  using Shapes = std::vector<geo::MultiPolygon>;

  static std::unique_ptr<Uploaded> upload(const core::Snapshot<Shapes>& shapes);
  Uploaded& uploaded(Frame& frame, const cartography::PolygonLayer& layer);

  SnapshotCache<Shapes, Uploaded> shapes_;
  std::map<std::size_t, Tables> tables_;
};

/// Fills of a layer as two rows of a table: colours, and hatch kinds in the first component.
std::vector<float> fill_table(const std::vector<cartography::Colour>& fills,
                              const std::vector<cartography::Hatch>& hatches);

}  // namespace wardscope::render
