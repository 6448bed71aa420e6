// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/clark_evans.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/point_index.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kPlacesARange = 256;
constexpr std::size_t kSteps = 512;

/// Mean of the Kaplan-Meier estimate; nothing where it never rises.
std::optional<double> censored_mean(const PlacedCounts& places, const std::vector<double>& nearest,
                                    const PatternWindow& window) {
  double n = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) n += places.incidents.empty() ? 1.0 : places.incidents[i];
  // Beyond it one in 100,000 distances would lie, were places at random.
  const double far = std::sqrt(std::log(1e5) * window.area() / (std::numbers::pi * n));
  const double most = std::min(far, std::hypot(window.extent().width(), window.extent().height()) / 2.0);
  const double step = most / static_cast<double>(kSteps);
  std::vector<double> seen(kSteps, 0.0);   // incidents whose distance, or whose way to the border, ends in the step
  std::vector<double> exact(kSteps, 0.0);  // of these, whose distance is known
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double incidents = places.incidents.empty() ? 1.0 : places.incidents[i];
    const double border = window.distance_to_border({places.x[i], places.y[i]}, most);
    const double until = std::min(nearest[i], border);
    if (until >= most) continue;
    const auto k = std::min(kSteps - 1, static_cast<std::size_t>(until / step));
    seen[k] += incidents;
    if (nearest[i] <= border) exact[k] += incidents;
  }
  double at_risk = n;
  double survival = 1.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < kSteps && at_risk > 0.0; ++k) {
    const double falls = survival * exact[k] / at_risk;
    sum += falls * step * static_cast<double>(k);
    survival -= falls;
    at_risk -= seen[k];
  }
  if (!(survival < 1.0)) return std::nullopt;
  return sum / (1.0 - survival);
}

}  // namespace

core::Result<std::vector<double>> nearest_distances(const PlacedCounts& places, const jobs::Progress& progress) {
  std::vector<geo::Point> points;
  points.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) points.push_back({places.x[i], places.y[i]});
  const geo::PointIndex index(points);
  std::vector<double> nearest(places.size(), std::numeric_limits<double>::infinity());
  auto status = jobs::parallel_for(points.size(), kPlacesARange, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!places.incidents.empty() && places.incidents[i] > 1) {
        nearest[i] = 0.0;
        continue;
      }
      for (const geo::Neighbour& other : index.nearest(points[i], 2)) {
        if (other.index != i) nearest[i] = std::min(nearest[i], other.distance.value());
      }
    }
  });
  if (!status) return status.error();
  return nearest;
}

core::Result<ClarkEvans> clark_evans(const PlacedCounts& places, const PatternWindow& window,
                                     const jobs::Progress& progress) {
  const auto nearest = nearest_distances(places, progress);
  if (!nearest) return nearest.error();
  double n = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double incidents = places.incidents.empty() ? 1.0 : places.incidents[i];
    n += incidents;
    sum += incidents * (*nearest)[i];
  }
  assert(n >= 2.0 && !window.empty());
  // Standard deviation of a distance where points are placed at random, for one a unit of area; Clark and Evans print
  // 0.26136.
  const double spread = std::sqrt((4.0 - std::numbers::pi) / (4.0 * std::numbers::pi));
  ClarkEvans found;
  found.mean_nearest = sum / n;
  const double expected = 0.5 * std::sqrt(window.area() / n);
  found.none = found.mean_nearest / expected;
  found.z = (found.mean_nearest - expected) / (spread * std::sqrt(window.area()) / n);
  if (window.is_rectangle()) {
    const double around = 2.0 * (window.extent().width() + window.extent().height());
    found.donnelly = found.mean_nearest / (expected + (0.0514 + 0.0412 / std::sqrt(n)) * around / n);
  }
  if (const auto mean = censored_mean(places, *nearest, window)) found.cdf = *mean / expected;
  return found;
}

}  // namespace wardscope::analysis
