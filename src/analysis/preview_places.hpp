// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/distinct_locations.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The places of a selection, merged to coarser and coarser squares, so that a surface that is only looked at for a
/// moment (a bandwidth is being dragged) is computed from no more places than its bandwidth can tell apart. Made once
/// for a selection; never for a result that is kept.
///
/// Places in one square of side s stand for themselves at their centre of weight. Of a quartic kernel of radius h that
/// costs at most s^2 / 3 h^2 of a place's peak: half a per cent for s = h/8, 2 % for s = h/4. (The kernel's curvature
/// there is 4/h^2 of its peak, the variance in a square at most s^2/12 along each axis where places are spread evenly.)
class PreviewPlaces {
 public:
  /// @returns the errors of distinct_locations().
  static core::Result<PreviewPlaces> of(const PointColumns& points, const jobs::Progress& progress);

  struct Places {
    std::vector<double> x;
    std::vector<double> y;
    std::vector<float> weight;
    [[nodiscard]] std::size_t size() const { return x.size(); }
    /// Borrows.
    [[nodiscard]] PointColumns columns() const { return {x, y, weight, {}}; }
  };
  /// Merged in squares of at most `side`; unmerged where that is below 2 m.
  [[nodiscard]] const Places& merged_within(core::Metres side) const;
  /// Rows that they stand for.
  [[nodiscard]] std::int64_t incidents() const { return incidents_; }

 private:
  std::vector<Places> levels_;  ///< level k > 0: squares of 2^k m; 0: as they are
  std::int64_t incidents_ = 0;
};

}  // namespace wardscope::analysis
