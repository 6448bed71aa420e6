// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

class LandBoundary;

/// The land that outlines are clipped to. Borrows; `boundary` is that of `land`, whose polygons may share borders.
struct ClippingLand {
  const geo::MultiPolygon& land;
  const LandBoundary& boundary;  ///< empty: everything is land
};

/// The parts of the polygon on the land, at the coast itself. One that the border does not come near costs no set
/// operation. @returns internal where GEOS fails; cancelled.
core::Result<geo::MultiPolygon> clipped_to_land(const geo::Polygon& polygon, const ClippingLand& ground,
                                                const jobs::Progress& progress);

}  // namespace wardscope::analysis
