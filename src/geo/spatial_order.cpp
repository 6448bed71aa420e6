// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/spatial_order.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace wardscope::geo {
namespace {

std::uint64_t spread_bits(std::uint64_t v) {
  v &= 0xFFFFFFFFULL;
  v = (v | (v << 16U)) & 0x0000FFFF0000FFFFULL;
  v = (v | (v << 8U)) & 0x00FF00FF00FF00FFULL;
  v = (v | (v << 4U)) & 0x0F0F0F0F0F0F0F0FULL;
  v = (v | (v << 2U)) & 0x3333333333333333ULL;
  v = (v | (v << 1U)) & 0x5555555555555555ULL;
  return v;
}

constexpr double kCodeCells = 65535.0;  // a side of the grid that centres are ordered on

}  // namespace

std::uint64_t morton_code(std::uint32_t column, std::uint32_t row) {
  return spread_bits(column) | (spread_bits(row) << 1U);
}

std::vector<std::uint32_t> spatial_order(std::span<const Extent> boxes) {
  Extent all;
  for (const Extent& box : boxes) all.add(box);
  const double side = std::max({all.width(), all.height(), 1e-9});
  std::vector<std::uint64_t> codes(boxes.size(), std::numeric_limits<std::uint64_t>::max());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].empty()) continue;
    const Point centre = boxes[i].centre();
    codes[i] = morton_code(static_cast<std::uint32_t>((centre.x - all.min_x) / side * kCodeCells),
                           static_cast<std::uint32_t>((centre.y - all.min_y) / side * kCodeCells));
  }
  std::vector<std::uint32_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&codes](std::uint32_t i) { return codes[i]; });
  return order;
}

BoxIndex::BoxIndex(std::vector<Extent> boxes) : boxes_(std::move(boxes)), order_(spatial_order(boxes_)) {
  runs_.resize((boxes_.size() + kRun - 1) / kRun);
  for (std::size_t i = 0; i < order_.size(); ++i) runs_[i / kRun].add(boxes_[order_[i]]);
}

void BoxIndex::find(const Extent& area, std::vector<std::uint32_t>& found) const {
  const std::size_t before = found.size();
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (runs_[run].empty() || !runs_[run].intersects(area)) continue;
    const std::size_t end = std::min(order_.size(), (run + 1) * kRun);
    for (std::size_t i = run * kRun; i < end; ++i) {
      const Extent& box = boxes_[order_[i]];
      if (!box.empty() && box.intersects(area)) found.push_back(order_[i]);
    }
  }
  std::sort(found.begin() + static_cast<std::ptrdiff_t>(before), found.end());
}

}  // namespace wardscope::geo
