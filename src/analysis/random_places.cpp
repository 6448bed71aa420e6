// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/random_places.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "geo/triangulation.hpp"

namespace wardscope::analysis {
namespace {

/// Draws until a point lies on the window, at most. Where fewer than one in a thousand does, none may be found.
constexpr int kMostTries = 20000;
/// Draws by which the share of the grounds that lies on the window is judged.
constexpr std::uint64_t kTrialDraws = 4096;
constexpr std::uint64_t kLeastTrialHits = 4;

}  // namespace

core::Status RandomPlaces::add(const geo::MultiPolygon& shape, double weight_per_m2) {
  if (!(weight_per_m2 > 0.0)) return {};
  const auto mesh = geo::triangulate(shape);
  if (!mesh) return mesh.error();
  for (std::size_t i = 0; i + 2 < mesh->corners.size(); i += 3) {
    const Triangle triangle{mesh->vertices[mesh->corners[i]], mesh->vertices[mesh->corners[i + 1]],
                            mesh->vertices[mesh->corners[i + 2]]};
    const double area = geo::cross(triangle.b - triangle.a, triangle.c - triangle.a) / 2.0;
    if (!(area > 0.0)) continue;
    triangles_.push_back(triangle);
    up_to_.push_back((up_to_.empty() ? 0.0 : up_to_.back()) + area * weight_per_m2);
  }
  return {};
}

core::Result<RandomPlaces> RandomPlaces::evenly(const PatternWindow& window) {
  RandomPlaces places;
  if (auto status = places.add(window.land(), 1.0); !status) return status.error();
  if (places.triangles_.empty()) {
    return core::invalid_argument(
        "the ground has no area, so nothing can be placed on it at random: choose other areas");
  }
  return places;
}

core::Result<RandomPlaces> RandomPlaces::in_proportion(std::span<const WeighedGround> grounds,
                                                       const PatternWindow& window) {
  RandomPlaces places;
  for (const WeighedGround& ground : grounds) {
    const double area = geo::area(ground.shape);
    if (!(area > 0.0) || !geo::extent_of(ground.shape).intersects(window.extent())) continue;
    if (auto status = places.add(ground.shape, ground.weight / area); !status) return status.error();
  }
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < kTrialDraws && !places.triangles_.empty(); ++i) {
    if (window.boundary().contains(places.one(0, i))) ++hits;
  }
  if (hits < kLeastTrialHits) {
    return core::invalid_argument(
        "no area with residents lies on the ground that is asked about, so nothing can be placed on it in proportion "
        "to them: choose other areas, or chance that is even over the land");
  }
  places.within_ = window.boundary();
  return places;
}

geo::Point RandomPlaces::one(std::uint64_t seed, std::uint64_t item) const {
  core::CounterRng rng(seed, item);
  geo::Point p;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    const auto chosen = std::upper_bound(up_to_.begin(), up_to_.end() - 1, rng.uniform() * up_to_.back());
    const Triangle& triangle = triangles_[static_cast<std::size_t>(chosen - up_to_.begin())];
    double along_b = rng.uniform();
    double along_c = rng.uniform();
    if (along_b + along_c > 1.0) {  // the other half of the parallelogram
      along_b = 1.0 - along_b;
      along_c = 1.0 - along_c;
    }
    p = triangle.a + (triangle.b - triangle.a) * along_b + (triangle.c - triangle.a) * along_c;
    if (within_.empty() || within_.contains(p)) break;
  }
  return p;
}

std::vector<geo::Point> RandomPlaces::draw(std::size_t count, const Draw& which) const {
  std::vector<geo::Point> points;
  points.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) points.push_back(one(which.seed, which.item(i)));
  return points;
}

}  // namespace wardscope::analysis
