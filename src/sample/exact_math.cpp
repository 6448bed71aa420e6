// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/exact_math.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace wardscope::sample {
namespace {

constexpr double kHalfTurn = 180.0;
constexpr double kRightAngle = 90.0;

// sin and cos on [-45, 45] degrees by Taylor's series to the 15th and 14th power: the next term is below 1e-13.
double small_sine(double x) {
  const double q = x * x;
  return x * (1 - q / 6 * (1 - q / 20 * (1 - q / 42 * (1 - q / 72 * (1 - q / 110 * (1 - q / 156 * (1 - q / 210)))))));
}
double small_cosine(double x) {
  const double q = x * x;
  return 1 - q / 2 * (1 - q / 12 * (1 - q / 30 * (1 - q / 56 * (1 - q / 90 * (1 - q / 132 * (1 - q / 182))))));
}

/// Degrees of the arc tangent on [0, 1]: halved twice, atan t = 2 atan(t / (1 + sqrt(1 + t^2))), then Gregory's series.
double small_arc_tangent(double t) {
  const double half = t / (1 + std::sqrt(1 + t * t));
  const double quarter = half / (1 + std::sqrt(1 + half * half));
  const double q = quarter * quarter;
  double sum = 0.0;
  for (int k = 25; k >= 1; k -= 2) sum = 1.0 / k - q * sum;
  return 4 * quarter * sum * kHalfTurn / std::numbers::pi;
}

double lattice_value(std::int64_t column, std::int64_t row, std::uint64_t channel) {
  const auto key = (static_cast<std::uint64_t>(column) << 32U) ^ (static_cast<std::uint64_t>(row) & 0xFFFFFFFFU);
  return core::CounterRng(channel, key).uniform(-1.0, 1.0);
}
double blend(double t) { return t * t * (3 - 2 * t); }

}  // namespace

double exact_length(geo::Point vector) { return std::sqrt(vector.x * vector.x + vector.y * vector.y); }

geo::Point unit(geo::Point vector) {
  const double size = exact_length(vector);
  assert(size > 0);
  return {vector.x / size, vector.y / size};
}

geo::Point direction_of_bearing(double degrees) {
  const double quarters = std::floor(degrees / kRightAngle + 0.5);
  const double rest = (degrees - quarters * kRightAngle) * std::numbers::pi / kHalfTurn;
  const double s = small_sine(rest);
  const double c = small_cosine(rest);
  switch (static_cast<std::int64_t>(quarters) & 3) {
    case 0:
      return {s, c};
    case 1:
      return {c, -s};
    case 2:
      return {-s, -c};
    default:
      return {-c, s};
  }
}

double bearing_of_direction(geo::Point vector) {
  const double east = std::fabs(vector.x);
  const double north = std::fabs(vector.y);
  assert(east > 0 || north > 0);
  double angle = east <= north ? small_arc_tangent(east / north) : kRightAngle - small_arc_tangent(north / east);
  if (vector.y < 0) angle = kHalfTurn - angle;
  if (vector.x < 0) angle = 2 * kHalfTurn - angle;
  return angle >= 2 * kHalfTurn ? 0.0 : angle;
}

geo::Point turned(geo::Point vector, double degrees) {
  const geo::Point d = direction_of_bearing(degrees);
  return {vector.x * d.y - vector.y * d.x, vector.x * d.x + vector.y * d.y};
}

double to_centimetre(double value) { return std::floor(value * 100 + 0.5) / 100; }
geo::Point to_centimetre(geo::Point point) { return {to_centimetre(point.x), to_centimetre(point.y)}; }

double noise(double x, std::uint64_t channel) { return noise(geo::Point{x, 0.5}, channel); }

double noise(geo::Point p, std::uint64_t channel) {
  const double column = std::floor(p.x);
  const double row = std::floor(p.y);
  const double u = blend(p.x - column);
  const double v = blend(p.y - row);
  const auto i = static_cast<std::int64_t>(column);
  const auto j = static_cast<std::int64_t>(row);
  const double south = lattice_value(i, j, channel) * (1 - u) + lattice_value(i + 1, j, channel) * u;
  const double north = lattice_value(i, j + 1, channel) * (1 - u) + lattice_value(i + 1, j + 1, channel) * u;
  return south * (1 - v) + north * v;
}

}  // namespace wardscope::sample
