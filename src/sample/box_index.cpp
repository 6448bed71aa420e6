// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/box_index.hpp"

#include <algorithm>
#include <cmath>

#include "sample/exact_math.hpp"

namespace wardscope::sample {

std::array<geo::Point, 4> TurnedBox::corners() const {
  const geo::Point u = along * half_length;
  const geo::Point v = left_of(along) * half_width;
  return {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
}

bool TurnedBox::meets(geo::Point a, geo::Point b) const {
  const geo::Point across = left_of(along);
  const geo::Point from{geo::dot(a - centre, along), geo::dot(a - centre, across)};
  const geo::Point step{geo::dot(b - a, along), geo::dot(b - a, across)};
  double enter = 0.0;
  double leave = 1.0;
  const std::array<std::array<double, 3>, 2> slabs{{{from.x, step.x, half_length}, {from.y, step.y, half_width}}};
  for (const auto& [start, move, half] : slabs) {
    if (std::fabs(move) < 1e-12) {
      if (std::fabs(start) > half) return false;
      continue;
    }
    const double first = (-half - start) / move;
    const double second = (half - start) / move;
    enter = std::max(enter, std::min(first, second));
    leave = std::min(leave, std::max(first, second));
  }
  return enter <= leave;
}

bool TurnedBox::overlaps(const TurnedBox& other) const {
  const geo::Point apart = other.centre - centre;
  for (const geo::Point axis : {along, left_of(along), other.along, left_of(other.along)}) {
    const double reach = half_length * std::fabs(geo::dot(along, axis)) +
                         half_width * std::fabs(geo::dot(left_of(along), axis)) +
                         other.half_length * std::fabs(geo::dot(other.along, axis)) +
                         other.half_width * std::fabs(geo::dot(left_of(other.along), axis));
    if (std::fabs(geo::dot(apart, axis)) >= reach) return false;
  }
  return true;
}

BoxIndex::BoxIndex(const geo::Extent& extent)
    : extent_(extent),
      columns_(static_cast<std::size_t>(extent.width() / kCell) + 1),
      rows_(static_cast<std::size_t>(extent.height() / kCell) + 1),
      cells_(columns_ * rows_) {}

template <typename Visit>
void BoxIndex::for_cells(const TurnedBox& box, Visit visit) const {
  geo::Extent reach;
  for (const geo::Point corner : box.corners()) reach.add(corner);
  const auto clamp = [](double value, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(std::floor(value / kCell), 0.0, static_cast<double>(count - 1)));
  };
  for (std::size_t row = clamp(reach.min_y - extent_.min_y, rows_); row <= clamp(reach.max_y - extent_.min_y, rows_);
       ++row) {
    for (std::size_t column = clamp(reach.min_x - extent_.min_x, columns_);
         column <= clamp(reach.max_x - extent_.min_x, columns_); ++column) {
      visit(row * columns_ + column);
    }
  }
}

void BoxIndex::add(const TurnedBox& box) {
  const auto id = static_cast<std::uint32_t>(boxes_.size());
  boxes_.push_back(box);
  for_cells(box, [&](std::size_t cell) { cells_[cell].push_back(id); });
}

bool BoxIndex::any_overlap(const TurnedBox& box) const {
  bool found = false;
  for_cells(box, [&](std::size_t cell) {
    if (found) return;
    found = std::ranges::any_of(cells_[cell], [&](std::uint32_t id) { return boxes_[id].overlaps(box); });
  });
  return found;
}

}  // namespace wardscope::sample
