// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/density_sweep.hpp"
#include "analysis/kernel_density.hpp"

namespace wardscope::analysis {

// On a splinter of land a kernel may keep next to nothing; this bounds what one incident can weigh there.
constexpr double kLeastMass = 1e-6;

/// Everything that both the raster and the probes need, checked.
struct PreparedDensity {
  LandBoundary land;
  LandBoundary part;  ///< DensityInput::part; empty: all
  DensityKernel kernel;
  EdgeCorrection correction;
  DistinctLocations on_land;      ///< of these, the ones whose kernels reach the part
  std::vector<double> corrected;  ///< weight / e(x) where Jones-Diggle, else weight
  std::vector<double> factor;     ///< 1 / e(x) where Jones-Diggle, else 1
  std::vector<double> bandwidth;  ///< adaptive: of each location's own kernel, m; empty: the kernel's
  std::optional<BandwidthRange> adapted;
  std::int64_t off_land = 0;   ///< incidents
  std::int64_t incidents = 0;  ///< in the part, or on the land where there is none
  std::int64_t around = 0;     ///< on the land, not in the part, with kernels that may reach it
  double weight = 0.0;         ///< of `incidents`

  /// Where the surface has values; empty: everywhere.
  [[nodiscard]] const LandBoundary& shown() const { return part.empty() ? land : part; }

  [[nodiscard]] WeightedPoints points() const { return {on_land.x, on_land.y, corrected, bandwidth}; }
  /// The kernel of a location.
  [[nodiscard]] DensityKernel kernel_of(std::size_t location) const {
    return {kernel.shape, bandwidth.empty() ? kernel.bandwidth : bandwidth[location]};
  }
  /// The narrowest and the widest of them.
  [[nodiscard]] DensityKernel narrowest() const {
    return {kernel.shape, adapted ? adapted->least.value() : kernel.bandwidth};
  }
  [[nodiscard]] DensityKernel widest() const {
    return {kernel.shape, adapted ? adapted->greatest.value() : kernel.bandwidth};
  }
};

/// Checks the options and the points, drops what lies off the land and divides by the edge mass where asked.
/// @returns the errors that kernel_density() states.
core::Result<PreparedDensity> prepare_density(const DensityInput& input, const KernelDensityOptions& options,
                                              const jobs::Progress& progress);

/// The grid that follows from the options and the extent of what is shown, checked.
/// @returns the errors about cells that kernel_density() states.
core::Result<raster::GridSpec> density_grid(const PreparedDensity& prepared, const KernelDensityOptions& options);

}  // namespace wardscope::analysis
