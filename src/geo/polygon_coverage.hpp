// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "geo/lattice_parity.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::geo {

/// Finds the area that a point lies in, for any number of areas at once: wards, LSOAs, hotspots, view areas.
///
/// Boundary rule: a point exactly on a border belongs to the area that covers the ground just east of it (just north of
/// it, where the border runs east-west). So areas that share vertices never both claim a point and never both lose it;
/// a point on the outer border is inside on a west or south side and outside on an east or north one. Membership is
/// even-odd over all rings of an area and is decided exactly (no tolerance). Where areas overlap the lowest index wins.
///
/// The extent is cut into about eight square cells an edge. A cell without edges knows its owner; in the others, the
/// path from the point to the cell's corner is followed and each local edge that it crosses flips its area. Building is
/// O(edges + cells), a look-up O(1) for most points. Immutable: any number of threads may ask.
class PolygonCoverage {
 public:
  static constexpr std::int32_t kNowhere = -1;

  PolygonCoverage() = default;
  /// @pre every coordinate is finite; rings are closed. Validity is not needed.
  explicit PolygonCoverage(std::span<const MultiPolygon> areas);

  /// Index of the area, or nothing. A point that is not finite lies nowhere.
  [[nodiscard]] std::optional<std::size_t> locate(Point p) const;
  /// As locate(), kNowhere where there is none.
  [[nodiscard]] std::int32_t index_at(Point p) const;
  /// index_at() for each point, in parallel. @pre x.size() == y.size(). @returns cancelled where the progress says
  /// stop.
  [[nodiscard]] core::Result<std::vector<std::int32_t>> locate_all(std::span<const double> x, std::span<const double> y,
                                                                   const jobs::Progress& progress) const;
  [[nodiscard]] std::size_t area_count() const { return area_count_; }

 private:
  struct Edge {
    Point a;
    Point b;
  };
  /// The local edges of one area in one cell.
  struct Run {
    std::int32_t area = 0;
    std::uint32_t end = 0;  ///< one past the last of its edges; the first is the end of the run before
    bool corner_inside = false;
  };
  /// A cell that edges pass through.
  struct MixedCell {
    Point corner;  ///< south-east
    std::uint32_t first_edge = 0;
    std::uint32_t first_run = 0;
    std::uint32_t last_run = 0;
    std::int32_t owner = kNowhere;  ///< lowest area that covers the cell without an edge in it
  };
  struct Builder;

  [[nodiscard]] std::int32_t index_in(const MixedCell& cell, Point p) const;

  std::size_t area_count_ = 0;
  Extent extent_;
  double cells_per_metre_ = 0.0;
  Lattice corners_;                  ///< south-west corners of the cells
  std::vector<std::int32_t> cells_;  ///< >= kNowhere: the owner; below: -2 - index of the mixed cell
  std::vector<MixedCell> mixed_;
  std::vector<Run> runs_;
  std::vector<Edge> edges_;
};

}  // namespace wardscope::geo
