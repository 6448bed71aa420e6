// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_graph.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "analysis/street_places.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

borough::Street street(geo::LineString line) { return {"Quay Road", "minor", std::move(line)}; }

StreetGraph graph_of(const borough::StreetSet& streets, const StreetGraphOptions& options = {}) {
  auto graph = street_graph(streets, options, {});
  EXPECT_TRUE(graph.has_value()) << graph.error().message;
  return *std::move(graph);
}

TEST(StreetGraph, AStreetThatEndsOnAVertexOfAnotherMeetsItThere) {
  const StreetGraph graph = graph_of({street({{0, 0}, {100, 0}, {200, 0}}), street({{100, 0}, {100, 50}})});

  ASSERT_EQ(graph.pieces.size(), 3U);
  ASSERT_EQ(graph.nodes.size(), 4U);
  EXPECT_EQ(graph.dead_ends, 3);
  EXPECT_EQ(graph.part_length.size(), 1U);
  EXPECT_DOUBLE_EQ(graph.length, 250.0);
  std::size_t most = 0;
  for (std::uint32_t n = 0; n < graph.nodes.size(); ++n) most = std::max(most, graph.degree(n));
  EXPECT_EQ(most, 3U);
}

TEST(StreetGraph, LinesThatCrossWithoutASharedPointAreABridgeUnlessToldOtherwise) {
  const borough::StreetSet streets{street({{0, 0}, {100, 0}}), street({{50, -50}, {50, 50}})};

  const StreetGraph apart = graph_of(streets);
  const StreetGraph joined = graph_of(streets, {.crossings = Crossings::joined});

  EXPECT_EQ(apart.crossings, 1);
  EXPECT_EQ(apart.pieces.size(), 2U);
  EXPECT_EQ(apart.part_length.size(), 2U);
  EXPECT_EQ(joined.crossings, 1);
  EXPECT_EQ(joined.pieces.size(), 4U);
  EXPECT_EQ(joined.part_length.size(), 1U);
  EXPECT_DOUBLE_EQ(joined.length, 200.0);
}

TEST(StreetGraph, TwoLinesThatShareAnInnerVertexMeet) {
  const StreetGraph graph = graph_of({street({{0, 0}, {50, 0}, {100, 0}}), street({{50, -50}, {50, 0}, {50, 50}})});

  EXPECT_EQ(graph.crossings, 0);
  EXPECT_EQ(graph.pieces.size(), 4U);
  EXPECT_EQ(graph.part_length.size(), 1U);
}

TEST(StreetGraph, AnEndShortOfAnotherStreetIsJoinedWithinTheDistanceOnly) {
  const auto ending_at = [](double y) {
    return borough::StreetSet{street({{0, 0}, {100, 0}}), street({{40, 60}, {40, y}})};
  };

  const StreetGraph joined = graph_of(ending_at(0.4));
  const StreetGraph over = graph_of(ending_at(-0.4));
  const StreetGraph apart = graph_of(ending_at(0.6));

  EXPECT_EQ(joined.joined_ends, 1);
  EXPECT_EQ(joined.pieces.size(), 3U);
  EXPECT_EQ(over.joined_ends, 1);
  EXPECT_EQ(over.crossings, 0) << "where it overshoots is where it meets, no bridge";
  EXPECT_EQ(over.part_length.size(), 1U);
  EXPECT_EQ(apart.joined_ends, 0);
  EXPECT_EQ(apart.part_length.size(), 2U);
}

TEST(StreetGraph, TwoEndsWithinTheDistanceAreOneNode) {
  const StreetGraph graph = graph_of({street({{0, 0}, {100, 0}}), street({{100.3, 0}, {200, 0}})});

  EXPECT_EQ(graph.nodes.size(), 3U);
  EXPECT_EQ(graph.pieces.size(), 2U);
  EXPECT_EQ(graph.dead_ends, 2);
  EXPECT_EQ(graph.part_length.size(), 1U);
}

