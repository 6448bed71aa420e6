// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/point_index.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace wardscope::geo {
namespace {

constexpr std::size_t kLeaf = 8;  // ranges up to this size are searched one by one

enum class Axis { x, y };
Axis other(Axis axis) { return axis == Axis::x ? Axis::y : Axis::x; }
double along(Axis axis, Point p) { return axis == Axis::x ? p.x : p.y; }

double squared_distance(Point a, Point b) { return dot(b - a, b - a); }

void arrange(std::span<std::uint32_t> ids, std::span<const Point> points, Axis axis) {
  if (ids.size() <= kLeaf) return;
  const std::size_t middle = ids.size() / 2;
  std::nth_element(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(middle), ids.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     const double u = along(axis, points[a]);
                     const double v = along(axis, points[b]);
                     return u != v ? u < v : a < b;
                   });
  arrange(ids.first(middle), points, other(axis));
  arrange(ids.subspan(middle + 1), points, other(axis));
}

/// Visits points that may lie within `reach(so far)` of the centre, nearer half first.
/// @tparam Visit called with the position in tree order and the squared distance; Reach gives the squared radius.
template <typename Visit, typename Reach>
class Walk {
 public:
  Walk(std::span<const Point> points, Point centre, Visit visit, Reach reach)
      : points_(points), centre_(centre), visit_(visit), reach_(reach) {}

  void run(std::size_t begin, std::size_t end, Axis axis) {
    if (end - begin <= kLeaf) {
      for (std::size_t i = begin; i < end; ++i) visit_(i, squared_distance(points_[i], centre_));
      return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    const double offset = along(axis, centre_) - along(axis, points_[middle]);
    visit_(middle, squared_distance(points_[middle], centre_));
    const bool low_first = offset < 0.0;
    run_half(begin, middle, end, low_first, axis);
    if (offset * offset <= reach_()) run_half(begin, middle, end, !low_first, axis);
  }

 private:
  void run_half(std::size_t begin, std::size_t middle, std::size_t end, bool low, Axis axis) {
    if (low) {
      run(begin, middle, other(axis));
    } else {
      run(middle + 1, end, other(axis));
    }
  }
  std::span<const Point> points_;
  Point centre_;
  Visit visit_;
  Reach reach_;
};

}  // namespace

PointIndex::PointIndex(std::span<const Point> points) : ids_(points.size()) {
  assert(points.size() < std::numeric_limits<std::uint32_t>::max());
  std::iota(ids_.begin(), ids_.end(), 0U);
  arrange(ids_, points, Axis::x);
  points_.reserve(points.size());
  for (const std::uint32_t id : ids_) points_.push_back(points[id]);
}

std::optional<Neighbour> PointIndex::nearest(Point p) const {
  const std::vector<Neighbour> one = nearest(p, 1);
  if (one.empty()) return std::nullopt;
  return one.front();
}

std::vector<Neighbour> PointIndex::nearest(Point p, std::size_t count) const {
  using Found = std::pair<double, std::uint32_t>;  // squared distance, index: a heap with the farthest on top
  std::vector<Found> best;
  if (count == 0) return {};
  const auto visit = [&](std::size_t i, double squared) {
    const Found found{squared, ids_[i]};
    if (best.size() == count) {
      if (!(found < best.front())) return;
      std::pop_heap(best.begin(), best.end());
      best.pop_back();
    }
    best.push_back(found);
    std::push_heap(best.begin(), best.end());
  };
  const auto reach = [&] { return best.size() < count ? std::numeric_limits<double>::infinity() : best.front().first; };
  Walk(std::span<const Point>(points_), p, visit, reach).run(0, points_.size(), Axis::x);
  std::sort_heap(best.begin(), best.end());
  std::vector<Neighbour> neighbours;
  neighbours.reserve(best.size());
  for (const auto& [squared, id] : best) neighbours.push_back({id, core::Metres(std::sqrt(squared))});
  return neighbours;
}

std::vector<std::size_t> PointIndex::within(Point p, core::Metres radius) const {
  assert(radius.value() >= 0.0);
  const double squared_radius = radius.value() * radius.value();
  std::vector<std::size_t> found;
  const auto visit = [&](std::size_t i, double squared) {
    if (squared <= squared_radius) found.push_back(ids_[i]);
  };
  Walk(std::span<const Point>(points_), p, visit, [=] { return squared_radius; }).run(0, points_.size(), Axis::x);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace wardscope::geo
