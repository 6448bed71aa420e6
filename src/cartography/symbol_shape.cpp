// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/symbol_shape.hpp"

#include <cmath>
#include <numbers>

namespace wardscope::cartography {
namespace {

std::vector<geo::Point> circle() {
  constexpr int kCorners = 48;
  std::vector<geo::Point> points;
  for (int i = 0; i < kCorners; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / kCorners;
    points.push_back({0.5 * std::sin(angle), 0.5 * std::cos(angle)});
  }
  return points;
}

// A drop whose tip points north: a disc of three eighths below, tangents to the tip.
std::vector<geo::Point> drop() {
  constexpr double kRadius = 0.34;
  constexpr double kCentre = -0.16;
  constexpr double kTip = 0.56;
  constexpr int kSteps = 36;
  // The tangents touch where the cosine of the angle from north is radius over distance to the tip.
  const double touch = std::acos(kRadius / (kTip - kCentre));
  std::vector<geo::Point> points{{0.0, kTip}};
  for (int i = 0; i <= kSteps; ++i) {
    const double angle = touch + (2.0 * std::numbers::pi - 2.0 * touch) * i / kSteps;
    points.push_back({kRadius * std::sin(angle), kCentre + kRadius * std::cos(angle)});
  }
  return points;
}

}  // namespace

std::vector<geo::Point> symbol_outline(Symbol symbol) {
  switch (symbol) {
    case Symbol::disc:
    case Symbol::ring:
      return circle();
    case Symbol::square:
      return {{-0.44, 0.44}, {0.44, 0.44}, {0.44, -0.44}, {-0.44, -0.44}};
    case Symbol::diamond:
      return {{0.0, 0.56}, {0.56, 0.0}, {0.0, -0.56}, {-0.56, 0.0}};
    case Symbol::triangle:
      return {{0.0, 0.52}, {0.52, -0.40}, {-0.52, -0.40}};
    case Symbol::cross:
      return {{-0.16, 0.5}, {0.16, 0.5},   {0.16, 0.16},   {0.5, 0.16},   {0.5, -0.16}, {0.16, -0.16},
              {0.16, -0.5}, {-0.16, -0.5}, {-0.16, -0.16}, {-0.5, -0.16}, {-0.5, 0.16}, {-0.16, 0.16}};
    case Symbol::camera:
      return drop();
    case Symbol::hub:
      return {{0.0, 0.54}, {0.54, 0.06}, {0.38, 0.06}, {0.38, -0.44}, {-0.38, -0.44}, {-0.38, 0.06}, {-0.54, 0.06}};
  }
  return {};
}

}  // namespace wardscope::cartography
