// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_waves.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace wardscope::analysis {
namespace {

constexpr double kAtNode = 1e-6;        // m: an incident so near a node is at it
constexpr std::size_t kFractions = 16;  // of a step, between which the kernel's mass is interpolated

/// What leaves by an end of a node of n streets of what arrives: total * of_all - own * of_own.
struct Shares {
  double of_all = 0.0;
  double of_own = 0.0;
};

Shares shares_at(std::size_t degree, const WaveOptions& options) {
  if (degree == 1) return {options.dead_ends == DeadEnds::returned ? 1.0 : 0.0, 0.0};
  const auto n = static_cast<double>(degree);
  if (options.split == SplitRule::continuous) return {2.0 / n, 1.0};
  return {1.0 / (n - 1.0), 1.0 / (n - 1.0)};
}

/// The kernel's mass beyond each step and each fraction of one, so that a sum over steps runs through memory in order.
class MassTable {
 public:
  MassTable(const LineKernel& kernel, double step, std::size_t steps) : step_(step), steps_(steps) {
    for (std::size_t f = 0; f < rows_.size(); ++f) {
      rows_[f].resize(steps + 1);
      const double offset = static_cast<double>(f) / static_cast<double>(kFractions);
      for (std::size_t l = 0; l <= steps; ++l) {
        rows_[f][l] = kernel.beyond((static_cast<double>(l) + offset) * step);
      }
    }
  }

  /// The sum over l of amplitudes[l] times the mass beyond l q + distance.
  [[nodiscard]] double sum(const std::vector<double>& amplitudes, double distance) const {
    const double fractions = distance / step_ * static_cast<double>(kFractions);
    const auto whole = static_cast<std::size_t>(fractions);
    const double rest = fractions - static_cast<double>(whole);
    const std::size_t shift = whole / kFractions;
    if (shift >= steps_) return 0.0;
    const double* low = rows_[whole % kFractions].data() + shift;
    const double* high = rows_[whole % kFractions + 1].data() + shift;
    double at_low = 0.0;
    double at_high = 0.0;
    for (std::size_t l = 0; l < steps_ - shift; ++l) {
      at_low += amplitudes[l] * low[l];
      at_high += amplitudes[l] * high[l];
    }
    return at_low + rest * (at_high - at_low);
  }

 private:
  double step_;
  std::size_t steps_;
  std::array<std::vector<double>, kFractions + 1> rows_;
};

bool any(const std::vector<double>& amplitudes) {
  return std::any_of(amplitudes.begin(), amplitudes.end(), [](double a) { return a != 0.0; });
}

}  // namespace

StreetWaves::StreetWaves(const StreetGraph& graph, std::span<const StreetPlace> places, const LineKernel& kernel,
                         const WaveOptions& options)
    : graph_(graph), places_(places.begin(), places.end()), kernel_(kernel), options_(options) {
  assert(options.steps >= 1);
  step_ = kernel.reach() / static_cast<double>(options.steps);
  std::stable_sort(places_.begin(), places_.end(),
                   [](const StreetPlace& a, const StreetPlace& b) { return a.piece < b.piece; });
  find_pieces();
  send_out();
  run();
}

