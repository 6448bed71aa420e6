// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_optics.hpp"

#include <gtest/gtest.h>

namespace wardscope::analysis {
namespace {

using namespace core::literals;

// Reference numbers: methods.md E.8.

TEST(CameraOptics, AThirdInchSensorBehindA25MillimetreLensSeesElevenDegrees) {
  EXPECT_NEAR(field_of_view(core::Metres(0.0048), core::Metres(0.025)).value(), 10.97, 0.005 /* degrees */);
}

TEST(CameraOptics, PixelDensityFallsWithDepth) {
  const core::Degrees fov = field_of_view(core::Metres(0.0048), core::Metres(0.025));

  EXPECT_NEAR(pixel_density({1920, fov, 10_m}), 1000.0, 1e-9 /* px/m */);
  EXPECT_NEAR(pixel_density({1920, fov, 20_m}), 500.0, 1e-9);
}

TEST(CameraOptics, DensityLevelsLieAtTheirDepths) {
  const PixelDensityInput camera{3840, 60_deg, 1_m};

  EXPECT_NEAR(depth_of_density(camera, 250).value(), 13.30, 0.005 /* m */);
  EXPECT_NEAR(depth_of_density(camera, 125).value(), 26.60, 0.005);
  EXPECT_NEAR(depth_of_density(camera, 25).value(), 133.0, 0.05);
}

TEST(CameraOptics, DepthRunsAlongTheTiltedAxis) {
  const Mounting mounting{6_m, 1.6_m, 20_deg};

  // By hand: 10 cos 20 + 4.4 sin 20 = 9.39693 + 1.50489.
  EXPECT_NEAR(depth_along_axis(mounting, 10_m).value(), 10.90182, 1e-5 /* m */);
  EXPECT_DOUBLE_EQ(depth_along_axis({6_m, 1.6_m, 0_deg}, 10_m).value(), 10.0);
}

TEST(CameraOptics, TheDeadZoneEndsWhereThePictureBegins) {
  EXPECT_NEAR(dead_zone({6_m, 1.6_m, 20_deg}, 34_deg).value(), 5.84, 0.005 /* m */);
  EXPECT_EQ(dead_zone({6_m, 1.6_m, 80_deg}, 34_deg).value(), 0.0);
}

TEST(ShadowFactor, HidesTheGroundBehindABlockUpToItsReach) {
  const auto k = shadow_factor({20_m, 1.6_m, 10_m});

  ASSERT_TRUE(k);
  EXPECT_NEAR(*k * 59.5, 109.48, 1e-9 /* m */);
}

TEST(ShadowFactor, IsForEverBehindABlockAsHighAsTheCamera) {
  EXPECT_FALSE(shadow_factor({6_m, 1.6_m, 6_m}));
  EXPECT_FALSE(shadow_factor({6_m, 1.6_m, 12_m}));
}

TEST(ShadowFactor, IsNothingBehindABlockLowerThanTheTarget) {
  EXPECT_EQ(shadow_factor({6_m, 1.6_m, 1.2_m}), 1.0);
  EXPECT_EQ(shadow_factor({1.2_m, 1.6_m, 1_m}), 1.0);  // a camera below the target looks up, over the block
}

}  // namespace
}  // namespace wardscope::analysis
