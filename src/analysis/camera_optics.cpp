// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_optics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace wardscope::analysis {

core::Degrees field_of_view(core::Metres sensor_width, core::Metres focal_length) {
  assert(sensor_width.value() > 0.0 && focal_length.value() > 0.0);
  return core::Degrees(2.0 * std::atan(sensor_width / (2.0 * focal_length)) * 180.0 / std::numbers::pi);
}

double pixel_density(const PixelDensityInput& input) {
  assert(input.depth.value() > 0.0);
  return depth_of_density(input, 1.0) / input.depth;
}

core::Metres depth_of_density(const PixelDensityInput& input, double pixels_per_metre) {
  assert(input.pixels_across > 0.0 && pixels_per_metre > 0.0);
  assert(input.field_of_view.value() > 0.0 && input.field_of_view.value() < 180.0);
  return core::Metres(input.pixels_across / (2.0 * pixels_per_metre * std::tan(radians(input.field_of_view) / 2.0)));
}

core::Metres depth_along_axis(const Mounting& mounting, core::Metres horizontal_distance) {
  return horizontal_distance * std::cos(radians(mounting.tilt)) +
         (mounting.camera_height - mounting.target_height) * std::sin(radians(mounting.tilt));
}

core::Metres dead_zone(const Mounting& mounting, core::Degrees vertical_field_of_view) {
  const core::Degrees lowest = mounting.tilt + vertical_field_of_view / 2.0;
  assert(lowest.value() > 0.0);
  if (lowest.value() >= 90.0) return core::Metres(0.0);
  return core::Metres(std::max(0.0, (mounting.camera_height - mounting.target_height).value()) /
                      std::tan(radians(lowest)));
}

std::optional<double> shadow_factor(const BlockShadow& shadow) {
  if (shadow.block_height >= shadow.camera_height) return std::nullopt;
  const double above_target = (shadow.camera_height - shadow.target_height).value();
  const double above_block = (shadow.camera_height - shadow.block_height).value();
  return std::max(1.0, above_target / above_block);
}

}  // namespace wardscope::analysis
