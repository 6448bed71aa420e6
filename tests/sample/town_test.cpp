// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/random.hpp"
#include "digest.hpp"
#include "sample/recipe.hpp"

namespace wardscope::sample {
namespace {

/// Indices of every nth building, the first chosen by the step itself.
std::vector<std::size_t> every_nth_building(std::size_t step) {
  std::vector<std::size_t> result;
  for (std::size_t i = step / 2; i < test_borough().buildings.size(); i += step) result.push_back(i);
  return result;
}

bool segments_cross(geo::Point a, geo::Point b, geo::Point c, geo::Point d) {
  const auto side = [](geo::Point p, geo::Point q, geo::Point r) { return geo::cross(q - p, r - p); };
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

bool rings_meet(const geo::Ring& a, const geo::Ring& b) {
  for (std::size_t i = 1; i < a.size(); ++i) {
    for (std::size_t j = 1; j < b.size(); ++j) {
      if (segments_cross(a[i - 1], a[i], b[j - 1], b[j])) return true;
    }
  }
  return geo::contains(a, b.front()) || geo::contains(b, a.front());
}

TEST(Town, IsTheSameForASeedOnEveryMachine) {
  // A change of this number is a change of what everybody's seed 1 looks like: say so in the commit.
  EXPECT_EQ(digest_of(test_borough()), 0xD9A1DA22EC05FF02ULL);
}

TEST(Town, LooksDifferentForAnotherSeed) {
  const auto other = make_borough({.incidents = 10, .seed = 2}, jobs::Progress());

  ASSERT_TRUE(other);
  EXPECT_NE(digest_of(*other), digest_of(test_borough()));
  EXPECT_GT(other->buildings.size(), 30'000U);
}

TEST(Town, RefusesANegativeSeedAndNegativeIncidents) {
  const auto seed = make_borough({.incidents = 1, .seed = -1}, jobs::Progress());
  const auto incidents = make_borough({.incidents = -5, .seed = 1}, jobs::Progress());

  ASSERT_FALSE(seed);
  EXPECT_EQ(seed.error().message, "seed is -1; give a number from 0 to 1000000000");
  ASSERT_FALSE(incidents);
  EXPECT_EQ(incidents.error().message, "incidents is -5; give a number from 0 to 1000000000");
}

TEST(Town, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();

  const auto stopped = make_borough({.incidents = 1, .seed = 1}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
}

TEST(Recipe, NamesWhatIsMissing) {
  const auto recipe = read_recipe(R"({"origin": [0, 0], "place": "X"})");

  ASSERT_FALSE(recipe);
  EXPECT_NE(recipe.error().message.find("'size' not found"), std::string::npos) << recipe.error().message;
}

TEST(Buildings, AreAboutFortyThousandWithHeights) {
  const auto& buildings = test_borough().buildings;

  EXPECT_GT(buildings.size(), 36'000U);
  EXPECT_LT(buildings.size(), 46'000U);
  for (const borough::Building& building : buildings) {
    ASSERT_GT(building.height->value(), 4.0);
    ASSERT_LT(building.height->value(), 31.0);
    ASSERT_GT(geo::signed_area(building.footprint.exterior), 20.0);
  }
}

TEST(Buildings, StandOnLand) {
  const geo::MultiPolygon& land = test_borough().area_sets[2].areas[0].shape;

  for (const std::size_t i : every_nth_building(97)) {
    for (const geo::Point& corner : test_borough().buildings[i].footprint.exterior) {
      ASSERT_TRUE(geo::contains(land, corner)) << i;
    }
  }
}

TEST(Buildings, StandApart) {
  const auto& buildings = test_borough().buildings;
  std::map<std::pair<int, int>, std::vector<std::size_t>> cells;
  constexpr double kCell = 100.0;  // above the largest building
  const auto cell_of = [](geo::Point p) {
    return std::pair(static_cast<int>(p.x / kCell), static_cast<int>(p.y / kCell));
  };
  for (std::size_t i = 0; i < buildings.size(); ++i)
    cells[cell_of(buildings[i].footprint.exterior.front())].push_back(i);
  std::size_t compared = 0;

  for (const std::size_t i : every_nth_building(23)) {
    const auto [column, row] = cell_of(buildings[i].footprint.exterior.front());
    for (int u = -1; u <= 1; ++u) {
      for (int v = -1; v <= 1; ++v) {
        for (const std::size_t j : cells[{column + u, row + v}]) {
          if (i == j) continue;
          ++compared;
          ASSERT_FALSE(rings_meet(buildings[i].footprint.exterior, buildings[j].footprint.exterior)) << i << ' ' << j;
        }
      }
    }
  }
  EXPECT_GT(compared, 10'000U);
}

TEST(Buildings, StandClearOfTheMiddleOfEveryStreet) {
  const auto& borough = test_borough();
  for (const std::size_t i : every_nth_building(211)) {
    const geo::Ring& ring = borough.buildings[i].footprint.exterior;
    const geo::Extent reach = geo::extent_of(borough.buildings[i].footprint).grown(3.0);
    for (const borough::Street& street : borough.streets) {
      for (std::size_t k = 1; k < street.line.size(); ++k) {
        geo::Extent piece;
        piece.add(street.line[k - 1]);
        piece.add(street.line[k]);
        if (!piece.intersects(reach)) continue;
        for (std::size_t e = 1; e < ring.size(); ++e) {
          ASSERT_FALSE(segments_cross(street.line[k - 1], street.line[k], ring[e - 1], ring[e])) << street.name;
          ASSERT_GT(geo::distance_to_segment(ring[e], street.line[k - 1], street.line[k]), 3.0) << street.name;
        }
      }
    }
  }
}

TEST(Streets, HaveNamesThatAreUsedOnce) {
  std::set<std::string> names;
  for (const borough::Street& street : test_borough().streets) {
    EXPECT_FALSE(street.name.empty());
    EXPECT_TRUE(names.insert(street.name).second) << street.name;
  }
}

TEST(Streets, FormAHierarchy) {
  std::map<std::string, double> length;
  for (const borough::Street& street : test_borough().streets) {
    length[street.road_class] += geo::length(geo::MultiLineString{street.line});
  }

  EXPECT_GT(length["minor"], 8 * length["A"]);
  EXPECT_GT(length["A"], length["pedestrian"]);
  EXPECT_GT(length["close"], 0);
  EXPECT_GT(length["B"], 0);
}

TEST(Streets, MostMeetAnotherStreetAtAVertex) {
  std::map<std::pair<double, double>, int> vertices;
  for (const borough::Street& street : test_borough().streets) {
    std::set<std::pair<double, double>> own;
    for (const geo::Point& p : street.line) own.emplace(p.x, p.y);
    for (const auto& p : own) ++vertices[p];
  }
  std::size_t met = 0;
  for (const borough::Street& street : test_borough().streets) {
    const bool meets = std::ranges::any_of(street.line, [&](geo::Point p) { return vertices[{p.x, p.y}] > 1; });
    met += meets ? 1 : 0;
  }

  EXPECT_GT(static_cast<double>(met), 0.9 * static_cast<double>(test_borough().streets.size()));
}

}  // namespace
}  // namespace wardscope::sample
