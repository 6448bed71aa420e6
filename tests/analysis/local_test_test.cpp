// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/local_test.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kSide = 30;

stats::Neighbours queens() { return stats::lattice_neighbours({kSide, kSide}, stats::Contiguity::queen); }

/// A Poisson count by inversion.
double poisson(core::CounterRng& rng, double mean) {
  double left = std::exp(-mean);
  double sum = left;
  double count = 0.0;
  const double u = rng.uniform();
  while (u > sum && count < 1000.0) {
    ++count;
    left *= mean / count;
    sum += left;
  }
  return count;
}

/// Nothing is going on: the same mean everywhere.
std::vector<double> null_counts(std::uint64_t seed, double mean) {
  core::CounterRng rng(seed, 0);
  std::vector<double> counts;
  for (std::size_t i = 0; i < kSide * kSide; ++i) counts.push_back(poisson(rng, mean));
  return counts;
}

std::vector<double> with_planted(std::vector<double> counts) {
  for (std::size_t row = 10; row < 13; ++row) {
    for (std::size_t column = 20; column < 23; ++column) counts[row * kSide + column] += 8.0;
  }
  return counts;
}

TEST(LocalTest, FindsThePlantedBlockByEachStatistic) {
  for (const LocalStatistic statistic : {LocalStatistic::gi_star, LocalStatistic::gi, LocalStatistic::local_moran}) {
    for (const TestMethod method : {TestMethod::analytic, TestMethod::permutation}) {
      LocalTestOptions options;
      options.statistic = statistic;
      options.method = method;
      options.permutations = 9999;
      const auto test = test_locally({with_planted(null_counts(3, 1.0)), queens(), {}}, options, {});
      ASSERT_TRUE(test) << test.error().message;
      const LocalClass middle = test->units[11 * kSide + 21].local_class;
      EXPECT_EQ(middle, statistic == LocalStatistic::local_moran ? LocalClass::high_high
                        : statistic == LocalStatistic::gi        ? LocalClass::high_around
                                                                 : LocalClass::high);
      EXPECT_LT(test->standing_out, 40U);
      EXPECT_EQ(test->tested, kSide * kSide);
      EXPECT_LT(test->global.p, 1e-6);
    }
  }
}

/// On ground where nothing is going on, a run with the false discovery rate held at q names any unit at all in about q
/// of all maps.
TEST(LocalTest, NamesNothingOnMostMapsWhereNothingIsGoingOn) {
  LocalTestOptions options;
  options.permutations = 49999;
  int maps_with_any = 0;
  constexpr int kMaps = 60;
  for (int map = 0; map < kMaps; ++map) {
    const auto test =
        test_locally({null_counts(100 + static_cast<std::uint64_t>(map), 2.0), queens(), {}}, options, {});
    ASSERT_TRUE(test);
    maps_with_any += test->standing_out > 0 ? 1 : 0;
    EXPECT_LT(test->uncorrected, 100U);  // about 45 of 900 before correction
  }
  EXPECT_LE(maps_with_any, 9);  // 3 expected; 10 or more in 1 of 1,000
}

TEST(LocalTest, ClassesOfLocalMoranSayWhatTheUnitIsAmong) {
  std::vector<double> counts(kSide * kSide, 10.0);
  for (std::size_t i = 0; i < counts.size(); i += 2) counts[i] = 11.0;
  counts[5 * kSide + 5] = 200.0;  // high among low
  for (std::size_t row = 19; row < 22; ++row) {
    for (std::size_t column = 19; column < 22; ++column) counts[row * kSide + column] = 200.0;
  }
  counts[20 * kSide + 20] = 0.0;  // low among high
  LocalTestOptions options;
  options.statistic = LocalStatistic::local_moran;
  options.method = TestMethod::analytic;
  options.correction = stats::Correction::none;
  const auto test = test_locally({counts, queens(), {}}, options, {});
  ASSERT_TRUE(test);
  EXPECT_EQ(test->units[20 * kSide + 20].local_class, LocalClass::low_high);
  EXPECT_EQ(test->units[19 * kSide + 20].local_class, LocalClass::high_high);
}

TEST(LocalTest, SaysOfIslandsThatTheyAreNotTested) {
  std::vector<std::vector<stats::Neighbours::Unit>> lists(10);
  for (stats::Neighbours::Unit i = 0; i < 8; ++i) lists[i] = {(i + 1) % 9};
  lists[8] = {0};
  std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 30};
  for (const TestMethod method : {TestMethod::analytic, TestMethod::permutation}) {
    LocalTestOptions options;
    options.method = method;
    options.statistic = LocalStatistic::gi;
    const auto test = test_locally({values, stats::Neighbours(lists), {}}, options, {});
    ASSERT_TRUE(test);
    EXPECT_EQ(test->islands, 1U);
    EXPECT_EQ(test->units[9].local_class, LocalClass::not_tested);
    EXPECT_FALSE(stands_out(test->units[9].local_class));
  }
}

