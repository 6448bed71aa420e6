// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/density_kernel.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"
#include "analysis/street_waves.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct NetworkDensityOptions {
  KernelShape kernel = KernelShape::quartic;
  /// Along streets: the reach h of quartic and Epanechnikov, the standard deviation of the Gaussian.
  core::Metres bandwidth{250.0};
  SplitRule split = SplitRule::continuous;
  core::Metres lixel{50.0};  ///< the streets are cut into pieces of about this length
  DeadEnds dead_ends = DeadEnds::returned;
  std::size_t steps = 512;  ///< see StreetWaves
};

/// Kernel, bandwidth, rule and lixel: what a user chooses.
void describe(NetworkDensityOptions& options, core::ParameterVisitor& visitor);

/// "continuous equal-split, quartic kernel of 250 m along streets, …": for the method.
std::string describe_in_words(const NetworkDensityOptions& options);

/// A linear pixel: a part of a piece, m along it.
struct Lixel {
  std::uint32_t piece = 0;
  double from = 0.0;
  double to = 0.0;
  [[nodiscard]] double length() const { return to - from; }
};

/// Each piece cut into equal parts, as many as make them nearest to the length asked for, one at least; in the order of
/// pieces. Lixels never run across a node.
std::vector<Lixel> lixels_of(const StreetGraph& graph, core::Metres length);

struct NetworkDensity {
  std::vector<Lixel> lixels;
  std::vector<double> per_km;  ///< the mean over each lixel: weight (incidents) per km of street
  double mass = 0.0;           ///< sum of density times length: the weight, but for what dead ends lose
  double greatest_per_km = 0.0;
  /// The least, where the continuous rule falls below 0: what a junction of five streets or more gives back can be more
  /// than is there. 0 where it does not.
  double least_per_km = 0.0;
};

/// Kernel density along streets by the equal-split rules, the mean over each lixel; see StreetWaves for the definition,
/// its sources and what it costs. Incidents are taken together by squares of three bandwidths, which are computed in
/// parallel and added in one order: the same on any number of threads.
/// @returns invalid_argument where an option is out of its range (bandwidth 10 to 2,000 m, lixel 5 to 500 m and no
/// longer than the kernel reaches) or there is no place; cancelled
core::Result<NetworkDensity> network_density(const StreetGraph& graph, std::span<const StreetPlace> places,
                                             const NetworkDensityOptions& options, const jobs::Progress& progress);

}  // namespace wardscope::analysis
