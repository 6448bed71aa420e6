// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_waves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "every_way.hpp"
#include "small_streets.hpp"

namespace wardscope::analysis {
namespace {

using test::bandwidth_reaching;
using test::graph_of;
using test::places_on;
using test::tangled_streets;

constexpr std::array kShapes{KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov};
constexpr std::array kRules{SplitRule::continuous, SplitRule::discontinuous};

bool always(double /*done*/) { return true; }

/// The greatest difference to the definition over places of all pieces, as a share of the greatest density.
double error_of(const StreetGraph& graph, const std::vector<StreetPlace>& places, const LineKernel& kernel,
                const WaveOptions& options) {
  test::EveryWay ways(graph, kernel, options);
  for (const StreetPlace& place : places) ways.send(place);
  std::vector<StreetSpot> spots;
  for (std::uint32_t piece = 0; piece < graph.pieces.size(); ++piece) {
    for (const double share : {0.13, 0.5, 0.77}) spots.push_back({piece, share * graph.pieces[piece].length});
  }
  const auto found = StreetWaves(graph, kernel, options).densities(places, spots, always);
  double error = 0.0;
  double greatest = 0.0;
  for (std::size_t s = 0; s < spots.size(); ++s) {
    const double wanted = ways.at(spots[s].piece, spots[s].along);
    error = std::max(error, std::abs(found->at(s) - wanted));
    greatest = std::max(greatest, wanted);
  }
  return error / greatest;
}

TEST(StreetWaves, GiveWhatAllWaysTogetherGive) {
  const StreetGraph graph = tangled_streets();
  const std::vector<StreetPlace> places = places_on(graph);

  for (const KernelShape shape : kShapes) {
    const LineKernel kernel{shape, bandwidth_reaching(shape, 230.0)};
    for (const SplitRule rule : kRules) {
      for (const DeadEnds ends : {DeadEnds::returned, DeadEnds::lost}) {
        // The kink of Epanechnikov's kernel at its reach makes the error there one of first order.
        const double most = shape == KernelShape::epanechnikov ? 5e-4 : 3e-5;
        EXPECT_LT(error_of(graph, places, kernel, {rule, ends, 512}), most)
            << static_cast<int>(shape) << ' ' << static_cast<int>(rule) << ' ' << static_cast<int>(ends);
      }
    }
  }
}

TEST(StreetWaves, AreAQuarterAsFarOffWithTwiceAsManySteps) {
  const StreetGraph graph = tangled_streets();
  const std::vector<StreetPlace> places = places_on(graph);
  const LineKernel kernel{KernelShape::quartic, 230.0};

  const double coarse = error_of(graph, places, kernel, {SplitRule::continuous, DeadEnds::returned, 128});
  const double fine = error_of(graph, places, kernel, {SplitRule::continuous, DeadEnds::returned, 1024});

  EXPECT_GT(coarse, 1e-6) << "nothing to see of the steps";
  EXPECT_LT(fine, coarse / 20.0);  // 64 on the average
}

TEST(StreetWaves, AnIncidentAtAJunctionIsOnAllItsStreetsAlike) {
  const StreetGraph star = graph_of({{{0, 0}, {300, 0}}, {{0, 0}, {0, 300}}, {{0, 0}, {-300, 0}}});
  const LineKernel kernel{KernelShape::quartic, 200.0};

  for (const SplitRule rule : kRules) {
    const std::vector<StreetPlace> places{{0, 0.0, 1.0, 1}};
    const std::vector<StreetSpot> spots{{0, 70.0}, {1, 70.0}, {2, 70.0}};
    const auto found = StreetWaves(star, kernel, {rule}).densities(places, spots, always);
    for (const double density : *found) EXPECT_NEAR(density, 2.0 / 3.0 * kernel.at(70.0), 1e-8 * kernel.at(0.0));
  }
}

TEST(StreetWaves, AlongOneLongStreetIsTheKernelItself) {
  const StreetGraph graph = graph_of({{{0, 0}, {400, 0}}, {{400, 0}, {1000, 0}}});
  const std::vector<StreetPlace> places{{0, 350.0, 2.0, 2}};

  for (const KernelShape shape : kShapes) {
    const LineKernel kernel{shape, bandwidth_reaching(shape, 250.0)};
    const auto found =
        StreetWaves(graph, kernel, {}).densities(places, std::vector<StreetSpot>{{0, 300.0}, {1, 90.0}}, always);
    EXPECT_DOUBLE_EQ(found->at(0), 2.0 * kernel.at(50.0));
    EXPECT_NEAR(found->at(1), 2.0 * kernel.at(140.0), 1e-5 * kernel.at(0.0));
  }
}

TEST(StreetWaves, StopWhereverTheyAreAsked) {
  const auto [graph, places] = test::lattice(24);
  const auto whole = [&graph = graph](std::uint32_t piece) {
    return std::vector<double>{0.0, graph.pieces[piece].length};
  };
  const StreetWaves waves(graph, {KernelShape::gaussian, 900.0}, {});
  int all = 0;
  double reached = 0.0;
  ASSERT_TRUE(waves.masses(places, whole, [&](double done) {
    EXPECT_GE(done, reached);
    reached = done;
    ++all;
    return true;
  }));
  EXPECT_EQ(reached, 1.0);
  ASSERT_GT(all, 10);
  for (const int last : {1, 3, all / 2, all - 1, all}) {
    int looks = 0;
    EXPECT_FALSE(waves.masses(places, whole, [&](double /*done*/) { return ++looks < last; })) << last;
    EXPECT_EQ(looks, last) << "it went on";
  }
}

#ifndef NDEBUG
TEST(StreetWavesDeathTest, RefuseWhatIsNotOnTheStreets) {
  const StreetGraph graph = graph_of({{{0, 0}, {100, 0}}});
  const StreetWaves waves(graph, {KernelShape::quartic, 50.0}, {});
  const std::vector<StreetPlace> place{{0, 20.0, 1.0, 1}};
  const std::vector<StreetSpot> beyond{{0, 101.0}};
  EXPECT_DEATH(waves.densities(std::vector<StreetPlace>{{0, 120.0, 1.0, 1}}, {}, always), "length");
  EXPECT_DEATH(waves.densities(std::vector<StreetPlace>{{7, 1.0, 1.0, 1}}, {}, always), "size");
  EXPECT_DEATH(waves.densities(place, beyond, always), "along");
  EXPECT_DEATH(waves.masses(
                   place,
                   [](std::uint32_t) {
                     return std::vector<double>{30.0, 10.0};
                   },
                   always),
               "sorted");
  EXPECT_DEATH(waves.masses(
                   place,
                   [](std::uint32_t) {
                     return std::vector<double>{0.0, 130.0};
                   },
                   always),
               "cuts");
  EXPECT_DEATH(StreetWaves(graph, {KernelShape::quartic, 50.0}, {.steps = 0}), "steps");
}
#endif

}  // namespace
}  // namespace wardscope::analysis
