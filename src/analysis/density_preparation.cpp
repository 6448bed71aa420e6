// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_preparation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

core::Status check(const KernelDensityOptions& options, const geo::Extent& extent) {
  const double bandwidth = options.bandwidth.value();
  if (!(bandwidth > 0.0) || !std::isfinite(bandwidth)) {
    return core::invalid_argument(fmt::format(
        "bandwidth {} m: it must be a positive number of metres; 150 to 250 suits street crime in a town", bandwidth));
  }
  if (!(options.cell.value() >= 0.0) || !std::isfinite(options.cell.value())) {
    return core::invalid_argument(fmt::format(
        "cell {} m: it must be a positive number of metres, or 0 to choose it from the extent", options.cell.value()));
  }
  const double short_side = std::min(extent.width(), extent.height());
  if (!extent.empty() && bandwidth > short_side) {
    return core::invalid_argument(fmt::format(
        "bandwidth {:.0f} m is larger than the area ({:.1f} km on its short side) and would smooth everything away; "
        "use at most a tenth of it, {:.0f} m",
        bandwidth, short_side / 1000.0, short_side / 10.0));
  }
  return {};
}

DistinctLocations only_on_land(DistinctLocations all, const std::vector<std::uint8_t>& inside) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (inside[i] == 0) continue;
    all.x[kept] = all.x[i];
    all.y[kept] = all.y[i];
    all.weight[kept] = all.weight[i];
    all.incidents[kept] = all.incidents[i];
    ++kept;
  }
  all.x.resize(kept);
  all.y.resize(kept);
  all.weight.resize(kept);
  all.incidents.resize(kept);
  return all;
}

core::Status keep_on_land(PreparedDensity& prepared, const jobs::Progress& progress) {
  DistinctLocations& locations = prepared.on_land;
  if (!prepared.land.empty()) {
    std::vector<std::uint8_t> inside(locations.size());
    constexpr std::size_t kPointsARange = 4096;
    core::Status status =
        jobs::parallel_for(locations.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i)
            inside[i] = prepared.land.contains({locations.x[i], locations.y[i]}) ? 1 : 0;
        });
    if (!status) return status;
    locations = only_on_land(std::move(locations), inside);
  }
  if (locations.size() == 0) {
    return core::invalid_argument(
        "none of the selected incidents lies on the land of these areas; choose the areas of "
        "the same place, or check the coordinate system of the incidents");
  }
  for (std::size_t i = 0; i < locations.size(); ++i) {
    prepared.incidents += locations.incidents[i];
    prepared.weight += locations.weight[i];
  }
  if (!(prepared.weight > 0.0)) {
    return core::invalid_argument(
        "all selected incidents have the weight 0; choose a weight column with values, or none");
  }
  return {};
}

core::Status correct_weights(PreparedDensity& prepared, const jobs::Progress& progress) {
  prepared.corrected = prepared.on_land.weight;
  if (prepared.correction != EdgeCorrection::jones_diggle) return {};
  constexpr std::size_t kPointsARange = 256;
  return jobs::parallel_for(
      prepared.corrected.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double mass =
              mass_on_land(prepared.land, prepared.kernel, {prepared.on_land.x[i], prepared.on_land.y[i]});
          prepared.corrected[i] /= std::max(mass, kLeastMass);
        }
      });
}

}  // namespace

core::Result<PreparedDensity> prepare_density(const DensityInput& input, const KernelDensityOptions& options,
                                              const jobs::Progress& progress) {
  PreparedDensity prepared{LandBoundary(input.land != nullptr ? *input.land : geo::MultiPolygon{}),
                           {options.kernel, options.bandwidth.value()},
                           options.edge_correction,
                           {},
                           {},
                           0,
                           0.0};
  if (prepared.land.empty()) prepared.correction = EdgeCorrection::none;
  if (const core::Status status = check(options, prepared.land.extent()); !status) return status.error();
  if (input.points.size() == 0) {
    return core::invalid_argument("no incidents are selected; widen the period, the types or the hours");
  }
  auto locations = distinct_locations(input.points, Aggregation::adaptive, progress.part(0.0, 0.3));
  if (!locations) return locations.error();
  prepared.on_land = std::move(locations).value();
  if (const core::Status status = keep_on_land(prepared, progress.part(0.3, 0.4)); !status) return status.error();
  if (const core::Status status = correct_weights(prepared, progress.part(0.4, 1.0)); !status) return status.error();
  return prepared;
}

}  // namespace wardscope::analysis
