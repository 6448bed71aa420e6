// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to geo: the one gate in front of GEOS. GEOS 3.11 crashes on NaN coordinates and on empty parts, and it
// reports failure by a null pointer and a message handler; both stop here.

#include <geos_c.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo::geos {

/// A reentrant GEOS handle of one call: never shared between threads.
class Context {
 public:
  Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  /// What GEOS last complained about, as an Error; `doing` says during what.
  [[nodiscard]] core::Error failure(std::string_view doing) const;

 private:
  static void remember(const char* message, void* context);

  GEOSContextHandle_t handle_;
  std::string message_;
};

struct Destroy {
  GEOSContextHandle_t handle = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle, geometry); }
};
using Handle = std::unique_ptr<GEOSGeometry, Destroy>;

/// Takes ownership of what GEOS returned.
Handle own(const Context& context, GEOSGeometry* geometry);

/// Our polygons as one GEOS MultiPolygon. Rings are closed, repeated points, rings below four points and empty parts
/// dropped. @returns malformed where a coordinate is not finite or lies beyond 10,000 km.
core::Result<Handle> to_geos(const Context& context, const MultiPolygon& polygons);
core::Result<Handle> to_geos(const Context& context, const MultiLineString& lines);

/// The polygon parts of any GEOS geometry, oriented as ours; lines and points are left out.
MultiPolygon from_geos(const Context& context, const GEOSGeometry* geometry);

}  // namespace wardscope::geo::geos
