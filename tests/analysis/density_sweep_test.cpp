// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

struct Cloud {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;
  [[nodiscard]] WeightedPoints view() const { return {x, y, weight}; }
};

/// Points on and about the grid, a few of them very heavy.
Cloud cloud_about(const raster::GridSpec& grid, std::uint64_t count, std::uint64_t seed) {
  Cloud cloud;
  const geo::Extent extent = grid.extent().grown(grid.extent().width() / 10);
  for (std::uint64_t i = 0; i < count; ++i) {
    core::CounterRng rng(seed, i);
    cloud.x.push_back(rng.uniform(extent.min_x, extent.max_x));
    cloud.y.push_back(rng.uniform(extent.min_y, extent.max_y));
    cloud.weight.push_back(rng.chance(0.01) ? rng.uniform(1000.0, 50000.0) : rng.uniform(0.0, 3.0));
  }
  return cloud;
}

raster::Raster<double> swept(const SweepInput& input) {
  raster::Raster<double> sums(input.grid, -1.0);
  const auto status = sweep_kernel_sums(input, jobs::Progress(), [&](std::size_t row, std::span<const double> values) {
    std::copy(values.begin(), values.end(),
              sums.values().begin() + static_cast<std::ptrdiff_t>(row * input.grid.columns));
  });
  EXPECT_TRUE(status.has_value());
  return sums;
}

/// The twin: every point at every cell.
raster::Raster<double> by_definition(const SweepInput& input) {
  raster::Raster<double> sums(input.grid, 0.0);
  for (std::size_t row = 0; row < input.grid.rows; ++row) {
    for (std::size_t column = 0; column < input.grid.columns; ++column) {
      double sum = 0.0;
      for (std::size_t i = 0; i < input.points.x.size(); ++i) {
        const geo::Point apart = geo::Point{input.points.x[i], input.points.y[i]} - input.grid.centre(column, row);
        sum += input.points.weight[i] * input.kernel.at_squared(geo::dot(apart, apart));
      }
      sums.at(column, row) = sum;
    }
  }
  return sums;
}

double greatest(const raster::Raster<double>& sums) {
  return *std::max_element(sums.values().begin(), sums.values().end());
}

double greatest_difference(const raster::Raster<double>& a, const raster::Raster<double>& b) {
  double most = 0.0;
  for (std::size_t i = 0; i < a.values().size(); ++i) most = std::max(most, std::abs(a.values()[i] - b.values()[i]));
  return most;
}

struct Case {
  KernelShape shape;
  double bandwidth;
};

class SweepAgainstDefinition : public testing::TestWithParam<Case> {};

TEST_P(SweepAgainstDefinition, AgreesToABillionthOfTheMaximum) {
  const raster::GridSpec grid{407000, 91000, 10.0, 170, 60};
  const Cloud cloud = cloud_about(grid, 1200, 31);
  const SweepInput input{cloud.view(), {GetParam().shape, GetParam().bandwidth}, grid};

  const auto fast = swept(input);
  const auto slow = by_definition(input);

  ASSERT_GT(greatest(slow), 0.0);
  EXPECT_LE(greatest_difference(fast, slow), 1e-11 * greatest(slow));
}

// From a disc within one cell to one wider than the grid.
INSTANTIATE_TEST_SUITE_P(AllKernels, SweepAgainstDefinition,
                         testing::Values(Case{KernelShape::quartic, 9.0}, Case{KernelShape::quartic, 39.0},
                                         Case{KernelShape::quartic, 45.0}, Case{KernelShape::quartic, 130.0},
                                         Case{KernelShape::quartic, 333.3}, Case{KernelShape::quartic, 2500.0},
                                         Case{KernelShape::epanechnikov, 30.0}, Case{KernelShape::epanechnikov, 77.0},
                                         Case{KernelShape::epanechnikov, 640.0}, Case{KernelShape::gaussian, 0.2},
                                         Case{KernelShape::gaussian, 4.0}, Case{KernelShape::gaussian, 21.5},
                                         Case{KernelShape::gaussian, 300.0}));

