// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/spatial_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "analysis/scan_windows.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "stats/null_counts.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

struct Town {
  std::vector<geo::Point> centres;
  std::vector<std::uint32_t> observed;
  std::vector<double> expected;
  std::vector<double> lengths;
  [[nodiscard]] ScanInput input() const { return {centres, observed, expected, lengths}; }
};

/// Units at random places, or on a lattice (circles with ties), with Poisson-like counts.
Town town(std::uint64_t seed, std::size_t units, std::size_t periods, bool lattice = false) {
  core::CounterRng rng(seed, 0);
  Town made;
  for (std::size_t unit = 0; unit < units; ++unit) {
    made.centres.push_back(
        lattice ? geo::Point{static_cast<double>(unit % 6) * 100.0, static_cast<double>(unit / 6) * 100.0}
                : geo::Point{rng.uniform(0.0, 1000.0), rng.uniform(0.0, 1000.0)});
    made.expected.push_back(unit % 7 == 3 ? 0.0 : rng.uniform(500.0, 3000.0));
  }
  for (std::size_t period = 0; period < periods; ++period)
    made.lengths.push_back(28.0 + static_cast<double>(period % 4));
  made.observed.resize(units * periods);
  std::vector<double> weights;
  for (std::size_t i = 0; i < made.observed.size(); ++i) weights.push_back(made.expected[i / periods]);
  stats::draw_multinomial(400, weights, {seed, 1}, made.observed);
  return made;
}

/// The definition: each circle that a distance makes, each stretch, one by one.
double plain_greatest(const Town& t, std::span<const std::uint32_t> observed, const ScanOptions& options) {
  const std::size_t periods = t.lengths.size();
  const double all = std::accumulate(observed.begin(), observed.end(), 0.0);
  std::vector<double> expected(observed.size());
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (options.null == ScanNull::poisson) {
      expected[i] = t.expected[i / periods] * t.lengths[i % periods];
      continue;
    }
    double row = 0.0;
    double column = 0.0;
    for (std::size_t p = 0; p < periods; ++p) row += observed[i / periods * periods + p];
    for (std::size_t u = 0; u < t.centres.size(); ++u) column += observed[u * periods + i % periods];
    expected[i] = row * column;
  }
  const double measure = std::accumulate(expected.begin(), expected.end(), 0.0);
  for (double& e : expected) e *= all / measure;
  const std::size_t longest = periods == 1 ? 1 : periods / 2;
  double greatest = 0.0;
  for (const geo::Point centre : t.centres) {
    for (const geo::Point edge : t.centres) {
      const double radius = geo::distance(centre, edge) * (1.0 + 1e-9);
      double of_all_time = 0.0;
      for (std::size_t i = 0; i < observed.size(); ++i) {
        if (geo::distance(centre, t.centres[i / periods]) <= radius) of_all_time += expected[i];
      }
      if (of_all_time > options.most_share * all * (1.0 + 1e-12)) continue;
      for (std::size_t first = 0; first < periods; ++first) {
        for (std::size_t last = first; last < std::min(periods, first + longest); ++last) {
          if (options.time == ScanTime::to_the_end && last + 1 != periods) continue;
          double c = 0.0;
          double e = 0.0;
          for (std::size_t i = 0; i < observed.size(); ++i) {
            if (i % periods < first || i % periods > last) continue;
            if (geo::distance(centre, t.centres[i / periods]) > radius) continue;
            c += observed[i];
            e += expected[i];
          }
          if (e > 0.0 && c > e) greatest = std::max(greatest, scan_ratio(c, e, all));
        }
      }
    }
  }
  return greatest;
}

TEST(ScanRatio, IsThatOfTheFormula) {
  // 10 ln 2 + 90 ln(90 / 95)
  EXPECT_NEAR(scan_ratio(10.0, 5.0, 100.0), 10.0 * std::log(2.0) + 90.0 * std::log(90.0 / 95.0), 1e-12);
  EXPECT_EQ(scan_ratio(4.0, 5.0, 100.0), 0.0);
  EXPECT_NEAR(scan_ratio(100.0, 5.0, 100.0), 100.0 * std::log(20.0), 1e-9);
}

