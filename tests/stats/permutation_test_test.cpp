// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/permutation_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/random.hpp"
#include "stats/spatial_association.hpp"

namespace wardscope::stats {
namespace {

using Unit = Neighbours::Unit;

/// Counts as they come: most cells have none, a few have many.
std::vector<double> skewed_counts(std::size_t n) {
  core::CounterRng rng(7, n);
  std::vector<double> counts;
  for (std::size_t i = 0; i < n; ++i) counts.push_back(std::floor(1.0 / (0.02 + rng.uniform())) - 1.0);
  return counts;
}

std::vector<double> rates(std::size_t n) {
  core::CounterRng rng(9, n);
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back(-3.0 + 10.0 * rng.uniform() * rng.uniform());
  return values;
}

/// Links that are not mutual, of 0 to 11 each.
Neighbours irregular(std::size_t n) {
  core::CounterRng rng(11, n);
  std::vector<std::vector<Unit>> lists(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::set<Unit> chosen;
    for (std::uint64_t k = rng.below(12); k > 0; --k) chosen.insert(static_cast<Unit>(rng.below(n)));
    chosen.erase(static_cast<Unit>(i));
    lists[i].assign(chosen.begin(), chosen.end());
  }
  return Neighbours(lists);
}

/// The definition, unit by unit, from the same draws.
std::vector<PermutationP> plain_with_shared_draws(std::span<const double> values, const Neighbours& neighbours,
                                                  const PermutationPlan& plan) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < values.size(); ++i) most = std::max(most, neighbours.of(i).size());
  const std::vector<Unit> draws = neighbourhood_draws(values.size() - 1, most, plan);
  std::vector<PermutationP> p(values.size(), {std::nan(""), std::nan(""), std::nan("")});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    if (own.empty() || own.size() + 1 == values.size()) continue;
    long double observed = 0.0L;
    for (const Unit j : own) observed += values[j];
    double high = 1.0;
    double low = 1.0;
    for (std::size_t b = 0; b < plan.permutations; ++b) {
      long double sum = 0.0L;
      for (std::size_t k = 0; k < own.size(); ++k) {
        const Unit drawn = draws[b * most + k];
        sum += values[drawn < i ? drawn : drawn + 1];
      }
      if (sum >= observed) ++high;
      if (sum <= observed) ++low;
    }
    const double all = static_cast<double>(plan.permutations) + 1.0;
    p[i] = {high / all, low / all, std::min(1.0, 2.0 * std::min(high, low) / all)};
  }
  return p;
}

void expect_equal(const std::vector<PermutationP>& a, const std::vector<PermutationP>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(std::isnan(a[i].high), std::isnan(b[i].high)) << i;
    if (std::isnan(a[i].high)) continue;
    ASSERT_EQ(a[i].high, b[i].high) << i;
    ASSERT_EQ(a[i].low, b[i].low) << i;
    ASSERT_EQ(a[i].two_sided, b[i].two_sided) << i;
  }
}

/// The definition of the total test, unit by unit, from the same draws.
std::vector<PermutationP> plain_total(std::span<const double> values, const Neighbours& neighbours,
                                      const PermutationPlan& plan) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < values.size(); ++i) most = std::max(most, neighbours.of(i).size() + 1);
  const std::vector<Unit> draws = neighbourhood_draws(values.size(), most, plan);
  std::vector<PermutationP> p(values.size(), {std::nan(""), std::nan(""), std::nan("")});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    if (own.empty() || own.size() + 1 == values.size()) continue;
    long double observed = values[i];
    for (const Unit j : own) observed += values[j];
    double high = 1.0;
    double low = 1.0;
    for (std::size_t b = 0; b < plan.permutations; ++b) {
      long double sum = 0.0L;
      for (std::size_t k = 0; k < own.size() + 1; ++k) sum += values[draws[b * most + k]];
      if (sum >= observed) ++high;
      if (sum <= observed) ++low;
    }
    const double all = static_cast<double>(plan.permutations) + 1.0;
    p[i] = {high / all, low / all, std::min(1.0, 2.0 * std::min(high, low) / all)};
  }
  return p;
}

std::vector<PermutationP> total_p(std::span<const double> values, const Neighbours& neighbours,
                                  const PermutationPlan& plan) {
  return neighbourhood_permutation_p({values, neighbours, NeighbourhoodNull::total}, plan, {}).value();
}

TEST(TotalPermutation, RanksAsThePlainLoopDoes) {
  const auto counts = skewed_counts(30 * 40);
  const Neighbours queens = lattice_neighbours({30, 40}, Contiguity::queen);
  expect_equal(total_p(counts, queens, {199, 5}), plain_total(counts, queens, {199, 5}));
  for (const std::size_t n : {13U, 400U}) {
    const auto values = rates(n);
    const Neighbours neighbours = irregular(n);
    const PermutationPlan plan{n == 13 ? 5000U : 99U, n};  // 5,000: more than a batch
    expect_equal(total_p(values, neighbours, plan), plain_total(values, neighbours, plan));
  }
}

