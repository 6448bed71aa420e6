// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "catalog/small_workspace.hpp"
#include "core/random.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

geo::Point somewhere(core::CounterRng& rng) {
  const double x = 400000.0 + rng.uniform(0.0, 2000.0);
  return {x, 100000.0 + rng.uniform(0.0, 2000.0)};
}

/// Premises with incidents around them in two years of months, benches with none of their own.
borough::Dataset town_with_premises(borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::Dataset dataset = small_borough();
  borough::PointsOfInterest points;
  core::CounterRng places(11, 0);
  for (int i = 0; i < 12; ++i) {
    points.push_back({"Licensed premises", "Bar " + std::to_string(i), somewhere(places)});
    points.push_back({i % 2 == 0 ? "Benches" : "benches ", "", somewhere(places)});
  }
  borough::IncidentTable table;
  const auto noise = borough::category_index(table, "Noise", sensitivity);
  for (std::uint64_t i = 0; i < 1600; ++i) {
    core::CounterRng rng(12, i);
    geo::Point place = somewhere(rng);
    if (rng.chance(0.4)) {
      const geo::Point bar = points[2 * rng.below(12)].position;
      place = {bar.x + rng.uniform(-80.0, 80.0), bar.y + rng.uniform(-80.0, 80.0)};
    }
    const auto month = static_cast<int>(rng.below(24));
    table.add(place, noise, core::local_minute({2024 + month / 12, 1 + month % 12, 15}), core::TimePrecision::day);
  }
  dataset.incidents = core::make_snapshot(std::move(table));
  dataset.points_of_interest = core::make_snapshot(std::move(points));
  return dataset;
}

class RiskTerrainOperation : public SmallWorkspace {
 protected:
  core::Result<ops::RunOutcome> terrain_of(Words words = {}) {
    words.emplace_back("cells", "square");
    words.emplace_back("cell-size", "100");
    words.emplace_back("shifts", "199");
    return run("risk-terrain", words);
  }
  std::string refusal(Words words) {
    const auto outcome = terrain_of(std::move(words));
    return outcome ? "ran" : outcome.error().message;
  }
  static const table::FeatureTable& layer(const ops::RunOutcome& outcome, std::size_t index) {
    return *std::get<core::Snapshot<table::FeatureTable>>(outcome.result.layers.at(index).data);
  }
  static std::string text(const table::FeatureTable& features, std::size_t row, const std::string& column) {
    return table::to_text(features.at(row, *features.column(column)), 2);
  }
};

TEST_F(RiskTerrainOperation, FindsThePlantedKindAndLeavesTheOtherOut) {
  make(town_with_premises());

  const auto outcome = terrain_of();

  ASSERT_TRUE(outcome) << outcome.error().message;
  const table::FeatureTable& factors = layer(*outcome, 1);
  EXPECT_EQ(text(factors, 0, "feature"), "Licensed premises");
  EXPECT_EQ(text(factors, 0, "chosen"), "yes");
  EXPECT_GT(*table::to_number(factors.at(0, *factors.column("low"))), 1.5);
  for (std::size_t row = 1; row < factors.row_count(); ++row) {
    EXPECT_EQ(text(factors, row, "chosen"), "no");
    EXPECT_FALSE(text(factors, row, "why").empty());
    EXPECT_EQ(text(factors, row, "relative_risk"), "") << "told of the chosen alone";
  }
  const auto& sentences = outcome->result.sentences;
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_THAT(sentences[0],
              AllOf(HasSubstr("Licensed premises"), HasSubstr("times as many"), Not(HasSubstr("enches"))));
  EXPECT_THAT(sentences[1],
              AllOf(HasSubstr("too narrow"), HasSubstr("chosen on the same incidents"), HasSubstr("no later period")));
  EXPECT_THAT(sentences[2], AllOf(HasSubstr("no forecast"), HasSubstr("must not be a reason to stop somebody")));
  EXPECT_THAT(sentences[3], AllOf(HasSubstr("Licensed premises (12)"), HasSubstr("Benches (12)"),
                                  HasSubstr("half a block"), HasSubstr("199 random shifts"), HasSubstr("phi")));
}

