// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.hpp"

namespace wardscope::stats {

/// Draws Poisson counts with whole means: how often n incidents occur in a resample of all, each of which is drawn with
/// the same small chance (the Poisson bootstrap; Hanley & MacGibbon 2006, "Creating non-parametric bootstrap samples
/// using Poisson frequencies").
///
///   X(m) = X(16) + … + X(16) + X(m mod 16),  independent;  each by inversion:  the least x with u < P(X <= x)
///
/// which is exact, for sums of Poisson counts are Poisson. The tables hold P(X <= x) in double precision, so a draw
/// errs with a probability below 1e-15. O(m / 16) a draw. Immutable: any number of threads may draw.
class PoissonDraw {
 public:
  PoissonDraw();

  /// @pre mean >= 0
  [[nodiscard]] std::int64_t operator()(std::int64_t mean, core::CounterRng& rng) const;

 private:
  static constexpr std::size_t kWhole = 16;  // of a large mean so much at once: one table each up to here

  [[nodiscard]] std::int64_t small(std::size_t mean, core::CounterRng& rng) const;

  std::array<std::vector<double>, kWhole + 1> at_most_;  ///< by mean: P(X <= x) for x = 0, 1, …
};

}  // namespace wardscope::stats
