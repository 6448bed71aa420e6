// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_waves.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analysis/street_pulses.hpp"

namespace wardscope::analysis {
namespace {

/// Sums over the steps of the waves at places of pieces, taken while the waves run.
class WaveSums {
 public:
  WaveSums(const StreetGraph& graph, const StreetReach& streets) : graph_(graph), streets_(streets) {}

  /// Begins to look at a place; the number under which its sum is found. @pre the piece is in reach
  std::size_t watch(const StreetSpot& spot, const KernelRows& rows, double sign_of_forth) {
    const std::size_t sum = sums_.size();
    sums_.push_back(0.0);
    const std::uint32_t local = *streets_.local_of(spot.piece);
    const double length = graph_.pieces[spot.piece].length;
    add(streets_.slot_of[2 * local], {&rows, spot.along, sign_of_forth, sum, 0});
    add(streets_.slot_of[2 * local + 1], {&rows, std::max(0.0, length - spot.along), 1.0, sum, 0});
    return sum;
  }

  /// No place is added any more.
  void close() {
    std::stable_sort(watches_.begin(), watches_.end(), [](const Watch& a, const Watch& b) { return a.slot < b.slot; });
    first_.assign(streets_.ends.size() + 1, 0);
    for (const Watch& watch : watches_) ++first_[watch.slot + 1];
    for (std::size_t slot = 0; slot + 1 < first_.size(); ++slot) first_[slot + 1] += first_[slot];
  }

  void take(std::uint32_t slot, std::size_t first, std::span<const double> amplitudes) {
    for (std::size_t w = first_[slot]; w < first_[slot + 1]; ++w) {
      const Watch& watch = watches_[w];
      sums_[watch.sum] += watch.sign * watch.rows->sum(amplitudes, first, watch.distance);
    }
  }

  [[nodiscard]] double sum(std::size_t number) const { return sums_[number]; }

 private:
  struct Watch {
    const KernelRows* rows = nullptr;
    double distance = 0.0;  ///< m from the slot's end
    double sign = 1.0;
    std::size_t sum = 0;
    std::uint32_t slot = 0;
  };
  void add(std::uint32_t slot, Watch watch) {
    if (slot == StreetReach::kNone) return;  // nothing enters there
    watch.slot = slot;
    watches_.push_back(watch);
  }

  const StreetGraph& graph_;
  const StreetReach& streets_;
  std::vector<Watch> watches_;
  std::vector<std::size_t> first_;  ///< by slot, and one more
  std::vector<double> sums_;
};

std::vector<StreetPlace> by_piece(std::span<const StreetPlace> places) {
  std::vector<StreetPlace> sorted(places.begin(), places.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const StreetPlace& a, const StreetPlace& b) { return a.piece < b.piece; });
  return sorted;
}

/// The places on a piece that spread along it directly, not by a node. @pre sorted by piece
template <typename Visit>
void each_within(const StreetGraph& graph, std::span<const StreetPlace> places, std::uint32_t piece, Visit visit) {
  const auto before = [](const StreetPlace& place, std::uint32_t number) { return place.piece < number; };
  for (auto at = std::lower_bound(places.begin(), places.end(), piece, before);
       at != places.end() && at->piece == piece; ++at) {
    if (!node_side(graph, *at)) visit(*at);
  }
}

/// The parts between the cuts of one piece and what is looked at to measure them.
struct Parts {
  std::vector<double> cuts;
  std::vector<std::size_t> at;      ///< by cut: the sum of what lies before it, but for a constant
  std::vector<std::size_t> middle;  ///< by part: the sum of the density at its middle
};
constexpr std::size_t kNotWatched = SIZE_MAX;
constexpr double kRounding = 1e-6;  // m

}  // namespace

StreetWaves::StreetWaves(const StreetGraph& graph, const LineKernel& kernel, const WaveOptions& options)
    : graph_(graph),
      kernel_(kernel),
      options_(options),
      step_(kernel.reach() / static_cast<double>(options.steps)),
      values_(step_, options.steps, [&](double distance) { return kernel.at(distance); }),
      beyond_(step_, options.steps, [&](double distance) { return kernel.beyond(distance); }) {
  assert(options.steps >= 1);
}

