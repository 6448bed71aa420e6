// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "ops/help.hpp"
#include "ops/toy_operation.hpp"

namespace wardscope::ops {
namespace {

using testing::HasSubstr;

TEST(Parameters, AreDescribedInOrderWithTheirDefaults) {
  const auto parameters = describe_parameters(*toy_registry().make("toy"));

  ASSERT_EQ(parameters.size(), 8U);
  EXPECT_EQ(parameters[0].name, "reach");
  EXPECT_EQ(parameters[0].default_text, "50.5");
  EXPECT_EQ(parameters[3].choices.size(), 2U);
  EXPECT_EQ(parameters[3].default_text, "green");
  EXPECT_EQ(parameters[7].default_text, "not known");
}

TEST(Parameters, AreSetFromWords) {
  auto toy = toy_registry().make("toy");

  EXPECT_TRUE(set_parameter(*toy, "reach", {"7.25"}));
  EXPECT_TRUE(set_parameter(*toy, "loud", {}));
  EXPECT_TRUE(set_parameter(*toy, "colour", {"red"}));
  EXPECT_TRUE(set_parameter(*toy, "type", {"a", "b"}));
  EXPECT_TRUE(set_parameter(*toy, "height", {"3"}));

  const auto parameters = describe_parameters(*toy);
  EXPECT_EQ(parameters[0].default_text, "7.25");
  EXPECT_EQ(parameters[2].default_text, "true");
  EXPECT_EQ(parameters[3].default_text, "red");
  EXPECT_EQ(parameters[6].default_text, "a, b");
  EXPECT_EQ(parameters[7].default_text, "3");
}

TEST(Parameters, AWrongWordIsNamedWithTheRemedy) {
  auto toy = toy_registry().make("toy");
  const auto message = [&](std::string_view name, const std::vector<std::string>& words) {
    const auto status = set_parameter(*toy, name, words);
    return status ? std::string() : status.error().message;
  };

  EXPECT_EQ(message("reach", {"5O"}), "--reach: '5O' is not a number");
  EXPECT_EQ(message("reach", {"-1"}), "--reach: -1 is out of range; write 0 to 1000");
  EXPECT_EQ(message("reach", {"nan"}), "--reach: 'nan' is not a number");
  EXPECT_EQ(message("count", {"2.5"}), "--count: '2.5' is not a whole number");
  EXPECT_EQ(message("colour", {"blue"}), "--colour: 'blue' is not one of: red, green");
  EXPECT_THAT(message("speed", {"1"}), HasSubstr("no parameter 'speed'. It has: reach, count"));
}

TEST(Parameters, AValueSetPastTheReaderIsStillChecked) {
  OperationRegistry registry;
  struct Bad {
    double value = std::nan("");
  };
  static const auto describe_bad = [](Bad& bad, core::ParameterVisitor& visitor) {
    visitor.number({"value", "Value (m)", "A value"}, {0.0, 1.0}, bad.value);
  };
  class BadOperation final : public Operation {
   public:
    [[nodiscard]] const OperationInfo& info() const override {
      static const OperationInfo kInfo{"bad", "Bad", "", "", "", WorkspaceUse::none, {}, "", ""};
      return kInfo;
    }
    [[nodiscard]] std::unique_ptr<Operation> clone() const override { return std::make_unique<BadOperation>(*this); }
    void describe(core::ParameterVisitor& visitor) override { describe_bad(bad_, visitor); }
    [[nodiscard]] core::Result<OperationResult> run(const OperationContext& /*context*/) const override {
      return OperationResult{};
    }

   private:
    Bad bad_;
  };

  const auto status = check_parameters(BadOperation());

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "--value: what was given is out of range; write 0 to 1");
}

TEST(Help, ShowsEveryParameterWithUnitRangeAndDefault) {
  const std::string text = help_text(*toy_registry().make("toy"));

  EXPECT_THAT(text, HasSubstr("--reach NUMBER    Reach (m)"));
  EXPECT_THAT(text, HasSubstr("Range: 0 to 1000. Default: 50.5."));
  EXPECT_THAT(text, HasSubstr("One of: red (Red), green (Green)."));
  EXPECT_THAT(text, HasSubstr("wardscope toy --reach 7"));
  EXPECT_THAT(overview(toy_registry()), HasSubstr("Where do incidents concentrate?\n  toy  Plays"));
}

TEST(Help, StandsUnderHeadingsAndNamesTheOptionsOfTheCommandLine) {
  const std::string text = help_text(*toy_registry(WorkspaceUse::reads).make("toy"));

  EXPECT_LT(text.find("The question"), text.find("--reach"));
  EXPECT_LT(text.find("--reach"), text.find("Which incidents"));
  EXPECT_LT(text.find("Which incidents"), text.find("--type"));
  EXPECT_LT(text.find("--type"), text.find("The result\n  --name"));
  EXPECT_THAT(text, HasSubstr("On the command line"));
  EXPECT_THAT(text, HasSubstr("--no-keep"));
}

TEST(Help, OfAnOperationThatKeepsNothingOffersNoName) {
  const std::string text = help_text(*toy_registry().make("toy"));

  EXPECT_THAT(text, Not(HasSubstr("--name")));
  EXPECT_THAT(text, Not(HasSubstr("--no-keep")));
}

TEST(Help, TheShortFormHasALineAnOption) {
  const std::string text = short_help(*toy_registry(WorkspaceUse::reads).make("toy"));

  EXPECT_THAT(text, HasSubstr("  --reach NUMBER   Reach (m) [50.5]\n"));
  EXPECT_THAT(text, HasSubstr("wardscope help toy"));
  EXPECT_LT(text.size(), help_text(*toy_registry(WorkspaceUse::reads).make("toy")).size());
}

TEST(Range, IsSaidInFiguresThatAReaderTypes) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();

  EXPECT_EQ(range_in_words({0, 23}), "0 to 23");
  EXPECT_EQ(range_in_words({0.0005, 1}), "0.0005 to 1");
  EXPECT_EQ(range_in_words({1e-6, 1e12}), "more than 0");
  EXPECT_EQ(range_in_words({1e-6, 100}), "more than 0, up to 100");
  EXPECT_EQ(range_in_words({0, 1e9}), "0 or more");
  EXPECT_EQ(range_in_words({-kInfinity, 5}), "5 or less");
  EXPECT_EQ(range_in_words({-kInfinity, kInfinity}), "any number");
}

}  // namespace
}  // namespace wardscope::ops
