// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "render/frame.hpp"
#include "render/point_painter.hpp"
#include "render/text_painter.hpp"

namespace wardscope::render {

/// Draws what stands on the map in page space. Neighbours of one kind go to the card together.
class FurniturePainter {
 public:
  FurniturePainter(TextPainter& text, PointPainter& points) : text_(text), points_(points) {}
  core::Status draw(Frame& frame, std::span<const cartography::FurnitureItem> items);

 private:
  using Items = std::span<const cartography::FurnitureItem>;
  core::Status draw_boxes(Frame& frame, Items items);
  core::Status draw_texts(Frame& frame, Items items);
  core::Status draw_symbols(Frame& frame, Items items);
  core::Status draw_path(Frame& frame, const cartography::PathItem& path);
  core::Status draw_path_fill(Frame& frame, const cartography::PathItem& path);

  TextPainter& text_;
  PointPainter& points_;
  gpu::Buffer box_vertices_{gpu::BufferUse::stream};
  gpu::VertexArray box_array_;
  gpu::Buffer path_vertices_{gpu::BufferUse::stream};
  gpu::Buffer path_indices_{gpu::BufferUse::stream};
  gpu::VertexArray path_array_;
  TableTexture path_fill_of_;
  TableTexture path_fills_;
};

}  // namespace wardscope::render
