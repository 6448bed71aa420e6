// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/density_sweep.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The Gaussian kernel sum at the points themselves, 1/m^2, each point's own kernel included:
///
///   S(x_i) = sum_j w_j g_s(x_i - x_j),   g_s(d) = exp(-|d|^2 / 2 s^2) / (2 pi s^2)
///
/// Any s costs the same. A Gaussian is the convolution of two of s/sqrt(2), and their product over the plane is summed
/// on a lattice of cells s/1.5 (the trapezoid rule, as in the gridding of non-uniform Fourier transforms, Greengard &
/// Lee 2004, SIAM Review 46): the product has the spread s/2, so the error of each pair is below 2 exp(-2 pi^2 (s/2
/// cell)^2) = 3e-5 of that pair's value, up to distances of 3 s, and below 1e-5 of g_s(0) beyond. Where the lattice
/// would be too large, for an s of a few metres, pairs within 6 s are summed one by one. O(points + cells).
/// @pre sigma > 0; coordinates finite. @returns cancelled
core::Result<std::vector<double>> gaussian_sums(const WeightedPoints& points, core::Metres sigma,
                                                const jobs::Progress& progress);

/// The share of each point's Gaussian that lies on the land, 0..1: as mass_on_land(), within 0.005 on ragged coasts,
/// but for all points at once and at a cost that does not grow with sigma.
/// @pre land is not empty, sigma > 0. @returns cancelled
core::Result<std::vector<double>> gaussian_shares_on_land(const WeightedPoints& points, const LandBoundary& land,
                                                          core::Metres sigma, const jobs::Progress& progress);

}  // namespace wardscope::analysis
