// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "render/frame.hpp"
#include "render/snapshot_cache.hpp"

namespace wardscope::render {

/// Draws RasterLayers: values on the card as they are, the ramp beside them, so that a new ramp or range is free.
/// Rasters wider than a texture are cut into tiles that overlap by one cell.
class RasterPainter {
 public:
  core::Status draw(Frame& frame, const cartography::RasterLayer& layer, std::size_t slot);
  void end_frame() { rasters_.end_frame(); }

 private:
  struct Tile {
    gpu::Texture values;
    std::array<float, 4> extent{};  ///< metres from the origin: west, south, east, north
    std::array<float, 4> inner{};   ///< first column and row, and one past the last, that it draws
  };
  struct Uploaded {
    geo::Point origin;
    gpu::VertexArray array;
    std::vector<Tile> tiles;
  };
  static std::unique_ptr<Uploaded> upload(const core::Snapshot<raster::Raster<float>>& raster);

  SnapshotCache<raster::Raster<float>, Uploaded> rasters_;
  std::map<std::size_t, TableTexture> ramps_;
};

}  // namespace wardscope::render
