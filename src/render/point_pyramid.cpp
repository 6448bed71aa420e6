// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/point_pyramid.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "geo/spatial_order.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::render {
namespace {

constexpr double kFinestCell = 0.25;  // metres: closer points are one place at every scale that people use
constexpr int kCellBits = 24;         // of columns and of rows
constexpr unsigned kStyleBits = 8;
constexpr std::size_t kGrain = 65536;
constexpr int kMostLevel = kCellBits;

/// A point's place in the order of cells, its style below it, and its index.
struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t index = 0;
};

/// Radix sort by 11 bits a pass, stable. Passes in which all keys agree are left out.
void sort_by_key(std::vector<Keyed>& items) {
  constexpr unsigned kDigit = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kDigit;
  std::uint64_t seen = 0;
  for (const Keyed& item : items) seen |= item.key ^ items.front().key;
  std::vector<Keyed> other(items.size());
  for (unsigned shift = 0; shift < 64; shift += kDigit) {
    if (((seen >> shift) & (kBuckets - 1)) == 0) continue;
    std::array<std::size_t, kBuckets> starts{};
    for (const Keyed& item : items) ++starts[(item.key >> shift) & (kBuckets - 1)];
    std::size_t sum = 0;
    for (std::size_t& start : starts) sum += std::exchange(start, sum);
    for (const Keyed& item : items) other[starts[(item.key >> shift) & (kBuckets - 1)]++] = item;
    items.swap(other);
  }
}

/// Sums of a group while it grows.
struct Sum {
  double x = 0.0;
  double y = 0.0;
  std::uint64_t count = 0;
  std::uint32_t first = ~0U;

  void add(const PointGroup& group) {
    x += static_cast<double>(group.x) * group.count;
    y += static_cast<double>(group.y) * group.count;
    count += group.count;
    first = std::min(first, group.first);
  }
  [[nodiscard]] PointGroup group(std::uint8_t style) const {
    const auto n = static_cast<double>(count);
    return {static_cast<float>(x / n), static_cast<float>(y / n), static_cast<std::uint32_t>(count), first, style};
  }
};

}  // namespace

PointPyramid::PointPyramid(const cartography::PointColumns& points) {
  assert(points.x.size() == points.y.size());
  geo::Extent extent;
  std::vector<Keyed> keyed;
  keyed.reserve(points.x.size());
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    if (!std::isfinite(points.x[i]) || !std::isfinite(points.y[i])) continue;
    extent.add(geo::Point{points.x[i], points.y[i]});
    keyed.push_back({0, static_cast<std::uint32_t>(i)});
  }
  per_style_.emplace_back();
  if (keyed.empty()) return;

  // The grid starts at a round number, so that cells lie alike whatever points are shown.
  constexpr double kOriginStep = 4096.0;
  origin_ = {std::floor(extent.min_x / kOriginStep) * kOriginStep,
             std::floor(extent.min_y / kOriginStep) * kOriginStep};
  const double side = std::max(extent.max_x - origin_.x, extent.max_y - origin_.y);
  finest_cell_ = kFinestCell;
  while (side / finest_cell_ >= static_cast<double>(1 << kCellBits)) finest_cell_ *= 2.0;

  const auto style_of = [&points](std::uint32_t i) -> std::uint8_t {
    return points.style_of.empty() ? std::uint8_t{0} : points.style_of[i];
  };
  const auto done = jobs::parallel_for(keyed.size(), kGrain, jobs::Progress(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const std::uint32_t i = keyed[k].index;
      const auto column = static_cast<std::uint32_t>((points.x[i] - origin_.x) / finest_cell_);
      const auto row = static_cast<std::uint32_t>((points.y[i] - origin_.y) / finest_cell_);
      keyed[k].key = (geo::morton_code(column, row) << kStyleBits) | style_of(i);
    }
  });
  assert(done.has_value());
  sort_by_key(keyed);

  Level& finest = per_style_.front();
  for (std::size_t begin = 0; begin < keyed.size();) {
    Sum sum;
    std::size_t end = begin;
    for (; end < keyed.size() && keyed[end].key == keyed[begin].key; ++end) {
      const std::uint32_t i = keyed[end].index;
      sum.x += points.x[i] - origin_.x;
      sum.y += points.y[i] - origin_.y;
      ++sum.count;
      sum.first = std::min(sum.first, i);
    }
    finest.cells.push_back(keyed[begin].key >> kStyleBits);
    finest.groups.push_back(sum.group(static_cast<std::uint8_t>(keyed[begin].key & 0xFFU)));
    begin = end;
  }
  finish(finest);
}