TEST(SpatialScan, FindsTheMostLikelyClusterOfThePlainSearch) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    for (const std::size_t periods : {std::size_t{1}, std::size_t{5}}) {
      const Town t = town(seed, 30, periods, seed % 3 == 0);
      for (const ScanNull null : {ScanNull::poisson, ScanNull::same_margins}) {
        if (null == ScanNull::same_margins && periods == 1) continue;
        for (const ScanTime time : {ScanTime::any, ScanTime::to_the_end}) {
          const ScanOptions options{
              .null = null, .time = time, .most_share = 0.1 + 0.1 * static_cast<double>(seed % 5), .replications = 99};
          const auto scan = spatial_scan(t.input(), options, {});
          ASSERT_TRUE(scan) << scan.error().message;
          EXPECT_NEAR(scan->most_likely.log_likelihood_ratio, plain_greatest(t, t.observed, options), 1e-9);
        }
      }
    }
  }
}

TEST(SpatialScan, RanksItAmongThePlainMaximaOfTheSameReplications) {
  for (const std::size_t periods : {std::size_t{1}, std::size_t{4}}) {
    for (const ScanNull null : {ScanNull::poisson, ScanNull::same_margins}) {
      if (null == ScanNull::same_margins && periods == 1) continue;
      Town t = town(21, 18, periods);
      t.observed[5] += 2;
      const ScanOptions options{.null = null, .replications = 99, .seed = 5};
      std::vector<double> weights;
      for (std::size_t i = 0; i < t.observed.size(); ++i) {
        weights.push_back(t.expected[i / periods] * t.lengths[i % periods]);
      }
      const auto all = std::accumulate(t.observed.begin(), t.observed.end(), 0U);
      const double observed = plain_greatest(t, t.observed, options);
      int as_great = 0;
      for (std::uint64_t r = 0; r < 99; ++r) {
        std::vector<std::uint32_t> drawn(t.observed.size());
        if (null == ScanNull::poisson) {
          stats::draw_multinomial(all, weights, {5, r}, drawn);
        } else {
          stats::draw_with_same_margins(t.observed, periods, {5, r}, drawn);
        }
        if (plain_greatest(t, drawn, options) >= observed * (1.0 - 1e-12)) ++as_great;
      }
      const auto scan = spatial_scan(t.input(), options, {});
      ASSERT_TRUE(scan) << scan.error().message;
      EXPECT_DOUBLE_EQ(scan->most_likely.p, (1.0 + as_great) / 100.0);
      EXPECT_GT(as_great, 0);  // else the ranks were not put to the test
    }
  }
}

TEST(SpatialScan, RanksManyIncidentsAsItRanksFew) {
  // More than 16 bits count: another sum side by side. The observed table is a draw itself, so that its rank is none
  // of the ends.
  constexpr std::uint32_t kAll = 60000;
  Town t = town(21, 18, 3);
  std::vector<double> weights;
  for (std::size_t i = 0; i < t.observed.size(); ++i) weights.push_back(t.expected[i / 3] * t.lengths[i % 3]);
  stats::draw_multinomial(kAll, weights, {77, 1}, t.observed);
  const ScanOptions options{.replications = 99, .seed = 5};
  const double observed = plain_greatest(t, t.observed, options);
  int as_great = 0;
  for (std::uint64_t r = 0; r < 99; ++r) {
    std::vector<std::uint32_t> drawn(t.observed.size());
    stats::draw_multinomial(kAll, weights, {5, r}, drawn);
    if (plain_greatest(t, drawn, options) >= observed * (1.0 - 1e-12)) ++as_great;
  }

  const auto scan = spatial_scan(t.input(), options, {});

  ASSERT_TRUE(scan) << scan.error().message;
  EXPECT_DOUBLE_EQ(scan->most_likely.p, (1.0 + as_great) / 100.0);
  EXPECT_GT(as_great, 0);
  EXPECT_LT(as_great, 99);
}

/// Nine units of a lattice with three times what is expected, and four with twice as much far from them.
Town planted() {
  Town t;
  for (std::size_t unit = 0; unit < 400; ++unit) {
    const auto column = unit % 20;
    const auto row = unit / 20;
    t.centres.push_back({static_cast<double>(column) * 100.0, static_cast<double>(row) * 100.0});
    t.expected.push_back(1.0);
    const bool first = column >= 4 && column <= 6 && row >= 4 && row <= 6;
    const bool second = column >= 14 && column <= 15 && row >= 13 && row <= 14;
    t.observed.push_back(first ? 30U : second ? 25U : 9U + static_cast<std::uint32_t>(unit % 3));
  }
  t.lengths = {1.0};
  return t;
}

