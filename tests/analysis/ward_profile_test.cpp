// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ward_profile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ward_town.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using core::TimePrecision;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(WardProfile, CountsShareAndRankOfAWard) {
  Town town = busy_town();
  town.with(1, theft, 200);

  const WardProfile profile = profile_of(town, "market");

  EXPECT_EQ(profile.ward_name, "Market");
  EXPECT_EQ(profile.incidents, 400);
  EXPECT_EQ(figure(profile, "Recorded incidents").number.value, 400.0);
  EXPECT_EQ(figure(profile, "Recorded incidents").borough, 1000.0);
  EXPECT_EQ(figure(profile, "Recorded incidents").detail, "rank 1 of 4 wards");
  EXPECT_DOUBLE_EQ(*figure(profile, "Share of the borough").number.value, 40.0);
  EXPECT_EQ(profile.types.front().type, "Theft");
  EXPECT_EQ(profile.types.front().count.value, 300.0);
  EXPECT_DOUBLE_EQ(*profile.types.front().share.value, 0.75);
  EXPECT_DOUBLE_EQ(profile.types.front().borough_share, 0.6);
}

TEST(WardProfile, TheRateHasItsExactPoissonInterval) {
  Town town;
  town.with(0, theft, 10).with(1, theft, 60).with(2, theft, 60).with(3, theft, 60);

  const KeyFigure rate = figure(profile_of(town, "Harbour"), "Rate");

  EXPECT_DOUBLE_EQ(*rate.number.value, 5.0);  // 10 of 2,000 residents
  EXPECT_THAT(rate.detail, HasSubstr("2.4 to 9.2 (95 % interval)"));
  EXPECT_DOUBLE_EQ(*rate.borough, 190.0 / 20000 * 1000);
}

TEST(WardProfile, EqualWardsShareARank) {
  Town town;
  town.with(0, theft, 10).with(1, theft, 60).with(2, theft, 60).with(3, theft, 90);

  EXPECT_EQ(figure(profile_of(town, "Market"), "Recorded").detail, "rank 2 of 4 wards");
  EXPECT_EQ(figure(profile_of(town, "Moor"), "Recorded").detail, "rank 2 of 4 wards");
  EXPECT_EQ(figure(profile_of(town, "Harbour"), "Recorded").detail, "rank 4 of 4 wards");
}

TEST(WardProfile, ChangeComparesTheSameMonthsOfTheYearBefore) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    town.with(ward, theft, 40, {2024, 3, 1}).with(ward, theft, 500, {2024, 5, 1});  // May has no counterpart
    town.with(ward, theft, 60, {2025, 3, 1});
  }

  const WardProfile profile =
      profile_of(town, "Moor", [](auto& input) { input.filter = {.from = "2025-01", .to = "2025-12"}; });

  EXPECT_DOUBLE_EQ(*figure(profile, "Change").number.value, 50.0);
  EXPECT_EQ(profile.types.front().count.value, 60.0);  // the year before counts for the change alone
  EXPECT_EQ(profile.months.front().count.value, 60.0);
  EXPECT_EQ(figure(profile, "Change").detail, "60 against 40 in 1 month; more than chance alone");
  EXPECT_THAT(profile.findings, Contains(HasSubstr("50.0 % more were recorded than in the same month a year before")));
}

TEST(WardProfile, NoChangeWhereItsSumWouldGiveAHiddenMonthAway) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    town.with(ward, theft, 100, {2024, 3, 1});
    town.with(ward, theft, ward == 2 ? 3 : 90, {2025, 3, 1})
        .with(ward, theft, 60, {2025, 4, 1})
        .with(ward, theft, 70, {2025, 5, 1});
  }
  // Moor's March is hidden with a partner in April or May; only March has a counterpart a year before.
  const auto of_2025 = [](auto& input) { input.filter = {.from = "2025-01", .to = "2025-12"}; };

  EXPECT_FALSE(figure(profile_of(town, "Moor", of_2025), "Change").number.value);
  EXPECT_TRUE(profile_of(town, "Moor", of_2025).months[0].count.suppressed);
}

