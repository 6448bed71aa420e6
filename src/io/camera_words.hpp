// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "borough/cameras.hpp"
#include "core/units.hpp"

namespace wardscope::io {

/// The views that a register's text of directions describes, for instance "330", "-90", "90;160;270", "180, 270",
/// "SW", "south", "North-East", "WEST - Tulse Hill", "190-100" (clockwise from 190° to 100°: a field of view of 270°
/// about 325°), "all round" (a field of view of 360°). Empty text: no views. Nothing where a part is not understood.
std::optional<std::vector<borough::CameraView>> camera_views_from(std::string_view text);

/// The view of a description that begins with a point of the compass and says that it is one: "WEST - Tulse Hill",
/// "Zoom north towards Palmers Green", "East facing", "NORTH/EAST (twds Vauxhall Cross)". Nothing for "North Circular
/// Road", which is a name, and for any other text.
std::optional<borough::CameraView> view_from_description(std::string_view text);

/// "fixed", "bullet", "dome", "PTZ", "pan tilt zoom", "panning" … ; unknown where it is none of them.
borough::CameraKind camera_kind_from(std::string_view text);
/// "live", "in service", "faulty", "out of service", "proposed" …; unknown where it is none of them.
borough::CameraStatus camera_status_from(std::string_view text);

/// A length: "4.5", "4.5 m", "15ft", "15'", "4mm"; `factor` is to metres where no unit is written. Negative lengths and
/// anything else are nothing.
std::optional<core::Metres> length_from(std::string_view text, double factor);
/// An angle: "60", "60°", "60 deg". Nothing where it is no finite number.
std::optional<core::Degrees> angle_from(std::string_view text);

}  // namespace wardscope::io
