// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
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
using Words = std::vector<std::pair<std::string, std::string>>;

/// A town of 3 km by 3 km. Each month of 2024 and 2025 has 60 thefts anywhere and 40 round a place that holds; 40 more
/// lie round another place, which moves on with the year.
borough::Dataset town(borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  wards.areas.push_back({"W1", "Ward 1", {geo::to_polygon({0.0, 0.0, 3000.0, 3000.0})}, {}, {}, ""});
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", sensitivity);
  for (int month = 0; month < 24; ++month) {
    for (int i = 0; i < 140; ++i) {
      core::CounterRng rng(static_cast<std::uint64_t>(month) + 1, static_cast<std::uint64_t>(i));
      geo::Point place{rng.uniform(0, 3000), rng.uniform(0, 3000)};
      const geo::Point held{700, 700};
      const geo::Point moved = month < 12 ? geo::Point{2300, 700} : geo::Point{700, 2300};
      if (i >= 60) {
        const geo::Point centre = i < 100 ? held : moved;
        place = {centre.x + 40 * core::sample_normal(rng), centre.y + 40 * core::sample_normal(rng)};
      }
      incidents.add(place, type, core::local_minute({2024 + month / 12, month % 12 + 1, 1}),
                    core::TimePrecision::month);
    }
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> validation_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("validate");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}
std::string refusal(const borough::Dataset& dataset, const Words& words) {
  const auto result = validation_of(dataset, words);
  return result ? std::string() : result.error().message;
}

const Words kYears{{"from", "2025-01"}, {"to", "2025-12"}, {"cells", "square"}, {"cell-size", "150"}};

const table::FeatureTable& layer_of(const ops::OperationResult& result, std::size_t layer) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers[layer].data);
}
std::size_t row_of(const table::FeatureTable& features, double area, const std::string& order) {
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (number_at(features, row, "area_percent") == area && text_at(features, row, "ranked_by") == order) return row;
  }
  ADD_FAILURE() << "no " << area << " % by " << order;
  return 0;
}

/// By hand: cells by their counts in 2024, those of 2025 on the first four of 400.
double hits_of_four_cells(const borough::IncidentTable& incidents) {
  std::map<std::pair<int, int>, std::pair<int, int>> cells;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    auto& cell = cells[{static_cast<int>(incidents.x[row] / 150), static_cast<int>(incidents.y[row] / 150)}];
    ++(incidents.time[row] < core::local_minute({2025, 1, 1}) ? cell.first : cell.second);
  }
  std::vector<std::pair<int, int>> counts;
  for (const auto& [place, both] : cells) counts.push_back(both);
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  EXPECT_GT(counts[3].first, counts[4].first);  // no tie at the end
  double hits = 0.0;
  for (int i = 0; i < 4; ++i) hits += counts[static_cast<std::size_t>(i)].second;
  return hits;
}

TEST(ValidateOperation, JudgesTheEarlierPeriodsOrderOnTheLaterOne) {
  const borough::Dataset dataset = town();
  const auto result = validation_of(dataset, kYears);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& judged = layer_of(*result, 1);
  const std::size_t counts = row_of(judged, 1.0, "counts of the earlier period");
  const double caught = std::round(hits_of_four_cells(*dataset.incidents) / 5.0) * 5.0;
  EXPECT_NEAR(number_at(judged, counts, "hit_percent"), 100.0 * caught / 1680.0, 1e-9);
  EXPECT_NEAR(number_at(judged, counts, "pai"), caught / 1680.0 / 0.01, 1e-9);
  EXPECT_LE(number_at(judged, counts, "pei"), 1.0);
  EXPECT_LT(number_at(judged, counts, "rri"), 1.0);  // half of what was hot moved on
  EXPECT_EQ(text_at(judged, counts, "against_chance"), "better than chance");
  EXPECT_EQ(text_at(judged, row_of(judged, 1.0, "their own counts, with hindsight"), "pei"), "1.000");
  EXPECT_THAT(result->sentences[0],
              AllOf(HasSubstr("Of 1,680 recorded incidents (all types; 2025-01 to 2025-12)"),
                    HasSubstr("on the 2 % of"), HasSubstr("densest in January 2024 to December 2024")));
}

TEST(ValidateOperation, ShowsWhichHotspotsHeldFadedAndCame) {
  const auto result = validation_of(town(), kYears);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& cells = layer_of(*result, 0);
  std::set<std::string> classes;
  for (std::size_t row = 0; row < cells.row_count(); ++row) {
    const geo::Point centre = geo::extent_of(cells.geometry(row)).centre();
    const auto near = [&](double x, double y) { return std::hypot(centre.x - x, centre.y - y) < 500.0; };
    const std::string word = text_at(cells, row, "class");
    if (word == "hotspot that held") {
      EXPECT_TRUE(near(700, 700));
    } else if (word == "hotspot that faded") {
      EXPECT_TRUE(near(2300, 700));
    } else {
      EXPECT_TRUE(near(700, 2300)) << word;
    }
    classes.insert(word);
  }
  EXPECT_EQ(classes.size(), 3U);
}

TEST(ValidateOperation, DrawsTheWholeCurveForEachOrder) {
  const auto result = validation_of(town(), kYears);
  ASSERT_TRUE(result);
  const table::FeatureTable& curve = layer_of(*result, 2);
  for (std::size_t order = 1; order < curve.columns().size(); ++order) {
    double before = 0.0;
    for (std::size_t row = 0; row < curve.row_count(); ++row) {
      const double hits = *table::to_number(curve.at(row, order));
      EXPECT_GE(hits, before);
      EXPECT_NEAR(std::remainder(hits / 100.0 * 1680.0, 5.0), 0.0, 1e-9);  // to the nearest five
      before = hits;
    }
    EXPECT_DOUBLE_EQ(before, 100.0);
  }
}

