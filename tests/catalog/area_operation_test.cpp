// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"

namespace wardscope::catalog {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// Two wards of a square kilometre: many incidents in the first, two in the second, where hardly anybody lives.
borough::Dataset two_wards() {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  wards.areas.push_back({"A", "Harbour", {geo::to_polygon({0, 0, 1000, 1000})}, 5000.0, {}, ""});
  wards.areas.push_back({"B", "Moor", {geo::to_polygon({1000, 0, 2000, 1000})}, 2.0, {}, ""});
  borough::IncidentTable incidents;
  const auto theft = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (int i = 0; i < 50; ++i)
    incidents.add({500, 500}, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  for (int i = 0; i < 2; ++i)
    incidents.add({1500, 500}, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  incidents.add({9000, 500}, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  incidents.without_place.push_back({theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day});
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

struct Answer {
  std::vector<std::string> sentences;
  std::vector<std::string> notes;
};

Answer area_rates_of(const borough::Dataset& dataset) {
  const ops::OperationRegistry registry = builtin_operations();
  core::Diagnostics diagnostics;
  const auto result =
      registry.make("area-rates")
          ->run({.dataset = dataset, .workspace = {}, .progress = jobs::Progress(), .diagnostics = diagnostics});
  EXPECT_TRUE(result) << result.error().message;
  Answer answer{result->sentences, {}};
  for (const auto& entry : diagnostics.kept()) answer.notes.push_back(entry.message);
  return answer;
}

TEST(AreaRatesOperation, NoSentenceTellsACountThatIsHidden) {
  const Answer answer = area_rates_of(two_wards());

  // Harbour's 50 and the 52 of both would tell the two of Moor.
  EXPECT_THAT(answer.sentences, Contains("In no area are there enough to tell a number."));
  EXPECT_THAT(answer.sentences, Not(Contains(HasSubstr("Moor"))));
}

TEST(AreaRatesOperation, TheHeadlineIsWhatTheAreasHoldAndTheRestIsSaid) {
  const Answer answer = area_rates_of(two_wards());

  EXPECT_EQ(answer.sentences[0], "52 recorded incidents (all types) in the 2 areas of 'Wards (2020)'.");
  EXPECT_EQ(answer.sentences[1], "Besides, fewer than 5 lie in none of them.");
  EXPECT_THAT(answer.notes, Contains(HasSubstr("fewer than 5 more incidents have no place")));
}

TEST(AreaRatesOperation, ASecondSetOfWardsIsSaid) {
  borough::Dataset dataset = two_wards();
  borough::AreaSet newer = *dataset.area_sets.front();
  newer.name = "Wards (2023)";
  dataset.area_sets.push_back(core::make_snapshot(newer));

  const Answer answer = area_rates_of(dataset);

  EXPECT_THAT(answer.notes,
              Contains(HasSubstr("2 sets of wards ('Wards (2020)', 'Wards (2023)'): 'Wards (2023)' is used")));
  EXPECT_THAT(answer.sentences[0], HasSubstr("Wards (2023)"));
}

TEST(AreaRatesOperation, TheSetThatIsAskedForIsCountedInAndNamedInSentenceTableAndProvenance) {
  borough::Dataset dataset = two_wards();
  borough::AreaSet newer = *dataset.area_sets.front();
  newer.name = "Wards (2023)";
  newer.vintage = "2023";
  dataset.area_sets.push_back(core::make_snapshot(newer));
  const auto operation = builtin_operations().make("area-rates");
  ASSERT_TRUE(ops::set_parameter(*operation, "area-set", {"2020"}));
  core::Diagnostics diagnostics;

  const auto outcome = ops::run_operation_on(dataset, *operation, {{}, ops::Keep::no, "2026-11-21T20:00:00Z"},
                                             jobs::Progress(), diagnostics);

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences[0], HasSubstr("'Wards (2020)'"));
  EXPECT_THAT(outcome->result.layers[0].title, HasSubstr("2020"));
  EXPECT_THAT(outcome->provenance.json, HasSubstr("\"area_sets\": [\n    \"Wards (2020)\"\n  ]"));
  const auto& table = *std::get<core::Snapshot<table::FeatureTable>>(outcome->result.layers[0].data);
  EXPECT_EQ(table::to_text(table.at(0, *table.column("area_set"))), "Wards (2020)");
  EXPECT_EQ(table::to_text(table.at(0, *table.column("residents_by"))), "of the area set");
  for (const auto& entry : diagnostics.kept()) EXPECT_THAT(entry.message, Not(HasSubstr("2 sets of wards")));
}

}  // namespace
}  // namespace wardscope::catalog
