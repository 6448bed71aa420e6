// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "analysis/kernel_density.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

struct RelativeRiskOptions {
  KernelDensityOptions density{.bandwidth = core::Metres(500.0)};  ///< of both selections; never adaptive
  std::int64_t permutations = 199;                                 ///< B; 999 for a report
  std::int64_t seed = 1;
};

void describe(RelativeRiskOptions& options, core::ParameterVisitor& visitor);

/// Two selections of rows of the same columns, without a row in common; borrowed.
struct RelativeRiskInput {
  std::span<const double> x;                ///< easting, m
  std::span<const double> y;                ///< northing, m
  std::span<const std::uint32_t> cases;     ///< rows, f
  std::span<const std::uint32_t> controls;  ///< rows, g
  const geo::MultiPolygon* land = nullptr;  ///< as DensityInput::land
  const geo::MultiPolygon* part = nullptr;  ///< as DensityInput::part
};

struct RelativeRisk {
  /// rho(u), within +-kMostLogRatio; NaN off the land and where the ground is too thin.
  raster::Raster<float> log_ratio;
  /// (1 + permutations with rho_b(u) >= rho(u)) / (B + 1): small where there are more cases than chance puts there. NaN
  /// with log_ratio, and where there is no permutation.
  raster::Raster<float> p_more;
  raster::Raster<float> p_fewer;  ///< likewise with <=
  KernelDensityOptions density;   ///< as used
  std::int64_t cases = 0;         ///< on the ground that is asked about
  std::int64_t controls = 0;
  std::size_t locations = 0;  ///< distinct places of both
  double thin_share = 0.0;    ///< of the cells of that ground: too few controls to compare with
};

/// Where no case is in reach the logarithm has no least value; beyond e^4, 55 times, numbers say no more.
constexpr double kMostLogRatio = 4.0;

/// The log relative risk of Bithell (1990, 1991) and Kelsall and Diggle (1995, Statistics in Medicine 14),
///
///   rho(u) = log f(u) / g(u)
///
/// f and g the densities of cases and controls, each over its number of incidents, with the same kernel and bandwidth,
/// so that most of the bias cancels. Ground where fewer than one control is expected within a kernel,
/// g(u) N_g 2 pi s^2 < 1 (s the kernel's standard deviation), has no value.
///
/// Tolerance: cases and controls change labels at random, their places and numbers kept. The density of all incidents
/// stays what it is, so rho_b(u) >= rho(u) just where f_b(u) >= f(u): one sweep a permutation. Ties count as beyond.
/// Cells are tested one by one: about 5 % of even ground is outside its limits by chance.
///
/// Deterministic for a seed and for any number of threads. @returns invalid_argument as kernel_density(), where a
/// selection is empty, where they share a row, for an adaptive density, and where all ground is too thin; cancelled.
core::Result<RelativeRisk> relative_risk(const RelativeRiskInput& input, const RelativeRiskOptions& options,
                                         const jobs::Progress& progress);

}  // namespace wardscope::analysis
