// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::report {

/// The part of a ring inside the box, as one ring that may run along the box's edge (Sutherland & Hodgman 1974). A page
/// then holds nothing that lies off it: no hidden geometry, and no coordinate beyond what a PDF reader takes.
geo::Ring clipped(const geo::Ring& ring, const geo::Extent& box);

/// The runs of segments of a line whose boxes touch the box. Segments are kept whole.
std::vector<geo::LineString> pieces_within(const geo::LineString& line, const geo::Extent& box);

}  // namespace wardscope::report
