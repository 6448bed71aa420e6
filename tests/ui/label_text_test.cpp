// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ui {
namespace {

float characters(std::string_view text) {
  float count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1.0F : 0.0F;
  return count;
}

TEST(LabelText, WhatFitsIsLeftAsItIs) { EXPECT_EQ(shortened_to("Cameras", 7, characters), "Cameras"); }

TEST(LabelText, WhatIsTooLongEndsInAnEllipsis) { EXPECT_EQ(shortened_to("Community hubs", 8, characters), "Communi…"); }

TEST(LabelText, NoSpaceStandsBeforeTheEllipsis) {
  EXPECT_EQ(shortened_to("Community hubs", 11, characters), "Community…");
}

TEST(LabelText, ACharacterOfSeveralBytesIsNeverCutApart) {
  EXPECT_EQ(shortened_to("Müñchén", 3, characters), "Mü…");
  EXPECT_EQ(shortened_to("Müñchén", 4, characters), "Müñ…");
}

TEST(LabelText, NamesOfAListKeepTheirEnds) {
  EXPECT_EQ(shortened_inside("Bournemouth 001A", 12, characters), "Bourn…h 001A");
  EXPECT_EQ(shortened_inside("Bournemouth 001A", 16, characters), "Bournemouth 001A");
  EXPECT_EQ(shortened_inside("St Mary 001A", 9, characters), "St M…001A");
  EXPECT_EQ(shortened_inside("Müñchén", 4, characters), "M…én");
  EXPECT_EQ(shortened_inside("Wards", 0, characters), "…");
  EXPECT_EQ(shortened_inside("", 0, characters), "");
}

TEST(LabelText, NamesThatBeginAlikeAreToldApartOnTheSecondLine) {
  using testing::ElementsAre;
  EXPECT_THAT(in_lines("Residents beyond reach of a hub, by ward", 32, 2, characters),
              ElementsAre("Residents beyond reach of a hub,", "by ward"));
  EXPECT_THAT(in_lines("Wards", 10, 2, characters), ElementsAre("Wards"));
}

TEST(LabelText, WhatIsLongerThanItsLinesIsCutInsideTheLast) {
  using testing::ElementsAre;
  EXPECT_THAT(in_lines("Ground beyond reach of any hub", 9, 2, characters), ElementsAre("Ground", "beyo…hub"));
  EXPECT_THAT(in_lines("Neighbourhoods of St Mary", 9, 2, characters), ElementsAre("Neighbou…", "of S…Mary"));
  EXPECT_THAT(in_lines("", 9, 2, characters), ElementsAre(""));
}

TEST(LabelText, WhereNothingFitsTheEllipsisStandsAlone) {
  EXPECT_EQ(shortened_to("Wards", 0, characters), "…");
  EXPECT_EQ(shortened_to("", 0, characters), "");
}

TEST(LabelText, LinesBreakAtBlanksNeverWithinANumber) {
  EXPECT_EQ(broken_at_blanks("Rate (per 1,000)", 11, characters), "Rate (per\n1,000)");
  EXPECT_EQ(broken_at_blanks("on screen from 1:10,000, never in a file", 14, characters),
            "on screen from\n1:10,000,\nnever in a\nfile");
}

TEST(LabelText, AWordThatIsTooLongStandsAloneAndLinesOfTheTextStay) {
  EXPECT_EQ(broken_at_blanks("to /a/very/long/path now", 6, characters), "to\n/a/very/long/path\nnow");
  EXPECT_EQ(broken_at_blanks("one\ntwo three", 5, characters), "one\ntwo\nthree");
  EXPECT_EQ(broken_at_blanks("", 5, characters), "");
}

TEST(LabelText, MarksOfImGuiAreOnlyText) {
  EXPECT_EQ(hidden_id("St Mary###x"), "##St Mary___x");
  EXPECT_EQ(drawn_label("a##b"), "a''b");
}

}  // namespace
}  // namespace wardscope::ui
