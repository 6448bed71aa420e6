// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/label_placer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/random.hpp"

namespace wardscope::cartography {
namespace {

constexpr geo::Extent kView{0, 0, 1000, 1000};

LabelCandidate candidate(std::string text, geo::Point at, double priority) {
  Label label;
  label.at = at;
  label.text = std::move(text);
  return {label, priority, 0.0};
}

std::vector<std::string> texts(const LabelLayer& layer) {
  std::vector<std::string> found;
  for (const Label& label : layer.labels) found.push_back(label.text);
  return found;
}

geo::Extent box_of(const Label& label) {
  const TextExtent text = estimated_text(label.text, label.size, Weight::regular);
  return {label.at.x - static_cast<double>(text.width) / 2, label.at.y - static_cast<double>(label.size) / 2,
          label.at.x + static_cast<double>(text.width) / 2, label.at.y + static_cast<double>(label.size) / 2};
}

TEST(LabelPlacer, TheMoreImportantOfTwoOnOnePlaceStaysThere) {
  const auto placed =
      place_labels({candidate("low", {500, 500}, 1), candidate("high", {500, 500}, 2)}, {kView, 1.0}, estimated_text);

  ASSERT_EQ(texts(placed), (std::vector<std::string>{"high", "low"}));
  EXPECT_EQ(placed.labels[0].at, (geo::Point{500, 500}));
  EXPECT_NE(placed.labels[1].at, (geo::Point{500, 500}));
}

TEST(LabelPlacer, ANameThatBelongsOnItsPointIsLeftOutRatherThanMoved) {
  LabelCandidate street = candidate("street", {500, 500}, 1);
  street.only_there = true;

  const auto placed = place_labels({street, candidate("ward", {500, 500}, 2)}, {kView, 1.0}, estimated_text);

  EXPECT_EQ(texts(placed), (std::vector<std::string>{"ward"}));
}

TEST(LabelPlacer, ANameForCloseMapsIsLeftOutOfCoarseOnes) {
  LabelCandidate street = candidate("street", {500, 500}, 1);
  street.coarsest = 1.0;

  EXPECT_EQ(texts(place_labels({street}, {kView, 1.0}, estimated_text)).size(), 1U);
  EXPECT_TRUE(texts(place_labels({street}, {kView, 1.01}, estimated_text)).empty());
}

TEST(LabelPlacer, NoTwoLabelsOverlapInACrowd) {
  std::vector<LabelCandidate> crowd;
  for (std::uint64_t i = 0; i < 400; ++i) {
    core::CounterRng rng(3, i);
    crowd.push_back(
        candidate("Name " + std::to_string(i), {rng.uniform(0, 1000), rng.uniform(0, 1000)}, rng.uniform()));
  }

  const auto placed = place_labels(crowd, {kView, 1.0}, estimated_text);

  EXPECT_GT(placed.labels.size(), 60U);
  EXPECT_LT(placed.labels.size(), 400U);
  for (std::size_t i = 0; i < placed.labels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(box_of(placed.labels[i]).intersects(box_of(placed.labels[j])))
          << placed.labels[i].text << " and " << placed.labels[j].text;
    }
  }
}

TEST(LabelPlacer, StandsBesideAMarkThatItWouldHideAndOnALargeOne) {
  LabelCandidate small = candidate("H3", {500, 500}, 1);
  small.mark = {497, 497, 503, 503};
  LabelCandidate large = candidate("H1", {300, 300}, 2);
  large.mark = {150, 150, 450, 450};

  const auto placed = place_labels({small, large}, {kView, 1.0}, estimated_text);

  ASSERT_EQ(texts(placed), (std::vector<std::string>{"H1", "H3"}));
  EXPECT_EQ(placed.labels[0].at, (geo::Point{300, 300}));
  EXPECT_FALSE(box_of(placed.labels[1]).intersects(small.mark));
  EXPECT_NEAR(placed.labels[1].at.y, 500.0, 1e-9);
}

TEST(LabelPlacer, NoNameHidesASmallMark) {
  LabelCandidate mark = candidate("H3", {500, 500}, 1);
  mark.mark = {495, 495, 505, 505};

  const auto placed = place_labels({mark, candidate("Ward", {500, 500}, 2)}, {kView, 1.0}, estimated_text);

  ASSERT_EQ(placed.labels.size(), 2U);
  for (const Label& label : placed.labels) EXPECT_FALSE(box_of(label).intersects(mark.mark)) << label.text;
}

TEST(LabelPlacer, LeavesOutWhatWouldCrossTheEdge) {
  EXPECT_TRUE(place_labels({candidate("At the edge", {2, 500}, 1)}, {kView, 1.0}, estimated_text).labels.empty());
}

TEST(LabelPlacer, LeavesOutANameMuchWiderThanItsArea) {
  LabelCandidate narrow = candidate("A rather long name of a ward", {500, 500}, 1);
  narrow.room = 30;

  EXPECT_TRUE(place_labels({narrow}, {kView, 1.0}, estimated_text).labels.empty());
}

TEST(PoleOfInaccessibility, OfASquareIsItsCentre) {
  const geo::Point pole = pole_of_inaccessibility({geo::to_polygon({0, 0, 100, 100})}, 1.0);

  EXPECT_NEAR(pole.x, 50, 1.5 /* m */);
  EXPECT_NEAR(pole.y, 50, 1.5 /* m */);
}

TEST(PoleOfInaccessibility, OfAnLShapeIsInsideWhereTheCentroidIsNot) {
  const geo::MultiPolygon shape{{{{0, 0}, {100, 0}, {100, 10}, {10, 10}, {10, 100}, {0, 100}, {0, 0}}, {}}};

  const geo::Point pole = pole_of_inaccessibility(shape, 0.2);

  EXPECT_FALSE(geo::contains(shape, geo::centroid(shape)));
  EXPECT_TRUE(geo::contains(shape, pole));
}

TEST(PoleOfInaccessibility, IsNearlyAsFarFromTheEdgeAsTheBestOfAFineGrid) {
  const geo::MultiPolygon shape{{{{0, 0}, {60, -20}, {140, 10}, {150, 90}, {90, 60}, {40, 130}, {-10, 80}, {0, 0}},
                                 {{{30, 20}, {30, 40}, {60, 40}, {30, 20}}}}};
  double best = 0;
  for (double x = -10; x < 150; x += 0.5) {
    for (double y = -20; y < 130; y += 0.5) {
      if (geo::contains(shape, {x, y})) best = std::max(best, geo::distance_to_boundary(shape, {x, y}));
    }
  }

  const geo::Point pole = pole_of_inaccessibility(shape, 0.5);

  EXPECT_GT(geo::distance_to_boundary(shape, pole), best - 0.5 /* m, the precision asked for */);
}

}  // namespace
}  // namespace wardscope::cartography
