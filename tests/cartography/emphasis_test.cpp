// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/emphasis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

const geo::MultiPolygon kWard = {geo::to_polygon({40, 40, 60, 60})};

Scene scene_with(std::vector<Label> labels) {
  Scene scene;
  scene.view = {0, 0, 100, 100};
  scene.width = 100;
  scene.height = 100;
  scene.layers.push_back({"cameras", 1.0F, PointLayer{}});
  scene.layers.push_back({"labels", 1.0F, LabelLayer{std::move(labels)}});
  return scene;
}

std::vector<std::string> names_in(const Scene& scene) {
  std::vector<std::string> names;
  for (const Label& label : std::get<LabelLayer>(scene.layers.back().content).labels) names.push_back(label.text);
  return names;
}

TEST(Emphasis, VeilsAllElseBelowTheSymbolsAndDrawsTheBorder) {
  Scene scene = scene_with({});

  emphasise(scene, {"Harbour", kWard}, estimated_text);

  ASSERT_EQ(scene.layers.size(), 4U);
  EXPECT_EQ(scene.layers[0].id, "veil");
  EXPECT_EQ(scene.layers[2].id, "cameras");
  const auto& veil = std::get<PolygonLayer>(scene.layers[0].content).shapes->front().front();
  ASSERT_EQ(veil.holes.size(), 1U);
  EXPECT_TRUE(geo::extent_of(geo::MultiPolygon{{veil.exterior, {}}}).contains({0, 0}));
  EXPECT_GT(std::get<PolygonLayer>(scene.layers[1].content).stroke_width, 0.0F);
}

TEST(Emphasis, TheNameStandsOnceAndOthersGiveWayWhereTheyTouchIt) {
  Scene scene = scene_with({{{50, 50}, "Harbour", 9.0F, true, {}, {}},
                            {{52, 55}, "Mill Street", 7.0F, false, {}, {}},
                            {{50, 95}, "Old Town", 9.0F, true, {}, {}}});

  emphasise(scene, {"Harbour", kWard}, estimated_text);

  EXPECT_THAT(names_in(scene), testing::ElementsAre("Old Town", "Harbour"));
}

TEST(Emphasis, TheNameGivesWayToARankThatItWouldCover) {
  Scene scene = scene_with({{{50, 50}, "H1", 11.0F, true, theme::kHotspot, {}}});

  emphasise(scene, {"Old", {geo::to_polygon({10, 10, 90, 90})}}, estimated_text);

  EXPECT_THAT(names_in(scene), testing::ElementsAre("H1", "Old"));
  const auto& labels = std::get<LabelLayer>(scene.layers.back().content).labels;
  EXPECT_GT(std::abs(labels[1].at.y - labels[0].at.y), 11.0);
}

TEST(Emphasis, ANameThatWasLeftOutIsAdded) {
  Scene scene = scene_with({});

  emphasise(scene, {"Harbour", kWard}, estimated_text);

  EXPECT_THAT(names_in(scene), testing::ElementsAre("Harbour"));
}

}  // namespace
}  // namespace wardscope::cartography
