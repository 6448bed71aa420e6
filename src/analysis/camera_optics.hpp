// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/units.hpp"

namespace wardscope::analysis {

/// Horizontal (or vertical) field of view of a rectilinear lens.
///   fov = 2 atan(w / (2 f))      w sensor width (or height), f focal length, both metres
/// Digital zoom and cropped modes narrow it; fisheye lenses do not obey it. @pre both > 0
core::Degrees field_of_view(core::Metres sensor_width, core::Metres focal_length);

struct PixelDensityInput {
  double pixels_across = 1920.0;      ///< of the image, > 0
  core::Degrees field_of_view{60.0};  ///< horizontal, 0 < fov < 180
  core::Metres depth{10.0};           ///< along the optical axis, > 0
};
/// Pixels for each metre across the view, px/m.
///   px/m = R / (2 z tan(fov / 2))    R pixels across, z depth along the optical axis (not distance)
/// For a rectilinear lens the line of equal density is straight and perpendicular to the axis, not an arc.
double pixel_density(const PixelDensityInput& input);
/// The depth at which the density falls to `pixels_per_metre`: the inverse of pixel_density(). `depth` is not read.
core::Metres depth_of_density(const PixelDensityInput& input, double pixels_per_metre);

/// A camera on a pole that looks down.
struct Mounting {
  core::Metres camera_height{6.0};  ///< above ground, m
  core::Metres target_height{1.6};  ///< of what should be seen, m, below the camera
  core::Degrees tilt{20.0};         ///< of the optical axis below horizontal, degrees
};
/// Depth along the optical axis of a target at horizontal distance d.
///   z = d cos(tilt) + (H - t) sin(tilt)
core::Metres depth_along_axis(const Mounting& mounting, core::Metres horizontal_distance);
/// Where the view begins: nearer targets are below the picture.
///   d = (H - t) / tan(tilt + vfov / 2);  0 where the picture reaches straight down.
core::Metres dead_zone(const Mounting& mounting, core::Degrees vertical_field_of_view);

/// How far behind a block the ground stays hidden, measured from the camera along the sight line.
struct BlockShadow {
  core::Metres camera_height{6.0};  ///< H
  core::Metres target_height{1.6};  ///< t
  core::Metres block_height{3.0};   ///< b
};
/// The factor k = (H - t) / (H - b) by which a shadow reaches beyond the far face: hidden until k s for a far face at
/// distance s. 1: the block hides nothing behind it (b <= t, or a camera not above the target); nothing: hidden for
/// ever (b >= H).
std::optional<double> shadow_factor(const BlockShadow& shadow);

}  // namespace wardscope::analysis
