// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/neighbours.hpp"
#include "stats/permutation_test.hpp"

namespace wardscope::stats {

/// Global Moran's I of random orders of the values, row-standardised weights (spatial_association.hpp, moran_i()): what
/// it is where the values lie without regard to who is next to whom. Units without neighbours take no part and keep
/// their place. Immutable: any number of threads may ask, for any permutation, in any order.
class MoranPermutations {
 public:
  /// Borrows the neighbours. @pre values.size() == neighbours.size(), finite, not all equal among at least four units
  /// with neighbours
  MoranPermutations(std::span<const double> values, const Neighbours& neighbours, std::uint64_t seed);

  /// Of the order as it was observed.
  [[nodiscard]] double observed() const { return moran(z_); }
  /// Of random order number b: a function of the seed and b alone. O(units + links)
  [[nodiscard]] double permuted(std::size_t b) const;

 private:
  [[nodiscard]] double moran(const std::vector<double>& z) const;

  const Neighbours& neighbours_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> units_;  ///< with neighbours
  std::vector<double> z_;             ///< by unit: the value less the mean; 0 without neighbours
  double squares_ = 0.0;
};

/// p-values of the observed among the permuted, which count as as great where they differ by rounding alone.
PermutationP p_among(double observed, std::span<const double> permuted);

}  // namespace wardscope::stats
