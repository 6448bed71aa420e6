// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/result_rows.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::pair<std::string, std::string>>;

struct TownOptions {
  int even = 400;   ///< incidents anywhere
  int grouped = 0;  ///< in groups of ten within 60 m
  int stacked = 0;  ///< more on the first place
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
};

/// Four wards of 2 km; the residents of small areas live in the western half.
borough::Dataset town(const TownOptions& options) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  borough::AreaSet small{"LSOA (2021)", borough::AreaKind::small_area, "2021", true, {}};
  for (int i = 0; i < 4; ++i) {
    const double x = i % 2 * 2000.0;
    const double y = i / 2 * 2000.0;
    const geo::MultiPolygon shape{geo::to_polygon({x, y, x + 2000.0, y + 2000.0})};
    wards.areas.push_back({"W" + std::to_string(i + 1), "Ward " + std::to_string(i + 1), shape, {}, {}, ""});
    small.areas.push_back(
        {"S" + std::to_string(i + 1), "Area " + std::to_string(i + 1), shape, i % 2 == 0 ? 1000.0 : 0.0, {}, ""});
  }
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, options.sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", options.sensitivity);
  const auto add = [&](geo::Point p) {
    incidents.add(p, type, core::local_minute({2025, 1, 1}), core::TimePrecision::month);
  };
  for (int i = 0; i < options.even; ++i) {
    core::CounterRng rng(5, static_cast<std::uint64_t>(i));
    add({rng.uniform(0, 4000), rng.uniform(0, 4000)});
  }
  for (int i = 0; i < options.grouped; ++i) {
    core::CounterRng centre(6, static_cast<std::uint64_t>(i / 10));
    core::CounterRng rng(7, static_cast<std::uint64_t>(i));
    const geo::Point middle{centre.uniform(100, 3900), centre.uniform(100, 3900)};
    add({middle.x + rng.uniform(-30, 30), middle.y + rng.uniform(-30, 30)});
  }
  for (int i = 0; i < options.stacked; ++i) add({1000.5, 1000.5});
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards), core::make_snapshot(small)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> pattern_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("point-pattern");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

double number_at(const ops::OperationResult& result, std::size_t row, const char* column) {
  const table::FeatureTable& features = table_of(result);
  return table::to_number(features.at(row, *features.column(column))).value_or(std::nan(""));
}

std::string refusal(const borough::Dataset& dataset, const Words& words) {
  const auto result = pattern_of(dataset, words);
  return result ? std::string() : result.error().message;
}

TEST(PointPatternOperation, FindsPlantedGroupsAndHowFarTheyReach) {
  const auto result = pattern_of(town({.even = 200, .grouped = 200}), {});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(table_of(*result).row_count(), 41U);
  EXPECT_EQ(number_at(*result, 40, "distance_m"), 1000.0);  // a quarter of 4 km
  EXPECT_EQ(table::to_text(table_of(*result).at(2, *table_of(*result).column("against_chance"))), "closer together");
  EXPECT_GT(number_at(*result, 2, "l_minus_r_m"), number_at(*result, 2, "high_m"));
  EXPECT_LT(number_at(*result, 2, "low_m"), number_at(*result, 2, "expected_m"));
  EXPECT_GT(number_at(*result, 1, "ring_ratio"), 10.0);
  EXPECT_NEAR(number_at(*result, 40, "ring_ratio"), 1.0, 0.5);
  ASSERT_EQ(result->sentences.size(), 4U);
  EXPECT_THAT(result->sentences[0],
              AllOf(HasSubstr("400 recorded incidents"),
                    HasSubstr("lie closer together than if they had been placed "
                              "evenly on the land by chance, at all distances up to 1,000 m"),
                    HasSubstr("times as many others as expected"), HasSubstr("Ring by ring, "),
                    HasSubstr("times at 250 m and "), HasSubstr("No two of them share a place.")));
  EXPECT_THAT(result->sentences[1],
              AllOf(HasSubstr("of 99 patterns"), HasSubstr("none departs"), HasSubstr("p 0.010")));
  EXPECT_THAT(result->sentences[3], AllOf(HasSubstr("seed 1"), HasSubstr("Ripley's isotropic edge correction")));
}

/// Groups of five at one place each: what K has at 25 m is theirs, and the ring around them has hardly any.
TEST(PointPatternOperation, SaysThatRingsLeaveOutTheSamePlace) {
  borough::Dataset dataset = town({.even = 60});
  borough::IncidentTable incidents = *dataset.incidents;
  const std::size_t places = incidents.size();
  for (std::size_t row = 0; row < places; ++row) {
    for (int i = 0; i < 4; ++i)
      incidents.add(incidents.position(row), incidents.category[row], incidents.time[row], incidents.precision[row]);
  }
  dataset.incidents = core::make_snapshot(incidents);
  const auto result = pattern_of(dataset, {});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("Ring by ring, those at the same place left out, "));
  EXPECT_THAT(result->sentences[0], HasSubstr("times as many others within"));
  EXPECT_THAT(result->sentences[1], HasSubstr("L - r "));
}

