// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/map_fit.hpp"

#include <gtest/gtest.h>

namespace wardscope::app {
namespace {

constexpr MapPage kPage{600, 500, 160, 300};
constexpr geo::Extent kGround{0, 0, 8000, 4000};

/// A town whose north-east is empty: the legend's corner.
std::vector<geo::Point> slanted_town() {
  std::vector<geo::Point> corners;
  for (int i = 0; i <= 80; ++i) {
    corners.push_back({100.0 * i, 0.0});
    corners.push_back({100.0 * i, 4000.0 - 45.0 * i});
  }
  return corners;
}

TEST(FitAround, NothingOfTheTownLiesBelowWhatStandsOnTheMap) {
  const auto camera = fit_around(slanted_town(), kGround, kPage);

  EXPECT_FALSE(is_covered(slanted_town(), camera, kPage));
}

TEST(FitAround, ATownWithAnEmptyCornerIsShownLargerThanBesideTheLegend) {
  EXPECT_LT(fit_around(slanted_town(), kGround, kPage).metres_per_point,
            0.85 * fit_beside(kGround, kPage).metres_per_point);
}

TEST(FitAround, ATownThatFillsItsCornersIsShownNoSmallerThanBesideTheLegend) {
  const std::vector<geo::Point> square{{0, 0}, {0, 4000}, {8000, 0}, {8000, 4000}};
  const MapPage full{600, 500, 160, 500};

  EXPECT_LE(fit_around(square, kGround, full).metres_per_point, fit_beside(kGround, full).metres_per_point * 1.001);
}

TEST(FitAround, WithoutALegendTheTownFillsTheMap) {
  const MapPage bare{600, 500, 0, 0};

  const auto camera = fit_around(slanted_town(), kGround, bare);

  EXPECT_NEAR(camera.metres_per_point, 8000.0 / 580.0, 0.5 /* m a point */);
}

TEST(FitAround, APageWithoutRoomAndAPlaceWithoutAreasStillHaveACamera) {
  EXPECT_GT(fit_around({}, kGround, kPage).metres_per_point, 0.0);
  EXPECT_GT(fit_around(slanted_town(), kGround, {5, 5, 0, 0}).metres_per_point, 0.0);
}

}  // namespace
}  // namespace wardscope::app
