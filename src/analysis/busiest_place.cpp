// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/busiest_place.hpp"

#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace wardscope::analysis {
namespace {

using SquareNumber = std::pair<std::int64_t, std::int64_t>;  // column from the west, row from the south

struct SquareSum {
  std::int64_t incidents = 0;
  double weight = 0.0;
  geo::Point moment;  ///< sum of weight x position from the square's corner
};

struct SquareHash {
  std::size_t operator()(const SquareNumber& square) const {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio: spreads neighbours
    return static_cast<std::size_t>(static_cast<std::uint64_t>(square.first) * kMix +
                                    static_cast<std::uint64_t>(square.second));
  }
};

SquareNumber square_at(geo::Point p) {
  return {static_cast<std::int64_t>(std::floor(p.x / kBusySquare.value())),
          static_cast<std::int64_t>(std::floor(p.y / kBusySquare.value()))};
}

geo::Point corner_of(const SquareNumber& square) {
  return {static_cast<double>(square.first) * kBusySquare.value(),
          static_cast<double>(square.second) * kBusySquare.value()};
}

}  // namespace

std::optional<BusiestPlace> busiest_place(std::span<const PlaceCount> places) {
  std::unordered_map<SquareNumber, SquareSum, SquareHash> squares;
  for (const PlaceCount& place : places) {
    const SquareNumber number = square_at(place.at);
    SquareSum& square = squares[number];
    square.incidents += place.incidents;
    square.weight += place.weight;
    square.moment = square.moment + (place.at - corner_of(number)) * place.weight;
  }
  const auto reach = static_cast<std::int64_t>(kBusySurroundings.value() / kBusySquare.value());
  std::optional<BusiestPlace> best;
  std::tuple<double, double, std::int64_t, std::int64_t> best_key;
  for (const auto& [number, square] : squares) {  // in any order: the key decides
    if (square.incidents == 0) continue;
    SquareSum around;
    for (std::int64_t row = -reach; row <= reach; ++row) {
      for (std::int64_t column = -reach; column <= reach; ++column) {
        if (column * column + row * row > reach * reach) continue;
        const auto found = squares.find({number.first + column, number.second + row});
        if (found == squares.end()) continue;
        around.incidents += found->second.incidents;
        around.weight += found->second.weight;
      }
    }
    const std::tuple key(around.weight, square.weight, -number.first, -number.second);
    if (best && key <= best_key) continue;
    best_key = key;
    const geo::Point within = square.weight > 0.0 ? square.moment * (1.0 / square.weight)
                                                  : geo::Point{kBusySquare.value() / 2.0, kBusySquare.value() / 2.0};
    best = BusiestPlace{corner_of(number) + within, around.incidents};
  }
  return best;
}

}  // namespace wardscope::analysis