/// Of Gi* an island has a score of its own value: by either method it is not tested.
TEST(LocalTest, TestsNoIslandAndNoUnitThatAllOthersLieAround) {
  std::vector<std::vector<stats::Neighbours::Unit>> lists(10);
  for (stats::Neighbours::Unit i = 0; i < 8; ++i) lists[i] = {(i + 1) % 8};
  for (stats::Neighbours::Unit i = 0; i < 10; ++i) {
    if (i != 8) lists[8].push_back(i);
  }
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 30};
  for (const TestMethod method : {TestMethod::analytic, TestMethod::permutation}) {
    LocalTestOptions options;
    options.method = method;
    const auto test = test_locally({values, stats::Neighbours(lists), {}}, options, {});
    ASSERT_TRUE(test) << test.error().message;
    EXPECT_EQ(test->units[8].local_class, LocalClass::all_around);
    EXPECT_EQ(test->units[9].local_class, LocalClass::not_tested);
    EXPECT_EQ(test->islands, 1U);
    EXPECT_EQ(test->all_around, 1U);
    EXPECT_EQ(test->tested, 8U);
  }
}

/// What is judged by fewer than may be told is neither high nor, of sensitive types, low; and no other unit gains by
/// it.
TEST(LocalTest, NamesNothingByTooFewIncidents) {
  LocalTestOptions options;
  options.method = TestMethod::analytic;
  options.correction = stats::Correction::none;
  std::vector<double> counts(kSide * kSide, 0.0);
  counts[11 * kSide + 11] = 4.0;   // alone
  counts[20 * kSide + 20] = 12.0;  // told of either sensitivity
  const stats::Neighbours neighbours = queens();
  const auto freely = test_locally({counts, neighbours, {}}, options, {});
  const auto open = test_locally({counts, neighbours, counts, borough::Sensitivity::open}, options, {});
  ASSERT_TRUE(freely && open);
  EXPECT_EQ(freely->units[12 * kSide + 12].local_class, LocalClass::high);
  EXPECT_EQ(open->units[12 * kSide + 12].local_class, LocalClass::ordinary);
  EXPECT_EQ(open->units[12 * kSide + 12].corrected_p, 1.0);
  EXPECT_EQ(open->units[20 * kSide + 21].local_class, LocalClass::high);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_GE(open->units[i].corrected_p, freely->units[i].corrected_p) << i;
  }

  std::vector<double> busy(kSide * kSide, 5.0);
  for (std::size_t row = 3; row < 8; ++row) {
    for (std::size_t column = 3; column < 8; ++column) busy[row * kSide + column] = 0.0;
  }
  const auto of_open = test_locally({busy, neighbours, busy, borough::Sensitivity::open}, options, {});
  const auto of_sensitive = test_locally({busy, neighbours, busy, borough::Sensitivity::sensitive}, options, {});
  ASSERT_TRUE(of_open && of_sensitive);
  EXPECT_EQ(of_open->units[5 * kSide + 5].local_class, LocalClass::low);
  EXPECT_EQ(of_sensitive->units[5 * kSide + 5].local_class, LocalClass::ordinary);
}

TEST(LocalTest, RefusesWithWhatToDo) {
  const auto refusal = [](const std::vector<double>& values, const stats::Neighbours& neighbours,
                          const LocalTestOptions& options) {
    const auto test = test_locally({values, neighbours, {}}, options, {});
    return test ? std::string() : test.error().message;
  };
  const auto counts = null_counts(1, 1.0);
  LocalTestOptions options;
  EXPECT_NE(refusal(std::vector<double>(900, 2.0), queens(), options).find("nothing to test"), std::string::npos);
  const auto few = stats::lattice_neighbours({2, 2}, stats::Contiguity::queen);
  EXPECT_NE(refusal({1, 2, 3, 4}, few, options).find("too few"), std::string::npos);
  const stats::Neighbours islands(std::vector<std::vector<stats::Neighbours::Unit>>(900));
  EXPECT_NE(refusal(counts, islands, options).find("neighbour"), std::string::npos);
  std::vector<std::vector<stats::Neighbours::Unit>> nearly(900);
  std::vector<std::vector<stats::Neighbours::Unit>> all(9);
  for (stats::Neighbours::Unit i = 0; i < 81; ++i) {
    if (i / 9 != i % 9) all[i / 9].push_back(i % 9);
  }
  EXPECT_NE(refusal({1, 2, 3, 4, 5, 6, 7, 8, 9}, stats::Neighbours(all), options).find("every other as a neighbour"),
            std::string::npos);
  nearly[0] = {1};
  nearly[1] = {0, 2};
  nearly[2] = {1};
  EXPECT_NE(refusal(counts, stats::Neighbours(nearly), options).find("only 3 of 900"), std::string::npos);
  std::vector<double> same_together(counts.size(), 2.0);
  same_together[899] = 5.0;
  for (std::size_t i = 3; i < 8; ++i) nearly[i] = {0};
  EXPECT_NE(refusal(same_together, stats::Neighbours(nearly), options).find("nothing to test"), std::string::npos);
  options.level = std::nan("");
  EXPECT_NE(refusal(counts, queens(), options).find("significance level"), std::string::npos);
  options = {};
  options.permutations = 5;
  EXPECT_NE(refusal(counts, queens(), options).find("99 to 999999"), std::string::npos);
  options = {};
  options.permutations = 999;
  options.correction = stats::Correction::bonferroni;
  EXPECT_NE(refusal(counts, queens(), options).find("36,000 or more"), std::string::npos);
}

}  // namespace
}  // namespace wardscope::analysis
