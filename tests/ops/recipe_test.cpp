// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/parameters.hpp"
#include "ops/toy_operation.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::ops {
namespace {

using testing::HasSubstr;

Recipe toy_recipe() {
  Recipe recipe;
  recipe.title = "Two toys";
  recipe.workspace = "somewhere.sqlite";
  recipe.steps.push_back(toy_registry().make("toy"));
  recipe.steps.push_back(toy_registry().make("toy"));
  EXPECT_TRUE(set_parameter(*recipe.steps[1], "reach", {"0.1"}));
  EXPECT_TRUE(set_parameter(*recipe.steps[1], "type", {"Ünïcode", "b"}));
  EXPECT_TRUE(set_parameter(*recipe.steps[1], "height", {"2.5"}));
  return recipe;
}

TEST(Recipe, WrittenAndReadBackGivesEqualBytes) {
  const std::string text = to_json(toy_recipe());

  const auto read = recipe_from_json(toy_registry(), text);

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json(*read), text);
}

TEST(Recipe, AbsentParametersKeepTheirDefaults) {
  const auto read = recipe_from_json(
      toy_registry(), R"({"wardscope_recipe":1,"steps":[{"operation":"toy","parameters":{"count":5}}]})");

  ASSERT_TRUE(read) << read.error().message;
  const auto parameters = describe_parameters(*read->steps.front());
  EXPECT_EQ(parameters[0].default_text, "50.5");
  EXPECT_EQ(parameters[1].default_text, "5");
}

TEST(Recipe, EachFaultIsNamed) {
  const auto message = [](std::string_view text) {
    const auto read = recipe_from_json(toy_registry(), text);
    return read ? std::string("no error") : read.error().message;
  };

  EXPECT_THAT(
      message("{"),
      HasSubstr(
          "not valid JSON at line 1, column 2: the file ends where a name or text in double quotes was expected"));
  EXPECT_THAT(message("{\n  \"title\": Saltmere}"),
              HasSubstr("line 2, column 12: this is no value; a text stands in double quotes"));
  EXPECT_THAT(
      message("{\"a\": 1,\n}"),
      HasSubstr(
          "line 2, column 1: '}' stands where a name or text in double quotes was expected; is the comma before it"));
  EXPECT_THAT(
      message("{\"a\": 1\n \"b\": 2}"),
      HasSubstr("line 2, column 4: a name or text in double quotes stands where '}' was expected; is a comma missing"));
  EXPECT_THAT(message("{\"a\": \"C:\\dir\"}"), HasSubstr("a backslash in a text stands alone; write two of them"));
  EXPECT_THAT(message("{\"a\": \"x\ny\"}"), HasSubstr("line 1, column 9: a text goes on over the end of its line"));
  EXPECT_THAT(message("{a: 1}"), HasSubstr("line 1, column 2: a name in double quotes was expected"));
  EXPECT_THAT(message("{} x"), HasSubstr("something follows after the end"));
  EXPECT_THAT(message(" \n"), HasSubstr("it is empty"));
  EXPECT_THAT(message("[]"), HasSubstr("not a recipe"));
  EXPECT_THAT(message(R"({"wardscope_recipe":99,"steps":[]})"), HasSubstr("use a newer Wardscope"));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"steps":[]})"), HasSubstr("no \"steps\""));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"title":3,"steps":[{}]})"), HasSubstr("\"title\" is not a text"));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"steps":[{"operation":"fly"}]})"),
              HasSubstr("step 1: no operation 'fly'"));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"steps":[{"operation":"toy","parameters":{"reach":-1}}]})"),
              HasSubstr("step 1: --reach: -1 is out of range"));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"steps":[{"operation":"toy","parameters":{"wings":2}}]})"),
              HasSubstr("no parameter 'wings'"));
  EXPECT_THAT(message(R"({"wardscope_recipe":1,"steps":[{"operation":"toy","speed":2}]})"),
              HasSubstr("unknown key \"speed\""));
}

TEST(Recipe, AMissingFileIsNamed) {
  const auto read = read_recipe(toy_registry(), "no-such-recipe.json");

  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message, HasSubstr("no recipe 'no-such-recipe.json'"));
}

TEST(Recipe, ProvenanceLeavesFoldersOut) {
  auto toy = toy_registry().make("toy");
  ASSERT_TRUE(set_parameter(*toy, "file", {"case-folder/inner/list.csv"}));

  EXPECT_THAT(parameters_to_json(*toy, Paths::names_only), HasSubstr("\"file\": \"list.csv\""));
  EXPECT_THAT(parameters_to_json(*toy, Paths::whole), HasSubstr("case-folder/inner/list.csv"));
}

}  // namespace
}  // namespace wardscope::ops
