// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <geos_c.h>

#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::bench {

/// The wards as GEOS has them, prepared, in a tree.
class GeosWards {
 public:
  explicit GeosWards(const std::vector<geo::MultiPolygon>& wards) : tree_(GEOSSTRtree_create_r(context_, 10)) {
    for (const geo::MultiPolygon& ward : wards) {
      const geo::Ring& ring = ward.front().exterior;
      GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context_, static_cast<unsigned>(ring.size()), 2);
      for (unsigned i = 0; i < ring.size(); ++i) GEOSCoordSeq_setXY_r(context_, sequence, i, ring[i].x, ring[i].y);
      shapes_.push_back(
          GEOSGeom_createPolygon_r(context_, GEOSGeom_createLinearRing_r(context_, sequence), nullptr, 0));
      prepared_.push_back(GEOSPrepare_r(context_, shapes_.back()));
    }
    number_.resize(wards.size());
    for (std::size_t i = 0; i < wards.size(); ++i) {
      number_[i] = i;
      GEOSSTRtree_insert_r(context_, tree_, shapes_[i], &number_[i]);
    }
  }
  GeosWards(const GeosWards&) = delete;
  GeosWards& operator=(const GeosWards&) = delete;
  ~GeosWards() {
    GEOSSTRtree_destroy_r(context_, tree_);
    for (const GEOSPreparedGeometry* one : prepared_) GEOSPreparedGeom_destroy_r(context_, one);
    for (GEOSGeometry* one : shapes_) GEOSGeom_destroy_r(context_, one);
    GEOS_finish_r(context_);
  }

  /// The wards that answer true, found through the tree.
  template <typename Test>
  std::vector<std::size_t> where(geo::Point p, Test test) const {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, p.x, p.y);
    std::vector<std::size_t> near;
    GEOSSTRtree_query_r(
        context_, tree_, point,
        [](void* item, void* list) {
          static_cast<std::vector<std::size_t>*>(list)->push_back(*static_cast<std::size_t*>(item));
        },
        &near);
    std::erase_if(near, [&](std::size_t ward) { return test(context_, prepared_[ward], point) != 1; });
    GEOSGeom_destroy_r(context_, point);
    return near;
  }

 private:
  GEOSContextHandle_t context_ = GEOS_init_r();
  GEOSSTRtree* tree_;
  std::vector<GEOSGeometry*> shapes_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<std::size_t> number_;
};

}  // namespace wardscope::bench
