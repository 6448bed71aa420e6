// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "analysis/ripley.hpp"
#include "analysis/set_covariance.hpp"

namespace wardscope::analysis {

/// A pattern and how dense its points are expected to be at each of its places. Borrows everything.
struct InhomogeneousQuestion {
  const PlacedCounts& places;
  std::span<const double> intensity;  ///< at each place, in any measure, > 0
  const PatternWindow& window;
  DistanceSteps steps;
  RipleyCorrection correction = RipleyCorrection::isotropic;
  const SetCovariance* covariance = nullptr;  ///< for the translation correction alone, and then needed
};

/// K where density varies over the window by itself (Baddeley, Moller & Waagepetersen 2000, Statistica Neerlandica 54):
///
///   none, isotropic, translation   K(r) = 1 / |W|  sum_ij  1{d_ij <= r} w_ij / (l_i l_j)
///   border    K(r) = sum_i 1{b_i >= r} sum_j 1{d_ij <= r} / (l_i l_j)  /  sum_i 1{b_i >= r} / l_i
///
/// l_i intensity at point i, scaled so that the sum of 1 / l_i is |W| (spatstat's renormalising); the rest as in
/// ripley_k(). pi r^2 where points are independent with that intensity, however uneven it is. Where it is even this is
/// (n - 1) / n of ripley_k()'s K. O(n + ordered pairs in reach). Sums have one order, whatever the number of threads.
/// @pre as ripley_k(), intensities one a place, finite, > 0. @returns cancelled
core::Result<RipleyCurve> inhomogeneous_k(const InhomogeneousQuestion& question, const jobs::Progress& progress);

}  // namespace wardscope::analysis
