// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/pattern_window.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How much of a window still lies on itself when it is moved: |W and W + h|, the denominator of the translation
/// correction. Immutable.
///
/// On a rectangle by the formula. On other windows from a lattice of shifts a 64th of the reach apart, linear between
/// them; at a shift of the lattice the overlap is the sum over 2,000 scan lines or more of the exact overlap of the
/// land along the line. Within 0.1 % of the window's area (tests/analysis/set_covariance_test.cpp, against GEOS).
class SetCovariance {
 public:
  /// Shifts of up to `reach` m. O(lattice x scan lines x crossings): a second for a borough.
  /// @pre window not empty, reach > 0. @returns cancelled
  static core::Result<SetCovariance> of(const PatternWindow& window, double reach, const jobs::Progress& progress);

  /// m^2. @pre |(dx, dy)| <= reach
  [[nodiscard]] double at(double dx, double dy) const;

 private:
  SetCovariance() = default;

  double area_ = 0.0;
  double width_ = 0.0;   ///< of a rectangle
  double height_ = 0.0;  ///< likewise; 0: not a rectangle
  double step_ = 1.0;    ///< of the lattice, m
  /// Rows of shifts to the north, 0 … kSteps, each from kSteps to the west to kSteps to the east. Shifts to the south
  /// are the same as the opposite ones.
  std::vector<double> overlap_;
};

}  // namespace wardscope::analysis
