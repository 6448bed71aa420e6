// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/density_kernel.hpp"

namespace wardscope::analysis {

/// A kernel along a line, with integral 1 over both directions; d is a distance along streets, m.
///
///   quartic       15/(16 h) (1 - (d/h)^2)^2,  d < h      Epanechnikov  3/(4 h) (1 - (d/h)^2),  d < h
///   Gaussian      exp(-d^2 / 2 s^2) / (s sqrt(2 pi)),  cut at 5 s (6e-7 of the mass lies beyond) and scaled by what
///                 is left, so that its integral is 1 too
///
/// h is the reach, s the standard deviation; kernels of the same spread: s = h/sqrt(7) (quartic), h/sqrt(5)
/// (Epanechnikov). Silverman 1986, table 3.1. The kernels in the plane (density_kernel.hpp) have other constants.
struct LineKernel {
  KernelShape shape = KernelShape::quartic;
  double bandwidth = 1.0;  ///< m, > 0: h, or s of the Gaussian

  static constexpr double kGaussianCut = 5.0;

  [[nodiscard]] double reach() const { return shape == KernelShape::gaussian ? kGaussianCut * bandwidth : bandwidth; }
  [[nodiscard]] double spread() const {
    if (shape == KernelShape::quartic) return bandwidth / std::sqrt(7.0);
    return shape == KernelShape::epanechnikov ? bandwidth / std::sqrt(5.0) : bandwidth;
  }
  /// Value, 1/m. @pre distance >= 0
  [[nodiscard]] double at(double distance) const {
    assert(distance >= 0.0);
    if (distance >= reach()) return 0.0;
    const double u = distance / bandwidth;
    switch (shape) {
      case KernelShape::quartic:
        return 15.0 / (16.0 * bandwidth) * (1.0 - u * u) * (1.0 - u * u);
      case KernelShape::epanechnikov:
        return 3.0 / (4.0 * bandwidth) * (1.0 - u * u);
      case KernelShape::gaussian:
        break;
    }
    return std::exp(-0.5 * u * u) / (bandwidth * std::sqrt(2.0 * std::numbers::pi) * kept());
  }
  /// The mass beyond a distance, in one direction: 1/2 at 0, 0 at the reach. @pre distance >= 0
  [[nodiscard]] double beyond(double distance) const {
    assert(distance >= 0.0);
    if (distance >= reach()) return 0.0;
    const double u = distance / bandwidth;
    switch (shape) {
      case KernelShape::quartic:
        return 0.5 - 15.0 / 16.0 * u * (1.0 - u * u * (2.0 / 3.0 - u * u / 5.0));
      case KernelShape::epanechnikov:
        return 0.5 - 0.75 * u * (1.0 - u * u / 3.0);
      case KernelShape::gaussian:
        break;
    }
    return std::max(0.0, 0.5 * (std::erfc(u / std::numbers::sqrt2) - (1.0 - kept()))) / kept();
  }

 private:
  static double kept() { return std::erf(kGaussianCut / std::numbers::sqrt2); }
};

}  // namespace wardscope::analysis
