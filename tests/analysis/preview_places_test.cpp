// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/preview_places.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "analysis/kernel_density.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

struct Incidents {
  std::vector<double> x;
  std::vector<double> y;
  [[nodiscard]] PointColumns columns() const { return {x, y, {}, {}}; }
};

/// Half of them about a few streets, half anywhere in 4 km by 3 km; decimetres, so that hardly two share a place.
Incidents spread_incidents(std::uint64_t count) {
  Incidents incidents;
  for (std::uint64_t i = 0; i < count; ++i) {
    core::CounterRng rng(5, i);
    core::CounterRng street(6, i % 9);
    const bool near = i % 2 == 0;
    const double x = near ? street.uniform(500, 3500) + 60.0 * core::sample_normal(rng) : rng.uniform(0, 4000);
    const double y = near ? street.uniform(500, 2500) + 60.0 * core::sample_normal(rng) : rng.uniform(0, 3000);
    incidents.x.push_back(400000.0 + std::round(10.0 * x) / 10.0);
    incidents.y.push_back(100000.0 + std::round(10.0 * y) / 10.0);
  }
  return incidents;
}

PreviewPlaces places_of(const Incidents& incidents) {
  auto places = PreviewPlaces::of(incidents.columns(), jobs::Progress());
  EXPECT_TRUE(places);
  return std::move(places).value();
}

TEST(PreviewPlaces, KeepWeightAndCentreOfWeightAtEachSize) {
  const Incidents incidents = spread_incidents(20000);
  const PreviewPlaces places = places_of(incidents);
  const double mean_x = std::accumulate(incidents.x.begin(), incidents.x.end(), 0.0) / 20000.0;

  std::size_t before = incidents.x.size() + 1;
  for (const double side : {0.0, 2.0, 16.0, 100.0, 512.0, 9000.0}) {
    const auto& merged = places.merged_within(core::Metres(side));
    double weight = 0.0;
    double x = 0.0;
    for (std::size_t i = 0; i < merged.size(); ++i) {
      weight += static_cast<double>(merged.weight[i]);
      x += static_cast<double>(merged.weight[i]) * merged.x[i];
    }
    EXPECT_DOUBLE_EQ(weight, 20000.0) << side;
    EXPECT_NEAR(x / weight, mean_x, 1e-6 /* m */) << side;
    EXPECT_LE(merged.size(), before) << side;
    before = merged.size();
  }
  EXPECT_EQ(places.incidents(), 20000);
}

TEST(PreviewPlaces, LeaveOnePlaceInASquare) {
  const PreviewPlaces places = places_of(spread_incidents(5000));

  const auto& merged = places.merged_within(core::Metres(100.0));  // squares of 64 m

  std::set<std::pair<double, double>> squares;
  for (std::size_t i = 0; i < merged.size(); ++i)
    squares.emplace(std::floor(merged.x[i] / 64.0), std::floor(merged.y[i] / 64.0));
  EXPECT_EQ(squares.size(), merged.size());
}

TEST(PreviewPlaces, AreOnePlaceForAStack) {
  Incidents stack;
  stack.x.assign(700, 401000.25);
  stack.y.assign(700, 101000.75);

  const auto places = places_of(stack);

  for (const double side : {0.0, 2.0, 512.0}) {
    const auto& merged = places.merged_within(core::Metres(side));
    ASSERT_EQ(merged.size(), 1U);
    EXPECT_EQ(merged.x[0], 401000.25);
    EXPECT_EQ(merged.weight[0], 700.0F);
  }
}

TEST(PreviewPlaces, MakeASurfaceAsNearTheExactOneAsTheyPromise) {
  const Incidents incidents = spread_incidents(6000);
  const PreviewPlaces places = places_of(incidents);
  const raster::GridSpec grid{400000, 100000, 25.0, 160, 120};
  KernelDensityOptions options;
  options.bandwidth = core::Metres(256.0);
  const auto exact = kernel_density({incidents.columns(), nullptr, grid}, options, jobs::Progress());
  ASSERT_TRUE(exact);

  for (const auto& [share, promised] : {std::pair{0.125, 0.005}, std::pair{0.25, 0.02}}) {
    const auto& merged = places.merged_within(share * options.bandwidth);
    const auto made = kernel_density({merged.columns(), nullptr, grid}, options, jobs::Progress());
    ASSERT_TRUE(made);
    ASSERT_LT(merged.size(), share < 0.2 ? 3200U : 2000U) << "hardly merged: the test would say nothing";
    double most = 0.0;
    for (std::size_t i = 0; i < grid.size(); ++i)
      most = std::max(most, std::abs(static_cast<double>(made->per_km2.values()[i] - exact->per_km2.values()[i])));
    EXPECT_LE(most, promised * exact->greatest_per_km2) << share;
    EXPECT_GT(most, 0.0);
  }
}

TEST(PreviewPlaces, StopWhenAsked) {
  const Incidents incidents = spread_incidents(1000);
  std::stop_source stop;
  stop.request_stop();

  const auto places = PreviewPlaces::of(incidents.columns(), jobs::Progress(stop.get_token()));

  ASSERT_FALSE(places);
  EXPECT_EQ(places.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