TEST(WardProfile, NoPercentageBelowABaseOfTwenty) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 19, {2024, 3, 1}).with(ward, theft, 60, {2025, 3, 1});

  const KeyFigure change = figure(
      profile_of(town, "Moor", [](auto& input) { input.filter = {.from = "2025-03", .to = "2025-03"}; }), "Change");

  EXPECT_FALSE(change.number.value);
  EXPECT_THAT(change.detail, HasSubstr("fewer than 20"));
}

TEST(WardProfile, MonthsWithoutRecordsAreNotZeros) {
  Town town = busy_town();
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 10, {2025, 6, 1});

  const WardProfile profile = profile_of(town, "Fen");

  ASSERT_EQ(profile.months.size(), 2U);
  EXPECT_EQ(core::month_name(profile.months[1].month_index), "June 2025");
  EXPECT_DOUBLE_EQ(profile.months[1].borough_mean, 10.0);
  EXPECT_EQ(profile.period, "March 2025 to June 2025 (2 months with records)");
}

TEST(WardProfile, ATypeWithoutRecordsInTheMonthIsAZero) {
  Town town = busy_town();
  town.with(0, drugs, 10, {2025, 6, 1}).with(1, drugs, 10, {2025, 6, 1});

  const WardProfile profile = profile_of(town, "Fen", [](auto& input) { input.filter.types = {"Arson"}; });

  ASSERT_EQ(profile.months.size(), 2U);
  EXPECT_EQ(profile.months[1].count.value, 0.0);
}

TEST(WardProfile, SmallCountsAreHiddenWithPartnersAndNamedInWords) {
  Town small;
  for (int ward = 0; ward < 4; ++ward) small.with(ward, theft, 100).with(ward, drugs, 50).with(ward, hate, 30);
  small.with(0, arson, 3).with(1, arson, 20).with(2, arson, 30).with(3, arson, 40);

  const WardProfile profile = profile_of(small, "Harbour");

  const auto hidden =
      std::count_if(profile.types.begin(), profile.types.end(), [](const auto& t) { return t.count.suppressed; });
  EXPECT_EQ(hidden, 2);  // arson and one partner: the total gives neither away
  EXPECT_TRUE(profile.types.back().count.suppressed);
  EXPECT_FALSE(profile.types.back().count.value);
  EXPECT_FALSE(profile.types.back().share.value);
  EXPECT_THAT(profile.suppressed, Contains(HasSubstr("2 of 4 types are hidden")));
}

