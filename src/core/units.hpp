// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <numbers>

namespace wardscope::core {

/// A number with a unit. Adding like to like and scaling are allowed; everything else asks for value().
template <typename Tag>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  [[nodiscard]] constexpr double value() const { return value_; }

  // NOLINTNEXTLINE(modernize-use-nullptr): the check takes the 0 of the rewritten a <=> b < 0 for a pointer
  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
  friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.value_); }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.value_ / k); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

 private:
  double value_ = 0.0;
};

/// Length in metres on the ground (EPSG:27700 grid metres).
using Metres = Quantity<struct MetresTag>;
/// Angle in degrees. A bearing is clockwise from grid north, 0 <= bearing < 360.
using Degrees = Quantity<struct DegreesTag>;
/// Area in square kilometres.
using SquareKilometres = Quantity<struct SquareKilometresTag>;

constexpr double kSquareMetresPerSquareKilometre = 1e6;

constexpr SquareKilometres from_square_metres(double square_metres) {
  return SquareKilometres(square_metres / kSquareMetresPerSquareKilometre);
}
constexpr double radians(Degrees angle) { return angle.value() * std::numbers::pi / 180.0; }

namespace literals {
constexpr Metres operator""_m(long double value) { return Metres(static_cast<double>(value)); }
constexpr Metres operator""_m(unsigned long long value) { return Metres(static_cast<double>(value)); }
constexpr Degrees operator""_deg(long double value) { return Degrees(static_cast<double>(value)); }
constexpr Degrees operator""_deg(unsigned long long value) { return Degrees(static_cast<double>(value)); }
}  // namespace literals

}  // namespace wardscope::core
