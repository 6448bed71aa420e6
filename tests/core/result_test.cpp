// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/diagnostics.hpp"

namespace wardscope::core {
namespace {

TEST(Result, CarriesAMoveOnlyValue) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(7));

  ASSERT_TRUE(result);
  const std::unique_ptr<int> value = std::move(result).value();
  EXPECT_EQ(*value, 7);
}

TEST(Result, AnErrorSaysWhereItHappened) {
  const auto result = Result<int>(malformed("row 3 has no easting")).within("reading cameras.csv");

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "reading cameras.csv: row 3 has no easting");
  EXPECT_EQ(result.error().code, ErrorCode::malformed);
}

TEST(Result, AStatusIsSuccessUnlessItHoldsAnError) {
  EXPECT_TRUE(Status());
  EXPECT_FALSE(Status(cancelled()));
}

TEST(Diagnostics, CountsEverythingAndKeepsTheFirstOfEachCode) {
  Diagnostics diagnostics(2);
  for (int i = 0; i < 5; ++i) diagnostics.warn("no-place", "no coordinates", i + 1);
  diagnostics.note("repaired", "one ring");

  EXPECT_EQ(diagnostics.count("no-place"), 5);
  EXPECT_EQ(diagnostics.count("unheard-of"), 0);
  EXPECT_EQ(diagnostics.kept().size(), 3U);
}

TEST(Diagnostics, MergingKeepsTheTotals) {
  Diagnostics part(1);
  for (int i = 0; i < 4; ++i) part.warn("a", "x");
  Diagnostics whole(2);
  whole.warn("a", "y");
  whole.merge(part);

  EXPECT_EQ(whole.count("a"), 5);
}

}  // namespace
}  // namespace wardscope::core
