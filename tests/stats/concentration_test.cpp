// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/concentration.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "support/reference_points.hpp"

namespace wardscope::stats {
namespace {

/// The reference points in 10 x 8 cells of 100 m.
std::vector<double> reference_counts() {
  const auto points = test::reference_points();
  std::vector<double> counts(80, 0.0);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    ++counts[static_cast<std::size_t>((points.y[i] - 91000) / 100) * 10 +
             static_cast<std::size_t>((points.x[i] - 407000) / 100)];
  }
  return counts;
}

TEST(Gini, HoldsTheReferenceNumbers) {
  EXPECT_NEAR(gini(reference_counts()), 0.825192307692308, 5e-16);
  EXPECT_NEAR(adjusted_gini(reference_counts()), 0.784852071005917, 1e-15);
}

/// Half the mean difference of all pairs, over the mean.
TEST(Gini, IsHalfTheRelativeMeanDifference) {
  core::CounterRng rng(1, 1);
  std::vector<double> counts;
  for (int i = 0; i < 40; ++i) counts.push_back(std::floor(rng.uniform(0.0, 12.0)));
  double difference = 0.0;
  double sum = 0.0;
  for (const double a : counts) {
    sum += a;
    for (const double b : counts) difference += std::fabs(a - b);
  }
  EXPECT_NEAR(gini(counts), difference / (2.0 * 40.0 * sum), 1e-14);
}

TEST(Gini, OfEqualCountsIsNoneAndOfIncidentsApartIsNoneWhenAdjusted) {
  EXPECT_DOUBLE_EQ(gini(std::vector<double>{3, 3, 3}), 0.0);
  const std::vector<double> apart{1, 0, 0, 0, 1, 0, 0, 0};
  EXPECT_NEAR(gini(apart), 0.75, 1e-15);  // looks concentrated
  EXPECT_NEAR(adjusted_gini(apart), 0.0, 1e-15);
  EXPECT_NEAR(adjusted_gini(std::vector<double>{10, 0, 0, 0}), gini(std::vector<double>{10, 0, 0, 0}), 1e-15);
}

TEST(RankedUnits, AreTheFullestFirstWithSharesThatAddUp) {
  const auto ranked = ranked_units(std::vector<double>{2, 5, 0, 5, 8});
  ASSERT_EQ(ranked.size(), 5U);
  EXPECT_EQ(ranked[0].unit, 4U);
  EXPECT_EQ(ranked[1].unit, 1U);  // of equals the first
  EXPECT_EQ(ranked[2].unit, 3U);
  EXPECT_DOUBLE_EQ(ranked[1].units_share, 0.4);
  EXPECT_DOUBLE_EQ(ranked[1].counts_share, 13.0 / 20.0);
  EXPECT_DOUBLE_EQ(ranked[4].counts_share, 1.0);
}

TEST(ShareOfUnitsHolding, AsksForTheFewestThatHoldSoMuch) {
  const std::vector<double> counts{40, 30, 10, 10, 10, 0, 0, 0, 0, 0};
  EXPECT_DOUBLE_EQ(share_of_units_holding(counts, 0.7), 0.2);
  EXPECT_DOUBLE_EQ(share_of_units_holding(counts, 0.8), 0.3);
  EXPECT_DOUBLE_EQ(share_of_units_holding(counts, 1.0), 0.5);
}

TEST(LocationQuotient, ComparesMixes) {
  EXPECT_DOUBLE_EQ(location_quotient({20, 100, 100, 1000}), 2.0);
  EXPECT_DOUBLE_EQ(location_quotient({0, 0, 100, 1000}), 0.0);
}

/// R: besselI(2 * m, 0, TRUE) + besselI(2 * m, 1, TRUE); tests/reference/concentration.R.
TEST(GiniByChance, HoldsTheReferenceNumbers) {
  EXPECT_NEAR(gini_by_chance(0.1), 0.909221675163142, 1e-12);
  EXPECT_NEAR(gini_by_chance(0.8125), 0.568939340276522, 1e-12);
  EXPECT_NEAR(gini_by_chance(12.0), 0.162012427610565, 1e-12);
}

TEST(GiniByChance, IsWhatRandomPlacesComeTo) {
  std::vector<double> counts(20000, 0.0);
  core::CounterRng rng(3, 1);
  for (int i = 0; i < 30000; ++i) ++counts[static_cast<std::size_t>(rng.uniform(0.0, 20000.0))];
  EXPECT_NEAR(gini(counts), gini_by_chance(1.5), 0.005);
  const auto ranked = ranked_units(counts);
  for (const double share : {0.01, 0.1, 0.3, 0.6}) {
    EXPECT_NEAR(share_held(ranked, share), share_held_by_chance(1.5, share), 0.006) << share;
  }
}

TEST(ShareHeld, RunsStraightBetweenUnits) {
  const auto ranked = ranked_units(std::vector<double>{6, 3, 1, 0});
  EXPECT_DOUBLE_EQ(share_held(ranked, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(share_held(ranked, 0.25), 0.6);
  EXPECT_DOUBLE_EQ(share_held(ranked, 0.375), 0.75);
  EXPECT_DOUBLE_EQ(share_held(ranked, 1.0), 1.0);
  EXPECT_DOUBLE_EQ(share_held_by_chance(2.0, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(share_held_by_chance(2.0, 1.0), 1.0);
}

}  // namespace
}  // namespace wardscope::stats
