// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/sheet_camera.hpp"

#include <gtest/gtest.h>

#include "catalog/small_borough.hpp"
#include "project/default_project.hpp"

namespace wardscope::catalog {
namespace {

constexpr geo::Extent kWideGround{400000, 100000, 404000, 101500};
constexpr geo::Extent kTallGround{400000, 100000, 401000, 104000};
constexpr SheetSize kUpright{595.0, 842.0};

project::MapCamera camera_for_ground(const geo::Extent& ground, const SheetSize& sheet) {
  const cartography::MapData data{small_borough(), {}};
  return sheet_camera(project::make_default_project(data.dataset, {}), data, ground, sheet);
}

TEST(SheetCamera, WideGroundOnAnUprightSheetStandsBelowTheKeyAndFillsItsWidth) {
  const project::MapCamera camera = camera_for_ground(kWideGround, kUpright);

  EXPECT_GT(kWideGround.width() / camera.metres_per_point, 0.85 * kUpright.width);
  const double top = kUpright.height / 2 - (kWideGround.max_y - camera.centre.y) / camera.metres_per_point;
  EXPECT_GT(top, 100.0 /* points: a short key and its margin */);
}

TEST(SheetCamera, GroundOnASheetThatLiesStandsBesideTheKey) {
  for (const auto& ground : {kWideGround, kTallGround}) {
    const project::MapCamera camera = camera_for_ground(ground, {842.0, 595.0});
    const double right = 842.0 / 2 + (ground.max_x - camera.centre.x) / camera.metres_per_point;
    EXPECT_LE(right, 842.0 - 185.0 + 1.0);
  }
}

TEST(SheetCamera, TallGroundOnAnUprightSheetKeepsBesideTheKey) {
  const project::MapCamera camera = camera_for_ground(kTallGround, kUpright);

  const double right = kUpright.width / 2 + (kTallGround.max_x - camera.centre.x) / camera.metres_per_point;
  EXPECT_LE(right, kUpright.width - 185.0 + 1.0);
}

}  // namespace
}  // namespace wardscope::catalog
