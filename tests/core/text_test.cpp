// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::core {
namespace {

TEST(Text, NumbersAreFiniteDecimalsOrNothing) {
  EXPECT_DOUBLE_EQ(parse_number(" 407381.25 ").value(), 407381.25);
  EXPECT_DOUBLE_EQ(parse_number("+3e2").value(), 300.0);
  for (const char* text : {"", "nan", "inf", "1e999", "0x1A", "1,234.5", "53O012", "1 2"}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
}

TEST(Text, ThousandsAreSeparated) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(-1234567), "-1,234,567");
  EXPECT_EQ(fixed(1234.56, 1), "1,234.6");
  EXPECT_EQ(fixed(-0.001, 1), "0.0");
  EXPECT_EQ(fixed(std::nan(""), 1), "not known");
}

TEST(Text, FileNamesKeepLettersDigitsAndHyphens) {
  EXPECT_EQ(file_name_from("St Mary's / North-East"), "St_Mary_s_North-East");
  EXPECT_EQ(file_name_from("../.."), "unnamed");
}

TEST(Text, SplittingKeepsEmptyParts) {
  EXPECT_EQ(split("a,,b", ',').size(), 3U);
  EXPECT_EQ(split("", ',').size(), 1U);
}

TEST(Text, Utf8IsCheckedToTheLetter) {
  EXPECT_TRUE(is_utf8("Café Wÿnd €"));
  EXPECT_FALSE(is_utf8("Caf\xe9"));
  EXPECT_FALSE(is_utf8("\xc0\xaf"));          // overlong
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xf5\x80\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(is_utf8(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace wardscope::core