/// All pieces with a node nearer than the reach, and those that incidents are on.
void StreetWaves::find_pieces() {
  std::vector<double> distance(graph_.nodes.size(), std::numeric_limits<double>::infinity());
  using Reached = std::pair<double, std::uint32_t>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  const double reach = kernel_.reach();
  const auto offer = [&](std::uint32_t node, double far) {
    if (far >= reach || far >= distance[node]) return;
    distance[node] = far;
    queue.emplace(far, node);
  };
  for (const StreetPlace& place : places_) {
    const StreetPiece& piece = graph_.pieces[place.piece];
    pieces_.push_back(place.piece);
    offer(piece.from, place.along);
    offer(piece.to, piece.length - place.along);
  }
  std::vector<std::uint32_t> reached;
  while (!queue.empty()) {
    const auto [far, node] = queue.top();
    queue.pop();
    if (far > distance[node]) continue;
    reached.push_back(node);
    for (const PieceEnd end : graph_.ends_of(node)) {
      pieces_.push_back(end / 2);
      offer(graph_.node_of(end ^ 1U), far + graph_.pieces[end / 2].length);
    }
  }
  std::sort(pieces_.begin(), pieces_.end());
  pieces_.erase(std::unique(pieces_.begin(), pieces_.end()), pieces_.end());
  std::sort(reached.begin(), reached.end());
  for (const std::uint32_t node : reached) {
    for (const PieceEnd end : graph_.ends_of(node)) ends_.push_back(2 * local_of(end / 2) + end % 2);
    first_end_.push_back(static_cast<std::uint32_t>(ends_.size() - graph_.degree(node)));
  }
  first_end_.push_back(static_cast<std::uint32_t>(ends_.size()));
  delays_.resize(pieces_.size());
  for (std::size_t p = 0; p < pieces_.size(); ++p) {
    const double steps = std::max(1.0, graph_.pieces[pieces_[p]].length / step_);
    // What takes longer than the reach never arrives.
    const double whole = std::min(std::floor(steps), static_cast<double>(options_.steps) + 1.0);
    delays_[p] = {static_cast<std::uint32_t>(whole), std::min(1.0, steps - whole)};
  }
}

std::uint32_t StreetWaves::local_of(std::uint32_t piece) const {
  return static_cast<std::uint32_t>(std::lower_bound(pieces_.begin(), pieces_.end(), piece) - pieces_.begin());
}

double StreetWaves::stretch(std::size_t local) const {
  return std::max(1.0, step_ / graph_.pieces[pieces_[local]].length);
}

void StreetWaves::arrive(std::uint32_t end, double distance, double amplitude) {
  const double steps = distance / step_;
  if (steps >= static_cast<double>(options_.steps)) return;
  const auto whole = static_cast<std::size_t>(steps);
  const double rest = steps - static_cast<double>(whole);
  const std::size_t ends = 2 * pieces_.size();
  left_[whole * ends + end] += (1.0 - rest) * amplitude;
  if (whole + 1 < options_.steps) left_[(whole + 1) * ends + end] += rest * amplitude;
}

/// Each incident sends a pulse both ways; one at a node sends one into each of its streets. What arrives straight from
/// incidents waits where what leaves at that step will stand.
void StreetWaves::send_out() {
  left_.assign(options_.steps * 2 * pieces_.size(), 0.0);
  first_place_.reserve(pieces_.size() + 1);
  std::size_t next = 0;
  for (std::uint32_t local = 0; local < pieces_.size(); ++local) {
    first_place_.push_back(next);
    const StreetPiece& piece = graph_.pieces[pieces_[local]];
    for (; next < places_.size() && places_[next].piece == pieces_[local]; ++next) {
      const StreetPlace& place = places_[next];
      if (const auto side = node_side(place)) {
        const PieceEnd end = 2 * pieces_[local] + *side;
        const std::uint32_t node = graph_.node_of(end);
        const std::size_t n = graph_.degree(node);
        const bool halved = n == 1 && options_.dead_ends == DeadEnds::lost;
        const double amplitude = (halved ? 1.0 : 2.0 / static_cast<double>(n)) * place.weight;
        for (const PieceEnd other : graph_.ends_of(node)) {
          starts_.push_back({2 * local_of(other / 2) + other % 2, amplitude});
        }
        continue;
      }
      arrive(2 * local, place.along * stretch(local), place.weight);
      arrive(2 * local + 1, (piece.length - place.along) * stretch(local), place.weight);
    }
  }
  first_place_.push_back(next);
}

std::optional<std::uint32_t> StreetWaves::node_side(const StreetPlace& place) const {
  if (place.along <= kAtNode) return 0U;
  if (graph_.pieces[place.piece].length - place.along <= kAtNode) return 1U;
  return std::nullopt;
}

