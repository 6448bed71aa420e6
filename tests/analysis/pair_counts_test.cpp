// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pair_counts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stop_token>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

struct Pattern {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> incidents;
  [[nodiscard]] PlacedCounts counts() const { return {x, y, incidents}; }
};

/// Half of the places in ten tight groups, half anywhere on 3 x 2 km; on whole metres many pairs end a step exactly.
Pattern clustered_pattern(std::size_t places, double grain) {
  Pattern pattern;
  for (std::size_t i = 0; i < places; ++i) {
    core::CounterRng rng(11, i);
    const bool grouped = i % 2 == 0;
    const double x = grouped ? 300.0 * static_cast<double>(i % 10) + rng.uniform(0.0, 90.0) : rng.uniform(0.0, 3000.0);
    const double y = grouped ? 200.0 * static_cast<double>(i % 7) + rng.uniform(0.0, 90.0) : rng.uniform(0.0, 2000.0);
    pattern.x.push_back(400000.0 + std::round(x / grain) * grain);
    pattern.y.push_back(90000.0 + std::round(y / grain) * grain);
  }
  return pattern;
}

/// Every pair by itself, in double precision.
std::vector<std::uint64_t> plain_pair_counts(const Pattern& pattern, const DistanceSteps& steps) {
  std::vector<std::uint64_t> counts(steps.count + 1, 0);
  const auto incidents = [&](std::size_t i) { return pattern.incidents.empty() ? 1U : pattern.incidents[i]; };
  for (std::size_t i = 0; i < pattern.x.size(); ++i) {
    counts[0] += std::uint64_t{incidents(i)} * (incidents(i) - 1) / 2;
    for (std::size_t j = i + 1; j < pattern.x.size(); ++j) {
      const double dx = pattern.x[j] - pattern.x[i];
      const double dy = pattern.y[j] - pattern.y[i];
      for (std::size_t k = 0; k <= steps.count; ++k) {
        if (dx * dx + dy * dy > steps.radius(k) * steps.radius(k)) continue;
        counts[k] += std::uint64_t{incidents(i)} * incidents(j);
        break;
      }
    }
  }
  return counts;
}

std::vector<std::uint64_t> counts_of(const Pattern& pattern, const DistanceSteps& steps, double reach) {
  const PairGrid grid(pattern.counts(), reach);
  auto counts = pair_counts(grid, steps, jobs::Progress());
  EXPECT_TRUE(counts);
  return std::move(counts).value();
}

TEST(PairCounts, EqualThePlainOnes) {
  for (const double grain : {1e-6, 0.1, 1.0, 50.0}) {
    const Pattern pattern = clustered_pattern(1500, grain);
    for (const DistanceSteps& steps : {DistanceSteps{500.0, 128}, DistanceSteps{100.0, 10}, DistanceSteps{7.0, 70},
                                       DistanceSteps{2500.0, 5}, DistanceSteps{9000.0, 1000}}) {
      EXPECT_EQ(counts_of(pattern, steps, steps.most), plain_pair_counts(pattern, steps))
          << "places to " << grain << " m, steps to " << steps.most << " m";
    }
  }
}

TEST(PairCounts, CountIncidentsThatShareAPlace) {
  Pattern pattern = clustered_pattern(1000, 1.0);
  for (std::size_t i = 0; i < pattern.x.size(); ++i) {
    pattern.incidents.push_back(i % 50 == 0 ? 4000000 : 1 + static_cast<std::uint32_t>(i % 4));
  }
  const DistanceSteps steps{250.0, 50};

  EXPECT_EQ(counts_of(pattern, steps, 250.0), plain_pair_counts(pattern, steps));
}

TEST(PairCounts, AreTheSameForAnyReachOfTheGridAndNumberOfThreads) {
  const Pattern pattern = clustered_pattern(3000, 0.1);
  const DistanceSteps steps{300.0, 60};
  const auto expected = counts_of(pattern, steps, 300.0);
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    EXPECT_EQ(counts_of(pattern, steps, 300.0), expected);
    EXPECT_EQ(counts_of(pattern, steps, 4000.0), expected);
  }
  jobs::set_thread_count(0);
}

TEST(PairCounts, HoldsAPairAtExactlyTheRadius) {
  const Pattern pattern{{0.0, 30.0}, {0.0, 40.0}, {}};

  EXPECT_EQ(counts_of(pattern, {100.0, 10}, 100.0)[5], 1U);  // 50 m
  EXPECT_EQ(counts_of(pattern, {50.0, 1}, 50.0)[1], 1U);
}

TEST(PairCounts, OfOnePlaceAndOfPlacesOnALine) {
  EXPECT_EQ(counts_of({{5.0}, {7.0}, {3}}, {100.0, 2}, 100.0), (std::vector<std::uint64_t>{3, 0, 0}));
  Pattern line;
  for (int i = 0; i < 200; ++i) {
    line.x.push_back(i * 10.0);
    line.y.push_back(0.0);
  }
  const auto counts = counts_of(line, {100.0, 10}, 100.0);
  for (std::size_t k = 1; k <= 10; ++k) EXPECT_EQ(counts[k], 200 - k);
}

TEST(PairCounts, StopAtOnce) {
  const Pattern pattern = clustered_pattern(1000, 1.0);
  std::stop_source stop;
  stop.request_stop();

  const auto counts = pair_counts(PairGrid(pattern.counts(), 100.0), {100.0, 10}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
