// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/incidents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

using core::TimePrecision;
using testing::ElementsAre;
using testing::HasSubstr;

/// Rows: 0 theft, month January 2025; 1 drugs, Friday 31 January 2025; 2 theft, Saturday 1 February 2025 02:30;
/// 3 theft, time not known.
IncidentTable four_incidents() {
  IncidentTable table;
  const auto theft = category_index(table, "Other theft", Sensitivity::open);
  const auto drugs = category_index(table, "Drugs", Sensitivity::official);
  table.add({0, 0}, theft, core::local_minute({2025, 1, 1}), TimePrecision::month);
  table.add({1, 0}, drugs, core::local_minute({2025, 1, 31}), TimePrecision::day);
  table.add({2, 0}, theft, core::local_minute({2025, 2, 1}, 2, 30), TimePrecision::minute);
  table.add({3, 0}, theft, 0, TimePrecision::unknown);
  return table;
}

TEST(AnonymisedPlace, IsTheNameOfAMapPointAndNothingElse) {
  EXPECT_EQ(anonymised_place("On or near Old Christchurch Road"), "Old Christchurch Road");
  EXPECT_EQ(anonymised_place("On or near "), "");
  EXPECT_EQ(anonymised_place("Flat 7, Rose Court"), "");
  EXPECT_EQ(anonymised_place("No Location"), "");
}

TEST(KindOfPlace, IsANameThatManyMapPointsShare) {
  ASSERT_NE(kind_of_place("Parking Area"), nullptr);
  EXPECT_EQ(kind_of_place("Parking Area")->several, "parking areas");
  EXPECT_EQ(kind_of_place("Theatre/Concert Hall")->one, "theatre or concert hall");
  EXPECT_EQ(kind_of_place("Hospital Road"), nullptr);
  EXPECT_EQ(kind_of_place(""), nullptr);
}

IncidentSelection selected(const IncidentFilter& filter) {
  auto selection = select(four_incidents(), filter);
  EXPECT_TRUE(selection) << selection.error().message;
  return *std::move(selection);
}

TEST(CategoryIndex, ANameIsAddedOnce) {
  IncidentTable table;

  EXPECT_EQ(category_index(table, "Drugs", Sensitivity::open), 0);
  EXPECT_EQ(category_index(table, "Robbery", Sensitivity::open), 1);
  EXPECT_EQ(category_index(table, "Drugs", Sensitivity::open), 0);
  EXPECT_EQ(table.categories.size(), 2U);
}

