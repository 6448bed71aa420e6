// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/layer_definition.hpp"

namespace wardscope::io {

/// A scheme that definitions call by name, with the column names that British registers use for it: "british-grid",
/// "degrees", "grid-reference", "wkt" (EPSG:4326), "wkt-british-grid". Nothing where the name is unknown.
std::optional<PositionScheme> standard_position_scheme(std::string_view name);
/// "british-grid, degrees, …"
std::string standard_position_scheme_names();

}  // namespace wardscope::io
