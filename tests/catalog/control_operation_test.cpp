// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/result_rows.hpp"
#include "catalog/small_workspace.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Two wards side by side over the months of 2024 and 2025: 40 thefts a month in the first and 12 in the second, 90 in
/// July 2025 in the first, 3 in March 2025 in both together; 100 of vandalism.
borough::Dataset town() {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  borough::IncidentTable incidents;
  const auto theft = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  const auto vandalism = borough::category_index(incidents, "Vandalism", borough::Sensitivity::open);
  for (int ward = 0; ward < 2; ++ward) {
    const double x = ward * 1000.0;
    wards.areas.push_back({"W" + std::to_string(ward + 1),
                           "Ward " + std::to_string(ward + 1),
                           {geo::to_polygon({x, 0.0, x + 1000.0, 1000.0})},
                           5000.0,
                           {},
                           ""});
    for (int month = 0; month < 24; ++month) {
      int thefts = ward == 0 ? 40 : 12;
      if (month == 18 && ward == 0) thefts = 90;
      if (month == 14) thefts = ward == 0 ? 3 : 0;
      const auto add = [&](int count, std::uint16_t type) {
        for (int i = 0; i < count; ++i) {
          incidents.add({x + 500.0, 500.0}, type, core::local_minute({2024 + month / 12, month % 12 + 1, 1}),
                        core::TimePrecision::month);
        }
      };
      add(thefts, theft);
      add(50, vandalism);
    }
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> chart_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("control-chart");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}
std::string refusal(const borough::Dataset& dataset, const Words& words) {
  const auto result = chart_of(dataset, words);
  return result ? std::string() : result.error().message;
}

const table::FeatureTable& months_of(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
}
TEST(ControlChartOperation, MarksTheMonthThatStandsOut) {
  const auto result = chart_of(town(), {{"type", "Theft"}, {"limits", "three-sigma"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& months = months_of(*result);
  ASSERT_EQ(months.row_count(), 24U);
  EXPECT_EQ(text_at(months, 18, "month"), "2025-07");
  EXPECT_EQ(text_at(months, 18, "incidents"), "102");
  EXPECT_EQ(text_at(months, 18, "signal"), "above the limits");
  EXPECT_EQ(text_at(months, 18, "against_year_before"), "more");
  EXPECT_EQ(text_at(months, 17, "against_year_before"), "no clear change");
  EXPECT_EQ(text_at(months, 3, "against_year_before"), "not recorded");
  EXPECT_THAT(result->sentences[0], HasSubstr("July 2025 is above the limits"));
  EXPECT_THAT(result->sentences[1], HasSubstr("Of 12 months 2 differ from the same month a year before"));
}

/// March 2025 has three: neither its count nor that it lies below the limits is told, nor the month that would give it
/// away beside the centre.
TEST(ControlChartOperation, HidesASmallMonthWithAllThatFollowsFromIt) {
  const auto result = chart_of(town(), {{"type", "Theft"}, {"limits", "three-sigma"}});
  ASSERT_TRUE(result);
  const auto safe = suppressed_counts(months_of(*result), suppression_of(result->layers.front().counted));
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < safe.row_count(); ++row) {
    if (!is_hidden(safe, row)) continue;
    ++hidden;
    for (const char* column : {"incidents", "value", "signal", "against_year_before", "year_before_p"}) {
      EXPECT_EQ(text_at(safe, row, column), "") << column;
    }
  }
  EXPECT_TRUE(is_hidden(safe, 14));
  EXPECT_GE(hidden, 2U);
  EXPECT_THAT(result->sentences[0], Not(HasSubstr("March 2025")));
}

TEST(ControlChartOperation, TellsRoundedCountsOfChosenWards) {
  const auto result = chart_of(town(), {{"type", "Theft"}, {"ward", "Ward 1"}, {"measure", "per-day"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& months = months_of(*result);
  EXPECT_FALSE(months.column("incidents"));
  EXPECT_EQ(text_at(months, 0, "incidents_rounded"), "40");
  EXPECT_NEAR(*table::to_number(months.at(0, *months.column("value"))), 40.0 / 31.0, 1e-12);
  EXPECT_EQ(text_at(months, 14, "incidents_rounded"), "");
  EXPECT_EQ(text_at(months, 14, "value"), "");
  EXPECT_EQ(text_at(months, 14, "signal"), "too few to tell");
  EXPECT_THAT(result->sentences[0], HasSubstr("in Ward 1"));
}

TEST(ControlChartOperation, ChartsAShareOfAllTypesRounded) {
  const auto result = chart_of(town(), {{"type", "Theft"}, {"measure", "share"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& months = months_of(*result);
  EXPECT_NEAR(*table::to_number(months.at(0, *months.column("value"))), 100.0 * 50.0 / 152.0, 1e-9);
  EXPECT_EQ(text_at(months, 0, "incidents_rounded"), "50");
}

/// Ten thefts a month happen off the wards: they are told, and in no month.
TEST(ControlChartOperation, IsOfTheIncidentsOnTheWards) {
  borough::Dataset dataset = town();
  borough::IncidentTable incidents = *dataset.incidents;
  for (int month = 0; month < 24; ++month) {
    for (int i = 0; i < 10; ++i) {
      incidents.add({-500.0, 500.0}, 0, core::local_minute({2024 + month / 12, month % 12 + 1, 1}),
                    core::TimePrecision::month);
    }
  }
  dataset.incidents = core::make_snapshot(incidents);
  const auto operation = builtin_operations().make("control-chart");
  ASSERT_TRUE(ops::set_parameter(*operation, "type", {"Theft"}));
  core::Diagnostics diagnostics;
  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(text_at(months_of(*result), 0, "incidents"), "52");
  EXPECT_THAT(result->sentences[0], HasSubstr("1,249 recorded incidents"));
  ASSERT_EQ(diagnostics.count("off-the-land"), 1);
  EXPECT_EQ(diagnostics.kept().front().message, "left out, for they lie off the wards: 240 of the selected incidents");
}

TEST(ControlChartOperation, ChartsARatePerResident) {
  const auto result = chart_of(town(), {{"type", "Theft"}, {"measure", "per-resident"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& months = months_of(*result);
  EXPECT_NEAR(*table::to_number(months.at(0, *months.column("value"))), 52.0 / 10.0 * 30.0 / 31.0, 1e-12);
}

/// Two thefts of a rare type in two years of a ward: which of its months are empty would tell where they are.
TEST(ControlChartOperation, TellsNoEmptyMonthsBesideSmallOnes) {
  borough::Dataset dataset = town();
  borough::IncidentTable incidents = *dataset.incidents;
  const auto rare = borough::category_index(incidents, "Robbery", borough::Sensitivity::open);
  for (const int month : {2, 5, 9, 14, 20}) {
    incidents.add({500.0, 500.0}, rare, core::local_minute({2024 + month / 12, month % 12 + 1, 1}),
                  core::TimePrecision::month);
  }
  dataset.incidents = core::make_snapshot(incidents);
  const auto result = chart_of(dataset, {{"type", "Robbery"}, {"ward", "Ward 1"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& months = months_of(*result);
  for (std::size_t row = 0; row < months.row_count(); ++row) {
    EXPECT_EQ(text_at(months, row, "incidents_rounded"), "") << row;
    EXPECT_EQ(text_at(months, row, "value"), "") << row;
    EXPECT_EQ(text_at(months, row, "signal"), "too few to tell") << row;
  }
  EXPECT_THAT(result->sentences[0], AllOf(HasSubstr("0.21 a month on average"), Not(HasSubstr("below the centre"))));
  EXPECT_THAT(result->sentences[1], HasSubstr("runs on one side are no sign"));
}

TEST(ControlChartOperation, SaysWhichMonthIsLeftOutAndHowToTakeItIn) {
  borough::Dataset dataset = town();
  borough::IncidentTable incidents = *dataset.incidents;
  incidents.add({500.0, 500.0}, 0, core::local_minute({2026, 1, 20}), core::TimePrecision::minute);
  dataset.incidents = core::make_snapshot(incidents);

  const auto result = chart_of(dataset, {{"type", "Theft"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[1], HasSubstr("January 2026 is left out: its last record is of day 20, so that it may "
                                              "not be complete; --to 2026-01 takes it in."));
  EXPECT_THAT(refusal(dataset, {{"from", "2025-02"}}),
              AllOf(HasSubstr("here are 11"), HasSubstr("--to 2026-01 takes it in")));
  EXPECT_EQ(months_of(*chart_of(dataset, {{"type", "Theft"}, {"from", "2025-02"}, {"to", "2026-01"}})).row_count(),
            12U);
}

TEST(ControlChartOperation, NamesTheWardWithoutResidents) {
  borough::Dataset dataset = town();
  borough::AreaSet wards = *dataset.area_sets.front();
  wards.areas.push_back({"W3", "Ward 3", {geo::to_polygon({2000.0, 0.0, 3000.0, 1000.0})}, 0.0, {}, ""});
  dataset.area_sets = {core::make_snapshot(wards)};

  const auto result = chart_of(dataset, {{"type", "Theft"}, {"measure", "per-resident"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[1], HasSubstr("Of 1 of 3 wards no residents are known (Ward 3)"));
}

TEST(ControlChartOperation, RefusesWithWhatToDo) {
  EXPECT_THAT(refusal(town(), {{"measure", "share"}}), HasSubstr("say of which with --type"));
  EXPECT_THAT(refusal(town(), {{"from", "2025-01"}, {"to", "2025-06"}}), HasSubstr("needs 12 months"));
  EXPECT_THAT(refusal(town(), {{"from", "2023-01"}}), HasSubstr("import what is missing"));
  EXPECT_THAT(refusal(town(), {{"ward", "Ward 9"}}), HasSubstr("Ward 9"));
  EXPECT_THAT(refusal(town(), {{"first-hour", "20"}}), HasSubstr("leave weekdays, hours and days out"));
  EXPECT_THAT(refusal(town(), {{"chart-file", "chart.docx"}}), HasSubstr("end the name in .svg"));
}

class ControlChartFile : public SmallWorkspace {};

TEST_F(ControlChartFile, HoldsTheChartWithItsFindingAndProvenance) {
  make(small_borough());

  const auto made = run("control-chart", {{"type", "Burglary"}, {"limits", "exact"}, {"chart-file", file("c.svg")}});

  ASSERT_TRUE(made) << made.error().message;
  EXPECT_THAT(text_of("c.svg"), AllOf(HasSubstr("<title>Burglary; 2025-01 to 2025-12</title>"),
                                      HasSubstr("recorded incidents (Burglary; 2025-01 to 2025-12) in 12 months"),
                                      HasSubstr("incidents.csv"), HasSubstr("Recorded incidents, a month")));
  EXPECT_THAT(text_of("c.svg.provenance.json"), HasSubstr("\"limits\": \"exact\""));
}

}  // namespace
}  // namespace wardscope::catalog
