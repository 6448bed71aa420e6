// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/label_placer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <queue>

namespace wardscope::cartography {
namespace {

/// The ground that a label takes: a box turned about its middle.
struct Place {
  geo::Point middle;
  double half_width = 0.0;
  double half_height = 0.0;
  geo::Point along{1.0, 0.0};  ///< the way the text runs, a unit of length
  geo::Extent extent;

  Place(geo::Point at, double half_w, double half_h, float angle)
      : middle(at), half_width(half_w), half_height(half_h) {
    if (angle != 0.0F) {
      const double turn = -static_cast<double>(angle) * std::numbers::pi / 180.0;  // a page's y goes down
      along = {std::cos(turn), std::sin(turn)};
    }
    const double x = half_width * std::abs(along.x) + half_height * std::abs(along.y);
    const double y = half_width * std::abs(along.y) + half_height * std::abs(along.x);
    extent = {at.x - x, at.y - y, at.x + x, at.y + y};
  }
  [[nodiscard]] geo::Point across() const { return {-along.y, along.x}; }
  /// Half the length of its shadow on an axis of length 1.
  [[nodiscard]] double half_on(geo::Point axis) const {
    const geo::Point other = across();
    return half_width * std::abs(along.x * axis.x + along.y * axis.y) +
           half_height * std::abs(other.x * axis.x + other.y * axis.y);
  }
};

/// Boxes overlap where no side of either parts them (separating axis theorem).
bool overlap(const Place& a, const Place& b) {
  const bool near = a.extent.min_x < b.extent.max_x && b.extent.min_x < a.extent.max_x &&
                    a.extent.min_y < b.extent.max_y && b.extent.min_y < a.extent.max_y;
  if (!near) return false;
  const geo::Point between = b.middle - a.middle;
  for (const geo::Point axis : {a.along, a.across(), b.along, b.across()}) {
    if (std::abs(between.x * axis.x + between.y * axis.y) >= a.half_on(axis) + b.half_on(axis)) return false;
  }
  return true;
}

bool inside(const geo::Extent& box, const geo::Extent& view) {
  return box.min_x >= view.min_x && box.max_x <= view.max_x && box.min_y >= view.min_y && box.max_y <= view.max_y;
}

/// A square of the search: `most` bounds the distance to the boundary from any point in it.
struct Cell {
  geo::Point centre;
  double half = 0.0;
  double distance = 0.0;  ///< from the centre, negative outside
  double most = 0.0;
  friend bool operator<(const Cell& a, const Cell& b) { return a.most < b.most; }
};

Cell make_cell(const geo::MultiPolygon& shape, geo::Point centre, double half) {
  const double boundary = geo::distance_to_boundary(shape, centre);
  const double distance = geo::contains(shape, centre) ? boundary : -boundary;
  return {centre, half, distance, distance + half * std::numbers::sqrt2};
}

}  // namespace

namespace {

/// How large a label is on the ground, half of it either way, with what is kept free round it.
struct HalfSize {
  double width = 0.0;
  double height = 0.0;
};

/// Whether a label of this size would hide more than half of the mark.
bool would_hide(const geo::Extent& mark, const HalfSize& half) {
  return !mark.empty() && (mark.width() < 4 * half.width && mark.height() < 4 * half.height);
}

/// Where a label may stand, the best place first.
std::vector<geo::Point> places_for(const LabelCandidate& candidate, const HalfSize& half) {
  constexpr double kLine = 2.05;  // half heights
  const geo::Point at = candidate.label.at;
  if (candidate.only_there) return {at};
  if (!would_hide(candidate.mark, half)) {
    return {at, {at.x, at.y + kLine * half.height}, {at.x, at.y - kLine * half.height}};
  }
  const geo::Extent& mark = candidate.mark;
  const geo::Point middle = mark.centre();
  const double right = mark.max_x + half.width;
  const double left = mark.min_x - half.width;
  const double above = mark.max_y + half.height;
  const double below = mark.min_y - half.height;
  return {{right, middle.y}, {left, middle.y}, {middle.x, above}, {middle.x, below},
          {right, above},    {left, above},    {right, below},    {left, below}};
}

/// The marks that labels would hide: no label stands on them.
std::vector<Place> small_marks(const std::vector<LabelCandidate>& candidates, const LabelOptions& options) {
  constexpr double kLabel = 24.0;  // points: a name that is set on a smaller mark hides it
  std::vector<Place> marks;
  for (const LabelCandidate& candidate : candidates) {
    const geo::Extent& mark = candidate.mark;
    if (mark.empty() || options.metres_per_point > candidate.coarsest || !options.view.intersects(mark)) continue;
    if (std::max(mark.width(), mark.height()) > kLabel * options.metres_per_point) continue;
    marks.emplace_back(mark.centre(), mark.width() / 2, mark.height() / 2, 0.0F);
  }
  return marks;
}

}  // namespace

LabelLayer place_labels(const std::vector<LabelCandidate>& candidates, const LabelOptions& options,
                        const TextMeasure& measure) {
  constexpr double kMostOverhang = 1.5;
  constexpr double kOverhangAlong = 1.1;  // of a straight street: beyond it the street turns off
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return candidates[a].priority > candidates[b].priority; });
  LabelLayer placed;
  std::vector<Place> taken = small_marks(candidates, options);
  for (const std::size_t index : order) {
    const LabelCandidate& candidate = candidates[index];
    const Label& label = candidate.label;
    if (options.metres_per_point > candidate.coarsest || !options.view.contains(label.at)) continue;
    const TextExtent text = measure(label.text, label.size, label.bold ? Weight::bold : Weight::regular);
    const double width = static_cast<double>(text.width) * options.metres_per_point;
    const double overhang = candidate.only_there ? kOverhangAlong : kMostOverhang;
    if (candidate.room > 0 && width > overhang * candidate.room) continue;
    const auto padding = static_cast<double>(options.padding);
    const double half_width = width / 2 + padding * options.metres_per_point;
    const double half_height = (static_cast<double>(label.size) / 2 + padding) * options.metres_per_point;
    for (const geo::Point at : places_for(candidate, {half_width, half_height})) {
      const Place box(at, half_width, half_height, label.angle);
      const bool free =
          std::none_of(taken.begin(), taken.end(), [&](const Place& other) { return overlap(box, other); });
      if (!free || !inside(box.extent, options.view)) continue;
      taken.push_back(box);
      placed.labels.push_back(label);
      placed.labels.back().at = at;
      break;
    }
  }
  return placed;
}

