// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clusters of R dbscan 1.1-11 and Knox's test of surveillance 1.20.3 on police data of Bournemouth, Christchurch and
// Poole. Every number is from tests/reference/open_data.R.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "agreement/open_tables.hpp"
#include "analysis/dbscan.hpp"
#include "analysis/near_repeats.hpp"
#include "support/shared_data.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kLatitude = 50.73;

struct DbscanCase {
  std::string month;
  double reach = 0.0;
  std::int64_t least = 0;
  std::size_t points = 0;
  std::int32_t clusters = 0;
  std::ptrdiff_t in_none = 0;
  std::ptrdiff_t not_core = 0;
  std::vector<std::int64_t> cores;  ///< of the clusters, most first
};

/// Border points in reach of two clusters go to the nearest core here and to the first cluster there: what does not
/// depend on that is the same.
TEST(AsRDbscanHasIt, AMonthOfIncidents) {
  WARDSCOPE_SHARED_DATA(folder, "bcp");
  const std::vector<test::PoliceRow> rows = test::police_rows(folder, kLatitude);
  for (const DbscanCase& expected :
       {DbscanCase{"2025-07", 100.0, 10, 3687, 58, 2477, 2592, {151, 51, 45, 42, 40, 40, 37, 33, 27, 26, 25, 25}},
        DbscanCase{"2025-07", 150.0, 30, 3687, 8, 2906, 3080, {331, 64, 44, 43, 37, 32, 30, 26}},
        DbscanCase{"2018-10", 60.0, 5, 3978, 206, 2147, 2154, {49, 40, 34, 31, 28, 25, 24, 23, 22, 20, 20, 20}}}) {
    std::vector<double> x;
    std::vector<double> y;
    for (const test::PoliceRow& row : rows) {
      if (row.month != expected.month) continue;
      x.push_back(row.at.x);
      y.push_back(row.at.y);
    }
    ASSERT_EQ(x.size(), expected.points);

    const auto found = dbscan({x, y, {}}, {core::Metres(expected.reach), expected.least}, jobs::Progress());

    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->count, expected.clusters);
    EXPECT_EQ(std::count(found->cluster.begin(), found->cluster.end(), Clusters::kNoise), expected.in_none);
    EXPECT_EQ(std::count(found->core.begin(), found->core.end(), false), expected.not_core);
    std::vector<std::int64_t> cores(static_cast<std::size_t>(found->count), 0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (found->core[i]) ++cores[static_cast<std::size_t>(found->cluster[i])];
    }
    std::sort(cores.begin(), cores.end(), std::greater<>());
    cores.resize(expected.cores.size());
    EXPECT_EQ(cores, expected.cores);
  }
}

struct KnoxCase {
  double metres = 0.0;
  std::int32_t months = 0;
  std::int64_t pairs = 0;
  double poisson = 0.0;
  double permuted = 0.0;  ///< mean of 9,999 permutations of the months in R 4.2
  double p = 1.0;         ///< of these
};

/// Pairs and expectation are knox()'s. Its p-value is not: surveillance 1.20.3 shuffles pairs and not incidents, though
/// pairs that share an incident come and go together. It says 0.001, 0.164 and 0.029 here.

TEST(AsSurveillanceHasIt, BurglariesOfFiveMonths) {
  WARDSCOPE_SHARED_DATA(folder, "bcp");
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> month;
  for (const test::PoliceRow& row : test::police_rows(folder, kLatitude)) {
    if (row.type != "Burglary" || row.month > "2019-02") continue;
    x.push_back(row.at.x);
    y.push_back(row.at.y);
    month.push_back(std::stoi(row.month.substr(0, 4)) * 12 + std::stoi(row.month.substr(5)));
  }
  ASSERT_EQ(x.size(), 1082U);
  for (const KnoxCase& expected : {KnoxCase{200.0, 0, 509, 411.610335470170, 411.6526, 0.0001},
                                   KnoxCase{200.0, 1, 1110, 1087.43438077634, 1087.471, 0.2027},
                                   KnoxCase{400.0, 1, 3502, 3420.89833641405, 3421.277, 0.0833}}) {
    NearRepeatOptions options;
    options.distance_band = core::Metres(expected.metres);
    options.distance_bands = 1;
    options.unit = PairTime::months;
    options.time_band = 1;
    options.time_bands = expected.months + 1;
    options.permutations = 9999;

    const auto found = near_repeats({x, y, month}, options, jobs::Progress());

    ASSERT_TRUE(found) << found.error().message;
    SCOPED_TRACE(expected.metres);
    EXPECT_EQ(found->whole.pairs, expected.pairs);
    EXPECT_NEAR(found->whole.poisson, expected.poisson, 1e-9 * expected.poisson);
    EXPECT_NEAR(found->whole.expected, expected.permuted, 2.5 /* pairs: three standard errors at 400 m */);
    EXPECT_NEAR(found->whole.p, expected.p, 0.02 /* four standard errors at 0.2 */);
  }
}

}  // namespace
}  // namespace wardscope::analysis
