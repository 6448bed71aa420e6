// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/asked_incidents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/counted_incidents.hpp"

namespace wardscope::ops {
namespace {

using testing::ElementsAre;

TEST(AskedIncidents, AreTheFilterOfTheRun) {
  const auto asked = asked_incidents(
      R"({"parameters": {"type": ["Rape"], "from": "2025-01", "to": "", "weekday": ["friday"], "first-hour": 20,
          "last-hour": 3}, "data_revision": 7})");

  ASSERT_TRUE(asked);
  EXPECT_THAT(asked->filter.types, ElementsAre("Rape"));
  EXPECT_THAT(asked->filter.weekdays, ElementsAre("friday"));
  EXPECT_EQ(asked->filter.from, "2025-01");
  EXPECT_EQ(asked->filter.first_hour, 20);
  EXPECT_EQ(asked->filter.last_hour, 3);
  EXPECT_EQ(asked->data_revision, 7);
}

TEST(AskedIncidents, AreOfTheMonthsThatTheRunChose) {
  const std::string run = R"({"parameters": {"type": ["Theft"], "from": "", "to": ""}, "data_revision": 7})";
  CountedIncidents counted;
  counted.from = "2025-01";
  counted.to = "2025-12";

  const auto asked = asked_incidents(with_counted(run, counted));

  ASSERT_TRUE(asked);
  EXPECT_THAT(asked->filter.types, ElementsAre("Theft"));
  EXPECT_EQ(asked->filter.from, "2025-01");
  EXPECT_EQ(asked->filter.to, "2025-12");
  EXPECT_THAT(counted_in(with_counted(run, counted)).filter.types, ElementsAre("Theft"));
}

TEST(AskedIncidents, OfARunThatChoosesNoneOrOfADamagedTextAreNone) {
  EXPECT_FALSE(asked_incidents(R"({"parameters": {"reach": 800}})"));
  EXPECT_FALSE(asked_incidents("{"));
  EXPECT_FALSE(asked_incidents(R"({"parameters": {"type": 3, "from": ""}})"));
}

}  // namespace
}  // namespace wardscope::ops
