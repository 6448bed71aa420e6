// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "sample/ground.hpp"

namespace wardscope::sample {

enum class StreetRank : std::uint8_t { a_road, b_road, pedestrian, minor, close };

/// A street while the town is being made. Vertices lie about kStreetStep apart; a street that meets another ends on a
/// vertex of it, so that the two share a node exactly.
struct SketchStreet {
  std::string name;
  StreetRank rank = StreetRank::minor;
  std::uint16_t district = 0;
  geo::LineString line;
};

constexpr double kStreetStep = 10.0;  ///< m between the vertices of a street

/// Half the carriageway, m.
double half_width(StreetRank rank);

/// All streets by place: finds the vertices near a point.
class StreetIndex {
 public:
  struct Vertex {
    geo::Point position;
    geo::Point direction;  ///< of the street there, length 1
    std::uint32_t street = 0;
    std::uint32_t index = 0;  ///< in the street's line
  };

  explicit StreetIndex(const geo::Extent& extent);
  void add(std::uint32_t street, const geo::LineString& line);

  /// Calls visit(const Vertex&) for each vertex in the cells within `reach` of the point; some lie a little farther.
  template <typename Visit>
  void near(geo::Point p, double reach, Visit visit) const {
    const auto [column_from, column_to] = range(p.x - extent_.min_x, reach, columns_);
    const auto [row_from, row_to] = range(p.y - extent_.min_y, reach, rows_);
    for (std::size_t row = row_from; row <= row_to; ++row) {
      for (std::size_t column = column_from; column <= column_to; ++column) {
        for (std::uint32_t v = head_[row * columns_ + column]; v != kNone; v = next_[v]) visit(vertices_[v]);
      }
    }
  }
  [[nodiscard]] const std::vector<Vertex>& vertices() const { return vertices_; }

 private:
  static constexpr double kCell = 25.0;
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  static std::pair<std::size_t, std::size_t> range(double offset, double reach, std::size_t count);

  geo::Extent extent_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<std::uint32_t> head_;
  std::vector<std::uint32_t> next_;
  std::vector<Vertex> vertices_;
};

struct StreetNetwork {
  std::vector<SketchStreet> streets;
  StreetIndex index;
};

/// Main roads as the recipe lays them out, then long streets, cross streets and dead-end closes by district.
///
/// Long streets are evenly spaced streamlines (Jobard & Lefer 1997, "Creating evenly-spaced streamlines of arbitrary
/// density") of a direction field that follows each district's bearing and turns parallel or square to the main roads
/// nearby (after Chen et al. 2008, "Interactive procedural street modeling"); cross streets run square to them.
core::Result<StreetNetwork> make_streets(const Recipe& recipe, const Ground& ground, std::uint64_t seed,
                                         const jobs::Progress& progress);

}  // namespace wardscope::sample
