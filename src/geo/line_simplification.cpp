// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/line_simplification.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace wardscope::geo {
namespace {

double squared_distance_to_segment(Point p, Point a, Point b) {
  const Point along = b - a;
  const double length2 = along.x * along.x + along.y * along.y;
  const Point from_a = p - a;
  const double t = length2 > 0 ? std::clamp((from_a.x * along.x + from_a.y * along.y) / length2, 0.0, 1.0) : 0.0;
  const Point off = from_a - along * t;
  return off.x * off.x + off.y * off.y;
}

}  // namespace

LineString simplified(std::span<const Point> line, double tolerance) {
  assert(tolerance >= 0);
  if (tolerance <= 0.0 || line.size() < 3) return {line.begin(), line.end()};
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    double most = tolerance * tolerance;
    std::size_t farthest = from;
    for (std::size_t i = from + 1; i < to; ++i) {
      const double squared = squared_distance_to_segment(line[i], line[from], line[to]);
      if (squared <= most) continue;
      most = squared;
      farthest = i;
    }
    if (farthest == from) continue;
    keep[farthest] = 1;
    open.emplace_back(from, farthest);
    open.emplace_back(farthest, to);
  }
  LineString kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i] != 0) kept.push_back(line[i]);
  }
  return kept;
}

}  // namespace wardscope::geo
