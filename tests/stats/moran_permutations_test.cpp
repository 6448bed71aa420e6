// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/moran_permutations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/random.hpp"
#include "stats/spatial_association.hpp"

namespace wardscope::stats {
namespace {

/// Seven units in a row; the third last has no neighbour.
Neighbours row_of_units() {
  return Neighbours(std::vector<std::vector<Neighbours::Unit>>{{1}, {0, 2}, {1, 3}, {2, 4}, {3, 6}, {}, {4}});
}

const std::vector<double> kValues{9.0, 7.0, 8.0, 2.0, 1.0, 50.0, 0.0};

TEST(MoranPermutations, ObserveWhatTheStatisticIs) {
  const Neighbours neighbours = row_of_units();
  EXPECT_NEAR(MoranPermutations(kValues, neighbours, 1).observed(),
              moran_i(kValues, neighbours, WeightStyle::row_standardised).value, 1e-12);
}

/// All 720 orders of the six with neighbours, each as likely; the mean of I is -1 / (n - 1).
TEST(MoranPermutations, HaveTheLawOfAllOrders) {
  const Neighbours neighbours = row_of_units();
  const MoranPermutations moran(kValues, neighbours, 3);
  std::vector<double> all;
  std::vector<double> six{0.0, 1.0, 2.0, 7.0, 8.0, 9.0};
  do {
    const std::vector<double> order{six[0], six[1], six[2], six[3], six[4], 50.0, six[5]};
    all.push_back(moran_i(order, neighbours, WeightStyle::row_standardised).value);
  } while (std::next_permutation(six.begin(), six.end()));
  ASSERT_EQ(all.size(), 720U);
  const double exact = static_cast<double>(std::count_if(all.begin(), all.end(),
                                                         [&](double i) { return i >= moran.observed() - 1e-12; })) /
                       720.0;

  constexpr std::size_t kOrders = 40000;
  std::vector<double> drawn;
  for (std::size_t b = 0; b < kOrders; ++b) drawn.push_back(moran.permuted(b));
  const PermutationP p = p_among(moran.observed(), drawn);

  const double error = 4.0 * std::sqrt(exact * (1.0 - exact) / kOrders);
  EXPECT_NEAR(p.high, exact, error + 1.0 / kOrders);
  EXPECT_NEAR(std::accumulate(drawn.begin(), drawn.end(), 0.0) / kOrders, -0.2, 0.01);
  EXPECT_NEAR(p.two_sided, std::min(1.0, 2.0 * std::min(p.high, p.low)), 1e-12);
}

TEST(MoranPermutations, AreAFunctionOfSeedAndNumber) {
  const Neighbours neighbours = row_of_units();
  const MoranPermutations one(kValues, neighbours, 1);
  const MoranPermutations two(kValues, neighbours, 2);
  EXPECT_EQ(one.permuted(17), MoranPermutations(kValues, neighbours, 1).permuted(17));
  int equal = 0;
  for (std::size_t b = 0; b < 50; ++b) equal += one.permuted(b) == two.permuted(b) ? 1 : 0;
  EXPECT_LT(equal, 25);
}

/// The least p that B permutations can give, in the tail that is asked.
TEST(MoranPermutations, CountTheObservedAsOneOfThem) {
  const std::vector<double> lower(99, 0.1);
  const PermutationP p = p_among(0.5, lower);
  EXPECT_DOUBLE_EQ(p.high, 0.01);
  EXPECT_DOUBLE_EQ(p.low, 1.0);
  EXPECT_DOUBLE_EQ(p.two_sided, 0.02);
  EXPECT_DOUBLE_EQ(p_among(0.1, lower).two_sided, 1.0);
}

}  // namespace
}  // namespace wardscope::stats
