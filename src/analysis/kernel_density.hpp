// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/density_kernel.hpp"
#include "analysis/distinct_locations.hpp"
#include "analysis/edge_correction.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

struct KernelDensityOptions {
  KernelShape kernel = KernelShape::quartic;
  /// Radius h of the disc for quartic and Epanechnikov, standard deviation for the Gaussian (h = sqrt(8) s spreads
  /// alike). Usual for street crime in towns: 150 m to 250 m (quartic).
  core::Metres bandwidth{200.0};
  core::Metres cell{0.0};  ///< side of a cell; 0: automatic_cell()
  EdgeCorrection edge_correction = EdgeCorrection::jones_diggle;
  /// Each place gets a kernel of its own bandwidth, narrow where incidents are dense (adaptive_bandwidths.hpp);
  /// `bandwidth` is then that of the pilot and of a typical incident.
  bool adaptive = false;
  core::Metres least_spread{25.0};  ///< the least standard deviation of an adaptive kernel
};

void describe(KernelDensityOptions& options, core::ParameterVisitor& visitor);

/// "quartic kernel, bandwidth 200 m, cells of 20 m, Jones-Diggle edge correction": for titles and provenance.
std::string describe_in_words(const KernelDensityOptions& options);

struct DensityInput {
  PointColumns points;
  /// Where incidents can be recorded; borrowed. Areas of one set as they are (shared borders cancel), or their union.
  /// Null or empty: not known; then the surface covers the points' surroundings and nothing is corrected at the edge.
  const geo::MultiPolygon* land = nullptr;
  std::optional<raster::GridSpec> grid;  ///< to use instead of the one that follows from the land and options.cell
  /// The part of the land that the surface is of; borrowed. Incidents around it count as far as their kernels reach in:
  /// the surface is a window on that of all the land. Polygons as of `land`, and on it. Null or empty: all.
  const geo::MultiPolygon* part = nullptr;
};

/// The bandwidths of an adaptive surface, as the kernel's own (radius or standard deviation).
struct BandwidthRange {
  core::Metres least{0.0};
  core::Metres median{0.0};
  core::Metres greatest{0.0};
};

/// A density surface and how it came about.
struct DensitySurface {
  raster::Raster<float> per_km2;  ///< weight (incidents where unweighted) per km2 at cell centres; NaN off the land
  KernelDensityOptions options;   ///< as used: cell and edge correction filled in
  // Where a part of the land was asked for, "the land" is that part from here on.
  std::int64_t incidents = 0;             ///< rows on the land
  std::int64_t around = 0;                ///< rows around the part, near enough to count; 0 without one
  std::int64_t off_land = 0;              ///< rows left out because they lie off all the land
  std::size_t locations = 0;              ///< distinct ones on the land (or rows, where hardly any two share a place)
  std::optional<BandwidthRange> adapted;  ///< of an adaptive surface
  double weight = 0.0;                    ///< sum of the weights on the land
  double land_km2 = 0.0;                  ///< of the polygons; of the raster where there are none
  double mass = 0.0;          ///< sum of density times cell area: equals `weight` within 0.5 % with Jones-Diggle
                              ///< on all the land; over a part, kernels reach in and out
  double mean_per_km2 = 0.0;  ///< mean over the cells on the land
  double greatest_per_km2 = 0.0;
};

/// Cells that a surface may have; more would not fit in 512 MiB beside the program.
constexpr double kLargestRaster = 40e6;

/// The side of a cell for this extent: a fifth of the bandwidth (of the quartic kernel of the same spread) or the
/// extent's short side / 150 (Chainey's rule), whichever is less, rounded down to 1, 2 or 5 times a power of ten, at
/// least 1 m, and then as large as it takes to stay below four million cells.
core::Metres automatic_cell(const geo::Extent& extent, const DensityKernel& kernel);

/// Kernel density of incidents per km2, exact at the centre of each cell: nothing is binned.
///
///   f(u) = sum_i  w_i k(|u - x_i|)                 none
///   f(u) = sum_i  w_i k(|u - x_i|) / e(u)          uniform
///   f(u) = sum_i  w_i k(|u - x_i|) / e(x_i)        jones_diggle
///
/// Adaptive: k and e have each incident's own bandwidth; "uniform" is then refused, for it has none of its own.
///
/// w_i weight, k kernel (density_kernel.hpp), e share of the kernel on the land (edge_correction.hpp). Diggle 1985,
/// Applied Statistics 34; Jones 1993, Statistics and Computing 3. Incidents off the land are left out and counted.
/// Computed in double precision, stored as float. Deterministic for any number of threads.
///
/// @returns invalid_argument where the bandwidth is not a positive number or exceeds the short side of the land, the
/// cell is negative or wider than the kernel, the raster would be too large, nothing is selected, nothing
/// lies on the land, all weights are 0, or a row is unsound (distinct_locations); cancelled.
core::Result<DensitySurface> kernel_density(const DensityInput& input, const KernelDensityOptions& options,
                                            const jobs::Progress& progress);

/// The same formula at any places, per km2, point by point: O(probes * locations). For checks and for single places.
/// NaN off the land. options.cell and input.part are not used. @returns the errors of kernel_density.
core::Result<std::vector<double>> density_at(const DensityInput& input, const KernelDensityOptions& options,
                                             std::span<const geo::Point> probes);

}  // namespace wardscope::analysis
