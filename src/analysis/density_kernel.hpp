// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace wardscope::analysis {

/// Shape of a radial kernel in the plane; each integrates to 1.
enum class KernelShape {
  quartic,       ///< 3/(pi h^2) (1 - d^2/h^2)^2, d < h
  gaussian,      ///< 1/(2 pi s^2) exp(-d^2 / 2 s^2)
  epanechnikov,  ///< 2/(pi h^2) (1 - d^2/h^2), d < h
};

/// A kernel with its bandwidth in metres: the radius h of the support for quartic and Epanechnikov, the standard
/// deviation s for the Gaussian. Kernels of the same spread: s = h/sqrt(8) (quartic), s = h/sqrt(6) (Epanechnikov).
/// Silverman 1986, section 4.2; Wand & Jones 1995, section 4.
struct DensityKernel {
  KernelShape shape = KernelShape::quartic;
  double bandwidth = 1.0;  ///< m, > 0

  /// Distance, m, beyond which the kernel is 0; for the Gaussian below 1e-16 of its peak, and so is the mass outside.
  [[nodiscard]] double reach() const { return shape == KernelShape::gaussian ? kGaussianReach * bandwidth : bandwidth; }
  /// What the unscaled shape must be multiplied by, 1/m^2: the value at distance 0.
  [[nodiscard]] double peak() const {
    const double area = std::numbers::pi * bandwidth * bandwidth;
    switch (shape) {
      case KernelShape::quartic:
        return 3.0 / area;
      case KernelShape::epanechnikov:
        return 2.0 / area;
      case KernelShape::gaussian:
        break;
    }
    return 0.5 / area;
  }
  /// Value, 1/m^2, at a squared distance in m^2.
  [[nodiscard]] double at_squared(double squared) const {
    const double q = squared / (bandwidth * bandwidth);
    if (shape == KernelShape::gaussian) return q > kGaussianReach * kGaussianReach ? 0.0 : peak() * std::exp(-0.5 * q);
    if (q >= 1.0) return 0.0;
    return peak() * (shape == KernelShape::quartic ? (1.0 - q) * (1.0 - q) : 1.0 - q);
  }
  /// Standard deviation along an axis, m; of the Gaussian of the same spread.
  [[nodiscard]] double spread() const { return quartic_equivalent() / std::sqrt(8.0); }
  /// Radius of a quartic kernel of the same spread, m: what cell sizes are chosen by.
  [[nodiscard]] double quartic_equivalent() const {
    if (shape == KernelShape::gaussian) return bandwidth * std::sqrt(8.0);
    if (shape == KernelShape::epanechnikov) return bandwidth * std::sqrt(8.0 / 6.0);
    return bandwidth;
  }

  static constexpr double kGaussianReach = 8.6;  // exp(-8.6^2 / 2) = 8.7e-17
};

}  // namespace wardscope::analysis
