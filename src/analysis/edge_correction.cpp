// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/edge_correction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace wardscope::analysis {
namespace {

/// The part of an edge within reach of u, which is the origin here.
struct Chord {
  geo::Point from;
  geo::Point to;
  double offset = 0.0;        ///< signed distance of the line from u, m: positive where u is on its left
  double x1 = 0.0, x2 = 0.0;  ///< from and to along the line, from the foot of the perpendicular, m
  int side = 1;               ///< of u: +1 left, -1 right
};

/// The direction in which a vertex lies that coincides with u: side_of() moves u north by a hair.
constexpr geo::Point kSouth{0.0, -1.0};

/// Angle at u from `from` to `to`, radians, positive anticlockwise.
double angle_of(const Chord& chord) {
  const geo::Point from = chord.from == geo::Point{} ? kSouth : chord.from;
  const geo::Point to = chord.to == geo::Point{} ? kSouth : chord.to;
  return std::copysign(std::atan2(std::abs(geo::cross(from, to)), geo::dot(from, to)), chord.side);
}

// For each kernel, integral over the chord of (1 - M(r)) da. With da = o dx / r^2, r^2 = o^2 + x^2 it is the angle
// less the integral of a smooth function:
//   quartic       1 - M = (1 - q)^3:  angle - o * integral of (3 - 3 q + q^2) / h^2 dx,   q = r^2 / h^2
//   Epanechnikov  1 - M = (1 - q)^2:  angle - o * integral of (2 - q) / h^2 dx
//   Gaussian      1 - M = exp(-q/2):  angle - o * integral of (1 - exp(-q/2)) / q dx / s^2,   q = r^2 / s^2

double quartic_loss(const Chord& chord, double h) {
  const double o = chord.offset / h;
  const double a = chord.x1 / h;
  const double b = chord.x2 / h;
  const double o2 = o * o;
  const double cubes = (b * b * b - a * a * a) / 3.0;
  const double fifths = (b * b * b * b * b - a * a * a * a * a) / 5.0;
  const double constant = 3.0 - 3.0 * o2 + o2 * o2;
  return angle_of(chord) - o * (constant * (b - a) + (2.0 * o2 - 3.0) * cubes + fifths);
}

double epanechnikov_loss(const Chord& chord, double h) {
  const double o = chord.offset / h;
  const double a = chord.x1 / h;
  const double b = chord.x2 / h;
  return angle_of(chord) - o * ((2.0 - o * o) * (b - a) - (b * b * b - a * a * a) / 3.0);
}

/// (1 - exp(-q / 2)) / q: entire, 1/2 at 0.
double mean_decay(double q) { return q < 1e-12 ? 0.5 : -std::expm1(-0.5 * q) / q; }

struct Node {
  double at;  ///< in -1..1; the negative one is a node too
  double weight;
};

// Gauss-Legendre nodes and weights, Abramowitz & Stegun 1964, table 25.4.
constexpr std::array<Node, 2> kFourPoints{{{0.339981043584856264802665759103, 0.652145154862546142626936050778},
                                           {0.861136311594052575223946488893, 0.347854845137453857373063949222}}};
constexpr std::array<Node, 4> kEightPoints{{{0.183434642495649804939476142360, 0.362683783378361982965150449277},
                                            {0.525532409916328985817739049189, 0.313706645877887287337962201987},
                                            {0.796666477413626739591553936476, 0.222381034453374470544355994426},
                                            {0.960289856497536231683560868569, 0.101228536290376259152531354310}}};

double gaussian_panel(double o2, double from, double to, std::span<const Node> nodes) {
  const double middle = 0.5 * (from + to);
  const double half = 0.5 * (to - from);
  double sum = 0.0;
  for (const Node& node : nodes) {
    const double east = middle + half * node.at;
    const double west = middle - half * node.at;
    sum += node.weight * (mean_decay(o2 + east * east) + mean_decay(o2 + west * west));
  }
  return half * sum;
}

double gaussian_loss(const Chord& chord, double s) {
  const double o = chord.offset / s;
  const double a = chord.x1 / s;
  const double b = chord.x2 / s;
  constexpr double kShort = 0.25;  // in standard deviations: four points then reach 1e-13
  double smooth = 0.0;
  if (b - a <= kShort) {
    smooth = gaussian_panel(o * o, a, b, kFourPoints);
  } else {
    const int panels = static_cast<int>(std::ceil(b - a));  // eight points reach 1e-14 on one standard deviation
    for (int panel = 0; panel < panels; ++panel) {
      smooth += gaussian_panel(o * o, a + (b - a) * panel / panels, a + (b - a) * (panel + 1) / panels, kEightPoints);
    }
  }
  return angle_of(chord) - o * smooth;
}

/// Most edges of a detailed coast: short beside their distance and the kernel's spread. Then exp(-q/2) / q is smooth
/// along the edge itself, and few points integrate it to 1e-13 of its value, without angles or roots:
///   da = cross(a, b) / r^2 dt,  t from 0 to 1 along the edge from a to b
bool far_gaussian_loss(geo::Point a, geo::Point b, double s, double& loss) {
  const geo::Point along = b - a;
  const double length_squared = geo::dot(along, along);
  const double distance_squared = geo::dot(a, a);
  // Lengths away, and edges to a spread, from which four and eight points reach 1e-13.
  constexpr double kFourFrom = 17.0;
  constexpr double kFourToASpread = 4.0;
  constexpr double kEightFrom = 5.0;
  std::span<const Node> nodes;
  if (length_squared < distance_squared / (kFourFrom * kFourFrom) &&
      length_squared < s * s / (kFourToASpread * kFourToASpread)) {
    nodes = kFourPoints;
  } else if (length_squared < distance_squared / (kEightFrom * kEightFrom) && length_squared < s * s) {
    nodes = kEightPoints;
  } else {
    return false;
  }
  const double rate = -0.5 / (s * s);
  double sum = 0.0;
  for (const Node& node : nodes) {
    for (const double at : {0.5 + 0.5 * node.at, 0.5 - 0.5 * node.at}) {
      const geo::Point p = a + along * at;
      const double squared = geo::dot(p, p);
      sum += node.weight * std::exp(rate * squared) / squared;
    }
  }
  loss = 0.5 * geo::cross(a, b) * sum;
  return true;
}

/// Cuts the edge to the disc of radius `reach` about u. @returns false where nothing is left.
bool cut_to_reach(const LandBoundary::Edge& edge, geo::Point u, double reach, Chord& chord) {
  const geo::Point a = edge.a - u;
  const geo::Point b = edge.b - u;
  const geo::Point along = (b - a) * (1.0 / geo::length(b - a));
  chord.offset = geo::cross(a, along);
  const double half_squared = reach * reach - chord.offset * chord.offset;
  if (half_squared <= 0.0) return false;
  const double half = std::sqrt(half_squared);
  const double a_along = geo::dot(a, along);
  const double b_along = geo::dot(b, along);
  chord.x1 = std::max(a_along, -half);
  chord.x2 = std::min(b_along, half);
  if (!(chord.x1 < chord.x2)) return false;
  const geo::Point foot = a - along * a_along;
  // An end that was not cut keeps its exact direction, so that the angles of two edges at a vertex fit together.
  chord.from = a_along >= -half ? a : foot + along * chord.x1;
  chord.to = b_along <= half ? b : foot + along * chord.x2;
  chord.side = side_of(u, edge.a, edge.b);
  chord.offset = std::copysign(chord.offset, chord.side);
  return true;
}

double loss(const Chord& chord, const DensityKernel& kernel) {
  switch (kernel.shape) {
    case KernelShape::quartic:
      return quartic_loss(chord, kernel.bandwidth);
    case KernelShape::epanechnikov:
      return epanechnikov_loss(chord, kernel.bandwidth);
    case KernelShape::gaussian:
      break;
  }
  return gaussian_loss(chord, kernel.bandwidth);
}

}  // namespace

double mass_on_land(const LandBoundary& land, const DensityKernel& kernel, geo::Point u) {
  double lost = 0.0;
  land.for_edges_near(u, kernel.reach(), [&](const LandBoundary::Edge& edge) {
    double far_loss = 0.0;
    if (kernel.shape == KernelShape::gaussian &&
        far_gaussian_loss(edge.a - u, edge.b - u, kernel.bandwidth, far_loss)) {
      lost += far_loss;
      return;
    }
    Chord chord;
    if (cut_to_reach(edge, u, kernel.reach(), chord)) lost += loss(chord, kernel);
  });
  const double mass = land.winding(u) - lost / (2.0 * std::numbers::pi);
  return std::clamp(mass, 0.0, 1.0);
}

}  // namespace wardscope::analysis
