// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::render {

/// Triangles of a shape: three indices each.
struct Triangles {
  std::vector<geo::Point> vertices;
  std::vector<std::uint32_t> indices;
};

/// The inside of a shape as triangles, by ear clipping after each hole was joined to the ring around it by a bridge
/// (Eberly 2002, "Triangulation by ear clipping"). O(n^2) a polygon. A ring that crosses itself gives triangles that
/// cover about the right ground; nothing is thrown and nothing hangs.
Triangles triangulated(const geo::MultiPolygon& shape);

}  // namespace wardscope::render
