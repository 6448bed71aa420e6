// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "analysis/density_kernel.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

/// Weighted points, column by column. Borrows; weights are finite and >= 0.
struct WeightedPoints {
  std::span<const double> x;
  std::span<const double> y;
  std::span<const double> weight;
  std::span<const double> bandwidth = {};  ///< m, > 0, of each point's own kernel; empty: the kernel's for all
};

struct SweepInput {
  WeightedPoints points;
  DensityKernel kernel;
  raster::GridSpec grid;
};

/// Receives one raster row of densities, 1/m^2, from west to east. Called once for each row, in any order and from
/// several threads.
using RowSink = std::function<void(std::size_t row, std::span<const double> per_square_metre)>;

/// The exact kernel sum at each cell centre,  f(u) = sum over points of w_i k(|u - x_i|), points off the grid included.
///
/// Polynomial kernels (quartic, Epanechnikov). On a raster row at distance dy the quartic of a point is a polynomial of
/// degree 4 in x between the cells where it enters and leaves its disc: with A = 1 - dy^2/h^2 and x counted in h from
/// the point it is (A - x^2)^2. So each point adds its coefficients where it enters and takes them away where it
/// leaves, and a running sum is evaluated at each cell: O(points * rows in reach + cells), whatever the bandwidth.
/// (Sweep lines for polynomial kernels: Chan, U, Choi & Xu, "SLAM", SIGMOD 2022; the events here are ours.)
/// Coefficients refer to the middle of a block of cells and the sum starts anew with each block, so rounding does not
/// travel along the row: the error stays below 1e-12 of the largest sum.
///
/// Gaussian. exp(-dx^2/2s^2) exp(-dy^2/2s^2), the first factor computed once for a block of rows. Cut off where it is
/// below 1e-16 of its peak. O(points * cells in reach), so its cost grows with the square of the bandwidth.
///
/// With bandwidths of their own the points are swept in groups within a factor of two of each other, each point with
/// its own polynomial: a block then never spans many radii of a small kernel, and the sum is as exact as that of one
/// kernel.
///
/// The result depends neither on the number of threads nor on timing. @returns cancelled.
core::Status sweep_kernel_sums(const SweepInput& input, const jobs::Progress& progress, const RowSink& sink);

}  // namespace wardscope::analysis