TEST(SpatialScan, FindsPlantedClustersAndLetsTheGiniCoefficientChooseTheirSize) {
  const Town t = planted();
  const auto scan = spatial_scan(t.input(), {}, {});
  ASSERT_TRUE(scan) << scan.error().message;
  ASSERT_GE(scan->clusters.size(), 2U);
  const ScanCluster& first = scan->clusters[0];
  EXPECT_EQ(first.units.front(), 5 * 20 + 5U);
  EXPECT_EQ(first.units.size(), 9U);
  EXPECT_NEAR(first.radius, std::sqrt(2.0) * 100.0, 1e-9);
  EXPECT_DOUBLE_EQ(first.observed, 270.0);
  EXPECT_DOUBLE_EQ(first.p, 0.001);
  EXPECT_LT(scan->largest_share, 0.1);
  EXPECT_GT(scan->gini, 0.0);
  const std::set<std::size_t> second(scan->clusters[1].units.begin(), scan->clusters[1].units.end());
  EXPECT_TRUE(second.contains(13 * 20 + 14U) && second.contains(14 * 20 + 15U));
}

TEST(SpatialScan, LetsNoTwoClustersShareAUnit) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Town t = town(seed, 120, 3);
    for (std::size_t i = 0; i < t.observed.size(); i += 25) t.observed[i] += t.expected[i / 3] > 0.0 ? 20 : 0;
    const auto scan = spatial_scan(t.input(), {}, {});
    ASSERT_TRUE(scan) << scan.error().message;
    std::set<std::size_t> seen;
    EXPECT_GE(scan->clusters.size(), 2U);
    for (const ScanCluster& cluster : scan->clusters) {
      EXPECT_LE(cluster.p, 0.05);
      EXPECT_GT(cluster.log_likelihood_ratio, scan->critical);
      for (const std::size_t unit : cluster.units) EXPECT_TRUE(seen.insert(unit).second);
    }
  }
}

/// 200 maps without anything: at the level of 0.05 some 10 have a cluster, 24 or more in one of 10,000 such tests.
TEST(SpatialScan, FindsNothingInMapsOfChanceBeyondTheStatedRate) {
  int with_cluster = 0;
  for (std::uint64_t map = 0; map < 200; ++map) {
    const Town t = town(1000 + map, 36, 1);
    const auto scan = spatial_scan(t.input(), {.replications = 99, .seed = static_cast<std::int64_t>(map)}, {});
    ASSERT_TRUE(scan);
    if (!scan->clusters.empty()) ++with_cluster;
  }
  EXPECT_LT(with_cluster, 24);
  EXPECT_GT(with_cluster, 1);
}

TEST(SpatialScan, IsTheSameForAnyNumberOfThreads) {
  const Town t = town(3, 150, 4);
  std::vector<double> seen;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto scan = spatial_scan(t.input(), {.level = 0.5}, {});
    ASSERT_TRUE(scan);
    seen.push_back(scan->critical + scan->most_likely.p + scan->gini);
  }
  jobs::set_thread_count(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

TEST(SpatialScan, SaysWhatToDoAboutWhatCannotBeScanned) {
  const auto message = [](const Town& t, const ScanOptions& options) {
    const auto scan = spatial_scan(t.input(), options, {});
    return scan ? std::string() : std::string(scan.error().message);
  };
  EXPECT_THAT(message(town(1, 7, 1), {}), HasSubstr("7 cells or areas: a scan needs 8 to 8,192; choose smaller"));
  EXPECT_THAT(message(town(1, 20, 1), {.null = ScanNull::same_margins}), HasSubstr("two months or more"));
  EXPECT_THAT(message(town(1, 20, 1), {.replications = 10}), HasSubstr("10 replications"));
  EXPECT_THAT(message(town(1, 20, 1), {.level = 0.005}), ::testing::IsEmpty());
  EXPECT_THAT(message(town(1, 20, 1), {.replications = 99, .level = 0.005}), HasSubstr("a level of 0.005"));
  EXPECT_THAT(message(town(1, 20, 1), {.most_share = 0.7}), HasSubstr("0.01 to 0.5"));
  Town none = town(1, 20, 1);
  std::fill(none.observed.begin(), none.observed.end(), 0U);
  EXPECT_THAT(message(none, {}), HasSubstr("no incident"));
  Town nobody = town(1, 20, 1);
  nobody.observed[3] = 2;
  EXPECT_THAT(message(nobody, {}), HasSubstr("choose another baseline"));
}

}  // namespace
}  // namespace wardscope::analysis
