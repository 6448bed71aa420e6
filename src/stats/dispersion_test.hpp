// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace wardscope::stats {

/// P(X >= x) and P(X <= x) for chi-squared with `degrees` degrees of freedom. @pre x >= 0, degrees > 0
double chi_squared_upper_tail(double x, double degrees);
double chi_squared_lower_tail(double x, double degrees);

/// Do counts differ among units by more, or less, than chance makes of the same expected counts?
struct DispersionTest {
  double x2 = 0.0;              ///< sum (O - E)^2 / E
  std::size_t degrees = 0;      ///< units less one
  double ratio = 0.0;           ///< X2 / degrees: of units of equal size the variance of the counts over their mean
  double p = 1.0;               ///< two-sided: twice the smaller tail, 1 at most
  double least_expected = 0.0;  ///< below 5 the chi-squared distribution is a rough guide only (Cochran 1954)
};

/// Pearson's chi-squared test of counts against expected counts of the same sum; of quadrats, the index of dispersion
/// (Greig-Smith 1952). @pre as many as expected, >= 2, each expected > 0
DispersionTest dispersion_test(std::span<const double> counts, std::span<const double> expected);

/// Some of the random tables of a test: table b is a function of (seed, b).
struct Replications {
  std::size_t first = 0;
  std::size_t count = 999;
  std::uint64_t seed = 1;
};
/// How many of them have an X2 at least as high, or at least as low, as that of the counts. Add up those of several
/// ranges.
struct ReplicatedTails {
  std::size_t as_high = 0;
  std::size_t as_low = 0;
  std::size_t tables = 0;
  /// Two-sided, the table as observed being one of all: 2 (1 + the smaller) / (1 + tables), 1 at most.
  [[nodiscard]] double p() const;
};
/// Each table puts as many incidents on units, with chances in proportion to the expected counts.
/// O(replications x incidents x log units). @pre as above, counts whole
ReplicatedTails replicated_tails(std::span<const double> counts, std::span<const double> expected,
                                 const Replications& replications);

}  // namespace wardscope::stats
