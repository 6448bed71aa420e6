// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/network_density.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_waves.hpp"
#include "jobs/parallel.hpp"
#include "small_streets.hpp"

namespace wardscope::analysis {
namespace {

using test::bandwidth_reaching;
using test::graph_of;
using test::lattice;
using test::places_on;
using test::tangled_streets;

constexpr std::array kShapes{KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov};
constexpr std::array kRules{SplitRule::continuous, SplitRule::discontinuous};

TEST(NetworkDensity, KeepsTheMassByBothRulesAndWhateverTheLixels) {
  const StreetGraph graph = tangled_streets();
  const std::vector<StreetPlace> places = places_on(graph);
  double weight = 0.0;
  for (const StreetPlace& place : places) weight += place.weight;

  for (const KernelShape shape : kShapes) {
    for (const SplitRule rule : kRules) {
      for (const double lixel : {10.0, 35.0, 150.0}) {
        NetworkDensityOptions options{.kernel = shape, .split = rule, .lixel = core::Metres(lixel)};
        options.bandwidth = core::Metres(bandwidth_reaching(shape, 200.0));
        const auto density = network_density(graph, places, options, {});
        ASSERT_TRUE(density.has_value()) << density.error().message;
        EXPECT_NEAR(density->mass / weight, 1.0, 1e-5);
        double sum = 0.0;
        for (std::size_t l = 0; l < density->lixels.size(); ++l)
          sum += density->per_km[l] * density->lixels[l].length() / 1000.0;
        EXPECT_NEAR(sum, density->mass, 1e-9);
      }
    }
  }
}

TEST(NetworkDensity, StreetsShorterThanAStepLoseNothing) {
  // A roundabout of four arcs of half a metre, where a step is almost a metre.
  const StreetGraph graph = graph_of({{{0, 0}, {0.5, 0}},
                                      {{0.5, 0}, {0.5, 0.5}},
                                      {{0.5, 0.5}, {0, 0.5}},
                                      {{0, 0.5}, {0, 0}},
                                      {{0, 0}, {-200, -30}},
                                      {{0.5, 0}, {200, -30}},
                                      {{0.5, 0.5}, {210, 90}},
                                      {{0, 0.5}, {-190, 80}}});
  const std::vector<StreetPlace> places{{0, 0.2, 1.0, 1}, {4, 60.0, 1.0, 1}};
  NetworkDensityOptions options;
  options.bandwidth = core::Metres(400.0);

  for (const SplitRule rule : kRules) {
    options.split = rule;
    const auto density = network_density(graph, places, options, {});
    ASSERT_TRUE(density.has_value());
    EXPECT_NEAR(density->mass, 2.0, 1e-4);
  }
}

TEST(NetworkDensity, OfALixelIsTheMeanOfTheDensityOverIt) {
  const StreetGraph graph = tangled_streets();
  const std::vector<StreetPlace> places = places_on(graph);
  NetworkDensityOptions options;
  options.bandwidth = core::Metres(180.0);
  options.lixel = core::Metres(25.0);
  options.steps = 1024;

  const auto density = network_density(graph, places, options, {});
  const LineKernel kernel{KernelShape::quartic, 180.0};
  const StreetWaves waves(graph, kernel, {SplitRule::continuous, DeadEnds::returned, 1024});

  ASSERT_TRUE(density.has_value());
  for (std::size_t l = 0; l < density->lixels.size(); l += 3) {
    const Lixel& lixel = density->lixels[l];
    constexpr int kCells = 400;
    std::vector<StreetSpot> spots;
    for (int i = 0; i < kCells; ++i) spots.push_back({lixel.piece, lixel.from + (i + 0.5) / kCells * lixel.length()});
    const auto values = waves.densities(places, spots, [](double) { return true; });
    const double mean = std::accumulate(values->begin(), values->end(), 0.0) / kCells;
    EXPECT_NEAR(density->per_km[l], mean * 1000.0, 1e-4 * density->greatest_per_km);
  }
}

TEST(NetworkDensity, IsTheSameInSquaresAsInOnePieceAndOnAnyNumberOfThreads) {
  const auto [graph, places] = lattice(14);
  NetworkDensityOptions options;
  options.bandwidth = core::Metres(130.0);

  std::vector<std::vector<double>> found;
  const unsigned before = jobs::thread_count();
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    found.push_back(network_density(graph, places, options, {})->per_km);
  }
  jobs::set_thread_count(before);
  const LineKernel kernel{KernelShape::quartic, 130.0};
  const auto halves = [](std::uint32_t) { return std::vector<double>{0.0, 45.0, 90.0}; };
  const auto whole = StreetWaves(graph, kernel, {}).masses(places, halves, [](double) { return true; });

  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
  ASSERT_EQ(found[0].size(), 2 * graph.pieces.size());
  ASSERT_EQ(whole->pieces.size(), graph.pieces.size());
  for (std::size_t p = 0; p < graph.pieces.size(); ++p) {
    EXPECT_NEAR(found[0][2 * p], whole->masses[p][0] / 0.045, 1e-9);
    EXPECT_NEAR(found[0][2 * p + 1], whole->masses[p][1] / 0.045, 1e-9);
  }
}

TEST(NetworkDensity, StackedIncidentsAreOneHeavierOne) {
  const auto [graph, places] = lattice(5);
  const std::vector<StreetPlace> stacked{{3, 40.0, 5.0, 5}};
  const std::vector<StreetPlace> single(5, StreetPlace{3, 40.0, 1.0, 1});

  const auto one = network_density(graph, stacked, {}, {});
  const auto five = network_density(graph, single, {}, {});

  for (std::size_t l = 0; l < one->per_km.size(); ++l) EXPECT_NEAR(one->per_km[l], five->per_km[l], 1e-9);
}

TEST(NetworkDensity, OfTheContinuousRuleMayFallBelowNoughtWhereFiveStreetsMeet) {
  // Eight streets from a square; each ends in a junction of seven: what all of them give back comes together, and at
  // the square 1 - 2 (5/7) (1 - (120/240)^2) = -0.07 of the peak is left.
  std::vector<geo::LineString> lines;
  for (int i = 0; i < 8; ++i) {
    const geo::Point out{std::cos(i * 0.785) * 60.0, std::sin(i * 0.785) * 60.0};
    lines.push_back({{0, 0}, out});
    for (int j = 0; j < 6; ++j) lines.push_back({out, out * (2.5 + 0.2 * j) + geo::Point{3.0 * j, -2.0 * j}});
  }
  const StreetGraph graph = graph_of(lines);
  const std::vector<StreetPlace> places{{0, 0.0, 1.0, 1}};
  NetworkDensityOptions options;
  options.kernel = KernelShape::epanechnikov;
  options.lixel = core::Metres(5.0);
  options.bandwidth = core::Metres(240.0);

  const auto continuous = network_density(graph, places, options, {});
  options.split = SplitRule::discontinuous;
  const auto discontinuous = network_density(graph, places, options, {});

  const double peak = 1000.0 * 2.0 / 8.0 * LineKernel{KernelShape::epanechnikov, 240.0}.at(0.0);
  EXPECT_LT(continuous->least_per_km, -0.05 * peak);
  EXPECT_EQ(discontinuous->least_per_km, 0.0);
}

TEST(NetworkDensity, RefusesWhatCannotBeComputedAndSaysWhatToDo) {
  const auto [graph, places] = lattice(3);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto message = [&graph = graph](const std::vector<StreetPlace>& at, double bandwidth, double lixel) {
    NetworkDensityOptions options;
    options.bandwidth = core::Metres(bandwidth);
    options.lixel = core::Metres(lixel);
    const auto density = network_density(graph, at, options, {});
    return density ? std::string() : density.error().message;
  };

  for (const double bandwidth : {0.0, nan, 3000.0, -5.0})
    EXPECT_NE(message(places, bandwidth, 20.0).find("must be 10 to 2000 m"), std::string::npos);
  for (const double lixel : {0.0, nan, 1e6})
    EXPECT_NE(message(places, 200.0, lixel).find("5 to 500"), std::string::npos);
  EXPECT_NE(message(places, 20.0, 50.0).find("wider bandwidth"), std::string::npos);
  EXPECT_NE(message({}, 200.0, 50.0).find("no incident"), std::string::npos);
}

TEST(NetworkDensity, AStoppedOneIsStopped) {
  const auto [graph, places] = lattice(4);
  std::stop_source source;
  source.request_stop();

  const auto density = network_density(graph, places, {}, jobs::Progress(source.get_token()));

  ASSERT_FALSE(density.has_value());
  EXPECT_EQ(density.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
