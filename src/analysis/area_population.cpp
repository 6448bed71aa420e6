// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/area_population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kMostlyInside = 0.5;  // of a small area's ground

/// Wards, small areas and boroughs divide the ground among them; neighbourhoods leave ground between them.
bool divides_the_ground(borough::AreaKind kind) {
  return kind == borough::AreaKind::ward || kind == borough::AreaKind::small_area || kind == borough::AreaKind::borough;
}

/// Residents of one small area by area of the set. Empty where it has none or no ground.
core::Result<std::vector<double>> shared_out(const borough::Area& small, const borough::AreaSet& set) {
  const double ground = geo::area(small.shape);
  if (!small.population || ground <= 0.0) return std::vector<double>();
  std::vector<double> share(set.areas.size(), 0.0);
  for (std::size_t i = 0; i < set.areas.size(); ++i) {
    const auto common = geo::intersection(small.shape, set.areas[i].shape);
    if (!common) return common.error().within("estimating residents from small areas");
    share[i] = geo::area(*common) / ground;
  }
  const double inside = std::accumulate(share.begin(), share.end(), 0.0);
  const double scale = divides_the_ground(set.kind) && inside >= kMostlyInside ? 1.0 / inside : 1.0;
  for (double& part : share) part *= scale * *small.population;
  return share;
}

/// Residents by ward as the small areas' ward codes have it. Nothing where they do not name every ward of the set:
/// their codes are of other wards then, or of another vintage.
std::optional<std::vector<double>> by_ward_codes(const borough::AreaSet& wards, const borough::AreaSet& small_areas) {
  if (wards.kind != borough::AreaKind::ward) return std::nullopt;
  std::unordered_map<std::string_view, double> residents;
  for (const borough::Area& area : small_areas.areas) {
    if (!area.ward_code.empty() && area.population) residents[area.ward_code] += *area.population;
  }
  std::vector<double> sums;
  for (const borough::Area& ward : wards.areas) {
    const auto sum = residents.find(ward.code);
    if (sum == residents.end()) return std::nullopt;
    sums.push_back(sum->second);
  }
  return sums;
}

/// Residents by ground that areas and small areas share.
core::Result<std::vector<double>> by_ground(const borough::AreaSet& areas, const borough::AreaSet& small_areas,
                                            const jobs::Progress& progress) {
  const std::size_t count = small_areas.areas.size();
  std::vector<core::Result<std::vector<double>>> parts(count, std::vector<double>());
  const auto done = jobs::parallel_for(count, 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t s = begin; s < end; ++s) parts[s] = shared_out(small_areas.areas[s], areas);
  });
  if (!done) return done.error();
  std::vector<double> estimate(areas.areas.size(), 0.0);
  for (const auto& part : parts) {
    if (!part) return part.error();
    for (std::size_t i = 0; i < part->size(); ++i) estimate[i] += (*part)[i];
  }
  return estimate;
}

}  // namespace

core::Result<std::vector<AreaPopulation>> area_populations(const borough::AreaSet& areas,
                                                           const borough::AreaSet* small_areas,
                                                           const jobs::Progress& progress) {
  std::vector<AreaPopulation> populations(areas.areas.size());
  bool complete = true;
  for (std::size_t i = 0; i < areas.areas.size(); ++i) {
    populations[i].residents = areas.areas[i].population;
    if (populations[i].residents) {
      populations[i].source = fmt::format("of the area set '{}'", areas.name);
      populations[i].by = ResidentsBy::area_set;
    } else {
      complete = false;
    }
  }
  if (complete || small_areas == nullptr) return populations;
  const auto by_codes = by_ward_codes(areas, *small_areas);
  const auto found = by_codes ? core::Result<std::vector<double>>(*by_codes) : by_ground(areas, *small_areas, progress);
  if (!found) return found.error();
  for (std::size_t i = 0; i < areas.areas.size(); ++i) {
    if (populations[i].residents || (*found)[i] <= 0.0) continue;
    populations[i].residents = (*found)[i];
    populations[i].by = by_codes ? ResidentsBy::ward_codes : ResidentsBy::ground;
    populations[i].source = by_codes
                                ? fmt::format("summed over '{}' by the ward that it names for each", small_areas->name)
                                : fmt::format("estimated by area from '{}'", small_areas->name);
  }
  return populations;
}

}  // namespace wardscope::analysis
