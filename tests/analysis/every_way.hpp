// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_waves.hpp"

namespace wardscope::analysis::test {

/// The definition of the equal-split rules, way by way, with every length as it is: what the waves must come to. Ways
/// that enter a street equally far from the incident (to a hundredth of a millimetre) are one; those of which less than
/// 1e-10 of an incident is left are given up.
class EveryWay {
 public:
  EveryWay(const StreetGraph& graph, const LineKernel& kernel, const WaveOptions& options)
      : graph_(graph), kernel_(kernel), options_(options), entered_(2 * graph.pieces.size()) {}

  void send(const StreetPlace& place) {
    places_.push_back(place);
    const double length = graph_.pieces[place.piece].length;
    std::map<Arrival, double> waiting;
    arrive(waiting, 2 * place.piece, place.along, place.weight);
    arrive(waiting, 2 * place.piece + 1, length - place.along, place.weight);
    while (!waiting.empty()) {
      const auto [arrival, share] = *waiting.begin();
      waiting.erase(waiting.begin());
      const double passed = static_cast<double>(arrival.first) * kAlike;
      if (std::abs(share) >= kLost * place.weight) split(waiting, arrival.second, passed, share);
    }
  }

  [[nodiscard]] double at(std::uint32_t piece, double along) const {
    double sum = 0.0;
    for (const StreetPlace& place : places_)
      sum += place.piece == piece ? place.weight * kernel_.at(std::abs(along - place.along)) : 0.0;
    const double length = graph_.pieces[piece].length;
    for (const auto& [passed, share] : entered_[2 * piece]) sum += share * kernel_.at(passed + along);
    for (const auto& [passed, share] : entered_[2 * piece + 1]) sum += share * kernel_.at(passed + length - along);
    return sum;
  }

  /// The mean density between two places of a piece.
  [[nodiscard]] double mean(std::uint32_t piece, double from, double to) const {
    double mass = 0.0;
    for (const StreetPlace& place : places_) {
      if (place.piece == piece) mass += place.weight * (before(to - place.along) - before(from - place.along));
    }
    const double length = graph_.pieces[piece].length;
    for (const auto& [passed, share] : entered_[2 * piece])
      mass += share * (before(passed + to) - before(passed + from));
    for (const auto& [passed, share] : entered_[2 * piece + 1])
      mass += share * (before(passed + length - from) - before(passed + length - to));
    return mass / (to - from);
  }

 private:
  using Arrival = std::pair<std::int64_t, PieceEnd>;  ///< how far, in kAlike, and at which end of a piece
  static constexpr double kAlike = 1e-5;              // m
  static constexpr double kLost = 1e-10;

  [[nodiscard]] double before(double away) const {
    return away >= 0.0 ? 1.0 - kernel_.beyond(away) : kernel_.beyond(-away);
  }
  void arrive(std::map<Arrival, double>& waiting, PieceEnd end, double passed, double share) const {
    if (passed < kernel_.reach()) waiting[{std::llround(passed / kAlike), end}] += share;
  }
  void split(std::map<Arrival, double>& waiting, PieceEnd end, double passed, double share) {
    const std::uint32_t node = graph_.node_of(end);
    const auto n = static_cast<double>(graph_.degree(node));
    for (const PieceEnd out : graph_.ends_of(node)) {
      double part = 0.0;
      if (n == 1.0) {
        part = options_.dead_ends == DeadEnds::returned ? 1.0 : 0.0;
      } else if (options_.split == SplitRule::continuous) {
        part = 2.0 / n - (out == end ? 1.0 : 0.0);
      } else {
        part = out == end ? 0.0 : 1.0 / (n - 1.0);
      }
      if (part == 0.0) continue;
      entered_[out].emplace_back(passed, share * part);
      arrive(waiting, out ^ 1U, passed + graph_.pieces[out / 2].length, share * part);
    }
  }

  const StreetGraph& graph_;
  LineKernel kernel_;
  WaveOptions options_;
  std::vector<StreetPlace> places_;
  std::vector<std::vector<std::pair<double, double>>> entered_;  ///< by end: how far, and the share
};

}  // namespace wardscope::analysis::test
