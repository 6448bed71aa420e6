// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ground_shares.hpp"

#include <algorithm>

#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kLeastOnLand = 0.02;  // of an area's ground; below it the land's outline is not to be believed

using SharedGround = std::vector<core::Result<std::vector<double>>>;

/// geo::shared_areas() of each shape with all areas, side by side.
core::Result<SharedGround> shared_ground(std::span<const geo::MultiPolygon> shapes,
                                         std::span<const geo::MultiPolygon> areas, const jobs::Progress& progress) {
  SharedGround shared(shapes.size(), std::vector<double>());
  const auto done = jobs::parallel_for(shapes.size(), 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) shared[i] = geo::shared_areas(shapes[i], areas);
  });
  if (!done) return done.error();
  for (const auto& one : shared) {
    if (!one) return one.error().within("laying the places over the small areas");
  }
  return shared;
}

}  // namespace

core::Result<std::vector<std::vector<double>>> ground_shares(std::span<const geo::MultiPolygon> shapes,
                                                             const PeopledGround& ground,
                                                             const jobs::Progress& progress) {
  constexpr double kLandShare = 0.5;  // of the bar
  std::vector<geo::MultiPolygon> areas;
  std::vector<double> whole;
  for (const borough::Area& area : ground.areas.areas) {
    areas.push_back(area.shape);
    whole.push_back(geo::area(area.shape));
  }
  std::vector<geo::MultiPolygon> pieces;
  pieces.reserve(ground.land.size());
  for (const geo::Polygon& piece : ground.land) pieces.push_back({piece});
  const auto on_land = shared_ground(pieces, areas, progress.part(0.0, kLandShare));
  if (!on_land) return on_land.error();
  std::vector<double> land(areas.size(), 0.0);
  for (const auto& piece : *on_land) {
    for (std::size_t i = 0; i < areas.size(); ++i) land[i] += (*piece)[i];
  }
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (land[i] < kLeastOnLand * whole[i]) land[i] = whole[i];
  }
  const auto inside = shared_ground(shapes, areas, progress.part(kLandShare, 1.0));
  if (!inside) return inside.error();
  std::vector<std::vector<double>> shares;
  shares.reserve(shapes.size());
  for (const auto& one : *inside) {
    std::vector<double> share(areas.size(), 0.0);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (land[i] > 0.0) share[i] = std::min(1.0, (*one)[i] / land[i]);
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace wardscope::analysis