TEST(StreetGraph, AStreetListedTwiceCountsOnce) {
  const geo::LineString line{{0, 0}, {30, 10}, {100, 0}};
  const geo::LineString back(line.rbegin(), line.rend());
  const geo::LineString other{{0, 0}, {30, -10}, {100, 0}};  // as long, on the other side

  const StreetGraph graph = graph_of({street(line), street(back), street(other)});

  EXPECT_EQ(graph.doubled, 2) << "its inner vertex, which both share, cuts it in two";
  EXPECT_EQ(graph.pieces.size(), 3U);
  EXPECT_EQ(graph.dead_ends, 0);
}

TEST(StreetGraph, ALoopAndALineThatTouchesItselfHaveNodes) {
  const StreetGraph ring = graph_of({street({{0, 0}, {50, 0}, {50, 50}, {0, 0}})});
  const StreetGraph lasso = graph_of({street({{-50, 0}, {0, 0}, {50, 0}, {50, 50}, {0, 0}})});

  ASSERT_EQ(ring.pieces.size(), 1U);
  EXPECT_EQ(ring.pieces[0].from, ring.pieces[0].to);
  EXPECT_EQ(ring.degree(0), 2U);
  EXPECT_EQ(lasso.pieces.size(), 2U);
  EXPECT_EQ(lasso.nodes.size(), 2U);
  EXPECT_EQ(lasso.dead_ends, 1);
}

TEST(StreetGraph, PartsAreListedTheLongestFirst) {
  const StreetGraph graph =
      graph_of({street({{0, 0}, {10, 0}}), street({{0, 100}, {80, 100}}), street({{0, 200}, {40, 200}})});

  ASSERT_EQ(graph.part_length.size(), 3U);
  EXPECT_DOUBLE_EQ(graph.part_length[0], 80.0);
  EXPECT_DOUBLE_EQ(graph.part_length[2], 10.0);
  EXPECT_EQ(graph.part[graph.pieces[1].from], 0U);
}

TEST(StreetGraph, RefusesWhatIsNoStreet) {
  const double nan = std::numeric_limits<double>::quiet_NaN();

  EXPECT_FALSE(street_graph({}, {}, {}).has_value());
  EXPECT_FALSE(street_graph({street({{1, 1}, {1, 1}})}, {}, {}).has_value());
  EXPECT_NE(street_graph({street({{0, 0}, {nan, 1}})}, {}, {}).error().message.find("import the streets again"),
            std::string::npos);
  EXPECT_FALSE(street_graph({street({{0, 0}, {1, 0}})}, {.join_within = core::Metres(nan)}, {}).has_value());
}

TEST(StreetGraph, AStoppedOneIsStopped) {
  std::stop_source source;
  source.request_stop();

  const auto graph = street_graph({street({{0, 0}, {100, 0}})}, {}, jobs::Progress(source.get_token()));

  ASSERT_FALSE(graph.has_value());
  EXPECT_EQ(graph.error().code, core::ErrorCode::cancelled);
}

TEST(StreetGraph, StopsInTheMiddle) {
  // Four thousand narrow rings a centimetre apart: 70 million pairs of sides are near each other, and none crosses.
  borough::StreetSet streets;
  for (int i = 0; i < 4000; ++i) {
    const double y = 0.01 * i;
    streets.push_back(street({{0, y}, {120, y}, {120, y + 0.004}, {0, y}}));
  }
  std::stop_source source;
  const jobs::Progress progress(source.get_token());
  std::jthread stopper([&] {
    while (progress.fraction() < 0.7) std::this_thread::yield();
    source.request_stop();
  });

  const auto graph = street_graph(streets, {}, progress);

  ASSERT_FALSE(graph.has_value());
  EXPECT_EQ(graph.error().code, core::ErrorCode::cancelled);
  EXPECT_LT(progress.fraction(), 0.9);
}

TEST(PartOfLine, IsCutWhereItIsAsked) {
  const geo::LineString line{{0, 0}, {10, 0}, {10, 10}};

  EXPECT_EQ(part_of_line(line, 5.0, 15.0), (geo::LineString{{5, 0}, {10, 0}, {10, 5}}));
  EXPECT_EQ(part_of_line(line, 0.0, 20.0), line);
  EXPECT_EQ(part_of_line(line, 12.0, 20.0), (geo::LineString{{10, 2}, {10, 10}}));
}