TEST(WardProfile, HiddenTypesAreListedByNameNotBySize) {
  Town town;
  for (int ward = 1; ward < 4; ++ward)
    town.with(ward, theft, 100).with(ward, drugs, 50).with(ward, arson, 20).with(ward, hate, 40);
  town.with(0, theft, 100).with(0, drugs, 4).with(0, arson, 1).with(0, hate, 9);

  const WardProfile profile = profile_of(town, "Harbour");

  std::vector<std::string> names;
  for (const TypeCount& type : profile.types) {
    if (type.count.suppressed) names.push_back(type.type);
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_GE(names.size(), 3U);
}

TEST(WardProfile, AWardWithTooFewIncidentsTellsNoNumberInAnyText) {
  Town quiet;
  for (int ward = 1; ward < 4; ++ward) quiet.with(ward, theft, 100).with(ward, drugs, 50);
  quiet.with(0, theft, 3);

  const WardProfile profile = profile_of(quiet, "Harbour");

  EXPECT_TRUE(figure(profile, "Recorded").number.suppressed);
  EXPECT_FALSE(figure(profile, "Recorded").number.value);
  EXPECT_TRUE(figure(profile, "Rate").number.suppressed);
  EXPECT_FALSE(figure(profile, "Rate").number.value);
  EXPECT_FALSE(figure(profile, "Share of the borough").number.value);
  EXPECT_FALSE(profile.has_hours);
  for (const MonthCount& month : profile.months) EXPECT_TRUE(month.count.suppressed);
  EXPECT_THAT(profile.findings.front(), HasSubstr("hidden by disclosure control"));
  for (const std::string& finding : profile.findings) EXPECT_THAT(finding, Not(HasSubstr("3")));
}

TEST(WardProfile, AQuestionAboutASensitiveTypeAloneUsesItsThresholdForTotals) {
  Town town;
  town.with(0, hate, 8).with(1, hate, 40).with(2, hate, 40).with(3, hate, 40);

  const WardProfile profile = profile_of(town, "Harbour");

  EXPECT_TRUE(figure(profile, "Recorded").number.suppressed);
}

TEST(WardProfile, PublishedProfilesAreRounded) {
  Town town = busy_town();
  town.with(0, theft, 3);

  const WardProfile profile =
      profile_of(town, "Harbour", [](auto& input) { input.disclosure.profile = DisclosureProfile::published; });

  EXPECT_EQ(figure(profile, "Recorded").number.value, 205.0);  // 203
  EXPECT_EQ(profile.types.front().count.value, 105.0);         // 103
}

TEST(WardProfile, PublishedPercentagesSayThatTheyAreOfRoundedCounts) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    town.with(ward, theft, 41, {2024, 3, 1}).with(ward, theft, 62, {2025, 3, 1});
  }

  const WardProfile profile = profile_of(town, "Moor", [](auto& input) {
    input.filter = {.from = "2025-01", .to = "2025-12"};
    input.disclosure.profile = DisclosureProfile::published;
  });

  EXPECT_THAT(figure(profile, "Change").detail, HasSubstr("60 against 40 (rounded counts)"));
  EXPECT_THAT(profile.findings, Contains(HasSubstr("(60 against 40, both rounded)")));
  EXPECT_THAT(profile.methods, Contains(HasSubstr("computed from the rounded counts")));
}

TEST(WardProfile, OfOneTypeSaysWhichAndComparesItWithNoOther) {
  Town town = busy_town();

  const WardProfile profile = profile_of(town, "Harbour", [](auto& input) { input.filter = {.types = {"Theft"}}; });

  EXPECT_EQ(profile.counted, "Theft");
  EXPECT_THAT(profile.findings, Contains(HasSubstr("incidents (Theft) were recorded in Harbour")));
  EXPECT_THAT(profile.findings, Not(Contains(HasSubstr("most frequent type"))));
}

TEST(WardProfile, HoursAreThereOnlyWhereTheSourceKnowsThem) {
  Town town = busy_town();
  EXPECT_TRUE(profile_of(town, "Moor").has_hours);
  EXPECT_EQ(profile_of(town, "Moor").with_hours, 200);
  EXPECT_EQ(profile_of(town, "Moor").hours[4][21].value, 200.0);  // a Friday

  Town months;
  for (int i = 0; i < 50; ++i)
    months.incidents().add({500, 500}, theft, core::local_minute({2025, 3, 1}), TimePrecision::month);
  EXPECT_FALSE(profile_of(months, "Harbour").has_hours);
}

TEST(WardProfile, SaysAtWhichHourIncidentsBetweenTwoTimesCount) {
  Town town = busy_town();
  const std::string words = "count at the hour when that range begins.";
  EXPECT_THAT(profile_of(town, "Moor").assumptions, Not(Contains(HasSubstr(words))));
  town.incidents().until = town.incidents().time;
  town.incidents().until.front() += 600;
  EXPECT_THAT(profile_of(town, "Moor").assumptions, Contains(HasSubstr(words)));
}

