// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spatial_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "store/packed_rtree.hpp"

namespace wardscope::store {
namespace {

constexpr int kHilbertOrder = 16;
constexpr double kHilbertSide = 65535.0;

float rounded_down(double value) {
  const auto narrow = static_cast<float>(value);
  return static_cast<double>(narrow) > value ? std::nextafter(narrow, -std::numeric_limits<float>::infinity()) : narrow;
}

float rounded_up(double value) { return -rounded_down(-value); }

// Inserting a row into a tree costs about as much as packing this many.
constexpr std::int64_t kRowsPackedPerInsert = 12;

core::Status insert_each(const Connection& connection, const std::string& rtree,
                         const std::vector<IndexEntry>& entries) {
  auto insert = connection.prepare(
      fmt::format("INSERT INTO {} (pkid, xmin, xmax, ymin, ymax) VALUES (?, ?, ?, ?, ?)", sql_name(rtree)));
  if (!insert) return insert.error();
  // Along the curve each row goes into the node of the row before, which is still at hand.
  for (const std::uint32_t i : curve_order(entries)) {
    const IndexEntry& entry = entries[i];
    insert->bind(1, entry.row);
    insert->bind(2, static_cast<double>(entry.min_x));
    insert->bind(3, static_cast<double>(entry.max_x));
    insert->bind(4, static_cast<double>(entry.min_y));
    insert->bind(5, static_cast<double>(entry.max_y));
    if (auto done = insert->run(); !done) return done;
  }
  return {};
}

/// What the tree holds, in ascending order of rows.
core::Result<std::vector<IndexEntry>> read_entries(const Connection& connection, const std::string& rtree) {
  std::vector<IndexEntry> entries;
  auto rows = connection.query(fmt::format("SELECT pkid, xmin, xmax, ymin, ymax FROM {}", sql_name(rtree)));
  if (!rows) return rows.error();
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto side = [&rows](int column) { return static_cast<float>(rows->number(column)); };
    entries.push_back({rows->integer(0), side(1), side(2), side(3), side(4)});
  }
  if (!row) return row.error();
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  return entries;
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

std::vector<std::uint32_t> curve_order(const std::vector<IndexEntry>& entries) {
  geo::Extent extent;
  for (const IndexEntry& entry : entries) {
    extent.add(geo::Point{static_cast<double>(entry.min_x), static_cast<double>(entry.min_y)});
  }
  const double scale = kHilbertSide / std::max({extent.width(), extent.height(), 1.0});
  std::vector<std::pair<std::uint32_t, std::uint32_t>> along(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto x = static_cast<std::uint32_t>((static_cast<double>(entries[i].min_x) - extent.min_x) * scale);
    const auto y = static_cast<std::uint32_t>((static_cast<double>(entries[i].min_y) - extent.min_y) * scale);
    along[i] = {hilbert_distance(x, y), static_cast<std::uint32_t>(i)};
  }
  std::sort(along.begin(), along.end());
  std::vector<std::uint32_t> order(entries.size());
  for (std::size_t i = 0; i < along.size(); ++i) order[i] = along[i].second;
  return order;
}

std::string index_name(std::string_view table) { return fmt::format("idx_{}_geometry", table); }

core::Status fill_spatial_index(const Connection& connection, std::string_view table, std::vector<IndexEntry> entries) {
  if (entries.empty()) return {};
  const std::string rtree = index_name(table);
  const auto held = connection.integer(fmt::format("SELECT count(*) FROM {}", sql_name(rtree + "_rowid")));
  if (!held) return held.error();
  if (*held > kRowsPackedPerInsert * static_cast<std::int64_t>(entries.size())) {
    return insert_each(connection, rtree, entries);
  }
  if (*held > 0) {
    auto all = read_entries(connection, rtree);
    if (!all) return all.error();
    all->insert(all->end(), entries.begin(), entries.end());
    entries = *std::move(all);
  }
  return pack_rtree(connection, rtree, entries);
}

}  // namespace wardscope::store
