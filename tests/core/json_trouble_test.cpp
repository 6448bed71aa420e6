// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_trouble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::core {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(JsonTrouble, TellsThePlaceInLinesAndLetters) {
  const std::string_view text = "{\n  \"é\": x\n}";

  // The x is byte 11 of the text, and the eighth letter of its line.
  EXPECT_THAT(json_trouble(text, 11, "invalid literal; last read: 'x'"),
              StartsWith("not valid JSON at line 2, column 8: this is no value"));
}

TEST(JsonTrouble, SurvivesAPlaceBeyondTheText) {
  EXPECT_THAT(json_trouble("{}", 900, "?"), StartsWith("not valid JSON at line 1, column 3: it can't be read"));
  EXPECT_THAT(json_trouble("{}", 0, ""), StartsWith("not valid JSON at line 1, column 1"));
}

TEST(JsonTrouble, NamesWhatWasExpected) {
  EXPECT_THAT(json_trouble("{", 2, "parsing object - unexpected end of input; expected '}'"),
              HasSubstr("the file ends where '}' was expected"));
  EXPECT_THAT(json_trouble("[1,]", 4, "unexpected ']'; expected '[', '{', or a literal"),
              HasSubstr("']' stands where a value was expected; is the comma before it one too many?"));
}

TEST(JsonTrouble, SaysThatAFileIsEmpty) {
  EXPECT_EQ(json_trouble(" \n", 3, ""), "it is empty; a JSON object { } was expected");
}

}  // namespace
}  // namespace wardscope::core
