// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text_rasteriser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace wardscope::report {
namespace {

using cartography::Weight;

double coverage(const AlphaBitmap& bitmap) {
  return std::accumulate(bitmap.alpha.begin(), bitmap.alpha.end(), 0.0) / 255.0;
}

TEST(TextRasteriser, DrawsInkInsideAnEmptyMargin) {
  const auto bitmap = rasterise_text("Harbour", 32.0F, Weight::regular);

  ASSERT_TRUE(bitmap);
  ASSERT_EQ(bitmap->alpha.size(), static_cast<std::size_t>(bitmap->width * bitmap->height));
  EXPECT_GT(coverage(*bitmap), 100.0);
  for (int column = 0; column < bitmap->width; ++column) {
    EXPECT_EQ(bitmap->alpha[static_cast<std::size_t>(column)], 0);
  }
}

TEST(TextRasteriser, BaselineSeparatesTheLetterHFromNothingBelow) {
  const auto bitmap = rasterise_text("H", 40.0F, Weight::regular);

  ASSERT_TRUE(bitmap);
  const auto row_sum = [&](int row) {
    const auto begin = bitmap->alpha.begin() + static_cast<std::ptrdiff_t>(row) * bitmap->width;
    return std::accumulate(begin, begin + bitmap->width, 0);
  };
  EXPECT_GT(row_sum(bitmap->baseline - 1), 0);
  EXPECT_EQ(row_sum(bitmap->baseline), 0);
}

TEST(TextRasteriser, BoldHoldsMoreInkThanRegular) {
  const auto regular = rasterise_text("Camera", 24.0F, Weight::regular);
  const auto bold = rasterise_text("Camera", 24.0F, Weight::bold);

  ASSERT_TRUE(regular && bold);
  EXPECT_GT(coverage(*bold), coverage(*regular) * 1.1);
}

TEST(TextRasteriser, EmptyTextIsAnEmptyBitmap) {
  const auto bitmap = rasterise_text("", 12.0F, Weight::regular);

  ASSERT_TRUE(bitmap);
  EXPECT_EQ(bitmap->width, 0);
}

TEST(TextRasteriser, ALineBreakDoesNotMakeASecondLine) {
  const auto one = rasterise_text("a b", 20.0F, Weight::regular);
  const auto broken = rasterise_text("a\nb", 20.0F, Weight::regular);

  ASSERT_TRUE(one && broken);
  EXPECT_EQ(one->alpha, broken->alpha);
}

TEST(TextRasteriser, RefusesASizeOutOfRangeAndBytesThatAreNotUtf8) {
  const auto tiny = rasterise_text("a", 0.0F, Weight::regular);
  const auto bytes = rasterise_text("\xFF\xFE", 12.0F, Weight::regular);

  ASSERT_FALSE(tiny);
  EXPECT_THAT(tiny.error().message, testing::HasSubstr("between 1 and 512"));
  ASSERT_FALSE(bytes);
  EXPECT_THAT(bytes.error().message, testing::HasSubstr("UTF-8"));
}

TEST(TextMeasure, WidthGrowsInProportionToTheSize) {
  const auto small = measure_text("Pokesdown", 8.0F, Weight::regular);
  const auto large = measure_text("Pokesdown", 16.0F, Weight::regular);

  EXPECT_NEAR(large.width, 2 * small.width, 0.1 /* pt */);
  EXPECT_GT(small.ascent, small.descent);
}

TEST(TextMeasure, TheFontlessEstimateIsNeverFarTooNarrow) {
  for (const char* text : {"Boscombe West", "East Cliff & Springbourne", "MUDEFORD", "illicit till"}) {
    const float truth = measure_text(text, 10.0F, Weight::regular).width;
    EXPECT_GT(cartography::estimated_text(text, 10.0F, Weight::regular).width, 0.8F * truth) << text;
  }
}

}  // namespace
}  // namespace wardscope::report
