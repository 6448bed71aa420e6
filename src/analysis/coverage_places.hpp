// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "borough/incidents.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// The distinct places of selected incidents, from west to east (equal eastings from south to north), so that questions
/// about an area look at few of them and at each once, however many incidents share it. Rows whose coordinates are not
/// finite have no place.
class IncidentPlaces {
 public:
  static constexpr std::uint32_t kNoPlace = UINT32_MAX;

  /// @pre every row < incidents.size()
  IncidentPlaces(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows);

  [[nodiscard]] std::size_t size() const { return points_.size(); }
  [[nodiscard]] geo::Point point(std::size_t place) const { return points_[place]; }
  /// Incidents at the place, and the sum of their weights.
  [[nodiscard]] std::int64_t incidents(std::size_t place) const { return counts_[place]; }
  [[nodiscard]] double weight(std::size_t place) const { return weights_[place]; }
  /// The place of the i-th selected row, or kNoPlace.
  [[nodiscard]] std::uint32_t place_of(std::size_t i) const { return place_of_[i]; }

  /// Calls `visit(place)` for each place in the extent, sides included, in order.
  template <typename Visit>
  void visit_within(const geo::Extent& extent, Visit visit) const {
    const auto first =
        std::lower_bound(points_.begin(), points_.end(), extent.min_x, [](geo::Point p, double x) { return p.x < x; });
    for (auto p = first; p != points_.end() && p->x <= extent.max_x; ++p) {
      if (p->y >= extent.min_y && p->y <= extent.max_y) visit(static_cast<std::size_t>(p - points_.begin()));
    }
  }

 private:
  std::vector<geo::Point> points_;
  std::vector<std::int64_t> counts_;
  std::vector<double> weights_;
  std::vector<std::uint32_t> place_of_;
};

/// A place this near to an outline is on it, m.
constexpr double kOnOutline = 1e-6;

/// Whether a place counts as within the shape: inside, on its outline (within a micrometre), or no farther than
/// `tolerance` metres from it.
bool is_within(const geo::MultiPolygon& shape, geo::Point p, double tolerance);

struct NearPlace {
  std::uint32_t place = 0;
  double metres = 0.0;  ///< to the shape; 0 inside
};

/// The places within the shape as is_within() says it, ascending, with their distances. O(edges x (log places + places
/// in the edge's reach)): each edge looks at the places beside it, and no place at all edges.
std::vector<NearPlace> places_near(const IncidentPlaces& places, const geo::MultiPolygon& shape, double tolerance);
/// The same without the distances.
std::vector<std::uint32_t> places_within(const IncidentPlaces& places, const geo::MultiPolygon& shape,
                                         double tolerance);

}  // namespace wardscope::analysis
