// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "digest.hpp"
#include "geo/polygon_operations.hpp"
#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

using Edge = std::tuple<double, double, double, double>;

void for_edges(const geo::MultiPolygon& shape, const auto& visit) {
  for (const geo::Polygon& part : shape) {
    const auto ring = [&](const geo::Ring& r) {
      for (std::size_t i = 1; i < r.size(); ++i) visit(r[i - 1], r[i]);
    };
    ring(part.exterior);
    for (const geo::Ring& hole : part.holes) ring(hole);
  }
}

Edge edge(geo::Point a, geo::Point b) { return {a.x, a.y, b.x, b.y}; }

std::multiset<Edge> edges_of(const borough::AreaSet& set) {
  std::multiset<Edge> edges;
  for (const borough::Area& area : set.areas) {
    for_edges(area.shape, [&](geo::Point a, geo::Point b) { edges.insert(edge(a, b)); });
  }
  return edges;
}

/// The edges of a set that no neighbour runs along the other way.
std::multiset<Edge> outer_edges(const borough::AreaSet& set) {
  const std::multiset<Edge> edges = edges_of(set);
  std::multiset<Edge> outer;
  for (const auto& [ax, ay, bx, by] : edges) {
    if (!edges.contains({bx, by, ax, ay})) outer.insert({ax, ay, bx, by});
  }
  return outer;
}

class EachCoverage : public testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const borough::AreaSet& set() const { return test_borough().area_sets[GetParam()]; }
};
INSTANTIATE_TEST_SUITE_P(WardsAndSmallAreas, EachCoverage, testing::Values(std::size_t{0}, std::size_t{1}));

TEST_P(EachCoverage, NoEdgeIsUsedTwiceInTheSameDirection) {
  const std::multiset<Edge> edges = edges_of(set());

  for (const Edge& e : edges) ASSERT_EQ(edges.count(e), 1U);
}

TEST_P(EachCoverage, WhatNeighboursDoNotShareIsExactlyTheBoroughsOutline) {
  const std::multiset<Edge> outline = edges_of(test_borough().area_sets[2]);

  EXPECT_EQ(outer_edges(set()), outline);
}

TEST_P(EachCoverage, AreasAddUpToTheBorough) {
  double sum = 0.0;
  for (const borough::Area& area : set().areas) sum += geo::area(area.shape);

  EXPECT_NEAR(sum, geo::area(test_borough().area_sets[2].areas[0].shape), 0.01 /* m^2 */);
}

TEST_P(EachCoverage, NoTwoEdgesCross) {
  struct Segment {
    geo::Point a;
    geo::Point b;
  };
  std::map<std::pair<int, int>, std::vector<Segment>> cells;
  constexpr double kCell = 20.0;
  std::set<Edge> seen;
  for (const borough::Area& area : set().areas) {
    for_edges(area.shape, [&](geo::Point a, geo::Point b) {
      if (seen.contains(edge(b, a))) return;
      seen.insert(edge(a, b));
      for (int i = static_cast<int>(std::min(a.x, b.x) / kCell); i <= static_cast<int>(std::max(a.x, b.x) / kCell);
           ++i) {
        for (int j = static_cast<int>(std::min(a.y, b.y) / kCell); j <= static_cast<int>(std::max(a.y, b.y) / kCell);
             ++j) {
          cells[{i, j}].push_back({a, b});
        }
      }
    });
  }
  const auto box = [](geo::Point a, geo::Point b) {
    geo::Extent extent;
    extent.add(a);
    extent.add(b);
    return extent;
  };
  const auto side = [](geo::Point a, geo::Point b, geo::Point p) { return geo::cross(b - a, p - a); };
  for (const auto& [cell, segments] : cells) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const Segment& s = segments[i];
        const Segment& t = segments[j];
        if (s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b) continue;
        if (!box(s.a, s.b).intersects(box(t.a, t.b))) continue;  // two pieces of one straight line
        const bool cross =
            side(s.a, s.b, t.a) * side(s.a, s.b, t.b) <= 0 && side(t.a, t.b, s.a) * side(t.a, t.b, s.b) <= 0;
        ASSERT_FALSE(cross) << "near " << s.a.x << ' ' << s.a.y;
      }
    }
  }
}

