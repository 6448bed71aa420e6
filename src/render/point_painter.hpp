// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "render/frame.hpp"
#include "render/point_pyramid.hpp"
#include "render/snapshot_cache.hpp"

namespace wardscope::render {

/// Groups of points by snapshot; the painter and the picker share them.
using PointPyramids = SnapshotCache<cartography::PointColumns, PointPyramid>;
PointPyramid& pyramid_of(PointPyramids& pyramids, const core::Snapshot<cartography::PointColumns>& points);

/// What stands for the points of a layer at a scale.
///
/// - aggregate: points are merged in cells of one to two (least) symbol sizes on the screen, fixed to the ground, and
/// drawn as
///   one symbol at their mean position in the style of most of them. A group of n is drawn
///   1 + (kMostGrowth - 1) * sqrt((n - 1) / (N - 1)) times as large, N the largest group of that cell size anywhere in
///   the layer: the size follows the square root of the count and stays put while the map is panned. The largest lie
///   at the bottom.
/// - not aggregate, up to kPlainPoints points: every point, in order, with its rotation.
/// - not aggregate, more points: those of one style within a quarter to half of the least symbol are drawn once,
///   in the order of their first points. Their symbols would cover each other; what is left out is less than half a
///   symbol's shift. Rotations are left out.
struct DrawnPoint {
  float x = 0.0F;  ///< metres from the origin of the groups
  float y = 0.0F;
  std::uint32_t style = 0;
  float rotation = 0.0F;    ///< degrees clockwise
  float factor = 1.0F;      ///< of the style's size
  std::uint32_t count = 1;  ///< points that it stands for
  std::uint32_t first = 0;  ///< least index of them
};
constexpr std::size_t kPlainPoints = 20000;
constexpr float kMostGrowth = 3.0F;

/// True where a layer is drawn by groups and not point by point.
bool drawn_by_groups(const cartography::PointLayer& layer);
/// The groups to draw, bottom first. @pre drawn_by_groups(layer)
std::vector<DrawnPoint> drawn_groups(PointPyramid& pyramid, const cartography::PointLayer& layer, const PageView& view);

/// Draws PointLayers and single symbols.
class PointPainter {
 public:
  explicit PointPainter(PointPyramids& pyramids) : pyramids_(pyramids) {}

  core::Status draw(Frame& frame, const cartography::PointLayer& layer, std::size_t slot);
  /// Symbols at places relative to `origin`, one of `styles` each.
  core::Status draw_symbols(Frame& frame, std::span<const DrawnPoint> points,
                            const std::vector<cartography::PointStyle>& styles);
  void end_frame() { plain_.end_frame(); }

 private:
  struct Batch {
    explicit Batch(gpu::BufferUse use) : vertices(use) {}
    gpu::Buffer vertices;
    gpu::VertexArray array;
    std::size_t quads = 0;
  };
  struct Plain {
    geo::Point origin;
    Batch batch{gpu::BufferUse::fixed};
  };
  struct Target {
    geo::Point origin;
    const TableTexture* table = nullptr;
    const std::vector<cartography::PointStyle>* styles = nullptr;
  };
  static void fill(Batch& batch, std::span<const DrawnPoint> points);
  static core::Status draw_batch(Frame& frame, Batch& batch, const Target& target);
  static std::unique_ptr<Plain> upload(const core::Snapshot<cartography::PointColumns>& points);

  PointPyramids& pyramids_;
  SnapshotCache<cartography::PointColumns, Plain> plain_;
  Batch stream_{gpu::BufferUse::stream};
  std::map<std::size_t, TableTexture> styles_;
  TableTexture symbol_styles_;
};

}  // namespace wardscope::render
