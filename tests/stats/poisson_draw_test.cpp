// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/poisson_draw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace wardscope::stats {
namespace {

std::vector<std::int64_t> draws(std::int64_t mean, std::uint64_t count) {
  const PoissonDraw poisson;
  std::vector<std::int64_t> drawn;
  for (std::uint64_t i = 0; i < count; ++i) {
    core::CounterRng rng(11, i);
    drawn.push_back(poisson(mean, rng));
  }
  return drawn;
}

TEST(PoissonDraw, OfNothingIsNothing) {
  for (const std::int64_t drawn : draws(0, 100)) EXPECT_EQ(drawn, 0);
}

TEST(PoissonDraw, HasTheProbabilitiesOfItsCounts) {
  constexpr std::uint64_t kDraws = 200000;
  std::vector<double> share(6, 0.0);
  for (const std::int64_t drawn : draws(1, kDraws)) {
    if (drawn < 6) share[static_cast<std::size_t>(drawn)] += 1.0 / static_cast<double>(kDraws);
  }
  double expected = std::exp(-1.0);
  for (std::size_t count = 0; count < share.size(); ++count) {
    if (count > 0) expected /= static_cast<double>(count);
    EXPECT_NEAR(share[count], expected, 4.0 * std::sqrt(expected / static_cast<double>(kDraws))) << count;
  }
}

TEST(PoissonDraw, HasItsMeanAndAVarianceAsLarge) {
  constexpr std::uint64_t kDraws = 20000;
  for (const std::int64_t mean : {3, 16, 17, 500}) {
    double sum = 0.0;
    double squares = 0.0;
    const auto m = static_cast<double>(mean);
    for (const std::int64_t drawn : draws(mean, kDraws)) {
      const double apart = static_cast<double>(drawn) - m;
      sum += apart;
      squares += apart * apart;
    }
    const auto n = static_cast<double>(kDraws);
    EXPECT_NEAR(sum / n, 0.0, 4.0 * std::sqrt(m / n)) << mean;
    EXPECT_NEAR(squares / n / m, 1.0, 4.0 * std::sqrt((2.0 + 1.0 / m) / n)) << mean;
  }
}

}  // namespace
}  // namespace wardscope::stats
