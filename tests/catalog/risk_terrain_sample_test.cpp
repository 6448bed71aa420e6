// SPDX-License-Identifier: GPL-3.0-or-later
// The synthetic borough: premises stand where anti-social behaviour was planted, benches anywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"
#include "sample/sample.hpp"

namespace wardscope::catalog {
namespace {

borough::Dataset saltmere() {
  const auto made = sample::make_borough({.incidents = 12000, .seed = 1}, jobs::Progress());
  EXPECT_TRUE(made);
  borough::Dataset dataset;
  dataset.place = made->place;
  for (const borough::AreaSet& set : made->area_sets) dataset.area_sets.push_back(core::make_snapshot(set));
  dataset.points_of_interest = core::make_snapshot(made->points_of_interest);
  borough::IncidentTable table;
  for (const borough::IncidentCategory& category : made->categories) {
    static_cast<void>(borough::category_index(table, category.name, category.sensitivity));
  }
  for (const sample::SampleIncident& incident : sample::generate_incidents(*made, 0, made->options.incidents)) {
    if (incident.position) table.add(*incident.position, incident.category, incident.time, incident.precision);
  }
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

/// The kinds that were chosen.
std::vector<std::string> chosen_of(const borough::Dataset& dataset) {
  const ops::OperationRegistry registry = builtin_operations();
  const auto operation = registry.make("risk-terrain");
  for (const auto& [name, words] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"type", {"Anti-social behaviour"}}, {"cell-size", {"250"}}, {"reaches", {"3"}}, {"shifts", {"199"}}}) {
    EXPECT_TRUE(ops::set_parameter(*operation, name, words)) << name;
  }
  core::Diagnostics diagnostics;
  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});
  EXPECT_TRUE(result) << result.error().message;
  std::vector<std::string> kinds;
  if (!result) return kinds;
  const auto& factors = *std::get<core::Snapshot<table::FeatureTable>>(result->layers.at(1).data);
  for (std::size_t row = 0; row < factors.row_count(); ++row) {
    if (table::to_text(factors.at(row, *factors.column("chosen"))) == "yes")
      kinds.push_back(table::to_text(factors.at(row, *factors.column("feature"))));
  }
  return kinds;
}

/// Every incident at the place of another, moved as a whole map by up to the town's size: clumps stay clumps, and
/// premises know nothing of them. What falls off the land is in no cell.
borough::Dataset shuffled(borough::Dataset dataset, std::uint64_t seed) {
  borough::IncidentTable table = *dataset.incidents;
  const geo::Extent town = borough::extent_of(dataset);
  core::CounterRng rng(seed, 0);
  const double east = rng.uniform(0.0, town.width());
  const double north = rng.uniform(0.0, town.height());
  for (std::size_t i = 0; i < table.size(); ++i) {
    table.x[i] = town.min_x + std::fmod(table.x[i] - town.min_x + east, town.width());
    table.y[i] = town.min_y + std::fmod(table.y[i] - town.min_y + north, town.height());
  }
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

TEST(RiskTerrainOfSaltmere, FindsThePremisesAndNoBench) {
  const std::vector<std::string> chosen = chosen_of(saltmere());

  ASSERT_FALSE(chosen.empty());
  EXPECT_EQ(chosen.front(), "Licensed premises");
  EXPECT_THAT(chosen, testing::Not(testing::Contains("Benches")));
}

TEST(RiskTerrainOfSaltmere, OfShuffledBoroughsFewShowAFactor) {
  constexpr int kBoroughs = 8;
  const borough::Dataset town = saltmere();
  int shown = 0;
  for (int seed = 1; seed <= kBoroughs; ++seed) {
    if (!chosen_of(shuffled(town, static_cast<std::uint64_t>(seed))).empty()) ++shown;
  }

  EXPECT_LE(shown, 2 /* 5 % of 8 and three standard deviations */);
}

}  // namespace
}  // namespace wardscope::catalog
