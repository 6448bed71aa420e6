// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/differencing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ward_town.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const borough::AreaSet& wards_of(Town& town) { return *town.ready().area_sets.front(); }

std::vector<std::size_t> told(Town& town, const borough::IncidentFilter& first, const borough::IncidentFilter& second) {
  const auto areas =
      told_by_difference({town.incidents(), wards_of(town), first, second}, DisclosureControl(), jobs::Progress());
  EXPECT_TRUE(areas) << areas.error().message;
  return *areas;
}

TEST(Differencing, AMonthMoreWithFewIncidentsIsToldBySubtraction) {
  Town town = busy_town();
  town.with(2, theft, 3, {2025, 4, 2});

  EXPECT_THAT(told(town, {.to = "2025-03"}, {.to = "2025-04"}), ElementsAre(2U, 4U));  // Moor, and all together
  EXPECT_THAT(told(town, {.to = "2025-04"}, {.to = "2025-03"}), ElementsAre(2U, 4U));
}

TEST(Differencing, AMonthMoreWithManyIncidentsTellsNoSmallCount) {
  Town town = busy_town();
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 12, {2025, 4, 2});

  EXPECT_THAT(told(town, {.to = "2025-03"}, {.to = "2025-04"}), IsEmpty());
}

TEST(Differencing, EqualSelectionsTellNothingHoweverTheyAreAskedFor) {
  Town town = busy_town();

  EXPECT_THAT(told(town, {.from = "2025-03", .to = "2025-03"}, {}), IsEmpty());
}

TEST(Differencing, SelectionsOfWhichNeitherHoldsTheOtherTellNothing) {
  Town town = busy_town();
  town.with(2, theft, 3, {2025, 2, 2}).with(2, theft, 3, {2025, 4, 2});

  EXPECT_THAT(told(town, {.from = "2025-02", .to = "2025-03"}, {.from = "2025-03", .to = "2025-04"}), IsEmpty());
}

TEST(Differencing, APeriodThatIsShiftedTellsNothingOfAnAreaThatHadNoneInTheMonthLeftBehind) {
  Town town = busy_town();
  for (int ward = 0; ward < 4; ++ward)
    town.with(ward, theft, ward == 2 ? 0 : 9, {2025, 2, 2}).with(ward, theft, 3, {2025, 4, 2});

  // That Moor had none in February is nowhere said: its two counts tell how much more April had, not how many.
  EXPECT_THAT(told(town, {.from = "2025-02", .to = "2025-03"}, {.from = "2025-03", .to = "2025-04"}), IsEmpty());
}

TEST(Differencing, AMonthLeftBehindThatHardlyHadAnyIsNoCover) {
  Town town = busy_town();
  town.with(0, theft, 1, {2025, 2, 2});
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 3, {2025, 4, 2});

  EXPECT_THAT(told(town, {.from = "2025-02", .to = "2025-03"}, {.from = "2025-03", .to = "2025-04"}),
              ElementsAre(1U, 2U, 3U));
}

TEST(Differencing, ARemainderOfASensitiveTypeHasTheHigherThreshold) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 100);
  for (int ward = 0; ward < 4; ++ward) town.with(ward, ward == 1 ? hate : drugs, 7);

  EXPECT_THAT(told(town, {.types = {"Theft"}}, {}), ElementsAre(1U));
}

TEST(Differencing, ACountThatIsHiddenItselfCanNotBeSubtracted) {
  Town town = busy_town();
  town.with(0, arson, 3, {2025, 4, 2}).with(0, arson, 2, {2025, 5, 2});

  const auto areas = told(town, {.from = "2025-04", .to = "2025-04"}, {.from = "2025-04", .to = "2025-05"});

  EXPECT_THAT(areas, IsEmpty());  // three, and two more: neither is shown
}

TEST(Differencing, AgreesWithCountingOneByOne) {
  Town town;
  core::CounterRng rng(7, 1);
  for (int i = 0; i < 900; ++i) {
    const int ward = static_cast<int>(rng.uniform(0, 4));
    town.with(ward, static_cast<std::uint16_t>(rng.uniform(0, 3)), 1,
              {2025, 1 + static_cast<int>(rng.uniform(0, 12)), 5});
  }
  for (int months = 2; months <= 12; ++months) {
    const borough::IncidentFilter less{.to =
                                           "2025-" + std::string(months < 11 ? "0" : "") + std::to_string(months - 1)};
    const borough::IncidentFilter more{.to = "2025-" + std::string(months < 10 ? "0" : "") + std::to_string(months)};
    std::vector<std::size_t> expected;
    std::int64_t all = 0;
    for (std::size_t ward = 0; ward < 4; ++ward) {
      std::int64_t before = 0;
      std::int64_t remainder = 0;
      for (std::size_t row = 0; row < town.incidents().size(); ++row) {
        if (town.incidents().x[row] < static_cast<double>(ward) * 1000 ||
            town.incidents().x[row] >= static_cast<double>(ward + 1) * 1000) {
          continue;
        }
        const int month = core::date_of(town.incidents().time[row]).month;
        before += month < months ? 1 : 0;
        remainder += month == months ? 1 : 0;
      }
      all += remainder;
      if (before >= 5 && remainder >= 1 && remainder <= 4) expected.push_back(ward);
    }
    if (all >= 1 && all <= 4) expected.push_back(4);
    EXPECT_EQ(told(town, less, more), expected) << months;
  }
}

TEST(Differencing, AnOpenPeriodEndsWithTheRecordsOfItsDay) {
  Town town = busy_town();
  town.with(0, theft, 1, {2024, 11, 30});

  const borough::IncidentFilter filter = with_period({}, town.incidents());

  EXPECT_EQ(filter.from, "2024-11");
  EXPECT_EQ(filter.to, "2025-03");
  EXPECT_EQ(with_period({.to = "2025-01"}, town.incidents()).to, "2025-01");
}

}  // namespace
}  // namespace wardscope::analysis