TEST(PointPatternOperation, SaysSoWhereChancePlacedThem) {
  const auto result = pattern_of(town({}), {});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("lie neither closer together nor farther apart than if"));
}

/// K of incidents is high from distance 0 on, K of places is not.
TEST(PointPatternOperation, TellsStacksFromPlaces) {
  const borough::Dataset dataset = town({.even = 300, .stacked = 60});
  const auto of_incidents = pattern_of(dataset, {});
  const auto of_places = pattern_of(dataset, {{"points", "places"}});

  ASSERT_TRUE(of_incidents && of_places);
  EXPECT_GT(number_at(*of_incidents, 0, "k_m2"), 100000.0);
  EXPECT_EQ(number_at(*of_incidents, 0, "places_k_m2"), 0.0);
  EXPECT_THAT(of_incidents->sentences[0],
              AllOf(HasSubstr("closer together"), HasSubstr("With each of the 301 places")));
  EXPECT_THAT(of_incidents->sentences[2], HasSubstr("16.7 % of the incidents share their place"));
  EXPECT_THAT(of_places->sentences[0],
              AllOf(HasSubstr("The 301 places of 360 recorded incidents"), HasSubstr("neither")));
}

/// Incidents in the western half alone are groups against even ground, and none beside their own density.
TEST(PointPatternOperation, TakesADensityOfTheGroundOut) {
  borough::Dataset dataset = town({.even = 0});
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (std::uint64_t i = 0; i < 240; ++i) {
    core::CounterRng rng(9, i);
    incidents.add({rng.uniform(0, 2000) * rng.uniform(0.4, 1.8), rng.uniform(0, 4000)}, type,
                  core::local_minute({2025, 1, 1}), core::TimePrecision::month);
  }
  dataset.incidents = core::make_snapshot(incidents);

  const Words near{{"distance", "400"}, {"steps", "10"}};
  const auto plus = [&](Words more) {
    more.insert(more.end(), near.begin(), near.end());
    return pattern_of(dataset, more);
  };
  const auto even = plus({});
  const auto own = plus({{"trend", "incidents"}, {"edge", "translation"}});
  const auto residents = plus({{"trend", "residents"}});

  ASSERT_TRUE(even && own && residents) << (own ? "" : own.error().message);
  EXPECT_THAT(even->sentences[0], HasSubstr("lie closer together"));
  EXPECT_THAT(own->sentences[0], AllOf(HasSubstr("lie neither closer together nor farther apart"),
                                       HasSubstr("placed by chance along their own density, smoothed over 800 m")));
  EXPECT_THAT(own->sentences[2], HasSubstr("is taken for the ground and not for clustering"));
  EXPECT_THAT(own->sentences[3],
              AllOf(HasSubstr("The inhomogeneous K of Baddeley"), HasSubstr("translation edge correction"),
                    HasSubstr("standard deviation 800 m"), HasSubstr("estimated in each simulation anew")));
  EXPECT_THAT(residents->sentences[3], AllOf(HasSubstr("of the areas of 'LSOA (2021)'"),
                                             HasSubstr("20,000 places drawn in proportion to residents")));
}

