// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/density_kernel.hpp"
#include "analysis/density_land.hpp"

namespace wardscope::analysis {

/// What is done about the part of a kernel that falls off the land, where nothing could be recorded.
enum class EdgeCorrection {
  none,          ///< nothing: densities fall towards the border
  uniform,       ///< density(u) / e(u); unbiased where the density is even; the total is not kept. Diggle 1985
  jones_diggle,  ///< each incident weighs 1 / e(incident): the total over the land is kept. Jones 1993
};

/// e(u): the share of a kernel's mass about u that lies on the land, 0..1.
///
///   e(u) = integral over W of k(|v - u|) dv
///        = w(u) - (1 / 2 pi) * sum over edges of  integral of (1 - M(r(a))) da
///
///   W  the land, k the kernel (1/m^2), M(r) its mass within distance r of its centre, w(u) 1 on the land and 0 off it,
///   r(a) the distance from u to the edge in direction a; the land is on the left of each edge. It is the divergence
///   theorem in polar coordinates about u: a cone of angle da that ends at distance r holds M(r) da / 2 pi.
///
/// Only the parts of edges within reach count, so far from the border e is 1 without any work. Closed form for quartic
/// and Epanechnikov (rounding error only, below 1e-13); for the Gaussian Gauss-Legendre quadrature of smooth functions
/// (absolute error below 1e-12).
double mass_on_land(const LandBoundary& land, const DensityKernel& kernel, geo::Point u);

}  // namespace wardscope::analysis