geo::Point pole_of_inaccessibility(const geo::MultiPolygon& shape, double precision) {
  // A name belongs in the largest part: islets don't compete with their mainland.
  const auto largest = std::max_element(shape.begin(), shape.end(),
                                        [](const auto& a, const auto& b) { return geo::area(a) < geo::area(b); });
  const geo::MultiPolygon part{*largest};
  const geo::Extent extent = geo::extent_of(part);
  const double side = std::min(extent.width(), extent.height());
  Cell best = make_cell(part, geo::centroid(part), 0.0);
  if (side <= 0) return best.centre;
  std::priority_queue<Cell> queue;
  for (double x = extent.min_x; x < extent.max_x; x += side) {
    for (double y = extent.min_y; y < extent.max_y; y += side) {
      queue.push(make_cell(part, {x + side / 2, y + side / 2}, side / 2));
    }
  }
  while (!queue.empty()) {
    const Cell cell = queue.top();
    queue.pop();
    if (cell.distance > best.distance) best = cell;
    if (cell.most - best.distance <= precision) break;
    const double half = cell.half / 2;
    for (const auto& [dx, dy] : std::array<std::pair<int, int>, 4>{{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}}}) {
      queue.push(make_cell(part, {cell.centre.x + dx * half, cell.centre.y + dy * half}, half));
    }
  }
  return best.centre;
}

}  // namespace wardscope::cartography
