// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/place_grid.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace wardscope::analysis {
namespace {

struct GridSquare {
  std::int64_t row;
  std::int64_t column;
  friend bool operator==(const GridSquare&, const GridSquare&) = default;
  friend bool operator<(const GridSquare& a, const GridSquare& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  }
};

}  // namespace

PlaceGrid::PlaceGrid(std::span<const double> x, std::span<const double> y, double side)
    : order_(x.size()), square_of_(x.size()) {
  assert(x.size() == y.size() && side > 0.0);
  std::vector<GridSquare> own;
  own.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    own.push_back(
        {static_cast<std::int64_t>(std::floor(y[i] / side)), static_cast<std::int64_t>(std::floor(x[i] / side))});
  }
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return own[a] != own[b] ? own[a] < own[b] : a < b; });
  std::vector<GridSquare> held;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (held.empty() || held.back() != own[order_[i]]) {
      held.push_back(own[order_[i]]);
      first_.push_back(static_cast<std::uint32_t>(i));
    }
    square_of_[order_[i]] = static_cast<std::uint32_t>(held.size() - 1);
  }
  first_.push_back(static_cast<std::uint32_t>(order_.size()));
  first_around_.reserve(held.size() + 1);
  for (const auto& [row, column] : held) {
    first_around_.push_back(static_cast<std::uint32_t>(around_.size()));
    for (const std::int64_t r : {row - 1, row, row + 1}) {
      auto near = std::lower_bound(held.begin(), held.end(), GridSquare{r, column - 1});
      for (; near != held.end() && near->row == r && near->column <= column + 1; ++near) {
        around_.push_back(static_cast<std::uint32_t>(near - held.begin()));
      }
    }
  }
  first_around_.push_back(static_cast<std::uint32_t>(around_.size()));
}

}  // namespace wardscope::analysis
