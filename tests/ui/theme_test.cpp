// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace wardscope::ui {
namespace {

/// Relative luminance of 0xAABBGGRR, WCAG 2.2.
double luminance(unsigned packed) {
  const auto channel = [](unsigned byte) {
    const double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(packed & 0xFFU) + 0.7152 * channel((packed >> 8U) & 0xFFU) +
         0.0722 * channel((packed >> 16U) & 0xFFU);
}

double contrast(unsigned a, unsigned b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

TEST(Theme, TextHasTheContrastThatWcagAsks) {
  constexpr double kLeast = 4.5;
  EXPECT_GE(contrast(colour::kInk, colour::kPanel), kLeast);
  EXPECT_GE(contrast(colour::kInk, colour::kCard), kLeast);
  EXPECT_GE(contrast(colour::kInk, colour::kAccentPale), kLeast);
  EXPECT_GE(contrast(colour::kMuted, colour::kPanel), kLeast);
  EXPECT_GE(contrast(colour::kMuted, colour::kCard), kLeast);
  EXPECT_GE(contrast(colour::kOnBar, colour::kBar), kLeast);
  EXPECT_GE(contrast(colour::kOnBarMuted, colour::kBar), kLeast);
  EXPECT_GE(contrast(colour::kOnBar, colour::kAccent), kLeast);
  EXPECT_GE(contrast(colour::kAccent, colour::kPanel), kLeast);
  EXPECT_GE(contrast(colour::kError, colour::kErrorPale), kLeast);
}

TEST(Theme, AMissingFontIsNamedWithThePackage) {
  const auto fonts = load_fonts({"no-such-font.otf", "no-such-font.otf"}, 1.0F);

  ASSERT_FALSE(fonts);
  EXPECT_EQ(fonts.error().message, "no font 'no-such-font.otf'; install fonts-inter or fonts-noto-core");
}

}  // namespace
}  // namespace wardscope::ui
