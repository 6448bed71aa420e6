// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/network_density.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_waves.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array kShapes{KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov};
constexpr std::array kRules{SplitRule::continuous, SplitRule::discontinuous};

StreetGraph graph_of(const std::vector<geo::LineString>& lines) {
  borough::StreetSet streets;
  for (const geo::LineString& line : lines) streets.push_back({"", "", line});
  auto graph = street_graph(streets, {}, {});
  EXPECT_TRUE(graph.has_value()) << graph.error().message;
  return *std::move(graph);
}

/// Junctions of three, four and five streets, two rings, a loop at a junction, dead ends and a way of two pieces.
StreetGraph tangled_streets() {
  return graph_of({{{0, 0}, {83.1, 4.2}},
                   {{83.1, 4.2}, {90, 71.3}},
                   {{90, 71.3}, {3.7, 62}},
                   {{3.7, 62}, {0, 0}},
                   {{0, 0}, {-41.3, -17}},
                   {{0, 0}, {9, -57.7}},
                   {{0, 0}, {57.3, -44.1}},
                   {{57.3, -44.1}, {83.1, 4.2}},
                   {{90, 71.3}, {171.9, 80}},
                   {{171.9, 80}, {255, 61.7}},
                   {{171.9, 80}, {190, 110}, {160, 115}, {171.9, 80}},
                   {{9, -57.7}, {57.3, -44.1}},
                   {{255, 61.7}, {263.3, 131}}});
}

std::vector<StreetPlace> places_on(const StreetGraph& graph) {
  std::vector<StreetPlace> places;
  for (std::uint32_t p = 0; p < graph.pieces.size(); p += 2)
    places.push_back({p, graph.pieces[p].length * (0.21 + 0.04 * p), 1.0 + p, 1U + p});
  return places;
}

/// The definition, way by way: what reaches a place of the graph from the incident.
class ByWays {
 public:
  ByWays(const StreetGraph& graph, const LineKernel& kernel, const WaveOptions& options)
      : graph_(graph), kernel_(kernel), options_(options) {}

  [[nodiscard]] double at(const StreetPlace& from, std::uint32_t piece, double along) const {
    double sum = from.piece == piece ? kernel_.at(std::abs(along - from.along)) : 0.0;
    sum += onwards(2 * from.piece, from.along, 1.0, {piece, along});
    sum += onwards(2 * from.piece + 1, graph_.pieces[from.piece].length - from.along, 1.0, {piece, along});
    return sum * from.weight;
  }

 private:
  /// What comes of a share that arrives at the node of this end after `passed` metres.
  [[nodiscard]] double onwards(PieceEnd end, double passed, double share, std::pair<std::uint32_t, double> to) const {
    constexpr double kLost = 1e-9;
    if (passed >= kernel_.reach() || std::abs(share) * kernel_.beyond(passed) < kLost) return 0.0;
    const std::uint32_t node = graph_.node_of(end);
    const auto n = static_cast<double>(graph_.degree(node));
    double sum = 0.0;
    for (const PieceEnd out : graph_.ends_of(node)) {
      double part = 0.0;
      if (n == 1.0) {
        part = options_.dead_ends == DeadEnds::returned ? 1.0 : 0.0;
      } else if (options_.split == SplitRule::continuous) {
        part = 2.0 / n - (out == end ? 1.0 : 0.0);
      } else {
        part = out == end ? 0.0 : 1.0 / (n - 1.0);
      }
      if (part == 0.0) continue;
      const double length = graph_.pieces[out / 2].length;
      if (out / 2 == to.first)
        sum += share * part * kernel_.at(passed + (out % 2 == 0 ? to.second : length - to.second));
      sum += onwards(out ^ 1U, passed + length, share * part, to);
    }
    return sum;
  }

  const StreetGraph& graph_;
  const LineKernel& kernel_;
  const WaveOptions& options_;
};

/// The greatest difference to the definition over places of all pieces, as a share of the greatest density.
double error_of(const StreetGraph& graph, const std::vector<StreetPlace>& places, const LineKernel& kernel,
                const WaveOptions& options) {
  const StreetWaves waves(graph, places, kernel, options);
  const ByWays ways(graph, kernel, options);
  double error = 0.0;
  double greatest = 0.0;
  for (std::size_t local = 0; local < waves.pieces().size(); ++local) {
    const std::uint32_t piece = waves.pieces()[local];
    for (const double share : {0.13, 0.5, 0.77}) {
      const double along = share * graph.pieces[piece].length;
      double wanted = 0.0;
      for (const StreetPlace& place : places) wanted += ways.at(place, piece, along);
      error = std::max(error, std::abs(waves.density_at(local, along) - wanted));
      greatest = std::max(greatest, wanted);
    }
  }
  return error / greatest;
}

double bandwidth_reaching(KernelShape shape, double reach) {
  return shape == KernelShape::gaussian ? reach / LineKernel::kGaussianCut : reach;
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
    const StreetWaves waves(star, places, kernel, {rule});
    for (std::size_t street = 0; street < 3; ++street)
      EXPECT_NEAR(waves.density_at(street, 70.0), 2.0 / 3.0 * kernel.at(70.0), 1e-15);
  }
}

