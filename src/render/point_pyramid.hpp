// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "cartography/scene.hpp"
#include "geo/shapes.hpp"

namespace wardscope::render {

/// Points of one cell that are drawn as one symbol.
struct PointGroup {
  float x = 0.0F;  ///< mean position, metres from the pyramid's origin
  float y = 0.0F;
  std::uint32_t count = 0;
  std::uint32_t first = 0;  ///< least index of its points
  std::uint8_t style = 0;
};

/// Which points of a cell may become one group.
enum class Grouping : std::uint8_t {
  per_style,  ///< those of one style
  all,        ///< all of them; the group has the style of most points, the lower one where two are equal
};

/// Points merged in square cells that double from level to level, so that the cost of drawing follows the pixels and
/// not the points. Cells are fixed to the ground: panning changes nothing, and zooming only where a level ends. Built
/// once in O(n log n), a level from the one below in one pass, each when it is first asked for.
class PointPyramid {
 public:
  /// Points whose position is not finite are left out.
  explicit PointPyramid(const cartography::PointColumns& points);

  [[nodiscard]] geo::Point origin() const { return origin_; }
  /// The lowest level with cells of at least `side` metres; 0 where the finest cells are wider.
  [[nodiscard]] int level_for(double side) const;
  /// Side of the cells of a level, metres.
  [[nodiscard]] double cell_side(int level) const;
  /// Groups of a level whose position lies in `area`, in Morton order.
  void find(int level, Grouping grouping, const geo::Extent& area, std::vector<PointGroup>& found);
  /// Count of the largest group of a level, anywhere; at least 1.
  [[nodiscard]] std::uint32_t largest_count(int level, Grouping grouping);

 private:
  struct Level {
    std::vector<std::uint64_t> cells;  ///< Morton code of each group's cell, ascending
    std::vector<PointGroup> groups;
    std::vector<geo::Extent> runs;  ///< extents of kRun groups each, relative to the origin
    std::uint32_t largest = 1;
  };
  static constexpr std::size_t kRun = 64;

  const Level& level(int number, Grouping grouping);
  static Level coarser(const Level& fine);
  static Level without_styles(const Level& level);
  static void finish(Level& level);

  geo::Point origin_;
  double finest_cell_ = 1.0;
  std::vector<Level> per_style_;
  std::map<int, Level> all_;
};

}  // namespace wardscope::render