TEST(WardProfile, SaysHowManyTheBusiestHoursHoldWhereEachOfThemMayBeShown) {
  const auto spread = [](int small) {
    Town town;
    for (int hour = 0; hour < 24; ++hour) {
      const int count = hour == 15 ? 40 : hour == 14 || hour == 16 ? small : 10;
      for (int i = 0; i < count; ++i) {
        town.incidents().add({500, 500}, theft, core::local_minute({2025, 3, 7}) + hour * 60, TimePrecision::minute);
      }
    }
    return profile_of(town, "Harbour").findings;
  };
  EXPECT_THAT(spread(10), Contains("Of the 270 incidents whose hour is known, 70 (26 %) were recorded from 12:00 to "
                                   "15:59; no other four hours in a row hold more."));
  for (const std::string& finding : spread(3)) EXPECT_THAT(finding, Not(HasSubstr("were recorded from")));
  EXPECT_THAT(spread(3), Contains(HasSubstr("no four hours in a row hold more than 12:00 to 15:59")));
}

TEST(WardProfile, SmallCountsOfIndicatorsAreHiddenAsIncidentsAre) {
  Town town = busy_town();
  town.dataset().indicators = core::make_snapshot(borough::IndicatorSeries{
      {"Hate incidents reported", "0", "2024 Q1", 9.0, "count", false},    // no type of that name: sensitive
      {"Thefts of bicycles, theft", "0", "2024 Q1", 9.0, "count", false},  // open: shown from 5
      {"Residents who feel safe", "0", "2024 Q1", 9.0, "%", true},
      {"Visits", "0", "2024 Q1", 1234.0, "count", true}});

  const WardProfile internal = profile_of(town, "Harbour");
  const WardProfile published =
      profile_of(town, "Harbour", [](auto& input) { input.disclosure.profile = DisclosureProfile::published; });

  ASSERT_EQ(internal.indicators.size(), 4U);
  EXPECT_TRUE(internal.indicators[0].value.suppressed);
  EXPECT_EQ(internal.indicators[1].value.value, 9.0);
  EXPECT_EQ(internal.indicators[2].value.value, 9.0);
  EXPECT_EQ(published.indicators[1].value.value, 10.0);
  EXPECT_EQ(published.indicators[3].value.value, 1235.0);
  EXPECT_EQ(published.indicators[2].value.value, 9.0);
}

TEST(WardProfile, IndicatorsAndActionsOfTheWardOnly) {
  Town town = busy_town();
  town.dataset().indicators = core::make_snapshot(borough::IndicatorSeries{
      {"Feels safe", "2", "2025", 61.0, "%", true}, {"Feels safe", "1", "2025", 70.0, "%", true}});
  town.dataset().actions =
      core::make_snapshot(borough::ActionPlan{{"Theft", "Lights", "Highways", "TBC", "open", "moor"}});

  const WardProfile profile = profile_of(town, "Moor");

  ASSERT_EQ(profile.indicators.size(), 1U);
  EXPECT_EQ(profile.indicators[0].value.value, 61.0);
  ASSERT_EQ(profile.actions.size(), 1U);
  EXPECT_EQ(profile.actions[0].due, "TBC");
}

TEST(WardProfile, AnExcessOverTheBoroughsMixIsAFinding) {
  Town town = busy_town();
  town.with(2, drugs, 150);

  EXPECT_THAT(profile_of(town, "Moor").findings,
              Contains(AllOf(HasSubstr("Drugs is recorded more than expected: 200"))));
  EXPECT_THAT(profile_of(town, "Fen").findings, Not(Contains(HasSubstr("more than expected"))));
}

/// A town with incidents strewn about, for comparisons of whole results.
Town strewn_town() {
  Town town;
  for (std::uint64_t i = 0; i < 6000; ++i) {
    core::CounterRng rng(51, i);
    const geo::Point p{rng.uniform() * rng.uniform() * 4200, rng.uniform(-50, 1050)};
    const int month = 1 + static_cast<int>(rng.below(12));
    town.incidents().add(
        p, static_cast<std::uint16_t>(rng.below(4) * rng.below(4) / 3),
        core::local_minute({2024 + static_cast<int>(rng.below(2)), month, 5}, static_cast<int>(rng.below(24))),
        rng.chance(0.8) ? TimePrecision::minute : TimePrecision::month);
  }
  return town;
}

