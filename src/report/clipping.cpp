// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/clipping.hpp"

#include <algorithm>
#include <utility>

namespace wardscope::report {
namespace {

// Keeps the side of one edge of the box; `depth` is positive inside.
template <typename Depth>
geo::Ring clipped_by(const geo::Ring& ring, const Depth& depth) {
  geo::Ring kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const geo::Point a = ring[i];
    const geo::Point b = ring[(i + 1) % ring.size()];
    const double da = depth(a);
    const double db = depth(b);
    if (da >= 0) kept.push_back(a);
    if ((da >= 0) != (db >= 0)) kept.push_back(a + (b - a) * (da / (da - db)));
  }
  return kept;
}

}  // namespace

geo::Ring clipped(const geo::Ring& ring, const geo::Extent& box) {
  const geo::Extent extent = geo::extent_of(ring);
  if (!extent.intersects(box)) return {};
  if (box.contains({extent.min_x, extent.min_y}) && box.contains({extent.max_x, extent.max_y})) return ring;
  geo::Ring kept = clipped_by(ring, [&](geo::Point p) { return p.x - box.min_x; });
  kept = clipped_by(kept, [&](geo::Point p) { return box.max_x - p.x; });
  kept = clipped_by(kept, [&](geo::Point p) { return p.y - box.min_y; });
  return clipped_by(kept, [&](geo::Point p) { return box.max_y - p.y; });
}

std::vector<geo::LineString> pieces_within(const geo::LineString& line, const geo::Extent& box) {
  std::vector<geo::LineString> pieces;
  geo::LineString piece;
  for (std::size_t i = 1; i < line.size(); ++i) {
    geo::Extent segment;
    segment.add(line[i - 1]);
    segment.add(line[i]);
    if (segment.intersects(box)) {
      if (piece.empty()) piece.push_back(line[i - 1]);
      piece.push_back(line[i]);
    } else if (!piece.empty()) {
      pieces.push_back(std::exchange(piece, {}));
    }
  }
  if (!piece.empty()) pieces.push_back(std::move(piece));
  return pieces;
}

}  // namespace wardscope::report