TEST(StreetWaves, AlongOneLongStreetIsTheKernelItself) {
  const StreetGraph graph = graph_of({{{0, 0}, {400, 0}}, {{400, 0}, {1000, 0}}});
  const std::vector<StreetPlace> places{{0, 350.0, 2.0, 2}};

  for (const KernelShape shape : kShapes) {
    const LineKernel kernel{shape, bandwidth_reaching(shape, 250.0)};
    const StreetWaves waves(graph, places, kernel, {});
    EXPECT_DOUBLE_EQ(waves.density_at(0, 300.0), 2.0 * kernel.at(50.0));
    EXPECT_NEAR(waves.density_at(1, 90.0), 2.0 * kernel.at(140.0), 1e-5 * kernel.at(0.0));
  }
}

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
  const StreetWaves waves(graph, places, kernel, {SplitRule::continuous, DeadEnds::returned, 1024});

  ASSERT_TRUE(density.has_value());
  ASSERT_EQ(waves.pieces().size(), graph.pieces.size());
  for (std::size_t l = 0; l < density->lixels.size(); l += 3) {
    const Lixel& lixel = density->lixels[l];
    constexpr int kCells = 400;
    double mean = 0.0;
    for (int i = 0; i < kCells; ++i)
      mean += waves.density_at(lixel.piece, lixel.from + (i + 0.5) / kCells * lixel.length()) / kCells;
    EXPECT_NEAR(density->per_km[l], mean * 1000.0, 1e-4 * density->greatest_per_km);
  }
}

/// Streets every 90 m, as many each way, and incidents here and there.
std::pair<StreetGraph, std::vector<StreetPlace>> lattice(int streets) {
  constexpr double kBlock = 90.0;
  std::vector<geo::LineString> lines;
  for (int i = 0; i < streets; ++i) {
    geo::LineString across;
    geo::LineString along;
    for (int j = 0; j < streets; ++j) {
      across.push_back({kBlock * j, kBlock * i});
      along.push_back({kBlock * i, kBlock * j});
    }
    lines.push_back(across);
    lines.push_back(along);
  }
  StreetGraph graph = graph_of(lines);
  std::vector<StreetPlace> places;
  for (std::uint32_t p = 0; p < graph.pieces.size(); p += 3)
    places.push_back({p, 1.0 + 7.3 * (p % 11), 1.0 + p % 4, 1U + p % 4});
  return {std::move(graph), std::move(places)};
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
  const StreetWaves waves(graph, places, kernel, {});
  const std::vector<std::vector<double>> whole =
      waves.masses(std::vector<std::vector<double>>(graph.pieces.size(), {0.0, 45.0, 90.0}));

  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
  ASSERT_EQ(found[0].size(), 2 * graph.pieces.size());
  for (std::size_t p = 0; p < graph.pieces.size(); ++p) {
    EXPECT_NEAR(found[0][2 * p], whole[p][0] / 0.045, 1e-9);
    EXPECT_NEAR(found[0][2 * p + 1], whole[p][1] / 0.045, 1e-9);
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

TEST(IncidentsInReach, CountsByTheShortestWay) {
  const auto [graph, list] = lattice(6);
  PlacesOnStreets places;
  places.places = list;
  std::sort(places.places.begin(), places.places.end(),
            [](const StreetPlace& a, const StreetPlace& b) { return a.piece < b.piece; });
  const std::vector<Lixel> lixels = lixels_of(graph, core::Metres(30.0));
  const double reach = 215.0;

  const auto counts = incidents_in_reach(graph, places, lixels, core::Metres(reach), {});

  ASSERT_TRUE(counts.has_value());
  // All shortest ways between nodes, by Floyd and Warshall.
  const std::size_t n = graph.nodes.size();
  std::vector<double> way(n * n, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < n; ++i) way[i * n + i] = 0.0;
  for (const StreetPiece& piece : graph.pieces)
    way[piece.from * n + piece.to] = way[piece.to * n + piece.from] = piece.length;
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) way[i * n + j] = std::min(way[i * n + j], way[i * n + k] + way[k * n + j]);
    }
  }
  for (std::size_t l = 0; l < lixels.size(); ++l) {
    const double middle = (lixels[l].from + lixels[l].to) / 2.0;
    const StreetPiece& own = graph.pieces[lixels[l].piece];
    std::int64_t wanted = 0;
    for (const StreetPlace& place : places.places) {
      const StreetPiece& piece = graph.pieces[place.piece];
      double far = place.piece == lixels[l].piece ? std::abs(place.along - middle) : 1e9;
      for (const auto& [mine, out] : {std::pair(own.from, middle), std::pair(own.to, own.length - middle)}) {
        far = std::min(far, out + way[mine * n + piece.from] + place.along);
        far = std::min(far, out + way[mine * n + piece.to] + piece.length - place.along);
      }
      wanted += far <= reach ? place.incidents : 0;
    }
    ASSERT_EQ((*counts)[l], wanted) << l;
  }
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
