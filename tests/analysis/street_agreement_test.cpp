// SPDX-License-Identifier: GPL-3.0-or-later
// Density along the streets of Chicago, held against spatstat's.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <vector>

#include "analysis/street_waves.hpp"
#include "spatstat_pattern.hpp"
#include "support/shared_data.hpp"

namespace wardscope::analysis {
namespace {

/// spatstat's `chicago`: 503 segments of streets and 116 crimes; lengths in feet.
struct Chicago {
  StreetGraph graph;
  std::vector<StreetPlace> places;
};

Chicago chicago(const std::filesystem::path& folder) {
  const auto vertices = test::numbers_of_csv(folder / "chicago_network_vertices.csv");
  const auto edges = test::numbers_of_csv(folder / "chicago_network_edges.csv");
  borough::StreetSet streets;
  for (const std::vector<double>& edge : edges) {
    const auto& a = vertices.at(static_cast<std::size_t>(edge.at(0)) - 1);
    const auto& b = vertices.at(static_cast<std::size_t>(edge.at(1)) - 1);
    streets.push_back({"", "", {{a.at(1), a.at(2)}, {b.at(1), b.at(2)}}});
  }
  auto graph = street_graph(streets, {}, {});
  EXPECT_TRUE(graph.has_value()) << graph.error().message;
  Chicago town{*std::move(graph), {}};
  // The third and fourth number of a crime are its segment and the share of it.
  for (const std::vector<double>& crime : test::numbers_of_csv(folder / "chicago_crimes_on_network.csv")) {
    const double share = crime.at(3);
    if (share < 0.001 || share > 0.999) continue;
    const auto piece = static_cast<std::uint32_t>(crime.at(2)) - 1;
    town.places.push_back({piece, share * town.graph.pieces.at(piece).length, 1.0, 1});
  }
  return town;
}

/// Numbers of spatstat.linnet 3.0-6 (tests/reference/network_density.R).
struct SpatstatNumbers {
  KernelShape shape;
  double bandwidth;
  SplitRule split;
  double sum;
  std::array<double, 8> at;  ///< the incidents 1, 2, 10, 25, 50, 75, 100 and the last
};

constexpr std::array kSpatstat{SpatstatNumbers{KernelShape::epanechnikov,
                                               200.0,
                                               SplitRule::continuous,
                                               0.872026963085,
                                               {0.007732595541, 0.005951322185, 0.010531327311, 0.006208701929,
                                                0.006734281552, 0.008468234803, 0.005843463864, 0.003836023154}},
                               SpatstatNumbers{KernelShape::quartic,
                                               250.0,
                                               SplitRule::continuous,
                                               0.872905021994,
                                               {0.007680877099, 0.006301889054, 0.009860698887, 0.006632703370,
                                                0.006744080042, 0.008583639950, 0.005482390735, 0.003775830358}},
                               SpatstatNumbers{KernelShape::gaussian,
                                               30.0,
                                               SplitRule::continuous,
                                               2.042795661,
                                               {0.02644980607, 0.01124663155, 0.02027283342, 0.01883163391,
                                                0.01823571629, 0.01372003038, 0.01099822207, 0.01342638769}},
                               SpatstatNumbers{KernelShape::epanechnikov,
                                               200.0,
                                               SplitRule::discontinuous,
                                               1.1529273972,
                                               {0.011488833515, 0.007432499684, 0.014400503639, 0.008403544263,
                                                0.009646493394, 0.012185045764, 0.007611563961, 0.005591568372}},
                               SpatstatNumbers{KernelShape::quartic,
                                               250.0,
                                               SplitRule::discontinuous,
                                               1.15068354783,
                                               {0.011391297116, 0.007507260311, 0.014199521187, 0.008608335122,
                                                0.009627956902, 0.011978856520, 0.007516947503, 0.005586293967}},
                               SpatstatNumbers{KernelShape::gaussian,
                                               30.0,
                                               SplitRule::discontinuous,
                                               2.35278176651,
                                               {0.02651992866, 0.01441195595, 0.02422896173, 0.02250979876,
                                                0.02086900744, 0.01668016260, 0.01339120611, 0.01397162278}}};

TEST(StreetWaves, OfChicagoAreAsSpatstatHasThem) {
  WARDSCOPE_SHARED_DATA(folder, "reference/spatstat");
  const Chicago town = chicago(folder);
  ASSERT_EQ(town.graph.pieces.size(), 503U);
  ASSERT_EQ(town.places.size(), 114U);
  EXPECT_NEAR(town.graph.length, 31150.2101534059, 1e-6);

  for (const SpatstatNumbers& wanted : kSpatstat) {
    // spatstat's discontinuous rule lets the mass end at dead ends; it follows each way until 1e-7 of an incident is
    // left of it, and there are many of these.
    const DeadEnds ends = wanted.split == SplitRule::continuous ? DeadEnds::returned : DeadEnds::lost;
    const StreetWaves waves(town.graph, {wanted.shape, wanted.bandwidth}, {wanted.split, ends, 2048});
    std::vector<StreetSpot> spots;
    for (const StreetPlace& place : town.places) spots.push_back({place.piece, place.along});
    const std::vector<double> found = waves.densities(town.places, spots, [](double) { return true; }).value();
    EXPECT_NEAR(std::accumulate(found.begin(), found.end(), 0.0), wanted.sum, 5e-5 * wanted.sum);
    constexpr std::array<std::size_t, 8> kShown{1, 2, 10, 25, 50, 75, 100, 114};
    for (std::size_t i = 0; i < kShown.size(); ++i)
      EXPECT_NEAR(found[kShown[i] - 1], wanted.at[i], 5e-5 * wanted.at[i]) << kShown[i];
  }
}

}  // namespace
}  // namespace wardscope::analysis