void PointPyramid::finish(Level& level) {
  level.runs.assign((level.groups.size() + kRun - 1) / kRun, {});
  for (std::size_t i = 0; i < level.groups.size(); ++i) {
    const PointGroup& group = level.groups[i];
    level.runs[i / kRun].add(geo::Point{static_cast<double>(group.x), static_cast<double>(group.y)});
    level.largest = std::max(level.largest, group.count);
  }
}

PointPyramid::Level PointPyramid::coarser(const Level& fine) {
  Level level;
  std::array<Sum, 256> sums{};
  std::vector<std::uint8_t> styles;  // that occur in the cell
  for (std::size_t begin = 0; begin < fine.cells.size();) {
    const std::uint64_t cell = fine.cells[begin] >> 2U;  // four cells become one
    std::size_t end = begin;
    styles.clear();
    for (; end < fine.cells.size() && fine.cells[end] >> 2U == cell; ++end) {
      const PointGroup& group = fine.groups[end];
      if (sums[group.style].count == 0) styles.push_back(group.style);
      sums[group.style].add(group);
    }
    std::ranges::sort(styles);
    for (const std::uint8_t style : styles) {
      level.cells.push_back(cell);
      level.groups.push_back(sums[style].group(style));
      sums[style] = {};
    }
    begin = end;
  }
  finish(level);
  return level;
}

PointPyramid::Level PointPyramid::without_styles(const Level& styled) {
  Level level;
  for (std::size_t begin = 0; begin < styled.cells.size();) {
    Sum sum;
    std::size_t end = begin;
    std::size_t most = begin;
    for (; end < styled.cells.size() && styled.cells[end] == styled.cells[begin]; ++end) {
      sum.add(styled.groups[end]);
      if (styled.groups[end].count > styled.groups[most].count) most = end;
    }
    level.cells.push_back(styled.cells[begin]);
    level.groups.push_back(sum.group(styled.groups[most].style));
    begin = end;
  }
  finish(level);
  return level;
}

int PointPyramid::level_for(double side) const {
  int number = 0;
  while (number < kMostLevel && cell_side(number) < side) ++number;
  return number;
}

double PointPyramid::cell_side(int level) const { return std::ldexp(finest_cell_, level); }

const PointPyramid::Level& PointPyramid::level(int number, Grouping grouping) {
  assert(number >= 0 && number <= kMostLevel);
  while (per_style_.size() <= static_cast<std::size_t>(number)) per_style_.push_back(coarser(per_style_.back()));
  const Level& styled = per_style_[static_cast<std::size_t>(number)];
  if (grouping == Grouping::per_style) return styled;
  auto found = all_.find(number);
  if (found == all_.end()) found = all_.emplace(number, without_styles(styled)).first;
  return found->second;
}

void PointPyramid::find(int number, Grouping grouping, const geo::Extent& area, std::vector<PointGroup>& found) {
  const Level& shown = level(number, grouping);
  const geo::Extent local{area.min_x - origin_.x, area.min_y - origin_.y, area.max_x - origin_.x,
                          area.max_y - origin_.y};
  for (std::size_t run = 0; run < shown.runs.size(); ++run) {
    if (!shown.runs[run].intersects(local)) continue;
    const std::size_t end = std::min(shown.groups.size(), (run + 1) * kRun);
    for (std::size_t i = run * kRun; i < end; ++i) {
      const PointGroup& group = shown.groups[i];
      if (local.contains({static_cast<double>(group.x), static_cast<double>(group.y)})) found.push_back(group);
    }
  }
}

std::uint32_t PointPyramid::largest_count(int number, Grouping grouping) { return level(number, grouping).largest; }

}  // namespace wardscope::render
