// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distinct_locations.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

struct Columns {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<float> weight;
};

/// `rows` incidents on `sites` places.
Columns on_sites(std::uint64_t rows, std::uint64_t sites) {
  Columns columns;
  for (std::uint64_t i = 0; i < rows; ++i) {
    core::CounterRng pick(5, i);
    core::CounterRng site(6, pick.below(sites));
    columns.x.push_back(400000.0 + static_cast<double>(site.below(30000)));
    columns.y.push_back(90000.0 + static_cast<double>(site.below(20000)));
    columns.weight.push_back(static_cast<float>(pick.below(4)));
  }
  return columns;
}

TEST(DistinctLocations, AgreesWithAMapInTheOrderOfFirstRows) {
  const Columns columns = on_sites(30000, 900);
  std::map<std::pair<double, double>, std::size_t> index;
  DistinctLocations expected;
  for (std::size_t i = 0; i < columns.x.size(); ++i) {
    const auto [at, fresh] = index.try_emplace({columns.x[i], columns.y[i]}, index.size());
    if (fresh) {
      expected.x.push_back(columns.x[i]);
      expected.y.push_back(columns.y[i]);
      expected.weight.push_back(0.0);
      expected.incidents.push_back(0);
    }
    expected.weight[at->second] += static_cast<double>(columns.weight[i]);
    ++expected.incidents[at->second];
  }

  const auto found = distinct_locations({columns.x, columns.y, columns.weight, {}});

  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->aggregated);
  EXPECT_EQ(found->rows, 30000);
  EXPECT_EQ(found->x, expected.x);
  EXPECT_EQ(found->y, expected.y);
  EXPECT_EQ(found->weight, expected.weight);
  EXPECT_EQ(found->incidents, expected.incidents);
}

TEST(DistinctLocations, TakesOnlyTheSelectedRows) {
  const std::vector<double> x{1.0, 2.0, 1.0, 3.0};
  const std::vector<double> y{1.0, 2.0, 1.0, 3.0};
  const std::vector<std::uint32_t> rows{1, 2};

  const auto found = distinct_locations({x, y, {}, rows});

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->x, (std::vector<double>{2.0, 1.0}));
  EXPECT_EQ(found->incidents, (std::vector<std::uint32_t>{1, 1}));
}

TEST(DistinctLocations, LeavesRowsAloneWhereFewShareAPlace) {
  const Columns columns = on_sites(60000, 60000 * 50);  // some 1 % share a place

  const auto adaptive = distinct_locations({columns.x, columns.y, {}, {}});
  const auto always = distinct_locations({columns.x, columns.y, {}, {}}, Aggregation::always);

  ASSERT_TRUE(adaptive.has_value() && always.has_value());
  EXPECT_FALSE(adaptive->aggregated);
  EXPECT_EQ(adaptive->x, columns.x);
  EXPECT_TRUE(always->aggregated);
  EXPECT_LT(always->size(), columns.x.size());
}

TEST(DistinctLocations, SeesStacksThatARandomSampleOfRowsWouldMiss) {
  // Ten on each place, so 90 % are duplicates; but of any 16,384 rows only some 14 % have a partner among them.
  const Columns columns = on_sites(600000, 60000);

  const auto found = distinct_locations({columns.x, columns.y, {}, {}});

  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->aggregated);
  EXPECT_LE(found->size(), 60000U);
  EXPECT_EQ(std::accumulate(found->incidents.begin(), found->incidents.end(), std::int64_t{0}), 600000);
}

TEST(DistinctLocations, MergesAFewHugeStacks) {
  const Columns columns = on_sites(200000, 3);

  const auto found = distinct_locations({columns.x, columns.y, {}, {}});

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->size(), 3U);
}

TEST(DistinctLocations, TreatsNegativeZeroAsZero) {
  const std::vector<double> x{0.0, -0.0};
  const std::vector<double> y{-0.0, 0.0};
  EXPECT_EQ(distinct_locations({x, y, {}, {}})->size(), 1U);
}

TEST(DistinctLocations, StopWhenAsked) {
  const Columns columns = on_sites(100, 10);
  std::stop_source stop;
  stop.request_stop();
  const auto found =
      distinct_locations({columns.x, columns.y, {}, {}}, Aggregation::always, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

TEST(DistinctLocations, NamesTheRowWithoutAPlace) {
  const std::vector<double> x{1.0, std::numeric_limits<double>::quiet_NaN()};
  const std::vector<double> y{1.0, 2.0};

  const auto found = distinct_locations({x, y, {}, {}});

  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, core::ErrorCode::invalid_argument);
  EXPECT_NE(found.error().message.find("row 1 has a coordinate"), std::string::npos) << found.error().message;
}

TEST(DistinctLocations, NamesTheRowWithANegativeWeight) {
  const std::vector<double> x{1.0, 2.0};
  const std::vector<double> y{1.0, 2.0};
  const std::vector<float> weight{1.0F, -3.0F};

  const auto found = distinct_locations({x, y, weight, {}});

  ASSERT_FALSE(found.has_value());
  EXPECT_NE(found.error().message.find("row 1 has the weight -3; weights must be 0 or more"), std::string::npos)
      << found.error().message;
}

}  // namespace
}  // namespace wardscope::analysis
