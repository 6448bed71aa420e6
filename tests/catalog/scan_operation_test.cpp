// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/result_rows.hpp"
#include "catalog/scan_table.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Words = std::vector<std::pair<std::string, std::string>>;

/// 25 wards of a square kilometre with 3,000 residents each and some 48 burglaries and 96 thefts, over twelve months;
/// `planted` more burglaries in ward 13 in June.
borough::Dataset town(int planted) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  borough::IncidentTable incidents;
  const auto burglary = borough::category_index(incidents, "Burglary", borough::Sensitivity::open);
  const auto theft = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (int i = 0; i < 25; ++i) {
    const double x = i % 5 * 1000.0;
    const double y = i / 5 * 1000.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 1000.0, y + 1000.0})},
                           3000.0,
                           {},
                           ""});
    core::CounterRng rng(9, static_cast<std::uint64_t>(i));
    const auto add = [&](std::uint16_t type, int month) {
      incidents.add({x + rng.uniform(1.0, 999.0), y + rng.uniform(1.0, 999.0)}, type,
                    core::local_minute({2025, month, 3}), core::TimePrecision::day);
    };
    for (int month = 1; month <= 12; ++month) {
      for (int k = 0; k < 4; ++k) add(burglary, month);
      for (int k = 0; k < 8; ++k) add(theft, month);
    }
    for (int k = 0; i == 12 && k < planted; ++k) add(burglary, 6);
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> scan_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("scan");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const Words kBurglaryByWard{{"units", "wards"}, {"type", "Burglary"}};

TEST(ScanOperation, TellsThePlantedWardWithItsRatio) {
  const auto result = scan_of(town(100), kBurglaryByWard);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = table_of(*result);
  ASSERT_EQ(features.row_count(), 1U);
  EXPECT_EQ(text_at(features, 0, "name"), "Ward 13");
  EXPECT_EQ(text_at(features, 0, "incidents_rounded"), "150");  // 148
  EXPECT_EQ(text_at(features, 0, "expected"), "52.000");        // 1,300 / 25
  EXPECT_EQ(text_at(features, 0, "relative_risk"), "3.1");      // (148 / 52) / (1,152 / 1,248)
  EXPECT_EQ(text_at(features, 0, "p"), "0.001");
  EXPECT_THAT(result->sentences[0], AllOf(HasSubstr("1 cluster holds more than expected: Ward 13"),
                                          HasSubstr("about 150 recorded where 52 would be expected")));
  EXPECT_THAT(result->sentences[1], HasSubstr("found in 0 of 999 random maps"));
}

TEST(ScanOperation, TellsTheMonthOfACluster) {
  const auto result = scan_of(town(60), {{"units", "wards"}, {"type", "Burglary"}, {"slices", "months"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = table_of(*result);
  ASSERT_GE(features.row_count(), 1U);
  EXPECT_EQ(text_at(features, 0, "name"), "Ward 13");
  EXPECT_EQ(text_at(features, 0, "months"), "June 2025");
  EXPECT_THAT(result->sentences[0], HasSubstr("June 2025"));
}

TEST(ScanOperation, FindsPlaceAndTimeTogetherWithoutResidents) {
  const auto result =
      scan_of(town(60), {{"units", "wards"}, {"type", "Burglary"}, {"slices", "months"}, {"null", "same-margins"}});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_GE(table_of(*result).row_count(), 1U);
  EXPECT_EQ(text_at(table_of(*result), 0, "months"), "June 2025");
  EXPECT_THAT(result->sentences[0], HasSubstr("held against the sums of each place and month"));
}

TEST(ScanOperation, HoldsATypeAgainstAllTypes) {
  const auto result = scan_of(town(100), {{"units", "wards"}, {"type", "Burglary"}, {"expect", "all-types"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(text_at(table_of(*result), 0, "name"), "Ward 13");
  const auto all = scan_of(town(100), {{"units", "wards"}, {"expect", "all-types"}});
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().message, HasSubstr("choose types"));
}

TEST(ScanOperation, SaysSoWhereNothingStandsOut) {
  const auto result = scan_of(town(0), kBurglaryByWard);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(table_of(*result).row_count(), 0U);
  EXPECT_THAT(result->sentences[0], HasSubstr("no circle holds more than chance alone may put into one"));
}

/// The count of an area that tables hide must not follow from that of a cluster around it.
TEST(ScanOperation, TellsNoCountOfAClusterWithAnAreaThatTablesHide) {
  GroundUnits units;
  units.kind = UnitKind::wards;
  units.names = {"Ward 1", "Ward 2", "Ward 3"};
  units.codes = {"W1", "W2", "W3"};
  analysis::ScanCluster cluster;
  cluster.units = {0, 1};
  cluster.observed = 148;
  cluster.expected = 52.4;
  cluster.relative_risk = 3.082;
  const analysis::ScanResult scan;
  const analysis::MonthSpan span;
  const auto told = [&](const std::vector<std::uint32_t>& observed, const std::vector<std::string>& hidden) {
    return told_cluster({units, units.names, observed, span, 1, scan, borough::Sensitivity::open, hidden}, cluster);
  };

  EXPECT_EQ(told({100, 48, 4}, {}).incidents, 150);
  EXPECT_EQ(told({100, 48, 4}, {}).ratio, "3.1");
  EXPECT_EQ(told({100, 48, 4}, {"W3"}).incidents, 150);  // not in the cluster
  for (const ToldCluster& one : {told({144, 4, 90}, {}), told({100, 48, 4}, {"W2"})}) {
    EXPECT_FALSE(one.incidents);
    EXPECT_EQ(one.ratio, "3 to 5");
  }
}

TEST(ScanOperation, RefusesWhatItCannotScanWithWhatToDo) {
  const auto message = [](const Words& words) {
    const auto result = scan_of(town(0), words);
    return result ? std::string() : result.error().message;
  };
  EXPECT_THAT(message({}), HasSubstr("choose other --units"));  // no small areas
  EXPECT_THAT(message({{"units", "cells"}}), HasSubstr("residents are not known of cells"));
  EXPECT_THAT(message({{"units", "wards"}, {"slices", "months"}, {"from", "2025-03"}, {"to", "2025-03"}}),
              HasSubstr("choose a longer period"));
  EXPECT_THAT(message({{"units", "wards"}, {"null", "same-margins"}}), HasSubstr("two months or more"));
}

}  // namespace
}  // namespace wardscope::catalog