void StreetWaves::run() {
  const std::size_t ends = 2 * pieces_.size();
  std::vector<double> arriving(ends);
  std::vector<Shares> shares;
  shares.reserve(first_end_.size());
  for (std::size_t n = 0; n + 1 < first_end_.size(); ++n) {
    shares.push_back(shares_at(first_end_[n + 1] - first_end_[n], options_));
  }
  for (std::size_t step = 0; step < options_.steps; ++step) {
    for (std::size_t end = 0; end < ends; ++end) {
      const Delay& delay = delays_[end / 2];
      double sum = left_[step * ends + end];
      if (step >= delay.whole) sum += (1.0 - delay.rest) * left_[(step - delay.whole) * ends + (end ^ 1U)];
      if (step > delay.whole) sum += delay.rest * left_[(step - delay.whole - 1) * ends + (end ^ 1U)];
      arriving[end] = sum;
    }
    double* const leaving = left_.data() + step * ends;
    std::fill_n(leaving, ends, 0.0);
    for (std::size_t n = 0; n + 1 < first_end_.size(); ++n) {
      double total = 0.0;
      for (std::uint32_t e = first_end_[n]; e < first_end_[n + 1]; ++e) total += arriving[ends_[e]];
      for (std::uint32_t e = first_end_[n]; e < first_end_[n + 1]; ++e) {
        leaving[ends_[e]] = shares[n].of_all * total - shares[n].of_own * arriving[ends_[e]];
      }
    }
    if (step > 0) continue;
    for (const Start& start : starts_) leaving[start.end] += start.amplitude;
  }
}

std::vector<double> StreetWaves::entered(std::size_t local_end) const {
  const std::size_t ends = 2 * pieces_.size();
  std::vector<double> amplitudes(options_.steps);
  for (std::size_t step = 0; step < options_.steps; ++step) amplitudes[step] = left_[step * ends + local_end];
  return amplitudes;
}

std::vector<std::vector<double>> StreetWaves::masses(const std::vector<std::vector<double>>& boundaries) const {
  assert(boundaries.size() == pieces_.size());
  const MassTable table(kernel_, step_, options_.steps);
  std::vector<std::vector<double>> all(pieces_.size());
  for (std::size_t local = 0; local < pieces_.size(); ++local) {
    const std::vector<double>& at = boundaries[local];
    std::vector<double> to(at.size(), 0.0);  // from the piece's beginning, but for a constant
    const double longer = stretch(local);
    const double length = graph_.pieces[pieces_[local]].length * longer;
    const std::vector<double> forth = entered(2 * local);
    const std::vector<double> back = entered(2 * local + 1);
    if (any(forth)) {
      for (std::size_t b = 0; b < at.size(); ++b) to[b] -= table.sum(forth, at[b] * longer);
    }
    if (any(back)) {
      for (std::size_t b = 0; b < at.size(); ++b) to[b] += table.sum(back, std::max(0.0, length - at[b] * longer));
    }
    for (std::size_t i = first_place_[local]; i < first_place_[local + 1]; ++i) {
      if (node_side(places_[i])) continue;
      for (std::size_t b = 0; b < at.size(); ++b) {
        const double away = (at[b] - places_[i].along) * longer;
        const double beyond = kernel_.beyond(std::abs(away));
        to[b] += places_[i].weight * (away >= 0.0 ? 1.0 - beyond : beyond);
      }
    }
    for (std::size_t b = 0; b + 1 < to.size(); ++b) all[local].push_back(to[b + 1] - to[b]);
  }
  return all;
}

double StreetWaves::density_at(std::size_t local, double along) const {
  const double length = graph_.pieces[pieces_[local]].length;
  const std::vector<double> forth = entered(2 * local);
  const std::vector<double> back = entered(2 * local + 1);
  double density = 0.0;
  for (std::size_t step = 0; step < options_.steps; ++step) {
    const double passed = static_cast<double>(step) * step_;
    if (forth[step] != 0.0) density += forth[step] * kernel_.at(passed + along);
    if (back[step] != 0.0) density += back[step] * kernel_.at(passed + length - along);
  }
  for (std::size_t i = first_place_[local]; i < first_place_[local + 1]; ++i) {
    if (!node_side(places_[i])) density += places_[i].weight * kernel_.at(std::abs(along - places_[i].along));
  }
  return density;
}

}  // namespace wardscope::analysis
