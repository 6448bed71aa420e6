// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/street_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "cartography/scene_builder.hpp"
#include "core/random.hpp"

namespace wardscope::cartography {
namespace {

constexpr float kDegree = 0.01F;

geo::Point on_circle(double degrees, double radius) {
  const double turn = degrees * std::numbers::pi / 180.0;
  return {radius * std::cos(turn), radius * std::sin(turn)};
}

TEST(StraightPieces, AStreetThatTurnsIsTwoEachWithItsMiddleLengthAndAngle) {
  const auto pieces = straight_pieces({{0, 0}, {50, 0.5}, {100, 0}, {100, 40}}, 2.5);

  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].middle, (geo::Point{50, 0}));
  EXPECT_NEAR(pieces[0].length, 100.0, 1e-9 /* m */);
  EXPECT_NEAR(pieces[0].angle, 0.0F, kDegree);
  EXPECT_NEAR(pieces[1].angle, 90.0F, kDegree);
}

TEST(StraightPieces, TextIsNeverUpsideDownWhicheverWayTheLineRuns) {
  for (int degrees = 0; degrees < 360; degrees += 5) {
    const auto pieces = straight_pieces({{0, 0}, on_circle(degrees, 80)}, 2.5);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_GT(pieces[0].angle, -90.0F - kDegree) << degrees;
    EXPECT_LE(pieces[0].angle, 90.0F + kDegree) << degrees;
    // Its direction on the ground, a page's y going down, is that of the line or the other way round.
    const double turn = -static_cast<double>(pieces[0].angle) * std::numbers::pi / 180.0;
    const geo::Point along = on_circle(degrees, 1.0);
    EXPECT_NEAR(std::abs(along.x * std::cos(turn) + along.y * std::sin(turn)), 1.0, 1e-6) << degrees;
  }
}

TEST(Chained, PiecesThatFollowEachOtherAreOneLineWhicheverWayTheyRun) {
  const auto lines = chained({{{0, 0}, {50, 0}}, {{120, 0}, {50, 0}}, {{120, 0}, {200, 0}}, {{900, 0}, {950, 0}}});

  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], (geo::LineString{{0, 0}, {50, 0}, {120, 0}, {200, 0}}));
  EXPECT_EQ(lines[1], (geo::LineString{{900, 0}, {950, 0}}));
}

TEST(Chained, AForkAndARingEndAndNothingIsLost) {
  const auto fork = chained({{{0, 0}, {10, 0}}, {{10, 0}, {20, 5}}, {{10, 0}, {20, -5}}});
  const auto ring = chained({{{0, 0}, {10, 0}}, {{10, 0}, {10, 10}}, {{10, 10}, {0, 0}}});

  EXPECT_EQ(fork.size(), 3U);
  ASSERT_EQ(ring.size(), 1U);
  EXPECT_EQ(ring[0].size(), 4U);
}

TEST(StreetNames, AStreetThatIsCutAtJunctionsIsNamedOnAllOfItsLength) {
  const auto names = street_names({{"Long Road", "minor", {{0, 0}, {60, 0}}},
                                   {"Long Road", "minor", {{60, 0}, {120, 0}}},
                                   {"Short Lane", "minor", {{60, 0}, {60, 30}}}});

  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[0].label.text, "Long Road");
  EXPECT_EQ(names[0].label.at, (geo::Point{60, 0}));
  EXPECT_NEAR(names[0].room, 120.0, 1e-9 /* m */);
  EXPECT_NEAR(names[1].label.angle, 90.0F, kDegree);
}

TEST(StreetNames, AVeryLongStraightIsNamedSeveralTimesAndANamelessStreetNever) {
  const auto names = street_names({{"Parkway", "A", {{0, 0}, {1200, 0}}}, {"", "A", {{0, 100}, {1200, 100}}}});

  EXPECT_EQ(names.size(), 4U);
}