std::string fingerprint(const WardProfile& profile) {
  std::string text = all_text(profile);
  const auto add = [&](const ProfileNumber& n) {
    text += n.value ? core::fixed(*n.value, 6) : (n.suppressed ? "s" : "-");
  };
  for (const auto& type : profile.types) add(type.count);
  for (const auto& month : profile.months) add(month.count);
  for (const auto& day : profile.hours) {
    for (const auto& hour : day) add(hour);
  }
  return text;
}

TEST(WardProfiles, OfAllWardsEqualThoseOneByOneAndDoNotDependOnThreads) {
  Town town = strewn_town();
  const WardProfileInput input{town.ready(), {}};
  jobs::set_thread_count(7);
  const auto all = ward_profiles(input, jobs::Progress());
  jobs::set_thread_count(1);

  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 4U);
  for (const WardProfile& one : *all) {
    const auto alone = ward_profile(input, one.ward_code, jobs::Progress());
    ASSERT_TRUE(alone);
    EXPECT_EQ(fingerprint(one), fingerprint(*alone));
  }
  jobs::set_thread_count(0);
}

TEST(WardProfiles, TotalsAgreeWithCountingOneByOne) {
  Town town = strewn_town();
  const auto all = ward_profiles({town.ready(), {.from = "2025-01", .to = "2025-12"}}, jobs::Progress());
  ASSERT_TRUE(all);

  for (std::size_t w = 0; w < 4; ++w) {
    std::int64_t twin = 0;
    for (std::size_t i = 0; i < town.incidents().size(); ++i) {
      const geo::Point p = town.incidents().position(i);
      const bool inside =
          p.x >= static_cast<double>(w) * 1000 && p.x < static_cast<double>(w + 1) * 1000 && p.y >= 0 && p.y < 1000;
      if (inside && core::date_of(town.incidents().time[i]).year == 2025) ++twin;
    }
    EXPECT_EQ((*all)[w].incidents, twin);
    EXPECT_EQ((*all)[w].months.size(), 12U) << (*all)[w].period << (*all)[w].methods.front();
    double months = 0.0;
    bool complete = true;
    for (const MonthCount& month : (*all)[w].months) {
      months += month.count.value.value_or(0.0);
      complete = complete && month.count.value;
    }
    if (complete) {
      EXPECT_EQ(months, static_cast<double>(twin));
    }
  }
}

TEST(WardProfile, SaysWhatIsMissing) {
  Town town = busy_town();
  const auto error_of = [](const borough::Dataset& dataset, std::string_view ward,
                           borough::IncidentFilter filter = {}) {
    const auto profile = ward_profile({dataset, std::move(filter)}, ward, jobs::Progress());
    EXPECT_FALSE(profile);
    return profile.error().message;
  };

  EXPECT_THAT(error_of(town.ready(), "Riverside"), HasSubstr("Harbour, Market, Moor, Fen"));
  EXPECT_THAT(error_of(town.ready(), "Moor", {.types = {"Piracy"}}), HasSubstr("no incident type 'Piracy'"));
  EXPECT_THAT(error_of(borough::Dataset(), "Moor"), HasSubstr("no wards"));
  borough::Dataset no_incidents;
  no_incidents.area_sets = town.dataset().area_sets;
  EXPECT_THAT(error_of(no_incidents, "Moor"), HasSubstr("no incidents"));
}

TEST(WardProfile, StopsWhenAsked) {
  Town town = busy_town();
  std::stop_source stop;
  stop.request_stop();

  const auto profile = ward_profile({town.ready(), {}}, "Moor", jobs::Progress(stop.get_token()));

  ASSERT_FALSE(profile);
  EXPECT_EQ(profile.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
