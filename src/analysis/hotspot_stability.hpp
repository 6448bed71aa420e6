// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/kernel_density.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

/// What is done about incidents that their source moved to a map point.
enum class SnapJitter {
  none,      ///< they stay on it
  together,  ///< all of a point at one place, thrown on its catchment: the widest case, an address of which all are
  apart,     ///< each at a place of its own, thrown on the catchment
};

struct StabilityOptions {
  double share = 0.01;  ///< of the land's cells that are the top, 0 < share < 1
  double spread = 1.4;  ///< the bandwidth is divided by it and multiplied with it, 1..3; 1: one bandwidth
  std::int64_t runs = 99;
  std::uint64_t seed = 1;
  SnapJitter jitter = SnapJitter::together;
  /// A quartic kernel of this radius, or another of the same spread, is the narrowest of all; 0: any.
  core::Metres narrowest{0.0};
};

void describe(StabilityOptions& options, core::ParameterVisitor& visitor);

/// A hotspot is found again in a run where at least this share of its ground is in the top.
constexpr double kFoundAgain = 0.5;
/// A hotspot that is found again in at least this share of the runs is firm, another one fragile.
constexpr double kFirm = 0.8;

/// How a hotspot fared.
struct HotspotHold {
  std::int64_t found_again = 0;  ///< runs
  // Incidents inside as they stand on their points, and the fewest and the most over the runs' throws on the
  // catchments; equal where nothing is thrown.
  std::int64_t incidents = 0;
  std::int64_t fewest = 0;
  std::int64_t most = 0;
};

struct HotspotStability {
  raster::Raster<float> chance;          ///< share of the runs in which the cell is in the top, 0..1; NaN off the land
  std::vector<HotspotHold> hotspots;     ///< as given
  std::vector<core::Metres> bandwidths;  ///< of the runs, in turn
  std::int64_t runs = 0;
  std::int64_t incidents = 0;  ///< on the land
  std::int64_t thrown = 0;     ///< of these, moved by their source and thrown on a catchment in each run
  std::int64_t places = 0;     ///< distinct ones of the incidents on the land
  core::Metres reach{0.0};     ///< of a catchment; 0: nothing is thrown
};

/// What is tried out; borrows everything.
struct StabilityInput {
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;          ///< selected
  const geo::MultiPolygon& land;                ///< as in DensityInput
  const DensitySurface& surface;                ///< of these incidents on that land, with one bandwidth for all
  std::span<const geo::MultiPolygon> hotspots;  ///< found on the surface
};

/// How often each place is among the densest when the same question is asked of slightly other data: in run b of B
///
///   bandwidth   h / s, h or h s in turn (s the spread; the run's number modulo 3 chooses)
///   incidents   at each place n become Poisson(n): a bootstrap of the incidents (stats/poisson_draw.hpp)
///   places      incidents on map points are thrown on the point's catchment (map_point_catchments.hpp)
///   surface     exact kernel sums on the grid of `surface`, corrected at the edge as that one is
///   top         as hotspot_level() with top_area_share finds it
///
///   chance(cell) = (runs in which the cell is in the top) / B
///
/// Which incidents are thrown: none where the points support street level (borough::PlaceSharing); else those on the
/// source's map points, or, where the table names none, all. Other points of the table bound a catchment whether
/// selected or not, and its reach is three times the usual distance between points.
/// Every random number is a function of (seed, run, place), so nothing depends on the number of threads.
///
/// @returns invalid_argument where an option is out of its range, a bandwidth is wider than the land or narrower than a
/// cell, or all incidents stand on one place; cancelled.
core::Result<HotspotStability> hotspot_stability(const StabilityInput& input, const StabilityOptions& options,
                                                 const jobs::Progress& progress);

/// The bandwidths that the runs take in turn: narrowest first, without repeats.
std::vector<core::Metres> bandwidths_of(const KernelDensityOptions& density, const StabilityOptions& options);

}  // namespace wardscope::analysis