/// All choices of as many units as a unit makes with its neighbours, of all eight.
TEST(TotalPermutation, ComesToTheExactProbabilities) {
  const std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  const Neighbours neighbours = lattice_neighbours({4, 2}, Contiguity::rook);
  const auto p = total_p(values, neighbours, {100'000, 3});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    double observed = values[i];
    for (const Unit j : own) observed += values[j];
    double all = 0.0;
    double high = 0.0;
    for (unsigned chosen = 0; chosen < 256U; ++chosen) {
      if (static_cast<std::size_t>(__builtin_popcount(chosen)) != own.size() + 1) continue;
      double sum = 0.0;
      for (std::size_t j = 0; j < values.size(); ++j) sum += (chosen >> j & 1U) != 0 ? values[j] : 0.0;
      ++all;
      if (sum >= observed) ++high;
    }
    const double exact = high / all;
    EXPECT_NEAR(p[i].high, exact, 4.5 * std::sqrt(exact * (1.0 - exact) / 100'000.0) + 2e-5) << i;
  }
}

/// The fullest unit of a map with nothing around it, and an empty one beside two full ones.
TEST(TotalPermutation, JudgesAUnitByItsOwnValueToo) {
  std::vector<double> counts(20 * 20, 1.0);
  for (std::size_t i = 0; i < counts.size(); i += 3) counts[i] = 2.0;
  counts[209] = 60.0;
  const Neighbours queens = lattice_neighbours({20, 20}, Contiguity::queen);
  const PermutationPlan plan{9999, 1};
  EXPECT_LT(total_p(counts, queens, plan)[209].high, 0.05);  // nine draws of 400 hit the fullest in one of 44
  EXPECT_GT(neighbourhood_permutation_p(counts, queens, plan)[209].high, 0.3);
}

TEST(TotalPermutation, HasTheMomentsOfGiStar) {
  const auto values = rates(30 * 30);
  const Neighbours queens = lattice_neighbours({30, 30}, Contiguity::queen);
  const auto p = total_p(values, queens, {40'000, 2});
  const auto z = getis_ord_z(values, queens, Self::included);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::fabs(z[i]) > 1.5) continue;
    EXPECT_NEAR(p[i].high, 0.5 * std::erfc(z[i] / std::sqrt(2.0)), 0.04) << i;
  }
}

TEST(NeighbourhoodPermutation, StopsInTheMiddleWhenAsked) {
  const auto counts = skewed_counts(60'000);
  const Neighbours queens = lattice_neighbours({300, 200}, Contiguity::queen);
  for (const NeighbourhoodNull null : {NeighbourhoodNull::conditional, NeighbourhoodNull::total}) {
    int asked = 0;
    double before = -1.0;
    const auto stopped = neighbourhood_permutation_p({counts, queens, null}, {999'999, 1}, [&](double done) {
      EXPECT_GE(done, before);
      EXPECT_LE(done, 1.0);
      before = done;
      return ++asked < 20;
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
    EXPECT_EQ(asked, 20);
    EXPECT_LT(before, 0.1);
  }
}

TEST(NeighbourhoodPermutation, RanksAsThePlainLoopDoesOnALattice) {
  const auto counts = skewed_counts(30 * 40);
  const Neighbours neighbours = lattice_neighbours({30, 40}, Contiguity::queen);
  const PermutationPlan plan{199, 5};
  expect_equal(neighbourhood_permutation_p(counts, neighbours, plan),
               plain_with_shared_draws(counts, neighbours, plan));
}

TEST(NeighbourhoodPermutation, RanksAsThePlainLoopDoesOfIrregularLinksAndRates) {
  for (const std::size_t n : {3U, 13U, 400U}) {
    const auto values = rates(n);
    const Neighbours neighbours = irregular(n);
    const PermutationPlan plan{n == 13 ? 5000U : 99U, n};  // 5,000: more than a batch
    expect_equal(neighbourhood_permutation_p(values, neighbours, plan),
                 plain_with_shared_draws(values, neighbours, plan));
  }
}

/// All choices of two or three of the other seven, against 100,000 permutations.
TEST(NeighbourhoodPermutation, ComesToTheExactProbabilities) {
  const std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  const Neighbours neighbours = lattice_neighbours({4, 2}, Contiguity::rook);
  const PermutationPlan plan{100'000, 3};
  const auto p = neighbourhood_permutation_p(values, neighbours, plan);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    double observed = 0.0;
    for (const Unit j : own) observed += values[j];
    double all = 0.0;
    double high = 0.0;
    for (unsigned chosen = 0; chosen < 256U; ++chosen) {
      if ((chosen >> i & 1U) != 0 || static_cast<std::size_t>(__builtin_popcount(chosen)) != own.size()) continue;
      double sum = 0.0;
      for (std::size_t j = 0; j < values.size(); ++j) sum += (chosen >> j & 1U) != 0 ? values[j] : 0.0;
      ++all;
      if (sum >= observed) ++high;
    }
    const double exact = high / all;
    const double error = std::sqrt(exact * (1.0 - exact) / 100'000.0);
    EXPECT_NEAR(p[i].high, exact, 4.5 * error + 2e-5) << i;
  }
}

/// Each unit with draws of its own, as textbooks have it: the same p-values within Monte Carlo error.
TEST(NeighbourhoodPermutation, AgreesWithTheTestThatSharesNoDraws) {
  const auto counts = skewed_counts(10 * 8);
  const Neighbours neighbours = lattice_neighbours({10, 8}, Contiguity::queen);
  constexpr std::size_t kPermutations = 100'000;
  const auto shared = neighbourhood_permutation_p(counts, neighbours, {kPermutations, 1});
  for (std::size_t i = 0; i < counts.size(); i += 7) {
    const auto own = neighbours.of(i);
    double observed = 0.0;
    for (const Unit j : own) observed += counts[j];
    const auto draws = neighbourhood_draws(counts.size() - 1, own.size(), {kPermutations, 1000 + i});
    double high = 1.0;
    for (std::size_t b = 0; b < kPermutations; ++b) {
      double sum = 0.0;
      for (std::size_t k = 0; k < own.size(); ++k) {
        const Unit drawn = draws[b * own.size() + k];
        sum += counts[drawn < i ? drawn : drawn + 1];
      }
      if (sum >= observed) ++high;
    }
    const double plain = high / (static_cast<double>(kPermutations) + 1.0);
    const double error = std::sqrt(2.0 * plain * (1.0 - plain) / static_cast<double>(kPermutations));
    EXPECT_NEAR(shared[i].high, plain, 4.5 * error + 2e-5) << i;
  }
}

TEST(NeighbourhoodPermutation, FindsWhatWasPlantedAndItsTailIsTheHighOne) {
  std::vector<double> counts(20 * 20, 1.0);
  for (std::size_t i = 0; i < counts.size(); i += 3) counts[i] = 2.0;
  for (const std::size_t cell : {188U, 189U, 190U, 208U, 209U, 210U, 228U, 229U, 230U}) counts[cell] = 30.0;
  const auto p = neighbourhood_permutation_p(counts, lattice_neighbours({20, 20}, Contiguity::queen), {});
  EXPECT_EQ(p[209].high, 1.0 / 1000.0);
  EXPECT_EQ(p[209].two_sided, 2.0 / 1000.0);
  EXPECT_EQ(p[209].low, 1.0);
}

TEST(NeighbourhoodPermutation, OfEqualValuesIsNeverSurprised) {
  const std::vector<double> values(12, 4.5);
  for (const PermutationP& p : neighbourhood_permutation_p(values, lattice_neighbours({4, 3}, Contiguity::rook), {})) {
    EXPECT_EQ(p.high, 1.0);
    EXPECT_EQ(p.low, 1.0);
    EXPECT_EQ(p.two_sided, 1.0);
  }
}

TEST(NeighbourhoodPermutation, LeavesUnitsUntestedThatNothingCanBeDrawnFor) {
  const Neighbours neighbours({{1, 2, 3}, {0}, {}, {0, 1}});
  const auto p = neighbourhood_permutation_p(std::vector<double>{1, 2, 3, 4}, neighbours, {});
  EXPECT_TRUE(std::isnan(p[0].two_sided));
  EXPECT_FALSE(std::isnan(p[1].two_sided));
  EXPECT_TRUE(std::isnan(p[2].two_sided));
  EXPECT_FALSE(std::isnan(p[3].two_sided));
}

TEST(NeighbourhoodDraws, AreDifferentNumbersEachAsOftenAsAnother) {
  constexpr std::size_t kOthers = 20;
  constexpr std::size_t kMost = 6;
  const auto draws = neighbourhood_draws(kOthers, kMost, {50'000, 2});
  std::vector<std::vector<double>> seen(kMost, std::vector<double>(kOthers, 0.0));
  for (std::size_t b = 0; b < 50'000; ++b) {
    std::set<Unit> own;
    for (std::size_t k = 0; k < kMost; ++k) {
      own.insert(draws[b * kMost + k]);
      ++seen[k][draws[b * kMost + k]];
    }
    ASSERT_EQ(own.size(), kMost);
  }
  for (const auto& place : seen) {
    double chi_squared = 0.0;
    for (const double count : place) chi_squared += (count - 2500.0) * (count - 2500.0) / 2500.0;
    EXPECT_LT(chi_squared, 50.8);  // 19 degrees of freedom: exceeded once in 10,000
  }
}

}  // namespace
}  // namespace wardscope::stats
