// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map_view.hpp"

#include <gtest/gtest.h>

#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

constexpr double kTolerance = 0.01;  // m

class MapViewTest : public testing::Test {
 protected:
  MapViewTest() {
    driver.project.camera = {{400000.0, 100000.0}, 2.0};
    driver.frame();
    driver.frame();
    map = driver.main_frame.map().rect();
  }
  UiDriver driver;
  ScreenRect map;
};

TEST_F(MapViewTest, TheCursorReadsTheGroundBelowIt) {
  driver.move_mouse(map.centre_x() + 50, map.centre_y() + 20);
  driver.frame();

  const auto cursor = driver.main_frame.map().cursor();

  ASSERT_TRUE(cursor);
  EXPECT_NEAR(cursor->x, 400100.0, kTolerance);
  EXPECT_NEAR(cursor->y, 99960.0, kTolerance);
}

TEST_F(MapViewTest, TheWheelKeepsTheGroundUnderTheCursor) {
  driver.move_mouse(map.centre_x() + 100, map.centre_y() - 60);
  driver.frame();
  const auto before = driver.main_frame.map().cursor();

  driver.wheel(3.0F);
  driver.frame();

  const auto after = driver.main_frame.map().cursor();
  EXPECT_LT(driver.project.camera.metres_per_point, 2.0);
  EXPECT_NEAR(after->x, before->x, kTolerance);
  EXPECT_NEAR(after->y, before->y, kTolerance);
}

TEST_F(MapViewTest, DraggingPansByTheSameGroundAndIsNoClick) {
  const Intents intents = driver.drag(map.centre_x(), map.centre_y(), map.centre_x() + 100, map.centre_y() + 50);

  EXPECT_NEAR(driver.project.camera.centre.x, 400000.0 - 200.0, 1.0);
  EXPECT_NEAR(driver.project.camera.centre.y, 100000.0 + 100.0, 1.0);
  for (const Intent& intent : intents) EXPECT_FALSE(std::holds_alternative<Identify>(intent));
}

TEST_F(MapViewTest, AClickIdentifies) {
  driver.move_mouse(map.centre_x(), map.centre_y());
  driver.frame();
  driver.press();
  driver.frame();
  driver.release();
  const Intents intents = driver.frame();

  ASSERT_EQ(intents.size(), 1U);
  EXPECT_NEAR(std::get<Identify>(intents.front()).at.x, 400000.0, kTolerance);
}

TEST(MapCamera, ZoomStopsAtItsLimits) {
  const project::MapCamera near = zoomed({{0, 0}, 0.06}, {0, 0}, 100.0);
  const project::MapCamera far = zoomed({{0, 0}, 2000.0}, {0, 0}, 0.001);

  EXPECT_DOUBLE_EQ(near.metres_per_point, 0.05);
  EXPECT_DOUBLE_EQ(far.metres_per_point, 2500.0);
}

}  // namespace
}  // namespace wardscope::ui
