// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/adaptive_bandwidths.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/gaussian_sums.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kMostOfMedian = 5.0;
constexpr double kLeastShare = 1e-6;

double median_of(std::vector<double> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  if (values.size() % 2 == 1) return *half;
  return (*half + *std::max_element(values.begin(), half)) / 2.0;
}

}  // namespace

core::Result<AdaptiveBandwidths> adaptive_bandwidths(const DistinctLocations& locations, const LandBoundary& land,
                                                     const AdaptiveOptions& options, const jobs::Progress& progress) {
  assert(locations.size() > 0);
  const std::vector<double> counts(locations.incidents.begin(), locations.incidents.end());
  const WeightedPoints points{locations.x, locations.y, counts};
  auto pilot = gaussian_sums(points, options.global, progress.part(0.0, 0.6));
  if (!pilot) return pilot.error();
  std::vector<double> density = *std::move(pilot);
  if (!land.empty()) {
    const auto shares = gaussian_shares_on_land(points, land, options.global, progress.part(0.6, 1.0));
    if (!shares) return shares.error();
    for (std::size_t i = 0; i < density.size(); ++i) density[i] /= std::max((*shares)[i], kLeastShare);
  }
  double logs = 0.0;
  double incidents = 0.0;
  for (std::size_t i = 0; i < density.size(); ++i) {
    logs += counts[i] * std::log(density[i]);
    incidents += counts[i];
  }
  const double mean = std::exp(logs / incidents);
  AdaptiveBandwidths found;
  found.sigma.reserve(density.size());
  for (const double f : density) found.sigma.push_back(options.global.value() / std::sqrt(f / mean));
  const double most = std::max(options.least.value(), kMostOfMedian * median_of(found.sigma));
  for (double& sigma : found.sigma) sigma = std::clamp(sigma, options.least.value(), most);
  const auto [low, high] = std::minmax_element(found.sigma.begin(), found.sigma.end());
  found.least = core::Metres(*low);
  found.median = core::Metres(median_of(found.sigma));
  found.greatest = core::Metres(*high);
  return found;
}

}  // namespace wardscope::analysis
