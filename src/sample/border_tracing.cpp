// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/border_tracing.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr int kBorderSmoothingPasses =
    8;                                  // of weights 1-2-1: takes the stairs out and moves a vertex by less than a cell
constexpr double kVertexSpacing = 2.7;  // m: gives a ward about 2,000 vertices, as Ordnance Survey's have

/// Directions along the lattice of cell corners.
enum Step : std::uint8_t { east, north, west, south };
constexpr std::array<Step, 4> kSteps{east, north, west, south};
Step back(Step step) { return kSteps[(step + 2U) % 4U]; }

class Tracer {
 public:
  explicit Tracer(const AreaLabels& labels)
      : labels_(labels), columns_(labels.grid.columns + 1), rows_(labels.grid.rows + 1), done_(columns_ * rows_, 0) {}

  std::vector<Border> trace() {
    for (std::size_t corner = 0; corner < columns_ * rows_; ++corner) {
      const int ways = way_count(corner);
      if (ways > 2) follow_all(corner);
    }
    for (std::size_t corner = 0; corner < columns_ * rows_; ++corner) {  // rings without a node
      if (way_count(corner) == 2) follow_all(corner);
    }
    return std::move(borders_);
  }

 private:
  [[nodiscard]] std::int32_t label(std::ptrdiff_t column, std::ptrdiff_t row) const {
    const auto columns = static_cast<std::ptrdiff_t>(labels_.grid.columns);
    const auto rows = static_cast<std::ptrdiff_t>(labels_.grid.rows);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return AreaLabels::kOutside;
    return labels_.small_area[static_cast<std::size_t>(row * columns + column)];
  }
  /// The labels left and right of the edge that leaves the corner.
  [[nodiscard]] std::array<std::int32_t, 2> sides(std::size_t corner, Step step) const {
    const auto i = static_cast<std::ptrdiff_t>(corner % columns_);
    const auto j = static_cast<std::ptrdiff_t>(corner / columns_);
    switch (step) {
      case east:
        return {label(i, j), label(i, j - 1)};
      case north:
        return {label(i - 1, j), label(i, j)};
      case west:
        return {label(i - 1, j - 1), label(i - 1, j)};
      default:
        return {label(i, j - 1), label(i - 1, j - 1)};
    }
  }
  [[nodiscard]] bool is_border(std::size_t corner, Step step) const {
    const auto [left, right] = sides(corner, step);
    return left != right;
  }
  [[nodiscard]] int way_count(std::size_t corner) const {
    return static_cast<int>(std::ranges::count_if(kSteps, [&](Step step) { return is_border(corner, step); }));
  }
  [[nodiscard]] std::size_t beyond(std::size_t corner, Step step) const {
    switch (step) {
      case east:
        return corner + 1;
      case north:
        return corner + columns_;
      case west:
        return corner - 1;
      default:
        return corner - columns_;
    }
  }
  [[nodiscard]] geo::Point place(std::size_t corner) const {
    const std::size_t column = corner % columns_;
    const std::size_t row = corner / columns_;
    return {labels_.grid.x0 + static_cast<double>(column) * labels_.grid.cell,
            labels_.grid.y0 + static_cast<double>(row) * labels_.grid.cell};
  }
  /// Marks the edge from both of its ends. @returns false where it was marked before.
  bool take(std::size_t corner, Step step) {
    const auto bit = static_cast<std::uint8_t>(1U << step);
    if ((done_[corner] & bit) != 0) return false;
    done_[corner] = static_cast<std::uint8_t>(done_[corner] | bit);
    std::uint8_t& other = done_[beyond(corner, step)];
    other = static_cast<std::uint8_t>(other | (1U << back(step)));
    return true;
  }

  void follow_all(std::size_t start) {
    for (const Step first : kSteps) {
      if (is_border(start, first) && take(start, first)) follow(start, first);
    }
  }
  void follow(std::size_t start, Step step) {
    Border border;
    border.from = start;
    border.left = sides(start, step)[0];
    border.right = sides(start, step)[1];
    border.line.push_back(place(start));
    std::size_t corner = beyond(start, step);
    while (true) {
      border.line.push_back(place(corner));
      if (corner == start || way_count(corner) > 2) break;
      const auto next = std::ranges::find_if(kSteps, [&](Step s) { return is_border(corner, s) && take(corner, s); });
      assert(next != kSteps.end());
      corner = beyond(corner, *next);
    }
    border.to = corner;
    borders_.push_back(std::move(border));
  }

  const AreaLabels& labels_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<std::uint8_t> done_;  // a bit for each step
  std::vector<Border> borders_;
};