/// Judged on three months, the year before that is the three months a year earlier.
TEST(ValidateOperation, AlsoAsksTheSameMonthsAYearBefore) {
  const auto result = validation_of(town(), {{"from", "2025-10"}, {"to", "2025-12"}});
  ASSERT_TRUE(result) << result.error().message;
  row_of(layer_of(*result, 1), 2.0, "counts of the same months a year before");
  EXPECT_EQ(layer_of(*validation_of(town(), kYears), 1).row_count(), 9U);  // three shares of three orders
}

/// Thirty incidents of a rare type, later ones at random: no zero stands for "too few", and no verdict beside one.
TEST(ValidateOperation, SaysTooFewToTellInPlaceOfNought) {
  borough::Dataset dataset = town();
  borough::IncidentTable incidents = *dataset.incidents;
  const auto rare = borough::category_index(incidents, "Arson", borough::Sensitivity::open);
  for (int i = 0; i < 30; ++i) {
    core::CounterRng rng(77, static_cast<std::uint64_t>(i));
    incidents.add({rng.uniform(0, 3000), rng.uniform(0, 3000)}, rare,
                  core::local_minute({i < 12 ? 2024 : 2025, i % 12 + 1, 1}), core::TimePrecision::month);
  }
  dataset.incidents = core::make_snapshot(incidents);
  Words words = kYears;
  words.emplace_back("type", "Arson");
  const auto result = validation_of(dataset, words);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& judged = layer_of(*result, 1);
  const std::size_t row = row_of(judged, 1.0, "density of the earlier period");
  for (const char* column : {"hit_percent", "hit_low_percent", "hit_high_percent", "pai", "pei", "rri"}) {
    EXPECT_EQ(text_at(judged, row, column), "") << column;
  }
  EXPECT_EQ(text_at(judged, row, "against_chance"), "too few to tell");
  EXPECT_THAT(result->sentences[0], HasSubstr("fewer than 5 lie on the 2 % of the land"));
}

/// Every row's verdict follows from the numbers beside it, whatever the rounding.
TEST(ValidateOperation, SaysOfChanceWhatItsNumbersSay) {
  Words words = kYears;
  for (const char* share : {"0.5", "2", "30"}) {
    words.emplace_back("area-percent", share);
    const auto result = validation_of(town(), words);
    words.pop_back();
    ASSERT_TRUE(result) << result.error().message;
    const table::FeatureTable& judged = layer_of(*result, 1);
    for (std::size_t row = 0; row < judged.row_count(); ++row) {
      const std::string verdict = text_at(judged, row, "against_chance");
      const double hits = number_at(judged, row, "hit_percent");
      EXPECT_TRUE(verdict != "better than chance" || hits > number_at(judged, row, "chance_high_percent")) << hits;
      EXPECT_TRUE(verdict != "worse than chance" || hits < number_at(judged, row, "chance_low_percent")) << hits;
      if (hits < 0.0) continue;
      EXPECT_LT(number_at(judged, row, "hit_low_percent"), hits - 100.0 * 2.0 / 1680.0) << "wider than the rounding";
      EXPECT_GT(number_at(judged, row, "hit_high_percent"), hits + 100.0 * 2.0 / 1680.0);
    }
  }
}

/// The map, its title and the sentence are of one share of the land.
TEST(ValidateOperation, MapsTheShareThatItsSentenceSpeaksOf) {
  const auto result = validation_of(town(), kYears);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->layers[0].title, "Hotspots that held: the densest 2 % of the land");
  EXPECT_THAT(result->sentences[0], HasSubstr("on the 2 % of the land"));
}

TEST(ValidateOperation, RefusesSharesBelowACellAndAHandfulOfCells) {
  Words words = kYears;
  words.emplace_back("area-percent", "0.02");
  EXPECT_THAT(refusal(town(), words), AllOf(HasSubstr("less than one of the 400 cells"), HasSubstr("judge 0.25 %")));
  words = kYears;
  words.back().second = "3000";
  EXPECT_THAT(refusal(town(), words), HasSubstr("choose a smaller --cell-size"));
}

TEST(ValidateOperation, RefusesWithWhatToDo) {
  EXPECT_THAT(refusal(town(), {{"from", "2024-06"}, {"before-from", "2025-01"}}), HasSubstr("must end before"));
  EXPECT_THAT(
      refusal(town(), {{"from", "2025-01"}, {"to", "2025-06"}, {"before-from", "2024-09"}, {"before-to", "2025-03"}}),
      HasSubstr("must end before"));
  EXPECT_THAT(refusal(town(), {{"area-percent", "0"}}), HasSubstr("such as 2"));
  EXPECT_THAT(refusal(town(), {{"area-percent", "nan"}}), HasSubstr("such as 2"));
  EXPECT_THAT(refusal(town(), {{"bandwidth", "9000"}}), HasSubstr("bandwidth"));
  EXPECT_THAT(refusal(town(), {{"first-hour", "20"}}), HasSubstr("leave weekdays, hours and days out of the filter"));
  EXPECT_THAT(refusal(town(borough::Sensitivity::sensitive), {{"cell-size", "150"}}), HasSubstr("250 m or more"));
}

}  // namespace
}  // namespace wardscope::catalog