TEST(PointPatternOperation, StillFindsGroupsBesideATrend) {
  const auto result =
      pattern_of(town({.even = 150, .grouped = 150}), {{"trend", "incidents"}, {"distance", "300"}, {"steps", "10"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("lie closer together than if they had been placed by chance along"));
}

TEST(PointPatternOperation, SaysWhichTrendItCannotTakeOut) {
  EXPECT_THAT(refusal(town({}), {{"trend", "incidents"}, {"distance", "500"}, {"trend-spread", "200"}}),
              AllOf(HasSubstr("it must be the farthest distance at least (500 m)"), HasSubstr("4,000 m")));
  EXPECT_THAT(refusal(town({}), {{"trend", "incidents"}, {"trend-spread", "9000"}}), HasSubstr("at most (4,000 m)"));
  EXPECT_THAT(refusal(town({.sensitivity = borough::Sensitivity::sensitive}), {{"trend", "residents"}}),
              HasSubstr("ask without a trend, or of other types"));
  borough::Dataset nobody = town({});
  nobody.area_sets.pop_back();
  EXPECT_THAT(refusal(nobody, {{"trend", "residents"}}), HasSubstr("import small areas (LSOA) with a population"));
}

TEST(PointPatternOperation, HoldsIncidentsAgainstTheResidents) {
  borough::Dataset dataset = town({.even = 0});
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (std::uint64_t i = 0; i < 300; ++i) {  // evenly where the residents live: the western wards
    core::CounterRng rng(9, i);
    incidents.add({rng.uniform(0, 2000), rng.uniform(0, 4000)}, type, core::local_minute({2025, 1, 1}),
                  core::TimePrecision::month);
  }
  dataset.incidents = core::make_snapshot(incidents);

  const auto even = pattern_of(dataset, {});
  const auto residents = pattern_of(dataset, {{"chance", "residents"}});

  ASSERT_TRUE(even && residents);
  EXPECT_THAT(even->sentences[0], HasSubstr("closer together"));
  EXPECT_THAT(residents->sentences[0],
              HasSubstr("neither closer together nor farther apart than if they had been placed "
                        "by chance in proportion to residents"));
  EXPECT_THAT(residents->sentences[3], HasSubstr("of the areas of 'LSOA (2021)'"));
}

TEST(PointPatternOperation, AsksOfChosenWardsAlone) {
  const auto result = pattern_of(town({}), {{"ward", "Ward 2"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(number_at(*result, 40, "distance_m"), 500.0);
  EXPECT_THAT(result->sentences[0], HasSubstr("in Ward 2 lie"));
  EXPECT_THAT(result->sentences[3], HasSubstr("on 4.0 km² of land"));
}

/// K is told to what five pairs add.
TEST(PointPatternOperation, RoundsKToWhatFivePairsMake) {
  const auto result = pattern_of(town({.even = 30}), {});

  ASSERT_TRUE(result) << result.error().message;
  const double five_pairs = 5.0 * 2.0 * 16e6 / (30.0 * 29.0);
  for (std::size_t row = 0; row < 41; ++row) {
    const double pairs = number_at(*result, row, "k_m2") / five_pairs;
    EXPECT_NEAR(pairs, std::round(pairs), 1e-9);
    EXPECT_NEAR(number_at(*result, row, "l_minus_r_m") + number_at(*result, row, "distance_m"),
                std::sqrt(number_at(*result, row, "k_m2") / std::numbers::pi), 1e-9);
  }
}

TEST(PointPatternOperation, TakesWideStepsWhereTypesAreSensitive) {
  const borough::Dataset dataset = town({.even = 100, .sensitivity = borough::Sensitivity::sensitive});
  const auto result = pattern_of(dataset, {{"distance", "500"}});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(table_of(*result).row_count(), 11U);  // 50 m
  EXPECT_THAT(refusal(dataset, {{"distance", "80"}}), HasSubstr("100 m or more"));
  EXPECT_THAT(refusal(town({.even = 25, .sensitivity = borough::Sensitivity::sensitive}), {}),
              HasSubstr("fewer than 30 incidents match the filter"));
  EXPECT_THAT(refusal(town({.even = 5, .stacked = 60, .sensitivity = borough::Sensitivity::sensitive}), {}),
              HasSubstr("on fewer than 10 places"));
}

TEST(PointPatternOperation, OfOneStackSaysSo) {
  const auto result = pattern_of(town({.even = 0, .stacked = 40}), {});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], AllOf(HasSubstr("closer together"), HasSubstr("All of them stand on one place.")));
}

TEST(PointPatternOperation, RefusesWithWhatToDo) {
  EXPECT_THAT(refusal(town({.even = 0}), {}), HasSubstr("import some"));
  EXPECT_THAT(refusal(town({.even = 1}), {}), HasSubstr("fewer than 10 incidents match the filter"));
  EXPECT_THAT(refusal(town({.even = 9}), {}), AllOf(HasSubstr("widen the filter or the ground"), Not(HasSubstr("9 "))));
  EXPECT_THAT(refusal(town({.even = 5, .stacked = 20}), {{"points", "places"}}), HasSubstr("or test each incident"));
  EXPECT_THAT(refusal(town({}), {{"distance", "5"}}), HasSubstr("it must be 10 m at least"));
  EXPECT_THAT(refusal(town({}), {{"distance", "3000"}}), HasSubstr("ground that is 4,000 m across"));
  EXPECT_THAT(refusal(town({}), {{"level", "0.005"}}), HasSubstr("ask for more, or for a higher level"));
  EXPECT_THAT(refusal(town({}), {{"quadrat-size", "9000"}}), HasSubstr("choose narrower quadrats"));
  EXPECT_THAT(refusal(town({}), {{"from", "2025-01-01"}, {"to", "2025-01-02"}}), Not(HasSubstr("nan")));
  EXPECT_THAT(refusal(town({}), {{"chance", "residents"}, {"ward", "Ward 2"}}), HasSubstr("chance that is even"));
  borough::Dataset no_residents = town({});
  no_residents.area_sets.pop_back();
  EXPECT_THAT(refusal(no_residents, {{"chance", "residents"}}), HasSubstr("import small areas"));
  borough::Dataset no_land = town({});
  no_land.area_sets.clear();
  EXPECT_THAT(refusal(no_land, {}), HasSubstr("import wards"));
}

}  // namespace
}  // namespace wardscope::catalog
