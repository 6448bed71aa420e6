// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/area_rates.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

borough::AreaSet two_areas() {
  borough::AreaSet set{"Areas", borough::AreaKind::ward, "", true, {}};
  set.areas.push_back({"A", "West", {geo::to_polygon({0, 0, 1000, 1000})}, 2000.0, {}, ""});
  set.areas.push_back({"B", "East", {geo::to_polygon({1000, 0, 3000, 1000})}, {}, {}, ""});
  return set;
}

struct Incidents {
  borough::IncidentTable table;
  std::vector<std::uint32_t> rows;
  explicit Incidents(const std::vector<geo::Point>& places) {
    borough::category_index(table, "ASB", borough::Sensitivity::open);
    for (const geo::Point place : places) table.add(place, 0, 0, core::TimePrecision::month);
    rows.resize(places.size());
    std::iota(rows.begin(), rows.end(), 0U);
  }
};

TEST(AreaRates, CountsRatesAndDensities) {
  const Incidents incidents({{500, 500}, {600, 500}, {2000, 500}, {5000, 5000}});

  const auto rates = area_rates(incidents.table, incidents.rows, {two_areas()}, jobs::Progress());

  ASSERT_TRUE(rates);
  EXPECT_EQ(rates->in_no_area, 1);
  const AreaRate& west = rates->areas[0];
  EXPECT_EQ(west.incidents, 2);
  EXPECT_DOUBLE_EQ(west.per_km2, 2.0);
  EXPECT_DOUBLE_EQ(west.share, 2.0 / 3.0);
  ASSERT_TRUE(west.per_thousand);
  EXPECT_DOUBLE_EQ(west.per_thousand->value, 1.0);
  // Garwood's exact 95 % limits of a count of 2 are 0.2422 and 7.2247 (published tables), here per 2,000 residents.
  EXPECT_NEAR(west.per_thousand->interval.low, 0.2422 / 2, 5e-5);
  EXPECT_NEAR(west.per_thousand->interval.high, 7.2247 / 2, 5e-5);
  EXPECT_FALSE(rates->areas[1].per_thousand) << "residents are not known";
  EXPECT_EQ(west.rank, 1);
}

TEST(AreaRates, APointOnASharedBorderIsCountedOnce) {
  const Incidents incidents({{1000, 500}});

  const auto rates = area_rates(incidents.table, incidents.rows, {two_areas()}, jobs::Progress());

  ASSERT_TRUE(rates);
  EXPECT_EQ(rates->areas[0].incidents + rates->areas[1].incidents, 1);
}

TEST(AreaRates, AgreesWithAskingEachAreaInTurn) {
  std::vector<geo::Point> places;
  core::CounterRng rng(1, 1);
  for (int i = 0; i < 2000; ++i) places.push_back({rng.uniform(-500, 3500), rng.uniform(-500, 1500)});
  const Incidents incidents(places);
  const borough::AreaSet set = two_areas();

  const auto rates = area_rates(incidents.table, incidents.rows, {set}, jobs::Progress());

  ASSERT_TRUE(rates);
  for (std::size_t i = 0; i < set.areas.size(); ++i) {
    std::int64_t count = 0;
    for (const geo::Point place : places) count += geo::contains(set.areas[i].shape, place) ? 1 : 0;
    EXPECT_EQ(rates->areas[i].incidents, count);
  }
}

TEST(AreaRates, ResidentsOfSmallAreasMakeTheRateWhereTheSetHasNone) {
  const Incidents incidents({{2000, 500}});
  borough::AreaSet small{"LSOA", borough::AreaKind::small_area, "", true, {}};
  small.areas.push_back({"L", "L", {geo::to_polygon({1000, 0, 3000, 1000})}, 4000.0, {}, ""});

  const auto rates = area_rates(incidents.table, incidents.rows, {two_areas(), &small}, jobs::Progress());

  ASSERT_TRUE(rates);
  ASSERT_TRUE(rates->areas[1].per_thousand);
  EXPECT_NEAR(rates->areas[1].per_thousand->value, 0.25, 1e-12);
  EXPECT_EQ(rates->estimated, 1U);
}

TEST(AreaRates, ASetWithoutAreasIsNamed) {
  const Incidents incidents({{0, 0}});
  const borough::AreaSet nothing{"Nothing", borough::AreaKind::ward, "", true, {}};

  const auto rates = area_rates(incidents.table, incidents.rows, {nothing}, jobs::Progress());

  ASSERT_FALSE(rates);
  EXPECT_EQ(rates.error().message, "the area set 'Nothing' has no areas");
}

}  // namespace
}  // namespace wardscope::analysis