TEST(Select, AnEmptyFilterTakesEverything) {
  const auto all = selected({});
  EXPECT_THAT(all.rows, ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(all.time_not_exact, 0);
}

TEST(Select, TypesAreFoundInAnyCase) { EXPECT_THAT(selected({.types = {"other THEFT"}}).rows, ElementsAre(0, 2, 3)); }

TEST(Select, APeriodInMonthsTakesRowsKnownToTheMonth) {
  const auto january = selected({.from = "2025-01", .to = "2025-01"});
  EXPECT_THAT(january.rows, ElementsAre(0, 1));
  EXPECT_EQ(january.time_not_exact, 1);  // the row without a time
}

TEST(Select, APeriodInDaysLeavesRowsKnownToTheMonthOutAndCountsThem) {
  const auto days = selected({.from = "2025-01-15", .to = "2025-01-31"});
  EXPECT_THAT(days.rows, ElementsAre(1));
  EXPECT_EQ(days.time_not_exact, 2);
}

TEST(Select, TheLastDayIsIncluded) {
  EXPECT_THAT(selected({.from = "2025-02-01", .to = "2025-02-01"}).rows, ElementsAre(2));
}

TEST(Select, WeekdaysNeedADay) {
  const auto fridays = selected({.weekdays = {"fri"}});
  EXPECT_THAT(fridays.rows, ElementsAre(1));
  EXPECT_EQ(fridays.time_not_exact, 2);
}

TEST(Select, TheSmallHoursOfANightBelongToTheDayOnWhichItBegan) {
  IncidentTable table;
  const auto theft = category_index(table, "Theft", Sensitivity::open);
  table.add({0, 0}, theft, core::local_minute({2025, 1, 31}, 2, 0), TimePrecision::minute);   // Thursday night
  table.add({1, 0}, theft, core::local_minute({2025, 1, 31}, 20, 0), TimePrecision::minute);  // Friday
  table.add({2, 0}, theft, core::local_minute({2025, 2, 1}, 3, 59), TimePrecision::minute);   // Friday night
  table.add({3, 0}, theft, core::local_minute({2025, 2, 1}, 4, 0), TimePrecision::minute);    // Saturday morning

  const auto friday_night = select(table, {.weekdays = {"friday"}, .first_hour = 20, .last_hour = 3});
  const auto friday = select(table, {.weekdays = {"friday"}, .first_hour = 0, .last_hour = 20});

  ASSERT_TRUE(friday_night && friday);
  EXPECT_THAT(friday_night->rows, ElementsAre(1, 2));
  EXPECT_THAT(friday->rows, ElementsAre(0, 1));
}

TEST(Select, IncidentsWithoutAPlaceAreCountedByTheSameFilter) {
  IncidentTable table = four_incidents();
  table.without_place.push_back({0, core::local_minute({2025, 1, 1}), TimePrecision::month});
  table.without_place.push_back({1, core::local_minute({2025, 3, 1}), TimePrecision::month});

  const auto all = select(table, {});
  const auto january = select(table, {.types = {"Other theft"}, .from = "2025-01", .to = "2025-01"});

  ASSERT_TRUE(all && january);
  EXPECT_EQ(all->without_place, 2);
  EXPECT_EQ(january->without_place, 1);
}

TEST(Select, StampsOfExactlyMidnightAreCountedWhereHoursAreAskedFor) {
  IncidentTable table;
  const auto theft = category_index(table, "Theft", Sensitivity::open);
  table.add({0, 0}, theft, core::local_minute({2025, 1, 31}, 0, 0), TimePrecision::minute);
  table.add({0, 0}, theft, core::local_minute({2025, 1, 31}, 0, 1), TimePrecision::minute);

  const auto hour = select(table, {.first_hour = 0, .last_hour = 0});
  const auto all = select(table, {});

  ASSERT_TRUE(hour && all);
  EXPECT_EQ(hour->rows.size(), 2U);
  EXPECT_EQ(hour->at_midnight, 1);
  EXPECT_EQ(all->at_midnight, 0);
}

TEST(Select, AnHourWindowMayRunPastMidnight) {
  const auto night = selected({.first_hour = 22, .last_hour = 3});
  EXPECT_THAT(night.rows, ElementsAre(2));
  EXPECT_EQ(night.time_not_exact, 3);
  EXPECT_TRUE(selected({.first_hour = 4, .last_hour = 21}).rows.empty());
}

/// A burglary between Monday 6 January 2025 22:00 and Tuesday 02:30; one on Tuesday at 01:00; one between Monday 08:00
/// and 12:00; one that took place over a holiday of ten days.
IncidentTable burglaries() {
  IncidentTable table;
  const auto burglary = category_index(table, "Burglary", Sensitivity::official);
  const auto at = [](int day, int hour, int minute = 0) { return core::local_minute({2025, 1, day}, hour, minute); };
  table.add({0, 0}, burglary, at(6, 22), TimePrecision::minute);
  table.add({1, 0}, burglary, at(7, 1), TimePrecision::minute);
  table.add({2, 0}, burglary, at(6, 8), TimePrecision::minute);
  table.add({3, 0}, burglary, at(6, 8), TimePrecision::minute);
  table.until = {at(7, 2, 30), at(7, 1), at(6, 12), at(16, 18)};
  return table;
}

TEST(Select, ARangeCountsWhenItBeginsAndIsCountedWhereHoursAreAskedFor) {
  const auto night = select(burglaries(), {.first_hour = 0, .last_hour = 3});

  ASSERT_TRUE(night);
  EXPECT_THAT(night->rows, ElementsAre(1));
  EXPECT_EQ(night->ranged, 0);
  EXPECT_EQ(night->ranged_out, 2);  // the first, and the holiday

  const auto morning = select(burglaries(), {.first_hour = 8, .last_hour = 8});
  EXPECT_THAT(morning->rows, ElementsAre(2, 3));
  EXPECT_EQ(morning->ranged, 2);
  EXPECT_EQ(morning->ranged_out, 0);
}

TEST(Select, ARangeReachesIntoWeekdaysToo) {
  const auto tuesday = select(burglaries(), {.weekdays = {"tuesday"}});
  EXPECT_THAT(tuesday->rows, ElementsAre(1));
  EXPECT_EQ(tuesday->ranged_out, 2);
  // The small hours of Tuesday are Monday's night, into which the first reaches from its beginning on.
  const auto nights = select(burglaries(), {.weekdays = {"tuesday"}, .first_hour = 20, .last_hour = 4});
  EXPECT_TRUE(nights->rows.empty());
  EXPECT_EQ(nights->ranged_out, 1);
}

TEST(Select, RangesAreOfNoInterestWhereNoHourIsAskedFor) {
  const auto january = select(burglaries(), {.from = "2025-01", .to = "2025-01"});
  EXPECT_EQ(january->rows.size(), 4U);
  EXPECT_EQ(january->ranged + january->ranged_out, 0);
  // Other types and months are not counted either.
  EXPECT_EQ(select(burglaries(), {.from = "2025-02", .first_hour = 0, .last_hour = 3})->ranged_out, 0);
}

TEST(IncidentTable, AnAddedRowHasNoRange) {
  IncidentTable table = burglaries();
  table.add({4, 0}, 0, core::local_minute({2025, 1, 8}, 5), TimePrecision::minute);

  ASSERT_EQ(table.until.size(), table.size());
  EXPECT_FALSE(table.has_range(4));
  EXPECT_TRUE(table.has_range(0));
  EXPECT_FALSE(table.has_range(1));  // ends when it begins
}

TEST(Select, BadFiltersSayWhatWouldBeGood) {
  const auto message = [](const IncidentFilter& filter) { return select(four_incidents(), filter).error().message; };

  EXPECT_THAT(message({.types = {"Arson"}}), HasSubstr("Other theft, Drugs"));
  EXPECT_THAT(message({.from = "soon"}), HasSubstr("2025-01"));
  EXPECT_THAT(message({.from = "2025-03", .to = "2025-01"}), HasSubstr("swap"));
  EXPECT_THAT(message({.weekdays = {"payday"}}), HasSubstr("monday"));
  EXPECT_THAT(message({.first_hour = 24}), HasSubstr("between 0 and 23"));
}

TEST(DescribeInWords, ReadsAsATitle) {
  EXPECT_EQ(describe_in_words({}), "all types");
  EXPECT_EQ(
      describe_in_words({.types = {"Drugs"}, .from = "2025-01", .to = "2025-12", .first_hour = 20, .last_hour = 3}),
      "Drugs; 2025-01 to 2025-12; 20:00 to 03:59");
  EXPECT_EQ(describe_in_words({.weekdays = {"friday", "SAT", "payday"}}), "all types; Friday, Saturday, payday");
}

}  // namespace
}  // namespace wardscope::borough