#ifndef NDEBUG
TEST(PartOfLineDeathTest, RefusesWhatIsNotOnTheLine) {
  const geo::LineString line{{0, 0}, {10, 0}};

  EXPECT_DEATH((void)part_of_line(line, 6.0, 5.0), "from <= to");
  EXPECT_DEATH((void)part_of_line(line, -1.0, 5.0), "from >= 0");
  EXPECT_DEATH((void)part_of_line(line, 1.0, 11.0), "length");
  EXPECT_DEATH((void)part_of_line({{0, 0}}, 0.0, 0.0), "size");
}
#endif

DistinctLocations locations_at(const std::vector<geo::Point>& points) {
  DistinctLocations locations;
  for (const geo::Point p : points) {
    locations.x.push_back(p.x);
    locations.y.push_back(p.y);
    locations.weight.push_back(1.0);
    locations.incidents.push_back(1);
    ++locations.rows;
  }
  return locations;
}

TEST(PlacesOnStreets, MovesEachToTheNearestStreetAndLeavesOutWhatIsFar) {
  const StreetGraph graph = graph_of({street({{0, 0}, {100, 0}}), street({{0, 80}, {100, 80}})});

  const auto found = places_on_streets(graph, locations_at({{30, 10}, {30, -20}, {70, 50}, {50, 120}, {50, 120.1}}),
                                       core::Metres(40.0), {});

  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->places.size(), 3U);
  EXPECT_EQ(found->places[0].incidents, 2U) << "both come to the same place";
  EXPECT_DOUBLE_EQ(found->places[0].along, 30.0);
  EXPECT_EQ(found->places[1].piece, 1U);
  EXPECT_DOUBLE_EQ(found->places[2].along, 70.0);
  EXPECT_EQ(found->incidents, 4) << "the distance itself counts";
  EXPECT_EQ(found->too_far, 1);
  EXPECT_DOUBLE_EQ(found->usual_move.value(), 20.0);
}

TEST(PlacesOnStreets, FindsWhatAllSegmentsTogetherSay) {
  borough::StreetSet streets;
  core::CounterRng random(7, 0);
  for (int s = 0; s < 60; ++s) {
    geo::LineString line{geo::Point{random.uniform() * 2000.0, random.uniform() * 2000.0}};
    for (int v = 0; v < 6; ++v)
      line.push_back(line.back() + geo::Point{random.uniform() * 200.0 - 100.0, random.uniform() * 200.0 - 100.0});
    streets.push_back(street(line));
  }
  const StreetGraph graph = graph_of(streets);
  std::vector<geo::Point> points;
  for (int i = 0; i < 400; ++i)
    points.push_back({random.uniform() * 2400.0 - 200.0, random.uniform() * 2400.0 - 200.0});

  for (const geo::Point p : points) {
    const auto found = places_on_streets(graph, locations_at({p}), core::Metres(60.0), {});
    double nearest = std::numeric_limits<double>::infinity();
    for (const StreetPiece& piece : graph.pieces) {
      for (std::size_t v = 0; v + 1 < piece.line.size(); ++v)
        nearest = std::min(nearest, geo::distance_to_segment(p, piece.line[v], piece.line[v + 1]));
    }
    ASSERT_EQ(found->incidents, nearest <= 60.0 ? 1 : 0);
    if (found->places.empty()) continue;
    EXPECT_NEAR(found->usual_move.value(), nearest, 1e-9);
    const StreetPlace& place = found->places[0];
    const geo::Point at = part_of_line(graph.pieces[place.piece].line, 0.0, place.along).back();
    EXPECT_NEAR(geo::distance(p, at), nearest, 1e-6);
  }
}

TEST(PlacesOnStreets, RefusesADistanceOfNothing) {
  const StreetGraph graph = graph_of({street({{0, 0}, {100, 0}})});

  for (const double within : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_FALSE(places_on_streets(graph, locations_at({{1, 1}}), core::Metres(within), {}).has_value());
  }
}

}  // namespace
}  // namespace wardscope::analysis
