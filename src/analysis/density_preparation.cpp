// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_preparation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/adaptive_bandwidths.hpp"
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
  if (options.adaptive && options.edge_correction == EdgeCorrection::uniform) {
    return core::invalid_argument(
        "an adaptive density has no uniform edge correction, for each incident has its own kernel; use jones-diggle, "
        "or none");
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

/// Where an incident lies, by what it does to the surface.
enum class Position : std::uint8_t { off_land, out_of_reach, around, shown };

/// Of locations, and of their bandwidths where they have some.
void keep_in_reach(PreparedDensity& prepared, const std::vector<Position>& positions) {
  DistinctLocations& all = prepared.on_land;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (positions[i] < Position::around) continue;
    all.x[kept] = all.x[i];
    all.y[kept] = all.y[i];
    all.weight[kept] = all.weight[i];
    all.incidents[kept] = all.incidents[i];
    if (!prepared.bandwidth.empty()) prepared.bandwidth[kept] = prepared.bandwidth[i];
    ++kept;
  }
  all.x.resize(kept);
  all.y.resize(kept);
  all.weight.resize(kept);
  all.incidents.resize(kept);
  if (!prepared.bandwidth.empty()) prepared.bandwidth.resize(kept);
}

Position position_of(const PreparedDensity& prepared, std::size_t location) {
  const geo::Point point{prepared.on_land.x[location], prepared.on_land.y[location]};
  if (!prepared.land.empty() && !prepared.land.contains(point)) return Position::off_land;
  if (prepared.part.empty()) return Position::shown;
  if (!prepared.part.extent().grown(prepared.kernel_of(location).reach()).contains(point))
    return Position::out_of_reach;
  return prepared.part.contains(point) ? Position::shown : Position::around;
}

void count(PreparedDensity& prepared, const std::vector<Position>& positions) {
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const std::int64_t incidents = prepared.on_land.incidents[i];
    if (positions[i] == Position::off_land) prepared.off_land += incidents;
    if (positions[i] == Position::around) prepared.around += incidents;
    if (positions[i] != Position::shown) continue;
    prepared.incidents += incidents;
    prepared.weight += prepared.on_land.weight[i];
  }
}

core::Status keep_on_land(PreparedDensity& prepared, const jobs::Progress& progress) {
  std::vector<Position> positions(prepared.on_land.size());
  constexpr std::size_t kPointsARange = 4096;
  core::Status status =
      jobs::parallel_for(positions.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) positions[i] = position_of(prepared, i);
      });
  if (!status) return status;
  count(prepared, positions);
  keep_in_reach(prepared, positions);
  if (prepared.incidents == 0) {
    return core::invalid_argument(
        prepared.part.empty() ? "none of the selected incidents lies on the land of these areas; choose the areas of "
                                "the same place, or check the coordinate system of the incidents"
                              : "none of the selected incidents lies in the areas that were chosen; choose others, or "
                                "widen the period, the types or the hours");
  }
  if (!(prepared.weight > 0.0)) {
    return core::invalid_argument(
        "all selected incidents have the weight 0; choose a weight column with values, or none");
  }
  return {};
}

core::Status correct_weights(PreparedDensity& prepared, const jobs::Progress& progress) {
  prepared.corrected = prepared.on_land.weight;
  prepared.factor.assign(prepared.corrected.size(), 1.0);
  if (prepared.correction != EdgeCorrection::jones_diggle) return {};
  constexpr std::size_t kPointsARange = 256;
  return jobs::parallel_for(
      prepared.corrected.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double mass =
              mass_on_land(prepared.land, prepared.kernel_of(i), {prepared.on_land.x[i], prepared.on_land.y[i]});
          prepared.factor[i] = 1.0 / std::max(mass, kLeastMass);
          prepared.corrected[i] *= prepared.factor[i];
        }
      });
}

/// Gives each location on the land its own bandwidth; drops the others, which would have a say in the pilot.
core::Status adapt(PreparedDensity& prepared, const KernelDensityOptions& options, const jobs::Progress& progress) {
  DistinctLocations& all = prepared.on_land;
  std::vector<Position> positions(all.size(), Position::shown);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (prepared.land.empty() || prepared.land.contains({all.x[i], all.y[i]})) continue;
    positions[i] = Position::off_land;
    prepared.off_land += all.incidents[i];
  }
  keep_in_reach(prepared, positions);
  if (all.size() == 0) return {};  // said by keep_on_land
  const double to_kernel = prepared.kernel.bandwidth / prepared.kernel.spread();
  const auto adapted =
      adaptive_bandwidths(all, prepared.land, {core::Metres(prepared.kernel.spread()), options.least_spread}, progress);
  if (!adapted) return adapted.error();
  prepared.bandwidth.reserve(all.size());
  for (const double sigma : adapted->sigma) prepared.bandwidth.push_back(sigma * to_kernel);
  prepared.adapted =
      BandwidthRange{adapted->least * to_kernel, adapted->median * to_kernel, adapted->greatest * to_kernel};
  return {};
}

}  // namespace

core::Result<PreparedDensity> prepare_density(const DensityInput& input, const KernelDensityOptions& options,
                                              const jobs::Progress& progress) {
  const geo::MultiPolygon none;
  PreparedDensity prepared{LandBoundary(input.land != nullptr ? *input.land : none),
                           LandBoundary(input.part != nullptr ? *input.part : none),
                           {options.kernel, options.bandwidth.value()},
                           options.edge_correction,
                           {},
                           {},
                           {},
                           {},
                           {}};
  if (prepared.land.empty()) prepared.correction = EdgeCorrection::none;
  // A part is a window on the surface of all the land: it is that which the bandwidth must suit.
  const LandBoundary& whole = prepared.land.empty() ? prepared.part : prepared.land;
  if (const core::Status status = check(options, whole.extent()); !status) return status.error();
  if (input.points.size() == 0) {
    return core::invalid_argument("no incidents are selected; widen the period, the types or the hours");
  }
  auto locations = distinct_locations(input.points, Aggregation::adaptive, progress.part(0.0, 0.3));
  if (!locations) return locations.error();
  prepared.on_land = std::move(locations).value();
  if (options.adaptive) {
    if (const core::Status status = adapt(prepared, options, progress.part(0.3, 0.35)); !status) return status.error();
  }
  if (const core::Status status = keep_on_land(prepared, progress.part(0.35, 0.4)); !status) return status.error();
  if (const core::Status status = correct_weights(prepared, progress.part(0.4, 1.0)); !status) return status.error();
  return prepared;
}

}  // namespace wardscope::analysis