TEST_P(EachCoverage, ExteriorsRunAnticlockwiseAndVisitNoVertexTwice) {
  for (const borough::Area& area : set().areas) {
    ASSERT_FALSE(area.shape.empty()) << area.name;
    for (const geo::Polygon& part : area.shape) {
      ASSERT_GT(geo::signed_area(part.exterior), 0) << area.name;
      ASSERT_EQ(part.exterior.front(), part.exterior.back());
      std::set<std::pair<double, double>> vertices;
      for (std::size_t i = 1; i < part.exterior.size(); ++i) {
        ASSERT_TRUE(vertices.emplace(part.exterior[i].x, part.exterior[i].y).second) << area.name;
      }
      for (const geo::Ring& hole : part.holes) ASSERT_LT(geo::signed_area(hole), 0) << area.name;
    }
  }
}

TEST(AreaSets, AreAllValidToGeos) {
  for (const borough::AreaSet& set : test_borough().area_sets) {
    for (const borough::Area& area : set.areas) ASSERT_TRUE(geo::is_valid(area.shape)) << area.name;
  }
}

TEST(AreaSets, AboutThirtyWardsOfAboutTwoThousandVertices) {
  const auto& wards = test_borough().area_sets[0].areas;
  double vertices = 0;
  for (const borough::Area& ward : wards) vertices += static_cast<double>(geo::vertex_count(ward.shape));

  EXPECT_GE(wards.size(), 28U);
  EXPECT_LE(wards.size(), 35U);
  EXPECT_NEAR(vertices / static_cast<double>(wards.size()), 2000, 300);
}

TEST(AreaSets, SmallAreasNestInWardsVertexForVertex) {
  const std::multiset<Edge> small = edges_of(test_borough().area_sets[1]);

  for (const Edge& e : edges_of(test_borough().area_sets[0])) ASSERT_TRUE(small.contains(e));
}

TEST(AreaSets, PopulationIsThatOfALargeTownAndTheSameAtEveryLevel) {
  const auto& sets = test_borough().area_sets;
  double wards = 0;
  double small = 0;
  for (const borough::Area& area : sets[0].areas) wards += *area.population;
  for (const borough::Area& area : sets[1].areas) small += *area.population;

  EXPECT_EQ(wards, small);
  EXPECT_EQ(wards, *sets[2].areas[0].population);
  EXPECT_GT(wards, 200'000);
  EXPECT_LT(wards, 400'000);
}

TEST(AreaSets, EveryWardHasThreeToNineSmallAreas) {
  const auto& small = test_borough().area_sets[1].areas;
  std::map<std::string, int> in_ward;  // "Saltmere 007" of "Saltmere 007B"
  for (const borough::Area& area : small) ++in_ward[area.name.substr(0, area.name.size() - 1)];

  EXPECT_EQ(in_ward.size(), test_borough().area_sets[0].areas.size());
  for (const auto& [ward, count] : in_ward) EXPECT_TRUE(count >= 3 && count <= 9) << ward << ' ' << count;
  EXPECT_GE(small.size(), 6 * in_ward.size());
}

TEST(AreaSets, NoTwoSmallAreasShareADeprivationRank) {
  const auto& small = test_borough().area_sets[1].areas;
  std::set<double> ranks;
  for (const borough::Area& area : small) ranks.insert(*area.deprivation_rank);

  EXPECT_EQ(ranks.size(), small.size());
}

TEST(AreaSets, NeighbourhoodsAreMadeOfWholeSmallAreas) {
  const std::multiset<Edge> small = edges_of(test_borough().area_sets[1]);
  const auto& neighbourhoods = test_borough().area_sets[3];

  ASSERT_EQ(neighbourhoods.areas.size(), 5U);
  for (const Edge& e : edges_of(neighbourhoods)) ASSERT_TRUE(small.contains(e));
}

TEST(AreaSets, EverySetAndCodeSaysThatItIsSynthetic) {
  for (const borough::AreaSet& set : test_borough().area_sets) {
    EXPECT_NE(set.name.find("synthetic"), std::string::npos);
    for (const borough::Area& area : set.areas) EXPECT_EQ(area.code[0], 'X');
  }
}

}  // namespace
}  // namespace wardscope::sample
