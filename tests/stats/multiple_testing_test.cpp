// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/multiple_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

constexpr double kNotTested = std::numeric_limits<double>::quiet_NaN();

/// min over j with p(j) >= p(i) of min(1, c m / #{p <= p(j)} p(j)): the definition, without sorting.
double adjusted_by_definition(const std::vector<double>& p, std::size_t i, double factor) {
  double least = 1.0;
  for (const double other : p) {
    if (other < p[i]) continue;
    const auto rank = std::count_if(p.begin(), p.end(), [&](double q) { return q <= other; });
    least = std::min(least, factor * static_cast<double>(p.size()) / static_cast<double>(rank) * other);
  }
  return least;
}

TEST(AdjustedPValues, HoldTheNumbersOfR) {
  const std::vector<double> p{0.01, 0.04, 0.03, 0.02, 0.5, 0.04};  // p.adjust(p, "BH"), "BY", "bonferroni"
  const auto hochberg = adjusted_p_values(p, Correction::benjamini_hochberg);
  const auto yekutieli = adjusted_p_values(p, Correction::benjamini_yekutieli);
  const auto bonferroni = adjusted_p_values(p, Correction::bonferroni);
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U}) {
    EXPECT_NEAR(hochberg[i], 0.048, 1e-15);
    EXPECT_NEAR(yekutieli[i], 0.1176, 1e-15);
  }
  EXPECT_EQ(hochberg[4], 0.5);
  EXPECT_EQ(yekutieli[4], 1.0);
  EXPECT_NEAR(bonferroni[0], 0.06, 1e-15);
  EXPECT_NEAR(bonferroni[1], 0.24, 1e-15);
  EXPECT_EQ(bonferroni[4], 1.0);
}

TEST(AdjustedPValues, FollowTheDefinitionWithTiesInAnyOrder) {
  core::CounterRng rng(41, 0);
  std::vector<double> p;
  for (int i = 0; i < 300; ++i) p.push_back(std::round(rng.uniform(0.0, 1.0) * 200.0) / 1000.0);
  double harmonic = 0.0;
  for (int k = 300; k > 0; --k) harmonic += 1.0 / k;
  const auto hochberg = adjusted_p_values(p, Correction::benjamini_hochberg);
  const auto yekutieli = adjusted_p_values(p, Correction::benjamini_yekutieli);
  for (std::size_t i = 0; i < p.size(); ++i) {
    ASSERT_NEAR(hochberg[i], adjusted_by_definition(p, i, 1.0), 1e-12);
    ASSERT_NEAR(yekutieli[i], adjusted_by_definition(p, i, harmonic), 1e-12);
  }
}

TEST(AdjustedPValues, LeaveOutWhatWasNotTested) {
  const std::vector<double> p{0.01, kNotTested, 0.02};
  const auto adjusted = adjusted_p_values(p, Correction::bonferroni);
  EXPECT_NEAR(adjusted[0], 0.02, 1e-15);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_NEAR(adjusted[2], 0.04, 1e-15);
  EXPECT_TRUE(adjusted_p_values({}, Correction::benjamini_hochberg).empty());
  EXPECT_EQ(adjusted_p_values(p, Correction::none)[0], 0.01);
}

TEST(AdjustedPValues, KeepTheRateOfFalseDiscoveriesWhereNothingGoesOn) {
  // With nothing to find, every discovery is false: at 5 % about 5 % of runs may have any.
  constexpr int kRuns = 2000;
  int with_discoveries = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    core::CounterRng rng(43, run);
    std::vector<double> p;
    for (int i = 0; i < 100; ++i) p.push_back(rng.uniform(0.0, 1.0));
    const auto adjusted = adjusted_p_values(p, Correction::benjamini_hochberg);
    if (*std::min_element(adjusted.begin(), adjusted.end()) < 0.05) ++with_discoveries;
  }
  EXPECT_NEAR(with_discoveries / static_cast<double>(kRuns), 0.05, 0.02);  // four standard errors
}

}  // namespace
}  // namespace wardscope::stats
