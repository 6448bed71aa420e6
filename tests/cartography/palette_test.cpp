// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/palette.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "cartography/colour_vision.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

constexpr std::array kVisions{ColourVision::normal, ColourVision::protanopia, ColourVision::deuteranopia};

TEST(ColourScience, LightnessOfReferenceColours) {
  // CIE L* of sRGB red, green and blue under D65: 53.24, 87.73, 32.30 (Lindbloom).
  EXPECT_NEAR(lab_of(rgb(0xFF0000)).lightness, 53.24, 0.01);
  EXPECT_NEAR(lab_of(rgb(0x00FF00)).lightness, 87.73, 0.01);
  EXPECT_NEAR(lab_of(rgb(0x0000FF)).lightness, 32.30, 0.01);
  EXPECT_NEAR(lab_of(rgb(0xFFFFFF)).lightness, 100.0, 0.01);
}

TEST(ColourScience, ContrastOfBlackOnWhiteIsTwentyOne) {
  EXPECT_NEAR(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 1e-9);
  EXPECT_NEAR(contrast_ratio(rgb(0x767676), rgb(0xFFFFFF)), 4.54, 0.01);
}

TEST(ColourScience, GreyStaysGreyForEveryVision) {
  for (const ColourVision vision : {ColourVision::protanopia, ColourVision::deuteranopia, ColourVision::tritanopia}) {
    EXPECT_LT(difference(as_seen(rgb(0x808080), vision), rgb(0x808080)), 1.0);
  }
}

TEST(ColourScience, RedAndGreenComeCloserWithoutGreenCones) {
  const Colour red = rgb(0xC04040);
  const Colour green = rgb(0x508040);

  const double seen = difference(as_seen(red, ColourVision::deuteranopia), as_seen(green, ColourVision::deuteranopia));

  EXPECT_LT(seen, difference(red, green) / 2);
}

TEST(Palette, SequentialRampsChangeLightnessInOneDirection) {
  for (const Ramp& ramp : ramps()) {
    if (ramp.kind != RampKind::sequential) continue;
    const double direction =
        lab_of(colour_at(ramp, 1)).lightness - lab_of(colour_at(ramp, 0)).lightness > 0 ? 1.0 : -1.0;
    for (int i = 1; i <= 64; ++i) {
      const double before = lab_of(colour_at(ramp, (i - 1) / 64.0)).lightness;
      const double after = lab_of(colour_at(ramp, i / 64.0)).lightness;
      EXPECT_GT(direction * (after - before), -0.05) << ramp.name << " at " << i << "/64";
    }
  }
}

TEST(Palette, TheDivergingRampIsLightestInTheMiddle) {
  const Ramp& ramp = *find_ramp("rdbu");
  const double middle = lab_of(colour_at(ramp, 0.5)).lightness;

  EXPECT_GT(middle, lab_of(colour_at(ramp, 0.3)).lightness);
  EXPECT_GT(middle, lab_of(colour_at(ramp, 0.7)).lightness);
  EXPECT_NEAR(lab_of(colour_at(ramp, 0.0)).lightness, lab_of(colour_at(ramp, 1.0)).lightness, 5.0);
}

TEST(Palette, NeighbouringClassesAreToldApartByEveryVision) {
  for (const Ramp& ramp : ramps()) {
    if (ramp.kind == RampKind::qualitative) continue;
    const auto colours = class_colours(ramp, 5);
    for (std::size_t i = 1; i < colours.size(); ++i) {
      for (const ColourVision vision : kVisions) {
        EXPECT_GT(difference(as_seen(colours[i - 1], vision), as_seen(colours[i], vision)), 8.0)
            << ramp.name << ", class " << i;
      }
    }
  }
}

TEST(Palette, AnyTwoOfTheNamedTypesAreToldApartByEveryVision) {
  const auto& colours = find_ramp("okabe-ito")->stops;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      for (const ColourVision vision : kVisions) {
        EXPECT_GT(difference(as_seen(colours[i], vision), as_seen(colours[j], vision)), 11.0) << i << " and " << j;
      }
    }
  }
}

TEST(Palette, StopsAreHitExactlyAndOutsideIsClamped) {
  const Ramp& ramp = *find_ramp("viridis");

  EXPECT_EQ(colour_at(ramp, 0.0), rgb(0x440154));
  EXPECT_EQ(colour_at(ramp, 0.5), rgb(0x21918C));
  EXPECT_EQ(colour_at(ramp, 2.0), rgb(0xFDE725));
  EXPECT_EQ(colour_at(ramp, std::nan("")), rgb(0x440154));
}

TEST(Palette, ADensityRampBeginsTransparentAndEndsOpaque) {
  const auto ramp = density_ramp(*find_ramp("magma-reversed"));

  ASSERT_EQ(ramp.size(), 256U);
  EXPECT_EQ(ramp.front().a, 0.0F);
  EXPECT_EQ(ramp.back().a, 1.0F);
  EXPECT_LT(lab_of(ramp.back()).lightness, lab_of(ramp[64]).lightness);
}

TEST(Palette, AnUnknownNameFallsBack) {
  EXPECT_EQ(ramp_or("rainbow", "cividis").name, "cividis");
  EXPECT_EQ(find_ramp("rainbow"), nullptr);
}

TEST(Theme, TextAndMeaningfulLinesContrastEnough) {
  for (const Colour ground : {theme::kLand, theme::kPaper, theme::kOutside}) {
    EXPECT_GE(contrast_ratio(theme::kInk, ground), 4.5);
    EXPECT_GE(contrast_ratio(theme::kQuietInk, ground), 4.5);
    EXPECT_GE(contrast_ratio(theme::kNeighbourhood, ground), 4.5);
    EXPECT_GE(contrast_ratio(theme::kWardLine, ground), 3.0);
    EXPECT_GE(contrast_ratio(theme::kHotspot, ground), 3.0);
    EXPECT_GE(contrast_ratio(theme::kGap, ground), 3.0);
    EXPECT_GE(contrast_ratio(theme::kCamera, ground), 3.0);
  }
  EXPECT_GE(contrast_ratio(theme::kBadge, theme::kBadgeFill), 4.5);
}

TEST(Theme, GapsAreToldFromTheDensityTheyLieOnWithEveryColourVision) {
  constexpr double kFar = 20.0;  // CIE76: about nine just noticeable differences
  for (const ColourVision vision :
       {ColourVision::normal, ColourVision::protanopia, ColourVision::deuteranopia, ColourVision::tritanopia}) {
    for (const Colour& level : density_ramp(ramp_or("magma-reversed", "magma-reversed"))) {
      const auto upon_land = [&](float land, float own) { return land + (own - land) * level.a; };
      const Colour seen{upon_land(theme::kLand.r, level.r), upon_land(theme::kLand.g, level.g),
                        upon_land(theme::kLand.b, level.b), 1.0F};
      EXPECT_GT(difference(as_seen(theme::kGap, vision), as_seen(seen, vision)), kFar);
    }
  }
}

}  // namespace
}  // namespace wardscope::cartography
