// SPDX-License-Identifier: GPL-3.0-or-later
// Density on streets shorter than a wave's step: crossroads that do not quite meet, staggers, joined ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analysis/network_density.hpp"
#include "core/random.hpp"
#include "every_way.hpp"
#include "small_streets.hpp"

namespace wardscope::analysis {
namespace {

using test::graph_of;

constexpr std::array kShapes{KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov};
constexpr std::array kRules{SplitRule::continuous, SplitRule::discontinuous};

/// A main street whose side streets leave it `gap` metres apart, and a side street on each side farther along.
StreetGraph staggered_crossroads(double gap) {
  return graph_of({{{0, 0}, {160, 0}, {160 + gap, 0}, {300, 0}, {410, 0}},
                   {{160, 0}, {160, 130}},
                   {{160 + gap, 0}, {160 + gap, -140}},
                   {{300, 0}, {310, 90}}});
}

/// Incidents on every piece, the shortest too.
std::vector<StreetPlace> places_all_over(const StreetGraph& graph) {
  std::vector<StreetPlace> places;
  for (std::uint32_t p = 0; p < graph.pieces.size(); ++p)
    places.push_back({p, graph.pieces[p].length * (0.21 + 0.04 * (p % 13)), 1.0 + p % 3, 1U + p % 3});
  return places;
}

NetworkDensityOptions options_of(KernelShape shape, SplitRule rule, double reach) {
  NetworkDensityOptions options{.kernel = shape, .split = rule};
  options.bandwidth = core::Metres(shape == KernelShape::gaussian ? reach / LineKernel::kGaussianCut : reach);
  options.lixel = core::Metres(25.0);
  return options;
}

/// The greatest difference to the definition over all lixels, as a share of the greatest.
double error_of(const StreetGraph& graph, const std::vector<StreetPlace>& places,
                const NetworkDensityOptions& options) {
  const auto density = network_density(graph, places, options, {});
  EXPECT_TRUE(density.has_value()) << density.error().message;
  test::EveryWay ways(graph, {options.kernel, options.bandwidth.value()}, {options.split, options.dead_ends, 1});
  for (const StreetPlace& place : places) ways.send(place);
  double error = 0.0;
  double greatest = 0.0;
  for (std::size_t l = 0; l < density->lixels.size(); ++l) {
    const Lixel& lixel = density->lixels[l];
    const double wanted = 1000.0 * ways.mean(lixel.piece, lixel.from, lixel.to);
    error = std::max(error, std::abs(density->per_km[l] - wanted));
    greatest = std::max(greatest, wanted);
  }
  return error / greatest;
}

/// What a kernel's shape allows: the Gaussian's steps are the widest beside its spread, and Epanechnikov's kernel has a
/// kink at its reach, where the error is one of first order.
double most_of(KernelShape shape) {
  if (shape == KernelShape::epanechnikov) return 1.5e-3;
  return shape == KernelShape::gaussian ? 3e-5 : 2e-5;
}

TEST(ShortStreets, HaveTheDensityThatAllWaysGive) {
  for (const double gap : {0.02, 0.3, 1.0, 4.0}) {
    const StreetGraph graph = staggered_crossroads(gap);
    for (const double reach : {150.0, 400.0, 1000.0}) {
      for (const KernelShape shape : kShapes) {
        for (const SplitRule rule : kRules) {
          const NetworkDensityOptions options = options_of(shape, rule, reach);
          EXPECT_LT(error_of(graph, places_all_over(graph), options), most_of(shape))
              << gap << " m, reach " << reach << " m, " << static_cast<int>(shape) << ' ' << static_cast<int>(rule);
        }
      }
    }
  }
}

/// Five junctions here and there, each tied to the next by a street and to another by chance. Beside two of them there
/// is a second one, 2 cm to 3 m off, that may take over some of their streets; two streets end soon.
StreetGraph random_town(std::uint64_t seed) {
  core::CounterRng random(seed, 0);
  std::vector<std::array<geo::Point, 2>> junctions;
  std::vector<geo::LineString> lines;
  constexpr std::size_t kJunctions = 5;
  for (std::size_t j = 0; j < kJunctions; ++j) {
    const double turn = 1.25 * static_cast<double>(j) + random.uniform(-0.3, 0.3);
    const geo::Point at{110.0 * std::cos(turn), random.uniform(80.0, 120.0) * std::sin(turn)};
    geo::Point beside = at;
    if (j < 2) {
      const double off = std::exp(random.uniform(std::log(0.02), std::log(3.0)));
      beside = at + geo::Point{off, 0.2 * off};
      lines.push_back({at, beside});
    }
    junctions.push_back({at, beside});
  }
  const auto end = [&](std::size_t j) { return junctions[j][random.uniform() < 0.5 ? 0 : 1]; };
  for (std::size_t j = 0; j < kJunctions; ++j) lines.push_back({end(j), end((j + 1) % kJunctions)});
  lines.push_back({end(0), end(2)});
  lines.push_back({end(1), end(3 + random.below(2))});
  lines.push_back({end(2), end(2) + geo::Point{random.uniform(-2.0, 2.0), 40.0}});
  lines.push_back({end(3), end(3) + geo::Point{random.uniform(0.1, 1.0), 0.0}});
  return graph_of(lines);
}

TEST(ShortStreets, OfRandomTownsHaveTheDensityThatAllWaysGive) {
  std::size_t short_ones = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const StreetGraph graph = random_town(seed);
    auto places = places_all_over(graph);
    places.erase(places.begin() + 2, places.end() - 2);
    const double reach = 100.0 + 50.0 * static_cast<double>(seed % 3);
    for (const StreetPiece& piece : graph.pieces) short_ones += piece.length < reach / 512.0 ? 1 : 0;
    for (const KernelShape shape : kShapes) {
      for (const SplitRule rule : kRules) {
        EXPECT_LT(error_of(graph, places, options_of(shape, rule, reach)), most_of(shape))
            << "town " << seed << ", reach " << reach << " m, " << static_cast<int>(shape) << ' '
            << static_cast<int>(rule);
      }
    }
  }
  EXPECT_GT(short_ones, 5U);
}

TEST(ShortStreets, ThatLoseWhatRunsIntoADeadEndDoSoByAllWays) {
  const StreetGraph graph = random_town(5);
  const auto places = places_all_over(graph);
  for (const SplitRule rule : kRules) {
    NetworkDensityOptions options = options_of(KernelShape::quartic, rule, 180.0);
    options.dead_ends = DeadEnds::lost;
    EXPECT_LT(error_of(graph, places, options), 3e-5);
  }
}

TEST(ShortStreets, AllOfThemInAMeshOfAMetreKeepTheMassAndTheDensity) {
  // Paths of a square of 5 x 5 m, and four streets from its corners; a step is 2 m.
  std::vector<geo::LineString> lines;
  for (int i = 0; i <= 5; ++i) {
    geo::LineString across;
    geo::LineString along;
    for (int j = 0; j <= 5; ++j) {
      across.push_back({1.0 * j + 0.1 * (i % 2), 1.0 * i});
      along.push_back({1.0 * i + 0.1 * (j % 2), 1.0 * j});
    }
    lines.push_back(across);
    lines.push_back(along);
  }
  lines.push_back({{0, 0}, {-210, -170}});
  lines.push_back({{5.1, 5}, {190, 200}});
  const StreetGraph graph = graph_of(lines);
  const std::vector<StreetPlace> places{{3, 0.4, 2.0, 2},
                                        {static_cast<std::uint32_t>(graph.pieces.size() - 1), 80, 1.0, 1}};
  for (const KernelShape shape : kShapes) {
    for (const SplitRule rule : kRules) {
      NetworkDensityOptions options = options_of(shape, rule, 1024.0);
      const auto coarse = network_density(graph, places, options, {});
      options.steps = 16384;  // of 6 cm: none of the paths is shorter
      const auto fine = network_density(graph, places, options, {});
      ASSERT_TRUE(coarse && fine);
      EXPECT_NEAR(coarse->mass, 3.0, 6e-4);
      for (std::size_t l = 0; l < fine->per_km.size(); ++l)
        EXPECT_NEAR(coarse->per_km[l], fine->per_km[l], 1e-3 * fine->greatest_per_km) << l;
    }
  }
}

TEST(ShortStreets, TheJunctionTwoCentimetresOffIsNoDenserThanTheStreetItIsOn) {
  const StreetGraph graph = staggered_crossroads(0.02);
  std::vector<StreetPlace> places;
  for (int i = 0; i < 40; ++i) places.push_back({0, 2.0 + 3.8 * i, 1.0, 1});
  const auto density =
      network_density(graph, places, options_of(KernelShape::gaussian, SplitRule::continuous, 2000.0), {});

  ASSERT_TRUE(density.has_value());
  for (std::size_t l = 1; l + 1 < density->lixels.size(); ++l) {
    if (density->lixels[l].length() > 1.0) continue;
    EXPECT_LT(density->per_km[l], 1.05 * density->per_km[l - 1]);
    EXPECT_GT(density->per_km[l], 0.5 * density->per_km[l - 1]);
  }
}

}  // namespace
}  // namespace wardscope::analysis
