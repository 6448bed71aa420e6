// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map_view.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
    // The mouse stands on whole pixels; the middle of the map may lie between two.
    middle_x = std::floor(map.centre_x());
    middle_y = std::floor(map.centre_y());
    off_east = static_cast<double>(middle_x - map.centre_x()) * 2.0;
    off_north = static_cast<double>(map.centre_y() - middle_y) * 2.0;
  }
  UiDriver driver;
  ScreenRect map;
  float middle_x = 0;
  float middle_y = 0;
  double off_east = 0;  ///< m from the camera's centre to the ground under that pixel
  double off_north = 0;
};

TEST_F(MapViewTest, TheCursorReadsTheGroundBelowIt) {
  driver.move_mouse(middle_x + 50, middle_y + 20);
  driver.frame();

  const auto cursor = driver.main_frame.map().cursor();

  ASSERT_TRUE(cursor);
  EXPECT_NEAR(cursor->x, 400100.0 + off_east, kTolerance);
  EXPECT_NEAR(cursor->y, 99960.0 + off_north, kTolerance);
}

TEST_F(MapViewTest, TheWheelKeepsTheGroundUnderTheCursor) {
  driver.move_mouse(middle_x + 100, middle_y - 60);
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
  const Intents intents = driver.drag(middle_x, middle_y, middle_x + 100, middle_y + 50);

  EXPECT_NEAR(driver.project.camera.centre.x, 400000.0 - 200.0, 1.0);
  EXPECT_NEAR(driver.project.camera.centre.y, 100000.0 + 100.0, 1.0);
  for (const Intent& intent : intents) EXPECT_FALSE(std::holds_alternative<Identify>(intent));
}

TEST_F(MapViewTest, AClickIdentifies) {
  driver.move_mouse(middle_x, middle_y);
  driver.frame();
  driver.press();
  driver.frame();
  driver.release();
  const Intents intents = driver.frame();

  ASSERT_EQ(intents.size(), 1U);
  EXPECT_NEAR(std::get<Identify>(intents.front()).at.x, 400000.0 + off_east, kTolerance);
}

TEST(MapImage, APictureOfAnotherSizeIsNotStretched) {
  MapImage image;
  image.width = 800;
  image.height = 600;

  const ScreenRect place = place_of(image, {100, 50, 400, 600});

  EXPECT_EQ(place.width, 800.0F);
  EXPECT_EQ(place.height, 600.0F);
  EXPECT_EQ(place.centre_x(), 300.0F) << "the middle of the ground stays in the middle of the map";
}

TEST(MapCamera, ZoomStopsAtItsLimits) {
  const project::MapCamera near = zoomed({{0, 0}, 0.06}, {0, 0}, 100.0);
  const project::MapCamera far = zoomed({{0, 0}, 2000.0}, {0, 0}, 0.001);

  EXPECT_DOUBLE_EQ(near.metres_per_point, 0.05);
  EXPECT_DOUBLE_EQ(far.metres_per_point, 2500.0);
}

}  // namespace
}  // namespace wardscope::ui
