// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spatial_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace wardscope::store {
namespace {

constexpr int kHilbertOrder = 16;
constexpr double kHilbertSide = 65535.0;

float rounded_down(double value) {
  const auto narrow = static_cast<float>(value);
  return static_cast<double>(narrow) > value ? std::nextafter(narrow, -std::numeric_limits<float>::infinity()) : narrow;
}

float rounded_up(double value) { return -rounded_down(-value); }

/// Sorts along the Hilbert curve over their own extent: neighbours in the tree are neighbours on the ground.
void sort_along_curve(std::vector<IndexEntry>& entries) {
  geo::Extent extent;
  for (const IndexEntry& entry : entries) extent.add(geo::Point{entry.min_x, entry.min_y});
  const double scale = kHilbertSide / std::max({extent.width(), extent.height(), 1.0});
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto x = static_cast<std::uint32_t>((static_cast<double>(entries[i].min_x) - extent.min_x) * scale);
    const auto y = static_cast<std::uint32_t>((static_cast<double>(entries[i].min_y) - extent.min_y) * scale);
    order[i] = {hilbert_distance(x, y), static_cast<std::uint32_t>(i)};
  }
  std::sort(order.begin(), order.end());
  std::vector<IndexEntry> sorted;
  sorted.reserve(entries.size());
  for (const auto& [distance, i] : order) sorted.push_back(entries[i]);
  entries = std::move(sorted);
}

}  // namespace

IndexEntry index_entry(std::int64_t row, const geo::Extent& extent) {
  return {row, rounded_down(extent.min_x), rounded_up(extent.max_x), rounded_down(extent.min_y),
          rounded_up(extent.max_y)};
}

// Walks down the quadrants from the largest; in each the curve is turned or mirrored so that its ends meet the next
// quadrant's (Hamilton & Rau-Chaplin 2008, "Compact Hilbert indices", sec. 2, for two dimensions).
std::uint32_t hilbert_distance(std::uint32_t x, std::uint32_t y) {
  std::uint32_t distance = 0;
  for (std::uint32_t side = 1U << (kHilbertOrder - 1); side > 0; side >>= 1U) {
    const std::uint32_t right = (x & side) != 0 ? 1 : 0;
    const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
    distance += side * side * ((3 * right) ^ upper);
    if (upper == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

core::Status fill_spatial_index(const Connection& connection, std::string_view table, std::vector<IndexEntry> entries) {
  if (entries.empty()) return {};
  sort_along_curve(entries);
  auto insert = connection.prepare(
      fmt::format("INSERT INTO \"idx_{}_geometry\" (pkid, xmin, xmax, ymin, ymax) VALUES (?, ?, ?, ?, ?)", table));
  if (!insert) return insert.error();
  for (const IndexEntry& entry : entries) {
    insert->bind(1, entry.row);
    insert->bind(2, static_cast<double>(entry.min_x));
    insert->bind(3, static_cast<double>(entry.max_x));
    insert->bind(4, static_cast<double>(entry.min_y));
    insert->bind(5, static_cast<double>(entry.max_y));
    if (auto done = insert->run(); !done) return done;
  }
  return {};
}

}  // namespace wardscope::store