TEST_F(RiskTerrainOperation, TheMapHasTheProductOfTheChosenRisks) {
  make(town_with_premises());

  const auto outcome = terrain_of();

  ASSERT_TRUE(outcome) << outcome.error().message;
  const table::FeatureTable& cells = layer(*outcome, 0);
  const std::string most = text(layer(*outcome, 1), 0, "relative_risk");
  ASSERT_EQ(cells.row_count(), 400U);
  EXPECT_EQ(text(cells, 0, "relative_risk"), most);
  EXPECT_THAT(text(cells, 0, "factors"), HasSubstr("Licensed premises"));
  EXPECT_EQ(table::to_number(cells.at(399, *cells.column("relative_risk"))), 1.0);
  EXPECT_EQ(text(cells, 399, "factors"), "");
  for (const table::Column& column : cells.columns()) EXPECT_THAT(column.name, Not(HasSubstr("count")));
}

TEST_F(RiskTerrainOperation, IsHeldAgainstALaterPeriod) {
  make(town_with_premises());

  const auto outcome = terrain_of({{"to", "2024-12"}, {"later-from", "2025-01"}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences[1],
              AllOf(HasSubstr("Of the incidents of January 2025 to "), HasSubstr("which it did not know"),
                    HasSubstr("on the 10.0 % of the land"), HasSubstr("chance gives 1")));
  EXPECT_THAT(refusal({{"later-from", "2025-01"}}), HasSubstr("end the incidents that it is made of with --to"));
  EXPECT_THAT(refusal({{"to", "2025-03"}, {"later-from", "2025-01"}}), HasSubstr("end them earlier"));
  EXPECT_THAT(refusal({{"to", "2024-12"}, {"later-to", "2025-02"}}), HasSubstr("--later-to without --later-from"));
}

TEST_F(RiskTerrainOperation, TriesTheKindsThatAreNamed) {
  make(town_with_premises());

  const auto benches = terrain_of({{"feature", "benches"}});
  const auto cameras = terrain_of({{"feature", "CCTV cameras"}});

  ASSERT_TRUE(benches) << benches.error().message;
  EXPECT_EQ(text(layer(*benches, 1), 0, "chosen"), "no");
  EXPECT_THAT(benches->result.sentences[0], HasSubstr("near none of the one kind of feature tried"));
  ASSERT_TRUE(cameras) << cameras.error().message;
  EXPECT_EQ(text(layer(*cameras, 1), 0, "feature"), "CCTV cameras");
  EXPECT_THAT(refusal({{"feature", "Licenced premises"}}), HasSubstr("did you mean 'Licensed premises'"));
}

TEST_F(RiskTerrainOperation, SaysWhatToDoWhereNothingCanBeTried) {
  borough::Dataset bare = small_borough();
  bare.hubs = core::make_snapshot(borough::HubRegister{});
  make(bare);

  EXPECT_THAT(refusal({}), HasSubstr("--kind points-of-interest"));
}

TEST_F(RiskTerrainOperation, RefusesReachesThatDoNotLeaveTheCell) {
  make(town_with_premises());

  EXPECT_THAT(refusal({{"reach-step", "40"}}), HasSubstr("shorter than half a cell of 100 m"));
}

TEST_F(RiskTerrainOperation, OfSensitiveTypesAloneCellsMustBeLarge) {
  make(town_with_premises(borough::Sensitivity::sensitive));

  EXPECT_THAT(refusal({}), HasSubstr("250"));
}

TEST_F(RiskTerrainOperation, OneIncidentOrAllOnOnePointShowNothing) {
  borough::Dataset town = town_with_premises();
  const auto small = small_borough({.all_on_one_point = true});
  town.incidents = small.incidents;
  make(town);

  const auto outcome = terrain_of();

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(text(layer(*outcome, 1), 0, "chosen"), "no");
  for (std::size_t row = 0; row < 400; ++row) EXPECT_EQ(text(layer(*outcome, 0), row, "relative_risk"), "1.00");
}

}  // namespace
}  // namespace wardscope::catalog
