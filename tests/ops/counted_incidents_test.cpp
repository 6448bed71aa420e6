// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/counted_incidents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CountedIncidents, ComeBackFromAProvenance) {
  CountedIncidents counted{borough::Sensitivity::sensitive, "Wards", {}};
  counted.filter.types = {"Rape"};
  counted.filter.to = "2025-03";
  counted.hidden = HiddenAreas{{"W2"}, true};

  const CountedIncidents back = counted_in(with_counted(R"({"operation": "area-rates"})", counted));

  EXPECT_EQ(back.sensitivity, borough::Sensitivity::sensitive);
  EXPECT_EQ(back.area_set, "Wards");
  EXPECT_THAT(back.filter.types, ElementsAre("Rape"));
  EXPECT_EQ(back.filter.to, "2025-03");
  ASSERT_TRUE(back.hidden);
  EXPECT_THAT(back.hidden->codes, ElementsAre("W2"));
  EXPECT_TRUE(back.hidden->total);
}

TEST(CountedIncidents, OfOpenTypesThatAreNoAreasLeaveTheProvenanceAsItIs) {
  EXPECT_EQ(with_counted(R"({"a": 1})", {}), R"({"a": 1})");
}

TEST(CountedIncidents, OfAnOlderProvenanceAreTheTypesThatWereAskedFor) {
  EXPECT_THAT(counted_in(R"({"parameters": {"type": ["Rape"]}})").filter.types, ElementsAre("Rape"));
}

TEST(CountedIncidents, OfADamagedProvenanceAreNone) {
  EXPECT_THAT(counted_in("{").area_set, IsEmpty());
  EXPECT_THAT(counted_in(R"({"counted": {"types": "sensitive", "area_set": 3}})").area_set, IsEmpty());
}

}  // namespace
}  // namespace wardscope::ops
