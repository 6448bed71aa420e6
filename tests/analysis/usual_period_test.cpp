// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/usual_period.hpp"

#include <gtest/gtest.h>

namespace wardscope::analysis {
namespace {

borough::IncidentTable records(const std::vector<core::CivilDate>& days, core::TimePrecision precision) {
  borough::IncidentTable table;
  const auto type = borough::category_index(table, "Theft", borough::Sensitivity::open);
  for (const core::CivilDate& day : days) table.add({0, 0}, type, core::local_minute(day), precision);
  return table;
}

std::string words(const std::optional<Period>& period) { return period ? period->from + " to " + period->to : "none"; }

TEST(UsualPeriod, IsTheLastTwelveMonthsOfRecordsThatKnowTheMonth) {
  EXPECT_EQ(words(usual_period(records({{2018, 10, 1}, {2025, 12, 1}, {2025, 3, 1}}, core::TimePrecision::month))),
            "2025-01 to 2025-12");
}

TEST(UsualPeriod, LeavesOutALastMonthThatIsNotComplete) {
  EXPECT_EQ(words(usual_period(records({{2024, 1, 1}, {2025, 12, 11}}, core::TimePrecision::day))),
            "2024-12 to 2025-11");
  EXPECT_EQ(words(usual_period(records({{2024, 1, 1}, {2025, 12, 29}}, core::TimePrecision::minute))),
            "2025-01 to 2025-12");
}

TEST(UsualPeriod, IsShorterWhereTheRecordsBeginLater) {
  EXPECT_EQ(words(usual_period(records({{2025, 10, 1}, {2025, 12, 1}}, core::TimePrecision::month))),
            "2025-10 to 2025-12");
  EXPECT_EQ(words(usual_period(records({{2025, 10, 4}}, core::TimePrecision::day))), "2025-10 to 2025-10");
}

TEST(UsualPeriod, IsNotKnownWhereNoTimeIs) {
  EXPECT_EQ(words(usual_period(records({{2025, 1, 1}}, core::TimePrecision::unknown))), "none");
}

}  // namespace
}  // namespace wardscope::analysis
