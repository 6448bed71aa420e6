// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "geo/shapes.hpp"

namespace wardscope::io {

/// "POINT (8.82 47.23)", also with Z, M and "SRID=4326;" before it. Nothing where it is no point or not finite.
std::optional<geo::Point> point_from_well_known_text(std::string_view text);

}  // namespace wardscope::io
