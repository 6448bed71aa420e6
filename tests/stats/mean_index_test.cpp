// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/mean_index.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace wardscope::stats {
namespace {

using Rates = std::vector<std::optional<double>>;

TEST(AMeanIndex, IsAHundredTimesTheRateOverTheMeanOfTheAreas) {
  const auto found = mean_index(Rates{2.0, 4.0, 12.0, std::nullopt});

  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->mean, 6.0);
  EXPECT_EQ(found->known, 3U);
  EXPECT_DOUBLE_EQ(*found->index[0], 100.0 / 3.0);
  EXPECT_DOUBLE_EQ(*found->index[2], 200.0);
  EXPECT_FALSE(found->index[3]);
}

TEST(AMeanIndex, IsNothingWhereTheMeanIsNone) {
  EXPECT_FALSE(mean_index(Rates{0.0, 0.0}));
  EXPECT_FALSE(mean_index(Rates{std::nullopt}));
  EXPECT_FALSE(mean_index({}));
  EXPECT_FALSE(mean_index(Rates{1.0, -2.0}));
}

/// By hand: three areas, six variables; the means are 10, 20, 0.1, 0.2, 150 and 30.
TEST(AMeanIndex, MakesTheVulnerableLocalitiesIndexOfSix) {
  const std::vector<Rates> rates{{5.0, 10.0, 15.0}, {10.0, 10.0, 40.0},    {0.05, 0.1, 0.15},
                                 {0.1, 0.2, 0.3},   {100.0, 150.0, 200.0}, {20.0, std::nullopt, 40.0}};
  std::vector<MeanIndex> indices;
  for (const Rates& one : rates) indices.push_back(*mean_index(one));

  const auto vli = mean_of_indices(indices);

  EXPECT_NEAR(*vli[0], (50.0 + 50.0 + 50.0 + 50.0 + 200.0 / 3.0 + 200.0 / 3.0) / 6.0, 1e-9);
  EXPECT_FALSE(vli[1]);
  EXPECT_NEAR(*vli[2], (150.0 + 200.0 + 150.0 + 150.0 + 400.0 / 3.0 + 400.0 / 3.0) / 6.0, 1e-9);
}

}  // namespace
}  // namespace wardscope::stats