/// Weights 1-2-1 along the line. Its ends stay, those of a ring without a node move too.
void smooth(geo::LineString& line, std::size_t pinned) {
  geo::LineString next = line;
  const std::size_t last = line.size() - 1;
  for (int pass = 0; pass < kBorderSmoothingPasses; ++pass) {
    for (std::size_t i = 1; i < last; ++i) next[i] = (line[i - 1] + line[i] * 2.0 + line[i + 1]) * 0.25;
    if (pinned == 0) next[0] = next[last] = (line[last - 1] + line[0] * 2.0 + line[1]) * 0.25;
    std::swap(next, line);
  }
}

/// One round of Chaikin's corner cutting (1974): each edge keeps its quarter points; ends stay.
geo::LineString corners_cut(const geo::LineString& line, std::size_t pinned) {
  geo::LineString result;
  if (pinned != 0) result.push_back(line.front());
  for (std::size_t i = 1; i < line.size(); ++i) {
    result.push_back(line[i - 1] * 0.75 + line[i] * 0.25);
    result.push_back(line[i - 1] * 0.25 + line[i] * 0.75);
  }
  result.push_back(pinned != 0 ? line.back() : result.front());
  return result;
}

/// Rings of one group, anticlockwise round land and clockwise round holes, as polygons.
geo::MultiPolygon to_polygons(std::vector<geo::Ring> rings) {
  geo::MultiPolygon polygons;
  for (geo::Ring& ring : rings) {
    if (geo::signed_area(ring) > 0) polygons.push_back({std::move(ring), {}});
  }
  std::ranges::stable_sort(polygons, std::greater<>{},
                           [](const geo::Polygon& p) { return geo::signed_area(p.exterior); });
  for (geo::Ring& ring : rings) {
    if (ring.empty()) continue;  // moved away above
    // The smallest exterior around a hole owns it.
    for (auto polygon = polygons.rbegin(); polygon != polygons.rend(); ++polygon) {
      if (!geo::contains(polygon->exterior, ring.front()) && !geo::contains(polygon->exterior, ring[1])) continue;
      polygon->holes.push_back(std::move(ring));
      break;
    }
  }
  return polygons;
}

}  // namespace

std::vector<Border> trace_borders(const AreaLabels& labels) {
  std::vector<Border> borders = Tracer(labels).trace();
  std::map<std::size_t, int> uses;
  for (const Border& border : borders) {
    ++uses[border.from];
    ++uses[border.to];
  }
  for (Border& border : borders) {
    // A ring that begins where nothing else does has no node to keep.
    const std::size_t pinned = border.from == border.to && uses[border.from] == 2 ? 0 : 1;
    smooth(border.line, pinned);
    border.line = resampled(corners_cut(corners_cut(border.line, pinned), pinned), kVertexSpacing);
    for (geo::Point& p : border.line) p = to_centimetre(p);
  }
  return borders;
}

std::vector<geo::MultiPolygon> assemble(const std::vector<Border>& borders, std::size_t group_count,
                                        const std::function<std::size_t(std::int32_t)>& group) {
  struct Way {
    const Border* border = nullptr;
    bool forward = true;
    bool used = false;
  };
  const std::size_t outside = group_count;
  const auto group_of = [&](std::int32_t label) { return label == AreaLabels::kOutside ? outside : group(label); };
  std::vector<std::vector<Way>> ways(group_count);
  for (const Border& border : borders) {
    const std::size_t left = group_of(border.left);
    const std::size_t right = group_of(border.right);
    if (left == right) continue;
    if (left != outside) ways[left].push_back({&border, true});
    if (right != outside) ways[right].push_back({&border, false});
  }
  std::vector<geo::MultiPolygon> result(group_count);
  for (std::size_t g = 0; g < group_count; ++g) {
    std::map<std::size_t, std::vector<Way*>> from;
    const auto start_of = [](const Way& way) { return way.forward ? way.border->from : way.border->to; };
    for (Way& way : ways[g]) from[start_of(way)].push_back(&way);
    std::vector<geo::Ring> rings;
    for (Way& first : ways[g]) {
      if (first.used) continue;
      geo::Ring ring;
      for (Way* way = &first; way != nullptr && !way->used;) {
        way->used = true;
        geo::LineString line = way->border->line;
        if (!way->forward) std::ranges::reverse(line);
        ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
        const std::size_t end = way->forward ? way->border->to : way->border->from;
        const auto& onward = from[end];
        const auto next = std::ranges::find_if(onward, [](const Way* w) { return !w->used; });
        way = next == onward.end() ? nullptr : *next;
      }
      rings.push_back(std::move(ring));
    }
    result[g] = to_polygons(std::move(rings));
  }
  return result;
}

}  // namespace wardscope::sample
