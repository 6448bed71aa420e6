// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ward_population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kMostlyInside = 0.5;  // of a small area's ground

/// Residents of one small area by ward. Empty where it has none or touches no ward.
core::Result<std::vector<double>> shared_out(const borough::Area& small, const borough::AreaSet& wards) {
  const double ground = geo::area(small.shape);
  if (!small.population || ground <= 0.0) return std::vector<double>();
  std::vector<double> share(wards.areas.size(), 0.0);
  for (std::size_t w = 0; w < wards.areas.size(); ++w) {
    const auto common = geo::intersection(small.shape, wards.areas[w].shape);
    if (!common) return common.error().within("estimating residents from small areas");
    share[w] = geo::area(*common) / ground;
  }
  const double inside = std::accumulate(share.begin(), share.end(), 0.0);
  const double scale = inside >= kMostlyInside ? 1.0 / inside : 1.0;
  for (double& part : share) part *= scale * *small.population;
  return share;
}

}  // namespace

core::Result<std::vector<WardPopulation>> ward_populations(const borough::AreaSet& wards,
                                                           const borough::AreaSet* small_areas,
                                                           const jobs::Progress& progress) {
  std::vector<WardPopulation> populations(wards.areas.size());
  bool complete = true;
  for (std::size_t w = 0; w < wards.areas.size(); ++w) {
    populations[w].residents = wards.areas[w].population;
    if (populations[w].residents) {
      populations[w].source = fmt::format("of the area set '{}'", wards.name);
    } else {
      complete = false;
    }
  }
  if (complete || small_areas == nullptr) return populations;
  const std::size_t count = small_areas->areas.size();
  std::vector<core::Result<std::vector<double>>> parts(count, std::vector<double>());
  const auto done = jobs::parallel_for(count, 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) parts[i] = shared_out(small_areas->areas[i], wards);
  });
  if (!done) return done.error();
  std::vector<double> estimate(wards.areas.size(), 0.0);
  for (const auto& part : parts) {
    if (!part) return part.error();
    for (std::size_t w = 0; w < part->size(); ++w) estimate[w] += (*part)[w];
  }
  for (std::size_t w = 0; w < wards.areas.size(); ++w) {
    if (populations[w].residents || estimate[w] <= 0.0) continue;
    populations[w].residents = estimate[w];
    populations[w].source = fmt::format("estimated by area from '{}'", small_areas->name);
  }
  return populations;
}

}  // namespace wardscope::analysis
