// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pattern_window.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace wardscope::analysis {
namespace {

/// Relative to the whole: what a window may lack of its extent and still be a rectangle.
constexpr double kSameArea = 1e-12;
/// Radians. A circle that only just touches the border has an angle of 0 or of 2 pi, by rounding: it lies inside.
constexpr double kNoAngle = 1e-10;

/// Quicker than std::hypot, whose care for overflow metres on the ground don't need.
double norm(geo::Point a) { return std::sqrt(geo::dot(a, a)); }

}  // namespace

PatternWindow::PatternWindow(geo::MultiPolygon land) : land_(std::move(land)), boundary_(land_) {
  const double whole = boundary_.extent().width() * boundary_.extent().height();
  is_rectangle_ = !boundary_.empty() && std::fabs(boundary_.area() - whole) <= kSameArea * whole;
}

bool PatternWindow::contains(geo::Point p) const {
  return boundary_.contains(p) || (boundary_.extent().contains(p) && distance_to_border(p, 1.0) == 0.0);
}

double PatternWindow::distance_to_border(geo::Point p, double most) const {
  double least = most * most;
  boundary_.for_edges_near(p, most, [&](const LandBoundary::Edge& edge) {
    const geo::Point off = geo::nearest_on_segment(p, edge.a, edge.b) - p;
    least = std::min(least, geo::dot(off, off));
  });
  return std::sqrt(least);
}

void CircleShare::prepare(const PatternWindow& window, geo::Point centre, double reach) {
  rises_.clear();
  reach_ = reach;
  window.boundary().for_edges_near(centre, reach,
                                   [&](const LandBoundary::Edge& edge) { add_edge(edge.a - centre, edge.b - centre); });
  constexpr std::size_t kMostBuckets = 512;
  const std::size_t buckets = std::clamp<std::size_t>(rises_.size(), 1, kMostBuckets);
  buckets_per_metre_ = static_cast<double>(buckets) / reach;
  const auto bucket_of = [&](double radius) {
    return std::min(buckets - 1, static_cast<std::size_t>(radius * buckets_per_metre_));
  };
  start_.assign(buckets + 1, 0);
  for (const Rise& rise : rises_) {
    for (std::size_t bucket = bucket_of(rise.least); bucket <= bucket_of(rise.most); ++bucket) ++start_[bucket + 1];
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  listed_.resize(start_.back());
  next_.assign(start_.begin(), start_.end() - 1);
  for (const Rise& rise : rises_) {
    for (std::size_t bucket = bucket_of(rise.least); bucket <= bucket_of(rise.most); ++bucket) {
      listed_[next_[bucket]++] = rise;
    }
  }
}

void CircleShare::add_edge(geo::Point a, geo::Point b) {
  const geo::Point along = b - a;
  const double length = norm(along);
  if (!(length > 0.0)) return;
  const geo::Point unit = along * (1.0 / length);
  const double before = -geo::dot(a, unit);  // from a to the foot, m
  const geo::Point foot = a + unit * before;
  const double to_a = norm(a);
  const double to_b = norm(b);
  const bool inside = before > 0.0 && before < length;
  const double nearest = inside ? std::min({norm(foot), to_a, to_b}) : std::min(to_a, to_b);
  const auto add = [&](double least, double most, bool with_the_edge) {
    if (least >= most || least > reach_) return;
    rises_.push_back(
        {least, most, foot, with_the_edge ? unit : unit * -1.0, geo::dot(foot, foot), with_the_edge ? -1.0 : 1.0});
  };
  // The window is on the left of its edges: where the distance grows along the edge, the circle comes in.
  if (inside || before <= 0.0) add(inside ? nearest : to_a, to_b, true);
  if (inside || before >= length) add(inside ? nearest : to_b, to_a, false);
}

double CircleShare::at(double radius) const {
  assert(radius >= 0.0 && radius <= reach_);
  const std::size_t bucket = std::min(start_.size() - 2, static_cast<std::size_t>(radius * buckets_per_metre_));
  double re = 1.0;
  double im = 0.0;
  const double squared = radius * radius;
  const double scale = radius > 0.0 ? 1.0 / radius : 0.0;
  for (std::uint32_t k = start_[bucket]; k < start_[bucket + 1]; ++k) {
    const Rise& rise = listed_[k];
    if (radius < rise.least || radius >= rise.most) continue;
    const double past_foot = std::sqrt(std::max(0.0, squared - rise.foot_squared));
    const double x = (rise.foot.x + rise.outward.x * past_foot) * scale;
    const double y = (rise.foot.y + rise.outward.y * past_foot) * scale * rise.turn;
    const double product = re * x - im * y;
    im = re * y + im * x;
    re = product;
  }
  double angle = std::atan2(im, re);
  if (angle < 0.0) angle += 2.0 * std::numbers::pi;
  return angle < kNoAngle ? 1.0 : angle / (2.0 * std::numbers::pi);
}

}  // namespace wardscope::analysis
