// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/direction_field.hpp"

#include <algorithm>
#include <cmath>

#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr double kFieldCell = 20.0;       // m
constexpr double kGuideReach = 130.0;     // m: how far a main road bends the streets beside it
constexpr double kGuideWeight = 1.3;      // against 1 for the district
constexpr int kFieldSmoothingPasses = 5;  // of a 3 x 3 mean: districts pass into each other within about 60 m
constexpr double kWanderWave = 330.0;     // m, wavelength of the curvature noise

geo::Point doubled(geo::Point direction) {
  return {direction.x * direction.x - direction.y * direction.y, 2 * direction.x * direction.y};
}

/// The direction whose doubled vector this is: cos a = sqrt((1 + cos 2a) / 2), sin a = sin 2a / (2 cos a).
geo::Point halved(geo::Point d) {
  const double size = exact_length(d);
  if (size < 1e-9) return {1, 0};
  const double cosine = std::sqrt(std::max(0.0, (1 + d.x / size) / 2));
  if (cosine < 1e-6) return {0, 1};
  return unit({cosine, d.y / size / (2 * cosine)});
}

}  // namespace

DirectionField::DirectionField(const Recipe& recipe, const Ground& ground, const std::vector<geo::LineString>& guides)
    : grid_(raster::grid_covering(recipe.extent, kFieldCell)) {
  doubled_.reserve(grid_.size());
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    const geo::Point p = grid_.centre(cell % grid_.columns, cell / grid_.columns);
    const DistrictRecipe& district = recipe.districts[ground.district[ground.cell_at(p)]];
    doubled_.push_back(doubled(direction_of_bearing(district.bearing)));
  }
  follow(guides);
  smooth();
}

void DirectionField::follow(const std::vector<geo::LineString>& guides) {
  std::vector<double> nearest(grid_.size(), kGuideReach);
  std::vector<geo::Point> guide(grid_.size());
  const double reach = std::ceil(kGuideReach / kFieldCell);
  for (const geo::LineString& line : guides) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == line[i - 1]) continue;
      const geo::Point along = doubled(unit(line[i] - line[i - 1]));
      const double column = std::floor((line[i].x - grid_.x0) / kFieldCell);
      const double row = std::floor((line[i].y - grid_.y0) / kFieldCell);
      for (double v = std::max(0.0, row - reach); v <= row + reach && v < static_cast<double>(grid_.rows); ++v) {
        for (double u = std::max(0.0, column - reach); u <= column + reach && u < static_cast<double>(grid_.columns);
             ++u) {
          const std::size_t cell = static_cast<std::size_t>(v) * grid_.columns + static_cast<std::size_t>(u);
          const double far = exact_length(grid_.centre(cell % grid_.columns, cell / grid_.columns) - line[i]);
          if (far >= nearest[cell]) continue;
          nearest[cell] = far;
          guide[cell] = along;
        }
      }
    }
  }
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    if (nearest[cell] >= kGuideReach) continue;
    const double closeness = 1 - nearest[cell] / kGuideReach;
    // Square to a line is minus its doubled vector.
    const double sign = geo::dot(guide[cell], doubled_[cell]) >= 0 ? 1.0 : -1.0;
    doubled_[cell] = doubled_[cell] + guide[cell] * (sign * kGuideWeight * closeness);
  }
}

void DirectionField::smooth() {
  std::vector<geo::Point> next(doubled_.size());
  for (int pass = 0; pass < kFieldSmoothingPasses; ++pass) {
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        geo::Point sum;
        for (std::size_t v = row > 0 ? row - 1 : 0; v <= std::min(row + 1, grid_.rows - 1); ++v) {
          for (std::size_t u = column > 0 ? column - 1 : 0; u <= std::min(column + 1, grid_.columns - 1); ++u) {
            sum = sum + doubled_[v * grid_.columns + u];
          }
        }
        next[row * grid_.columns + column] = sum * (1.0 / 9);
      }
    }
    std::swap(next, doubled_);
  }
}

geo::Point DirectionField::at(geo::Point p, double wander_degrees, std::uint64_t channel) const {
  const double column = std::clamp((p.x - grid_.x0) / kFieldCell - 0.5, 0.0, static_cast<double>(grid_.columns - 2));
  const double row = std::clamp((p.y - grid_.y0) / kFieldCell - 0.5, 0.0, static_cast<double>(grid_.rows - 2));
  const double u = column - std::floor(column);
  const double v = row - std::floor(row);
  const geo::Point* south = &doubled_[static_cast<std::size_t>(row) * grid_.columns + static_cast<std::size_t>(column)];
  const geo::Point* north = south + grid_.columns;
  const geo::Point mean = (south[0] * (1 - u) + south[1] * u) * (1 - v) + (north[0] * (1 - u) + north[1] * u) * v;
  const geo::Point direction = halved(mean);
  if (wander_degrees <= 0) return direction;
  return turned(direction, wander_degrees * noise(p * (1 / kWanderWave), channel));
}

}  // namespace wardscope::sample
