// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "cartography/scene.hpp"

namespace wardscope::cartography {

/// The outline of a symbol of diameter 1 about the origin, y up (north), closed without repeating its first point.
/// Both painters draw it from here, so that a symbol is the same on screen and on paper. Discs and rings are 48-gons; a
/// ring is stroked, never filled.
std::vector<geo::Point> symbol_outline(Symbol symbol);

}  // namespace wardscope::cartography
