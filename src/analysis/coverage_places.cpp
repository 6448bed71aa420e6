// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage_places.hpp"

#include <cassert>
#include <cmath>
#include <numeric>

#include "analysis/building_index.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::analysis {
namespace {

// Shapes with more vertices than this are asked about through a grid of their edges.
constexpr std::size_t kManyVertices = 400;

}  // namespace

IncidentPlaces::IncidentPlaces(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> order;  // of the selected rows that have a place
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    assert(rows[i] < incidents.size());
    const geo::Point p = incidents.position(rows[i]);
    if (std::isfinite(p.x) && std::isfinite(p.y)) order.push_back(static_cast<std::uint32_t>(i));
  }
  const auto at = [&](std::uint32_t i) { return incidents.position(rows[i]); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
    const geo::Point p = at(l);
    const geo::Point q = at(r);
    if (p.x != q.x) return p.x < q.x;
    return p.y != q.y ? p.y < q.y : l < r;
  });
  place_of_.assign(rows.size(), kNoPlace);
  for (const std::uint32_t i : order) {
    const geo::Point p = at(i);
    if (points_.empty() || !(points_.back() == p)) {
      points_.push_back(p);
      counts_.push_back(0);
      weights_.push_back(0.0);
    }
    ++counts_.back();
    weights_.back() += incidents.weight.empty() ? 1.0 : static_cast<double>(incidents.weight[rows[i]]);
    place_of_[i] = static_cast<std::uint32_t>(points_.size() - 1);
  }
}

bool is_within(const geo::MultiPolygon& shape, geo::Point p, double tolerance) {
  return geo::contains(shape, p) || geo::distance_to_boundary(shape, p) <= std::max(tolerance, kOnOutline);
}

std::vector<NearPlace> places_near(const IncidentPlaces& places, const geo::MultiPolygon& shape, double tolerance) {
  std::vector<NearPlace> found;
  if (geo::extent_of(shape).empty()) return found;
  const double reach = std::max(tolerance, kOnOutline);
  const auto beside_edge = [&](geo::Point a, geo::Point b) {
    geo::Extent extent;
    extent.add(a);
    extent.add(b);
    places.visit_within(extent.grown(reach), [&](std::size_t place) {
      const double metres = geo::distance_to_segment(places.point(place), a, b);
      if (metres <= reach) found.push_back({static_cast<std::uint32_t>(place), metres});
    });
  };
  for (const geo::Polygon& part : shape) {
    for_each_wall(part, beside_edge);
  }
  const bool many = geo::vertex_count(shape) > kManyVertices;
  const geo::PolygonCoverage inside = many ? geo::PolygonCoverage(std::span(&shape, 1)) : geo::PolygonCoverage();
  places.visit_within(geo::extent_of(shape), [&](std::size_t place) {
    const geo::Point p = places.point(place);
    const bool in = many ? inside.index_at(p) == 0 : geo::contains(shape, p);
    if (in) found.push_back({static_cast<std::uint32_t>(place), 0.0});
  });
  std::sort(found.begin(), found.end(), [](const NearPlace& l, const NearPlace& r) {
    return l.place != r.place ? l.place < r.place : l.metres < r.metres;
  });
  const auto same = [](const NearPlace& l, const NearPlace& r) { return l.place == r.place; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

std::vector<std::uint32_t> places_within(const IncidentPlaces& places, const geo::MultiPolygon& shape,
                                         double tolerance) {
  std::vector<std::uint32_t> found;
  for (const NearPlace& near : places_near(places, shape, tolerance)) found.push_back(near.place);
  return found;
}

}  // namespace wardscope::analysis
