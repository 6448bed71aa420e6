// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_validation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

/// The reference points in 10 x 8 cells of 100 m.
std::vector<double> reference_cells() {
  const auto points = test::reference_points();
  std::vector<double> counts(80, 0.0);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    ++counts[static_cast<std::size_t>((points.y[i] - 91000) / 100) * 10 +
             static_cast<std::size_t>((points.x[i] - 407000) / 100)];
  }
  return counts;
}

/// methods.md E.6: the top 4 of 80 cells.
TEST(PredictiveAccuracy, HoldsTheReferenceNumber) {
  const std::vector<double> counts = reference_cells();
  const std::vector<double> km2(80, 0.01);

  const double hits = hits_at(hit_curve(counts, {km2, counts}), 4.0 / 80.0);

  EXPECT_NEAR(predictive_accuracy(hits, 4.0 / 80.0), 10.4615384615385, 1e-13);
  EXPECT_NEAR(predictive_efficiency(hits, hits_at(best_curve({km2, counts}), 0.05)), 1.0, 1e-15);
  EXPECT_DOUBLE_EQ(recapture_rate(hits, hits), 1.0);
}

struct Town {
  std::vector<double> km2;
  std::vector<double> counts;
  std::vector<double> scores;
};
/// Cells of unequal ground; every score stands for three cells or so.
Town random_town(std::uint64_t seed, std::size_t cells) {
  Town town;
  for (std::size_t i = 0; i < cells; ++i) {
    core::CounterRng rng(seed, i);
    town.km2.push_back(rng.uniform(0.002, 0.01));
    town.counts.push_back(std::floor(rng.uniform(0.0, 6.0)));
    town.scores.push_back(std::floor(rng.uniform(0.0, static_cast<double>(cells) / 3.0)));
  }
  return town;
}

/// The brute-force twin: the mean over many orders that break ties by chance, each filled cell by cell.
TEST(HitCurve, IsTheMeanOverAllWaysToBreakTies) {
  const Town town = random_town(3, 30);
  const double ground = std::accumulate(town.km2.begin(), town.km2.end(), 0.0);
  const double all = std::accumulate(town.counts.begin(), town.counts.end(), 0.0);
  const HitCurve curve = hit_curve(town.scores, {town.km2, town.counts});
  // At the ends of the groups of ties no order matters; there the curve is exact.
  for (const double score : town.scores) {
    double area = 0.0;
    double caught = 0.0;
    for (std::size_t i = 0; i < town.scores.size(); ++i) {
      if (town.scores[i] < score) continue;
      area += town.km2[i];
      caught += town.counts[i];
    }
    EXPECT_NEAR(hits_at(curve, std::min(1.0, area / ground)), caught / all, 1e-12);
  }
  // Within them, of cells of equal size, it is the mean over orders.
  const std::vector<double> equal(30, 0.01);
  const HitCurve even = hit_curve(town.scores, {equal, town.counts});
  constexpr int kOrders = 40000;
  double mean = 0.0;
  for (int draw = 0; draw < kOrders; ++draw) {
    core::CounterRng rng(9, static_cast<std::uint64_t>(draw));
    std::vector<std::pair<double, double>> keys;  // score, then chance
    std::vector<std::size_t> order(30);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; i < 30; ++i) keys.emplace_back(-town.scores[i], rng.uniform());
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    for (int i = 0; i < 7; ++i) mean += town.counts[order[static_cast<std::size_t>(i)]] / all / kOrders;
  }
  EXPECT_NEAR(hits_at(even, 7.0 / 30.0), mean, 0.002);
}

TEST(BestCurve, IsBeatenByNoOrder) {
  const Town town = random_town(4, 60);
  const HitCurve best = best_curve({town.km2, town.counts});
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<double> scores;
    for (std::size_t i = 0; i < 60; ++i) scores.push_back(core::CounterRng(seed, i).uniform());
    const HitCurve other = hit_curve(scores, {town.km2, town.counts});
    for (const double share : {0.01, 0.05, 0.2, 0.6}) EXPECT_LE(hits_at(other, share), hits_at(best, share) + 1e-12);
  }
}

TEST(HitCurve, RunsFromNothingToAll) {
  const Town town = random_town(5, 20);
  const HitCurve curve = hit_curve(town.scores, {town.km2, town.counts});
  EXPECT_EQ(hits_at(curve, 0.0), 0.0);
  EXPECT_EQ(hits_at(curve, 1.0), 1.0);
  EXPECT_TRUE(std::is_sorted(curve.area_share.begin(), curve.area_share.end()));
  EXPECT_TRUE(std::is_sorted(curve.hit_share.begin(), curve.hit_share.end()));
}

/// Ten of a thousand equal cells hold all: a random hundredth of the ground catches a hypergeometric number of them.
TEST(HitsByChance, CatchTheShareOfTheirAreaOnAverage) {
  const std::vector<double> km2(1000, 0.01);
  std::vector<double> counts(1000, 0.0);
  for (std::size_t i = 0; i < 10; ++i) counts[i * 77] = 12.0;
  const std::vector<double> shares{0.01, 0.05};
  const std::vector<double> observed{1.0, 0.05};

  const auto hits = hits_by_chance({{km2, counts}, shares, observed, {9999, 4}}, jobs::Progress());

  ASSERT_TRUE(hits) << hits.error().message;
  EXPECT_NEAR((*hits)[0].mean, 0.01, 0.001);
  EXPECT_NEAR((*hits)[1].mean, 0.05, 0.002);
  EXPECT_DOUBLE_EQ((*hits)[0].p, 1.0 / 10000.0);
  EXPECT_EQ((*hits)[0].interval.low, 0.0);
  EXPECT_EQ((*hits)[0].interval.high, 0.1);  // one of the ten; two are drawn in 0.4 % of the cases
  EXPECT_NEAR((*hits)[1].p, 1.0 - std::pow(0.95, 10.0), 0.02);
}

TEST(HitsByChance, DoNotDependOnTheNumberOfThreads) {
  const Town town = random_town(6, 400);
  const std::vector<double> shares{0.02, 0.1, 1.0};
  const std::vector<double> observed{0.1, 0.2, 1.0};
  std::vector<double> before;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto hits = hits_by_chance({{town.km2, town.counts}, shares, observed, {499, 1}}, jobs::Progress());
    ASSERT_TRUE(hits);
    std::vector<double> numbers;
    for (const ChanceHits& one : *hits) {
      numbers.insert(numbers.end(), {one.mean, one.interval.low, one.interval.high, one.p});
    }
    if (!before.empty()) {
      EXPECT_EQ(numbers, before);
    }
    before = numbers;
  }
  jobs::set_thread_count(0);
  EXPECT_NEAR(before[8], 1.0, 1e-12);  // all the ground catches all
}

TEST(HitsByChance, RefuseAndStop) {
  const std::vector<double> one{1.0};
  EXPECT_THAT(hits_by_chance({{one, one}, one, one, {5, 1}}, jobs::Progress()).error().message,
              testing::HasSubstr("999 is usual"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(hits_by_chance({{one, one}, one, one, {}}, jobs::Progress(stop.get_token())).error().code,
            core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
