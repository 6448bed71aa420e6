// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"

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
/// needs one amplitude a street and step. q = reach / steps is the step, m. A pulse that would arrive between two steps
/// is shared between them in proportion, which keeps its mass and its mean time; what that costs is of second order,
/// q^2/8 K'' a street passed (1e-6 of the peak each at 512 steps, and a quarter of it at twice as many). A street
/// shorter than a step counts as one step long.
///
/// Time O(steps * directed pieces within reach + steps * boundaries asked for), memory O(steps * directed pieces within
/// reach): neither the number of incidents nor that of the ways comes into it. (Digital waveguides, Smith 1992.)
class StreetWaves {
 public:
  /// The waves of these places. The graph is borrowed. @pre options.steps >= 1, places are on the graph
  StreetWaves(const StreetGraph& graph, std::span<const StreetPlace> places, const LineKernel& kernel,
              const WaveOptions& options);

  /// Pieces that a wave may enter or an incident is on, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& pieces() const { return pieces_; }
  /// For each of pieces() the mass between each two of its boundaries that follow each other.
  /// @pre for each piece boundaries, m from its `from`, that ascend and lie on it
  [[nodiscard]] std::vector<std::vector<double>> masses(const std::vector<std::vector<double>>& boundaries) const;
  /// The density, 1/m, at a place of pieces()[local]; at an incident itself its kernel's peak.
  [[nodiscard]] double density_at(std::size_t local, double along) const;

 private:
  struct Delay {
    std::uint32_t whole = 1;  ///< steps
    double rest = 0.0;        ///< 0..1: what comes a step later
  };
  struct Start {
    std::uint32_t end = 0;  ///< local
    double amplitude = 0.0;
  };
  void find_pieces();
  void send_out();
  void run();
  /// How much longer a piece counts than it is: 1, but for one shorter than a step.
  [[nodiscard]] double stretch(std::size_t local) const;
  void arrive(std::uint32_t end, double distance, double amplitude);
  [[nodiscard]] std::uint32_t local_of(std::uint32_t piece) const;
  /// The end of its piece that a place at a node is at; nothing for one within its piece.
  [[nodiscard]] std::optional<std::uint32_t> node_side(const StreetPlace& place) const;
  /// Amplitudes that enter a piece by this end, step by step.
  [[nodiscard]] std::vector<double> entered(std::size_t local_end) const;

  const StreetGraph& graph_;
  std::vector<StreetPlace> places_;  ///< by piece
  LineKernel kernel_;
  WaveOptions options_;
  double step_ = 1.0;                     ///< m
  std::vector<std::uint32_t> pieces_;     ///< by local number
  std::vector<std::size_t> first_place_;  ///< by local piece, and one more
  std::vector<std::uint32_t> first_end_;  ///< by node in reach, and one more
  std::vector<std::uint32_t> ends_;       ///< 2 * local piece + side
  std::vector<Delay> delays_;             ///< by local piece
  std::vector<Start> starts_;             ///< from incidents at a node: what leaves it at step 0
  std::vector<double> left_;              ///< amplitude that leaves a node into an end: [step * ends + end]
};

}  // namespace wardscope::analysis
