// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/street_knots.hpp"
#include "analysis/street_reach.hpp"
#include "analysis/street_waves.hpp"

namespace wardscope::analysis {

/// Whether an incident is at a node of its piece (to a micrometre), and at which: 0 `from`, 1 `to`.
std::optional<std::uint32_t> node_side(const StreetGraph& graph, const StreetPlace& place);

/// What StreetWaves sends along the streets: pulses, step by step. Of what left an end no more is kept than is still
/// under way; the rest is handed on in stretches of steps.
class StreetPulses {
 public:
  struct Input {
    const StreetGraph& graph;
    const StreetReach& streets;
    std::span<const StreetPlace> places;
    WaveOptions options;
    double step = 1.0;  ///< m
  };
  /// Nothing where it was stopped.
  static std::optional<StreetPulses> of(const Input& input, const GoOn& go_on);

  /// What enters the piece of a slot there at the steps from `first` on.
  using Take = std::function<void(std::uint32_t slot, std::size_t first, std::span<const double> amplitudes)>;
  /// Runs all steps. @returns false where it was stopped
  [[nodiscard]] bool run(const Take& take, const GoOn& go_on);

 private:
  /// Where a slot reads what its piece brings, and where it writes what it sends.
  struct Line {
    double now = 0.0;      ///< the part of it that comes after the whole steps of the piece's length …
    double later = 0.0;    ///< … and a step later
    std::size_t from = 0;  ///< in history_, at the first step of a stretch
    std::size_t to = 0;
  };
  /// What comes straight from incidents.
  struct First {
    std::uint32_t step = 0;
    std::uint32_t slot = 0;
    double amplitude = 0.0;
  };
  struct OfSlot {
    std::size_t first = 0;   ///< of its history
    std::uint32_t kept = 0;  ///< steps that are still under way at its piece
  };
  struct Delay {
    std::uint32_t whole = 0;  ///< steps
    double rest = 0.0;        ///< 0..1: what comes a step later
    bool arrives = false;     ///< within the reach
  };
  explicit StreetPulses(const Input& input) : input_(input) {}
  [[nodiscard]] Delay delay_of(std::uint32_t piece) const;
  void lay_lines();
  void send_out();
  void send_to(std::uint32_t slot, std::span<const StreetPlace> places);
  void start_at_node(const StreetPlace& place);
  void sort_firsts();
  [[nodiscard]] bool tie_knots(const GoOn& go_on);
  void one_step(std::size_t step, std::size_t in_stretch);
  void keep_what_is_under_way();

  Input input_;
  std::size_t stretch_ = 1;  ///< steps between two hand-overs
  std::vector<Line> lines_;
  std::vector<OfSlot> slots_;
  std::vector<double> history_;
  std::vector<First> firsts_;  ///< by step
  std::size_t next_first_ = 0;
  std::size_t sort_beyond_ = std::size_t{1} << 18U;
  std::vector<double> starts_;  ///< by slot: what incidents at its node send into it at step 0; may be empty
  std::vector<NodeShares> shares_;
  std::vector<ShortPiece> short_pieces_;
  std::optional<StreetKnots> knots_;
  std::vector<double> arriving_;
};

}  // namespace wardscope::analysis
