// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_kernel_rows.hpp"
#include "analysis/street_places.hpp"
#include "analysis/street_reach.hpp"

namespace wardscope::analysis {

/// How a kernel is shared out where streets meet.
enum class SplitRule {
  continuous,     ///< each other street gets 2/n of what arrives, and the street it came from gives (n - 2)/n back
  discontinuous,  ///< each other street gets 1/(n - 1)
};

/// What happens to a kernel at a dead end.
enum class DeadEnds {
  returned,  ///< it runs back, so that the mass stays on the streets
  lost,      ///< it ends (what the discontinuous rule means as it is written: 1/0 of it goes on)
};

struct WaveOptions {
  SplitRule split = SplitRule::continuous;
  DeadEnds dead_ends = DeadEnds::returned;
  std::size_t steps = 512;  ///< in which a wave passes the kernel's reach
};

/// A place of a street at which a density is asked for.
struct StreetSpot {
  std::uint32_t piece = 0;
  double along = 0.0;  ///< m from the piece's `from`, 0 to its length
};

/// What lies on the parts of some pieces.
struct PieceMasses {
  std::vector<std::uint32_t> pieces;        ///< ascending
  std::vector<std::vector<double>> masses;  ///< of each, part by part
};

/// The kernels of many incidents as waves on the streets around them.
///
/// By both rules a kernel's value at a place is the sum, over all ways along the streets from the incident, of
/// K(length of the way) times the product of the shares at the junctions passed (Okabe & Sugihara 2012, section 9.2;
/// McSwiggan, Baddeley & Nair 2017). The number of ways grows exponentially with the reach. But the shares do not
/// depend on K: they are what becomes of a sharp pulse that runs along the streets at one metre a metre, is split at
/// each junction and never dies. All pulses that leave a junction into a street at the same time can be added up, those
/// of different incidents too, so that
///
///   f(s) = sum over l of a(l) K(l q + s)        on a street that was entered at steps l with amplitudes a(l)
///
/// needs one amplitude a street and step. q = reach / steps is the step, m. (Digital waveguides, Smith 1992.)
///
/// Lengths are not rounded. A pulse that would arrive between two steps is shared between them in proportion, which
/// keeps its mass and its mean time, and so the value to first order. What is left is r (1 - r) q^2/2 K'' for each
/// street passed, r the fraction of a step: q^2/8 K'' at most, a quarter of it with twice as many steps. A street
/// shorter than a step (r < 1 alone) hands on a part of the wave in the same step: what runs to and fro on such streets
/// within a step is added up by solving for it (StreetKnots), so that two junctions 2 cm apart are two junctions 2 cm
/// apart. Where Epanechnikov's kernel ends it has a kink; the error there is of first order, q/4 |K'|, 1/1024 of the
/// peak. Over L metres of streets that are all shorter than a step (a mesh of paths) it may grow to q L/2 K''.
///
/// Measured against all ways taken singly, 512 steps, as a share of the greatest density, on streets from 2 cm to 160 m
/// that pass the reach once to ten times (tests/analysis/short_streets_test.cpp): quartic 1.1e-5, Gaussian 1.7e-5,
/// Epanechnikov 1.0e-3; in a mesh of paths of half a step less than 1e-3.
///
/// Time O(steps * directed pieces within reach + steps * boundaries asked for); memory O(the length of these pieces in
/// steps + pieces + boundaries): neither the number of incidents nor that of the ways comes into it, nor that of the
/// steps but by the lengths.
class StreetWaves {
 public:
  /// The graph is borrowed. @pre options.steps >= 1
  StreetWaves(const StreetGraph& graph, const LineKernel& kernel, const WaveOptions& options);

  /// The mass that these places spread between each two cuts of a piece that follow each other, for all pieces within
  /// their reach. What is shorter than a step is taken at its middle. Nothing where it was stopped.
  /// @pre places are on the graph; `cuts` of a piece ascend and lie on it (to a micrometre), m from its `from`
  [[nodiscard]] std::optional<PieceMasses> masses(std::span<const StreetPlace> places,
                                                  const std::function<std::vector<double>(std::uint32_t piece)>& cuts,
                                                  const GoOn& go_on) const;

  /// The density, 1/m, at these spots; at an incident itself its kernel's peak. Nothing where it was stopped.
  /// @pre places and spots are on the graph
  [[nodiscard]] std::optional<std::vector<double>> densities(std::span<const StreetPlace> places,
                                                             std::span<const StreetSpot> spots,
                                                             const GoOn& go_on) const;

 private:
  const StreetGraph& graph_;
  LineKernel kernel_;
  WaveOptions options_;
  double step_ = 1.0;  ///< m
  KernelRows values_;
  KernelRows beyond_;
};

}  // namespace wardscope::analysis
