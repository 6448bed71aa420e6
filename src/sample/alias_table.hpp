// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"

namespace wardscope::sample {

/// Draws an index with given weights in constant time: Walker's alias method, built as by Vose (1991), "A linear
/// algorithm for generating random numbers with a given distribution". One draw uses two random words.
class AliasTable {
 public:
  AliasTable() = default;
  /// @pre no weight is negative, their sum is positive
  explicit AliasTable(const std::vector<double>& weights);

  [[nodiscard]] std::size_t draw(core::CounterRng& rng) const {
    const std::size_t slot = rng.below(keep_.size());
    return rng.uniform() < keep_[slot] ? slot : other_[slot];
  }
  [[nodiscard]] std::size_t size() const { return keep_.size(); }

 private:
  std::vector<double> keep_;
  std::vector<std::uint32_t> other_;
};

}  // namespace wardscope::sample
