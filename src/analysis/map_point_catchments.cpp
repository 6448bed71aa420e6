// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/map_point_catchments.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/point_index.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kSides = 32;  // of the polygon in the circle of the reach: 99.4 % of its area
constexpr int kThrows = 64;

using Cell = std::vector<geo::Point>;

Cell round_cell(geo::Point centre, double radius) {
  Cell cell;
  cell.reserve(kSides);
  for (std::size_t i = 0; i < kSides; ++i) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(kSides);
    cell.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return cell;
}

/// What of a convex cell about `own` is nearer to it than to `other` (Sutherland & Hodgman 1974, one side).
void cut(Cell& cell, geo::Point own, geo::Point other) {
  const geo::Point apart = other - own;
  const geo::Point middle = own + apart * 0.5;
  const auto beyond = [&](geo::Point p) { return geo::dot(p - middle, apart); };
  Cell kept;
  kept.reserve(cell.size() + 1);
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const geo::Point a = cell[i];
    const geo::Point b = cell[(i + 1) % cell.size()];
    const double at_a = beyond(a);
    const double at_b = beyond(b);
    if (at_a <= 0.0) kept.push_back(a);
    if ((at_a < 0.0 && at_b > 0.0) || (at_a > 0.0 && at_b < 0.0)) kept.push_back(a + (b - a) * (at_a / (at_a - at_b)));
  }
  cell = std::move(kept);
}

double twice_area(geo::Point a, geo::Point b, geo::Point c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

}  // namespace

core::Result<MapPointCatchments> MapPointCatchments::build(const Input& input, const jobs::Progress& progress) {
  MapPointCatchments catchments(input);
  const std::vector<geo::Point>& points = catchments.points_;
  const geo::PointIndex index(points);
  std::vector<Cell> cells(points.size());
  constexpr std::size_t kPointsARange = 64;
  const core::Status status =
      jobs::parallel_for(points.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          cells[i] = round_cell(points[i], input.reach.value());
          for (const std::size_t other : index.within(points[i], core::Metres(2.0 * input.reach.value()))) {
            const bool same = points[other].x == points[i].x && points[other].y == points[i].y;
            if (!same) cut(cells[i], points[i], points[other]);
          }
        }
      });
  if (!status) return status.error();
  catchments.start_.reserve(points.size() + 1);
  for (const Cell& cell : cells) {
    catchments.start_.push_back(static_cast<std::uint32_t>(catchments.corners_.size()));
    catchments.corners_.insert(catchments.corners_.end(), cell.begin(), cell.end());
  }
  catchments.start_.push_back(static_cast<std::uint32_t>(catchments.corners_.size()));
  return catchments;
}

geo::Point MapPointCatchments::throw_into(std::size_t point, core::CounterRng& rng) const {
  const std::span<const geo::Point> corners = cell(point);
  double area = 0.0;
  for (std::size_t i = 2; i < corners.size(); ++i) area += twice_area(corners[0], corners[i - 1], corners[i]);
  if (!(area > 0.0)) return points_[point];
  for (int attempt = 0; attempt < kThrows; ++attempt) {
    // A triangle of the fan by its area, then a place in it: sqrt makes the density even.
    double left = rng.uniform() * area;
    std::size_t corner = 2;
    for (; corner + 1 < corners.size(); ++corner) {
      const double own = twice_area(corners[0], corners[corner - 1], corners[corner]);
      if (left < own) break;
      left -= own;
    }
    const double across = std::sqrt(rng.uniform());
    const double along = rng.uniform();
    const geo::Point thrown = corners[0] * (1.0 - across) + corners[corner - 1] * (across * (1.0 - along)) +
                              corners[corner] * (across * along);
    if (land_->empty() || land_->contains(thrown)) return thrown;
  }
  return points_[point];
}

}  // namespace wardscope::analysis
