// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "digest.hpp"

namespace wardscope::sample {
namespace {

const std::vector<SampleIncident>& all_incidents() {
  static const auto kIncidents = generate_incidents(test_borough(), 0, kTestIncidents);
  return kIncidents;
}

bool is(const SampleIncident& incident, std::string_view type) {
  return test_borough().categories[incident.category].name == type;
}

/// Five standard deviations of a count of this expectation.
double tolerance(double expected) { return 5 * std::sqrt(expected) + 1; }

TEST(Incidents, AreTheSameForASeedOnEveryMachine) {
  // A change of this number is a change of what everybody's seed 1 holds: say so in the commit.
  EXPECT_EQ(digest_of(all_incidents()), 0xD0E11D9B4B001461ULL);
}

TEST(Incidents, ChunksMakeTheSameWhole) {
  std::vector<SampleIncident> joined;
  for (std::int64_t begin = 0; begin < kTestIncidents; begin += 7'777) {
    const auto chunk = generate_incidents(test_borough(), begin, std::min(begin + 7'777, kTestIncidents));
    joined.insert(joined.end(), chunk.begin(), chunk.end());
  }

  EXPECT_EQ(digest_of(joined), digest_of(all_incidents()));
}

TEST(Incidents, SpanThirtySixMonthsInOrder) {
  int last = core::month_index(core::local_minute({2023, 1, 1}));
  for (const SampleIncident& incident : all_incidents()) {
    if (incident.precision == core::TimePrecision::unknown) continue;
    const int month = core::month_index(incident.time);
    ASSERT_GE(month, last);
    last = month;
  }
  EXPECT_EQ(last, core::month_index(core::local_minute({2025, 12, 1})));
}

TEST(Incidents, OfEachTypeAreAsManyAsTheTruthSays) {
  std::vector<double> count(test_borough().categories.size(), 0.0);
  for (const SampleIncident& incident : all_incidents()) count[incident.category] += 1;

  for (std::size_t type = 0; type < count.size(); ++type) {
    const double expected = test_borough().expected.by_type[type];
    EXPECT_NEAR(count[type], expected, tolerance(expected)) << test_borough().categories[type].name;
  }
}

TEST(Incidents, OfEachWardAreAsManyAsTheTruthSays) {
  const auto& wards = test_borough().area_sets[0].areas;
  std::vector<double> count(wards.size(), 0.0);
  for (const SampleIncident& incident : all_incidents()) {
    if (!incident.position) continue;
    const auto ward =
        std::ranges::find_if(wards, [&](const borough::Area& w) { return geo::contains(w.shape, *incident.position); });
    if (ward != wards.end()) count[static_cast<std::size_t>(ward - wards.begin())] += 1;
    if (incident.index > 6'000) break;
  }
  // The first tenth of the incidents is enough to see it: January to spring 2023.
  double whole = 0;
  double expected_whole = 0;
  for (std::size_t w = 0; w < wards.size(); ++w) {
    whole += count[w];
    expected_whole += test_borough().expected.by_ward[w];
  }
  for (std::size_t w = 0; w < wards.size(); ++w) {
    const double expected = test_borough().expected.by_ward[w] / expected_whole * whole;
    EXPECT_NEAR(count[w], expected, 0.25 * expected + tolerance(expected)) << wards[w].name;
  }
}

TEST(Hotspots, HoldTheIncidentsThatTheTruthSays) {
  for (const PlantedHotspot& spot : test_borough().hotspots) {
    double planted = 0;
    double within = 0;
    for (const SampleIncident& incident : all_incidents()) {
      if (incident.hotspot >= 0 &&
          test_borough().hotspots[static_cast<std::size_t>(incident.hotspot)].name == spot.name)
        ++planted;
      const bool exact = incident.source == IncidentSource::council && incident.position;
      if (exact && geo::distance(*incident.position, spot.centre) <= spot.radius.value()) ++within;
    }
    EXPECT_NEAR(planted, spot.expected_planted, tolerance(spot.expected_planted)) << spot.name;
    EXPECT_NEAR(within, spot.expected_within, tolerance(spot.expected_within) + 0.02 * spot.expected_within)
        << spot.name;
  }
}

TEST(Hotspots, AreTenTimesDenserThanTheirSurroundings) {
  for (const PlantedHotspot& spot : test_borough().hotspots) {
    double inside = 0;
    double around = 0;
    for (const SampleIncident& incident : all_incidents()) {
      if (incident.source == IncidentSource::police || !incident.position) continue;
      const double far = geo::distance(*incident.position, spot.centre) / spot.radius.value();
      inside += far <= 1 ? 1 : 0;
      around += far > 1.2 && far <= 2.2 ? 1 : 0;  // 3.4 times the circle's area
    }
    EXPECT_GT(inside, 3 * around / 3.4) << spot.name;
  }
}

TEST(Rhythm, ViolenceGathersOnFridayAndSaturdayNights) {
  double nights = 0;
  double whole = 0;
  for (const SampleIncident& incident : all_incidents()) {
    if (!is(incident, "Violence and sexual offences") || incident.precision != core::TimePrecision::minute) continue;
    const int day = core::weekday_of(incident.time);
    const int hour = core::hour_of(incident.time);
    whole += 1;
    const bool friday_night = (day == 4 && hour >= 22) || (day == 5 && hour < 4);
    const bool saturday_night = (day == 5 && hour >= 22) || (day == 6 && hour < 4);
    nights += friday_night || saturday_night ? 1 : 0;
  }
  // 12 of 168 hours are 7 %.
  EXPECT_GT(nights / whole, 0.2);
}

TEST(Rhythm, ShopliftingKeepsShopHours) {
  for (const SampleIncident& incident : all_incidents()) {
    if (!is(incident, "Shoplifting") || incident.precision != core::TimePrecision::minute) continue;
    ASSERT_GE(core::hour_of(incident.time), 9);
    ASSERT_LE(core::hour_of(incident.time), 19);
  }
}

TEST(Rhythm, TheSeafrontIsBusierInSummer) {
  std::array<double, 12> months{};
  for (const SampleIncident& incident : all_incidents()) {
    if (is(incident, "Street drinking") && incident.precision == core::TimePrecision::minute) {
      months[static_cast<std::size_t>(core::date_of(incident.time).month - 1)] += 1;
    }
  }
  EXPECT_GT(months[6] + months[7], 3 * (months[0] + months[1]));
}

TEST(PublishedPoints, AreSharedAndKnownToTheMonthOnly) {
  std::map<std::pair<double, double>, int> stacks;
  int police = 0;
  for (const SampleIncident& incident : all_incidents()) {
    if (incident.source != IncidentSource::police) continue;
    ++police;
    ASSERT_EQ(incident.precision, core::TimePrecision::month);
    if (incident.position) ++stacks[{incident.position->x, incident.position->y}];
  }
  const int largest = std::ranges::max_element(stacks, {}, [](const auto& stack) { return stack.second; })->second;

  EXPECT_GT(police, 15'000);
  EXPECT_LT(stacks.size(), 7'000U);
  EXPECT_GT(largest, 50);
}

TEST(Quality, SomeIncidentsLackPlaceTimeOrType) {
  int no_place = 0;
  int no_time = 0;
  int no_type = 0;
  for (const SampleIncident& incident : all_incidents()) {
    no_place += incident.position ? 0 : 1;
    no_time += incident.precision == core::TimePrecision::unknown ? 1 : 0;
    no_type += is(incident, "Not recorded") ? 1 : 0;
  }
  EXPECT_GT(no_place, 400);
  EXPECT_LT(no_place, 1500);
  EXPECT_GT(no_time, 100);
  EXPECT_GT(no_type, 10);
}

TEST(Ranges, OfBurglariesHoldTheTimeThatNobodyKnows) {
  std::int64_t burglaries = 0;
  std::int64_t ranged = 0;
  std::int64_t longer_than_a_day = 0;
  for (const SampleIncident& incident : generate_incidents(test_borough(), 0, kTestIncidents)) {
    const auto between = known_between(test_borough(), incident);
    const bool exact = incident.source == IncidentSource::council && incident.precision == core::TimePrecision::minute;
    const std::string& type = test_borough().categories[incident.category].name;
    if (exact && type == "Burglary") ++burglaries;
    if (!between) continue;
    ASSERT_TRUE(exact && (type == "Burglary" || type == "Bicycle theft")) << type;
    ASSERT_LE(between->from, incident.time);
    ASSERT_GT(between->until, incident.time);
    ASSERT_EQ(core::month_index(between->from), core::month_index(incident.time));
    if (type == "Burglary") ++ranged;
    if (between->until - between->from > core::kMinutesPerDay) ++longer_than_a_day;
  }
  EXPECT_NEAR(static_cast<double>(ranged) / static_cast<double>(burglaries), 0.8, 0.05);
  EXPECT_GT(longer_than_a_day, 0);
}

TEST(Texts, PoliceAntiSocialBehaviourHasNoIdAndOtherIdsAreUnique) {
  std::map<std::string, int> ids;
  for (const SampleIncident& incident : all_incidents()) {
    const std::string id = source_id(test_borough(), incident);
    if (incident.source == IncidentSource::police && is(incident, "Anti-social behaviour")) {
      ASSERT_TRUE(id.empty());
    } else {
      ASSERT_EQ(++ids[id], 1);
    }
  }
}

TEST(Texts, PlacesReadAsTheirSourceWritesThem) {
  for (const SampleIncident& incident : all_incidents()) {
    const std::string text = location_text(test_borough(), incident);
    ASSERT_FALSE(text.empty());
    const bool as_published = text.starts_with("On or near ") || text == "No Location";
    ASSERT_TRUE(as_published || incident.source == IncidentSource::council) << text;
  }
}

}  // namespace
}  // namespace wardscope::sample
