// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as well-known binary: refused, or a shape with finite coordinates that is written and read the same, and
// that the gate in front of GEOS takes without a crash.
#include <cmath>

#include "fuzz/harness.hpp"
#include "geo/polygon_operations.hpp"
#include "geo/well_known_binary.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope;
  using fuzz::require;
  const auto shape = geo::from_wkb(std::as_bytes(std::span(data, size)));
  if (!shape) return 0;
  const geo::Extent extent = geo::extent_of(*shape);
  if (!extent.empty()) {
    require(std::isfinite(extent.min_x) && std::isfinite(extent.max_x) && std::isfinite(extent.min_y) &&
                std::isfinite(extent.max_y),
            "coordinates are finite");
  }
  const auto bytes = geo::to_wkb(*shape);
  const auto again = geo::from_wkb(bytes);
  require(again.has_value(), "what is written can be read");
  require(geo::to_wkb(*again) == bytes, "and is the same");
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&*shape)) {
    const auto repaired = geo::make_valid(geo::tidied(*polygons));
    if (repaired) require(geo::area(repaired->shape) >= 0, "a repaired shape has an area");
  }
  return 0;
}
