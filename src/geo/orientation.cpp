// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/orientation.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace wardscope::geo {
namespace {

/// A number as a sum of doubles that do not overlap, smallest first: exact sums without rounding.
class Expansion {
 public:
  /// Adds a * b exactly: the product and its rounding error (fma) are two doubles.
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  /// The sign of the sum is the sign of its largest part.
  [[nodiscard]] int sign() const {
    for (std::size_t i = size_; i-- > 0;) {
      if (parts_[i] != 0.0) return parts_[i] > 0.0 ? 1 : -1;
    }
    return 0;
  }

 private:
  /// Grow-expansion (Shewchuk 1997, fig. 6) with Knuth's two-sum.
  void add(double value) {
    double carry = value;
    for (std::size_t i = 0; i < size_; ++i) {
      const double sum = carry + parts_[i];
      const double virtual_part = sum - carry;
      parts_[i] = (carry - (sum - virtual_part)) + (parts_[i] - virtual_part);
      carry = sum;
    }
    parts_[size_++] = carry;
  }

  std::array<double, 12> parts_{};  // six products of two doubles each
  std::size_t size_ = 0;
};

}  // namespace

int orientation(Point a, Point b, Point p) {
  const double left = (a.x - p.x) * (b.y - p.y);
  const double right = (a.y - p.y) * (b.x - p.x);
  const double determinant = left - right;
  // The rounded value is off by less than (3 + 16 u) u (|left| + |right|), u half an ulp of 1; twice that is safe.
  constexpr double kErrorBound = 4.0 * std::numeric_limits<double>::epsilon();
  const double bound = kErrorBound * (std::abs(left) + std::abs(right));
  if (determinant > bound) return 1;
  if (determinant < -bound) return -1;
  Expansion exact;
  exact.add_product(a.x, b.y);
  exact.add_product(-a.x, p.y);
  exact.add_product(-p.x, b.y);
  exact.add_product(-a.y, b.x);
  exact.add_product(a.y, p.x);
  exact.add_product(p.y, b.x);
  return exact.sign();
}

}  // namespace wardscope::geo
