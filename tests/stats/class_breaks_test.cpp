// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/class_breaks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

using testing::ElementsAre;

double squared_deviation(const std::vector<double>& values, const std::vector<double>& edges) {
  double total = 0.0;
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
    double sum = 0.0;
    double count = 0.0;
    for (const double v : values) {
      if (class_of(edges, v) == k) sum += v, count += 1.0;
    }
    for (const double v : values) {
      if (class_of(edges, v) == k) total += (v - sum / count) * (v - sum / count);
    }
  }
  return total;
}

/// The twin: every way of choosing the first value of each class.
double least_deviation(const std::vector<double>& sorted_distinct, const std::vector<double>& values,
                       std::size_t classes, std::vector<double> edges = {}) {
  if (edges.empty()) edges = {sorted_distinct.front()};
  if (edges.size() == classes) {
    edges.push_back(sorted_distinct.back());
    return squared_deviation(values, edges);
  }
  double least = std::numeric_limits<double>::infinity();
  for (const double candidate : sorted_distinct) {
    if (candidate <= edges.back()) continue;
    auto longer = edges;
    longer.push_back(candidate);
    least = std::min(least, least_deviation(sorted_distinct, values, classes, longer));
  }
  return least;
}

TEST(ClassBreaks, NaturalBreaksFindTheObviousGroups) {
  const std::vector<double> values = {1, 2, 3, 50, 51, 52, 100, 101, 103};
  EXPECT_THAT(class_breaks(values, ClassMethod::natural_breaks, 3), ElementsAre(1, 50, 100, 103));
}

TEST(ClassBreaks, NaturalBreaksAreOptimalAgainstEveryPartition) {
  for (std::uint64_t trial = 0; trial < 40; ++trial) {
    core::CounterRng rng(21, trial);
    std::vector<double> values;
    for (int i = 0; i < 18; ++i) values.push_back(1e6 + std::floor(std::pow(rng.uniform(), 3) * 40));
    std::vector<double> distinct = values;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const std::size_t classes : {2U, 3U, 4U}) {
      if (distinct.size() < classes) continue;
      const auto edges = class_breaks(values, ClassMethod::natural_breaks, classes);
      ASSERT_EQ(edges.size(), classes + 1);
      ASSERT_NEAR(squared_deviation(values, edges), least_deviation(distinct, values, classes), 1e-6);
    }
  }
}

TEST(ClassBreaks, QuantilesAreRsTypeSeven) {
  const std::vector<double> values = {7, 1, 3, 2, 10, 5};
  EXPECT_THAT(class_breaks(values, ClassMethod::quantile, 4), ElementsAre(1, 2.25, 4, 6.5, 10));
}

TEST(ClassBreaks, QuantilesOfManyTiesGiveFewerClasses) {
  const std::vector<double> values = {0, 0, 0, 0, 0, 0, 0, 4};
  EXPECT_THAT(class_breaks(values, ClassMethod::quantile, 5), ElementsAre(0, 4));
}

TEST(ClassBreaks, EqualIntervalsAreEqual) {
  const std::vector<double> values = {0, 3, 10};
  EXPECT_THAT(class_breaks(values, ClassMethod::equal_interval, 4), ElementsAre(0, 2.5, 5, 7.5, 10));
}

TEST(ClassBreaks, PrettyEdgesAreRoundAndEnclose) {
  const std::vector<double> values = {3, 47, 187};
  EXPECT_THAT(class_breaks(values, ClassMethod::pretty, 5), ElementsAre(0, 50, 100, 150, 200));
  const std::vector<double> small = {0.012, 0.031};
  EXPECT_THAT(class_breaks(small, ClassMethod::pretty, 4),
              ElementsAre(testing::DoubleNear(0.01, 1e-12), testing::DoubleNear(0.015, 1e-12),
                          testing::DoubleNear(0.02, 1e-12), testing::DoubleNear(0.025, 1e-12),
                          testing::DoubleNear(0.03, 1e-12), testing::DoubleNear(0.035, 1e-12)));
}

TEST(ClassBreaks, OddInputIsNoTrouble) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(class_breaks({}, ClassMethod::natural_breaks, 5).empty());
  EXPECT_THAT(class_breaks(std::vector{nan, 4.0, 4.0}, ClassMethod::natural_breaks, 5), ElementsAre(4, 4));
  EXPECT_THAT(class_breaks(std::vector{1.0, 2.0}, ClassMethod::natural_breaks, 5), ElementsAre(1, 2, 2));
}

TEST(ClassOf, LowerEdgesAreIncludedAndTheLastUpperOne) {
  const std::vector<double> edges = {0, 10, 20};
  EXPECT_EQ(class_of(edges, 0), 0U);
  EXPECT_EQ(class_of(edges, 10), 1U);
  EXPECT_EQ(class_of(edges, 20), 1U);
  EXPECT_EQ(class_of(edges, -5), 0U);
  EXPECT_EQ(class_of(edges, 50), 1U);
}

}  // namespace
}  // namespace wardscope::stats
