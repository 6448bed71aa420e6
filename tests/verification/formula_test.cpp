// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification/formula.hpp"

#include <gtest/gtest.h>

namespace wardscope::verification {
namespace {

using Runs = std::vector<FormulaRun>;

TEST(FormulaRuns, SetSubscriptsBelowAndExponentsAbove) {
  EXPECT_EQ(formula_runs("Σ_j w_ij x"), (Runs{{"Σ", Script::normal},
                                              {"j", Script::below},
                                              {" w", Script::normal},
                                              {"ij", Script::below},
                                              {" x", Script::normal}}));
  EXPECT_EQ(formula_runs("n^(−1/6) s"), (Runs{{"n", Script::normal}, {"−1/6", Script::above}, {" s", Script::normal}}));
}

TEST(FormulaRuns, ASquareIsNoPartOfAnIndexAGreekLetterIs) {
  EXPECT_EQ(formula_runs("d_i² + χ_α."), (Runs{{"d", Script::normal},
                                               {"i", Script::below},
                                               {"² + χ", Script::normal},
                                               {"α", Script::below},
                                               {".", Script::normal}}));
}

TEST(FormulaRuns, HoldBracketsInBracketsTogether) {
  EXPECT_EQ(formula_runs("e^(−(d/s)/2)+1"),
            (Runs{{"e", Script::normal}, {"−(d/s)/2", Script::above}, {"+1", Script::normal}}));
}

TEST(FormulaRuns, OfAPlainOrABrokenFormulaAreItsText) {
  EXPECT_EQ(formula_runs("a / b"), (Runs{{"a / b", Script::normal}}));
  EXPECT_EQ(formula_runs(""), Runs{});
  EXPECT_EQ(formula_runs("a_"), (Runs{{"a", Script::normal}}));
  EXPECT_EQ(formula_runs("a_(b"), (Runs{{"a", Script::normal}, {"b", Script::below}}));
}

}  // namespace
}  // namespace wardscope::verification