TEST(Sweep, AgreesOnRowsOfSeveralBlocksThatEndAnywhere) {
  // Blocks of 128 cells, a disc of 40; the rows end within one, and where nobody counts cells by fours or eights.
  for (const std::size_t columns : {std::size_t{381}, std::size_t{384}, std::size_t{387}, std::size_t{806}}) {
    const raster::GridSpec grid{407000, 91000, 10.0, columns, 7};
    const Cloud cloud = cloud_about(grid, 900, columns);
    for (const KernelShape shape : {KernelShape::quartic, KernelShape::epanechnikov}) {
      const SweepInput input{cloud.view(), {shape, 400.0}, grid};

      const auto fast = swept(input);
      const auto slow = by_definition(input);

      EXPECT_LE(greatest_difference(fast, slow), 1e-11 * greatest(slow)) << columns;
    }
  }
}

TEST(Sweep, IsExactlyZeroWhereNothingReaches) {
  const raster::GridSpec grid{0, 0, 10.0, 400, 40};
  Cloud cloud;
  for (std::uint64_t i = 0; i < 500; ++i) {
    core::CounterRng rng(3, i);
    cloud.x.push_back(rng.uniform(1000, 1700));
    cloud.y.push_back(rng.uniform(0, 400));
    cloud.weight.push_back(rng.uniform(0.1, 1e5));
  }
  const SweepInput input{cloud.view(), {KernelShape::quartic, 150.0}, grid};

  const auto fast = swept(input);
  const auto slow = by_definition(input);

  std::size_t zeros = 0;
  for (std::size_t i = 0; i < slow.values().size(); ++i) {
    if (slow.values()[i] != 0.0) continue;
    ++zeros;
    ASSERT_EQ(fast.values()[i], 0.0);
  }
  EXPECT_GT(zeros, 5000U);
}

TEST(Sweep, KeepsASmallPlaceBesideAVeryHeavyOne) {
  // What a running sum along the whole row would lose: the heavy stack's rounding must not travel east.
  const raster::GridSpec grid{0, 0, 5.0, 2000, 3};
  Cloud cloud;
  cloud.x = {1000.0, 1300.0, 1599.0, 9000.0};
  cloud.y = {7.0, 7.0, 7.0, 7.0};
  cloud.weight = {1e9, 1e9 / 3.0, 7.7, 1.0};
  const SweepInput input{cloud.view(), {KernelShape::quartic, 300.0}, grid};

  const auto fast = swept(input);
  const auto slow = by_definition(input);

  for (std::size_t column = 1750; column < 1850; ++column) {
    EXPECT_NEAR(fast.at(column, 1), slow.at(column, 1), 1e-14 * slow.at(1800, 1));
  }
}

TEST(Sweep, IsTheSameForAnyNumberOfThreads) {
  const raster::GridSpec grid{0, 0, 10.0, 150, 130};
  const Cloud cloud = cloud_about(grid, 3000, 8);
  for (const KernelShape shape : {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov}) {
    const SweepInput input{cloud.view(), {shape, 60.0}, grid};
    jobs::set_thread_count(1);
    const auto one = swept(input);
    for (const unsigned threads : {2U, 7U}) {
      jobs::set_thread_count(threads);
      EXPECT_EQ(swept(input).values(), one.values()) << threads;
    }
    jobs::set_thread_count(0);
  }
}

TEST(Sweep, StopsWhenAsked) {
  const raster::GridSpec grid{0, 0, 10.0, 150, 130};
  const Cloud cloud = cloud_about(grid, 100, 8);
  std::stop_source stop;
  jobs::set_thread_count(1);

  const auto status =
      sweep_kernel_sums({cloud.view(), {KernelShape::quartic, 60.0}, grid}, jobs::Progress(stop.get_token()),
                        [&](std::size_t, std::span<const double>) { stop.request_stop(); });
  jobs::set_thread_count(0);

  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, core::ErrorCode::cancelled);
}

TEST(Sweep, OfNoPointsIsZero) {
  const raster::GridSpec grid{0, 0, 10.0, 20, 10};
  const auto sums = swept({{}, {KernelShape::quartic, 60.0}, grid});
  EXPECT_EQ(sums.values(), std::vector<double>(200, 0.0));
}

}  // namespace
}  // namespace wardscope::analysis