std::optional<PieceMasses> StreetWaves::masses(std::span<const StreetPlace> places,
                                               const std::function<std::vector<double>(std::uint32_t piece)>& cuts,
                                               const GoOn& go_on) const {
  const std::vector<StreetPlace> sorted = by_piece(places);
  const auto streets = street_reach(graph_, sorted, kernel_.reach(), go_on);
  if (!streets) return std::nullopt;
  WaveSums sums(graph_, *streets);
  std::vector<Parts> parts;
  parts.reserve(streets->pieces.size());
  for (const std::uint32_t piece : streets->pieces) {
    Parts own{cuts(piece), {}, {}};
    assert(std::is_sorted(own.cuts.begin(), own.cuts.end()));
    assert(own.cuts.empty() || (own.cuts.front() >= 0.0 && own.cuts.back() <= graph_.pieces[piece].length + kRounding));
    own.at.assign(own.cuts.size(), kNotWatched);
    own.middle.assign(own.cuts.empty() ? 0 : own.cuts.size() - 1, kNotWatched);
    for (std::size_t c = 0; c < own.middle.size(); ++c) {
      if (own.cuts[c + 1] - own.cuts[c] < step_) {
        // Of the difference between two interpolated masses so little apart few digits would be left.
        own.middle[c] = sums.watch({piece, (own.cuts[c] + own.cuts[c + 1]) / 2.0}, values_, 1.0);
        continue;
      }
      for (const std::size_t cut : {c, c + 1}) {
        if (own.at[cut] == kNotWatched) own.at[cut] = sums.watch({piece, own.cuts[cut]}, beyond_, -1.0);
      }
    }
    parts.push_back(std::move(own));
  }
  sums.close();
  auto pulses = StreetPulses::of({graph_, *streets, sorted, options_, step_}, go_on);
  if (!pulses) return std::nullopt;
  const auto take = [&](std::uint32_t slot, std::size_t first, std::span<const double> amplitudes) {
    sums.take(slot, first, amplitudes);
  };
  if (!pulses->run(take, go_on)) return std::nullopt;
  PieceMasses found{streets->pieces, {}};
  found.masses.reserve(parts.size());
  for (std::size_t local = 0; local < parts.size(); ++local) {
    const Parts& own = parts[local];
    std::vector<double> masses(own.middle.size());
    for (std::size_t c = 0; c < masses.size(); ++c) {
      masses[c] = own.middle[c] == kNotWatched ? sums.sum(own.at[c + 1]) - sums.sum(own.at[c])
                                               : sums.sum(own.middle[c]) * (own.cuts[c + 1] - own.cuts[c]);
    }
    each_within(graph_, sorted, found.pieces[local], [&](const StreetPlace& place) {
      double before = 0.0;
      for (std::size_t c = 0; c < own.cuts.size(); ++c) {
        const double beyond = kernel_.beyond(std::abs(own.cuts[c] - place.along));
        const double at = own.cuts[c] >= place.along ? 1.0 - beyond : beyond;
        if (c > 0) masses[c - 1] += place.weight * (at - before);
        before = at;
      }
    });
    found.masses.push_back(std::move(masses));
  }
  return found;
}

std::optional<std::vector<double>> StreetWaves::densities(std::span<const StreetPlace> places,
                                                          std::span<const StreetSpot> spots, const GoOn& go_on) const {
  const std::vector<StreetPlace> sorted = by_piece(places);
  const auto streets = street_reach(graph_, sorted, kernel_.reach(), go_on);
  if (!streets) return std::nullopt;
  WaveSums sums(graph_, *streets);
  std::vector<std::size_t> watched(spots.size(), kNotWatched);
  for (std::size_t s = 0; s < spots.size(); ++s) {
    assert(spots[s].piece < graph_.pieces.size());
    assert(spots[s].along >= 0.0 && spots[s].along <= graph_.pieces[spots[s].piece].length + kRounding);
    if (streets->local_of(spots[s].piece)) watched[s] = sums.watch(spots[s], values_, 1.0);
  }
  sums.close();
  auto pulses = StreetPulses::of({graph_, *streets, sorted, options_, step_}, go_on);
  if (!pulses) return std::nullopt;
  const auto take = [&](std::uint32_t slot, std::size_t first, std::span<const double> amplitudes) {
    sums.take(slot, first, amplitudes);
  };
  if (!pulses->run(take, go_on)) return std::nullopt;
  std::vector<double> found(spots.size(), 0.0);
  for (std::size_t s = 0; s < spots.size(); ++s) {
    if (watched[s] == kNotWatched) continue;
    found[s] = sums.sum(watched[s]);
    each_within(graph_, sorted, spots[s].piece, [&](const StreetPlace& place) {
      found[s] += place.weight * kernel_.at(std::abs(spots[s].along - place.along));
    });
  }
  return found;
}

}  // namespace wardscope::analysis
