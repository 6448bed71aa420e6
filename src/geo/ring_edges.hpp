// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// Calls `visit(a, b)` for each edge of each ring, in the order of the vertices; edges without length are left out.
template <typename Visit>
void for_each_edge(const MultiPolygon& polygons, Visit visit) {
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (!(ring[i - 1] == ring[i])) visit(ring[i - 1], ring[i]);
    }
  };
  for (const Polygon& polygon : polygons) {
    walk(polygon.exterior);
    for (const Ring& hole : polygon.holes) walk(hole);
  }
}

}  // namespace wardscope::geo