TEST(StreetNames, NoTwoOfAWholeTownOverlapAndNoneRunsOffItsStreet) {
  borough::StreetSet streets;
  for (std::uint64_t i = 0; i < 500; ++i) {
    core::CounterRng rng(9, i);
    const geo::Point from{rng.uniform(0, 2000), rng.uniform(0, 2000)};
    const double length = rng.uniform(60, 400);
    const geo::Point to = from + on_circle(rng.uniform(0, 360), length);
    streets.push_back({"Street " + std::to_string(i), "minor", {from, to}});
  }

  const LabelLayer placed = place_labels(street_names(streets), {{0, 0, 2000, 2000}, 1.2}, estimated_text);

  EXPECT_GT(placed.labels.size(), 40U);
  // Corners of each label's box, and that no corner or middle of one lies in another.
  for (const Label& a : placed.labels) {
    const double turn = -static_cast<double>(a.angle) * std::numbers::pi / 180.0;
    const auto width = static_cast<double>(estimated_text(a.text, a.size, Weight::regular).width) * 1.2;
    for (const Label& b : placed.labels) {
      if (&a == &b) continue;
      for (const double share : {-0.5, -0.25, 0.0, 0.25, 0.5}) {
        const geo::Point on_a = a.at + geo::Point{std::cos(turn), std::sin(turn)} * (share * width);
        const double turn_b = -static_cast<double>(b.angle) * std::numbers::pi / 180.0;
        const geo::Point from_b = on_a - b.at;
        const double along = from_b.x * std::cos(turn_b) + from_b.y * std::sin(turn_b);
        const double across = -from_b.x * std::sin(turn_b) + from_b.y * std::cos(turn_b);
        const auto width_b = static_cast<double>(estimated_text(b.text, b.size, Weight::regular).width) * 1.2;
        const bool inside = std::abs(along) < width_b / 2 && std::abs(across) < static_cast<double>(b.size) * 0.6;
        EXPECT_FALSE(inside) << a.text << " on " << b.text;
      }
    }
  }
}

borough::Street street(const char* name, double y, double length) {
  return {name, "minor", {{400000, y}, {400000 + length, y}}};
}

/// Names on a map of those streets at that scale.
std::vector<std::string> names_of(const borough::StreetSet& streets, double metres_per_point) {
  project::Project project;
  project::Layer layer;
  layer.id = "streets";
  layer.source = project::LayerSource::streets;
  project.layers = {layer};
  project.camera = {{400100, 100000}, metres_per_point};
  MapData data;
  data.dataset.streets = core::make_snapshot(streets);
  const auto scene = build_scene(project, data, {}, estimated_text);
  std::vector<std::string> names;
  for (const SceneLayer& shown : scene->layers) {
    if (const auto* labels = std::get_if<LabelLayer>(&shown.content)) {
      for (const Label& label : labels->labels) names.push_back(label.text);
    }
  }
  return names;
}

TEST(StreetNames, StandOnCloseMapsWhereTheNameFits) {
  const borough::StreetSet streets = {street("High Street", 100000, 200),
                                      street("Extraordinarily Long Passage", 100060, 12)};

  EXPECT_THAT(names_of(streets, 0.8), testing::ElementsAre("High Street"));
  EXPECT_THAT(names_of(streets, 5.0), testing::IsEmpty());
}

TEST(StreetNames, OfALongRoadStandOnAMapOfOneOfItsEnds) {
  const borough::StreetSet streets = {street("London Road", 100000, 6000)};

  EXPECT_THAT(names_of(streets, 0.5), testing::Contains("London Road"));
}

TEST(StreetNames, OfAStreetThatIsCutAtItsJunctionsStandOnce) {
  const borough::StreetSet streets = {street("High Street", 100000, 80), street("High Street", 100040, 200)};

  EXPECT_THAT(names_of(streets, 0.8), testing::ElementsAre("High Street"));
}

}  // namespace
}  // namespace wardscope::cartography
