// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/incident_summary.hpp"

#include <gtest/gtest.h>

namespace wardscope::app {
namespace {

borough::IncidentTable incidents() {
  borough::IncidentTable table;
  const auto asb = borough::category_index(table, "ASB", borough::Sensitivity::open);
  const auto theft = borough::category_index(table, "Theft", borough::Sensitivity::open);
  const auto add = [&](std::uint16_t type, core::CivilDate date, core::TimePrecision precision) {
    table.add({0, 0}, type, core::local_minute(date), precision);
  };
  add(asb, {2025, 11, 1}, core::TimePrecision::month);
  add(theft, {2025, 11, 20}, core::TimePrecision::minute);
  add(theft, {2026, 1, 5}, core::TimePrecision::day);
  add(theft, {1970, 1, 1}, core::TimePrecision::unknown);
  return table;
}

TEST(IncidentSummary, MonthsRunFromTheFirstToTheLastWithoutGaps) {
  const auto months = count_months(incidents());

  EXPECT_EQ(core::month_name(months.first_month), "November 2025");
  EXPECT_EQ(months.all, (std::vector<std::int64_t>{2, 0, 1})) << "a row without a time is in no month";
}

TEST(IncidentSummary, OfNothingKnownHasNoMonths) { EXPECT_TRUE(count_months(borough::IncidentTable{}).all.empty()); }

TEST(IncidentSummary, TypesComeMostFrequentFirst) {
  const auto types = count_types(incidents());

  ASSERT_EQ(types.size(), 2U);
  EXPECT_EQ(types[0].type, "Theft");
  EXPECT_EQ(types[0].count, 3);
}

TEST(IncidentSummary, BarsLeaveThePeriodOutSoThatAWiderOneCanBeSeen) {
  const auto table = incidents();
  const auto months = count_months(table);
  borough::IncidentFilter filter;
  filter.types = {"Theft"};
  filter.from = "2026-01";

  const auto counts = count_shown(table, filter, months);

  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->by_month, (std::vector<std::int64_t>{1, 0, 1}));
  EXPECT_EQ(counts->shown, 1);
}

}  // namespace
}  // namespace wardscope::app
