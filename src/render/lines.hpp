// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "render/frame.hpp"

namespace wardscope::render {

using LineView = std::span<const geo::Point>;

/// Lines on the card, in runs that can be skipped where they lie out of sight or became too small.
class LineBuffer {
 public:
  /// Lines in spatial order, relative to the centre of their extent: within 8 km of it positions are true to 0.5 mm.
  LineBuffer(std::span<const LineView> lines, double tolerance, gpu::BufferUse use = gpu::BufferUse::fixed);

  struct Pen {
    cartography::Colour colour;
    float width = 1.0F;       ///< pixels
    double least_size = 0.0;  ///< runs of lines that are smaller than this on average are left out, pixels
  };
  core::Status draw(Frame& frame, const Pen& pen);
  [[nodiscard]] std::size_t bytes() const { return vertices_.size(); }

 private:
  struct Run {
    geo::Extent extent;
    std::size_t first = 0;  ///< quad
    std::size_t count = 0;
    double mean_size = 0.0;  ///< longer side of the lines' extents, metres
  };
  geo::Point origin_;
  std::vector<Run> runs_;
  std::size_t quads_ = 0;
  gpu::Buffer vertices_;
  gpu::VertexArray array_;
};

/// Lines in several levels of detail, each uploaded when it is first drawn. A level leaves out what is finer than a
/// quarter of a pixel. That keeps the picture right, too: where many segments share a pixel their smooth edges would
/// add up to a line that is too thick.
class DetailedLines {
 public:
  core::Status draw(Frame& frame, std::span<const LineView> lines, const LineBuffer::Pen& pen);

 private:
  static constexpr std::size_t kLevels = 8;
  std::array<std::unique_ptr<LineBuffer>, kLevels> levels_;
};

}  // namespace wardscope::render
