// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::borough {

enum class CameraKind { unknown, fixed, dome, pan_tilt_zoom };
enum class CameraStatus { unknown, in_service, out_of_service, proposed };

/// One view of a camera. What the register does not say stays empty: it is "not known", never a default.
struct CameraView {
  std::optional<core::Degrees> bearing;        ///< of the optical axis, clockwise from grid north
  std::optional<core::Degrees> field_of_view;  ///< horizontal, 0 < fov <= 360
};

struct Camera {
  std::int64_t id = 0;    ///< row id in the workspace, stable
  std::string reference;  ///< as the owner writes it; not unique across registers
  std::string name;       ///< where it stands
  std::string register_name;
  std::string owner;
  geo::Point position;
  CameraKind kind = CameraKind::unknown;
  CameraStatus status = CameraStatus::unknown;
  std::vector<CameraView> views;  ///< several for a mast with several heads or directions; empty: nothing known
  std::optional<core::Metres> range;
  std::optional<core::Metres> mounting_height;
  std::optional<core::Metres> focal_length;  ///< metres, 0.004 for a 4 mm lens
  std::string purpose;
  std::string note;
};

using CameraRegister = std::vector<Camera>;

}  // namespace wardscope::borough
