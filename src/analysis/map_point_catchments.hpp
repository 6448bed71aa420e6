// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/density_land.hpp"
#include "core/random.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The ground from which a source moves incidents to each of its map points: what is nearer to it than to any other of
/// the points, on the land, and no farther than a reach (decision 0031).
///
/// A point's cell is the convex polygon that is left of a regular 32-gon about it, inscribed in the circle of the
/// reach, after it was cut by the perpendicular bisector to every other point within twice the reach. Off the land is
/// cut away by drawing again, so the shore is exact. O(points * neighbours) to build.
class MapPointCatchments {
 public:
  /// Distinct points; the land borrowed, and to outlive this; empty: not known, then nothing is cut away.
  struct Input {
    std::span<const geo::Point> points;
    const LandBoundary& land;
    core::Metres reach{0.0};  ///< > 0
  };
  static core::Result<MapPointCatchments> build(const Input& input, const jobs::Progress& progress);

  [[nodiscard]] std::size_t size() const { return start_.empty() ? 0 : start_.size() - 1; }
  /// The cell without regard to the land, anticlockwise, not closed.
  [[nodiscard]] std::span<const geo::Point> cell(std::size_t point) const {
    return std::span(corners_).subspan(start_[point], start_[point + 1] - start_[point]);
  }
  /// A place thrown evenly on the catchment of the point; the point itself where 64 throws all miss the land.
  [[nodiscard]] geo::Point throw_into(std::size_t point, core::CounterRng& rng) const;

 private:
  explicit MapPointCatchments(const Input& input)
      : land_(&input.land), points_(input.points.begin(), input.points.end()) {}

  const LandBoundary* land_;
  std::vector<geo::Point> points_;
  std::vector<std::uint32_t> start_;  ///< by point, into corners_; one more at the end
  std::vector<geo::Point> corners_;
};

}  // namespace wardscope::analysis
