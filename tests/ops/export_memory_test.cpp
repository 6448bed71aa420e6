// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/export_memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ops {
namespace {

using testing::ElementsAre;

RememberedExport of_wards(std::vector<std::string> codes, std::string to) {
  RememberedExport one{"2026-01-31", "Wards", std::move(codes), {}};
  one.filter.types = {"Drugs"};
  one.filter.from = "2025-01";
  one.filter.to = std::move(to);
  one.filter.weekdays = {"friday"};
  one.filter.first_hour = 20;
  one.filter.last_hour = 3;
  return one;
}

TEST(ExportMemory, ReadsBackWhatItWrote) {
  const auto read = exports_from_json(exports_to_json({of_wards({"A", "B"}, "2025-12")}));

  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().area_set, "Wards");
  EXPECT_THAT(read->front().codes, ElementsAre("A", "B"));
  EXPECT_EQ(exports_to_json(*read), exports_to_json({of_wards({"A", "B"}, "2025-12")}));
}

TEST(ExportMemory, OneThatIsMadeAgainIsOneWithAllItsAreas) {
  std::vector<RememberedExport> exports{of_wards({"A", "C"}, "2025-12")};

  remember(exports, of_wards({"C", "B"}, "2025-12"));
  remember(exports, of_wards({"C"}, "2025-11"));

  ASSERT_EQ(exports.size(), 2U);
  EXPECT_THAT(exports[0].codes, ElementsAre("A", "B", "C"));
  EXPECT_EQ(exports[1].filter.to, "2025-11");
}

TEST(ExportMemory, ADamagedListIsAnErrorWithARemedy) {
  for (const char* text : {"", "[", "[{}]", "[{\"date\":1}]"}) {
    const auto read = exports_from_json(text);
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(read.error().message, testing::HasSubstr("backup"));
  }
}

}  // namespace
}  // namespace wardscope::ops
