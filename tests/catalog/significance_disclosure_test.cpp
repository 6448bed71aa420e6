// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tables of "significance" and "emerging" tell a reader who looks for a single record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
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

constexpr double kCell = 250.0;

/// Twenty-five wards of a square kilometre with incidents of one type at these places, in January 2025 or, `months`
/// given, one after the other in so many months.
borough::Dataset town_of(const std::vector<geo::Point>& places, borough::Sensitivity sensitivity, int months = 1) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  for (int i = 0; i < 25; ++i) {
    const double x = i % 5 * 1000.0;
    const double y = i / 5 * 1000.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 1000.0, y + 1000.0})},
                           3000.0,
                           {},
                           ""});
  }
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", sensitivity);
  int month = 0;
  for (const geo::Point& place : places) {
    incidents.add(place, type, core::local_minute({2025, month++ % months + 1, 1}), core::TimePrecision::day);
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

/// So many records, each in a cell of its own.
std::vector<geo::Point> scattered(std::size_t records) {
  std::vector<geo::Point> places;
  for (std::size_t i = 0; i < records; ++i) {
    const std::size_t cell = (i * 61 + 27) % 400;
    places.push_back({kCell * (static_cast<double>(cell % 20) + 0.5), kCell * (static_cast<double>(cell / 20) + 0.5)});
  }
  return places;
}

core::Result<ops::OperationResult> result_of(const std::string& name, const borough::Dataset& dataset,
                                             const Words& words) {
  const auto operation = builtin_operations().make(name);
  for (const auto& [parameter, word] : words) {
    EXPECT_TRUE(ops::set_parameter(*operation, parameter, {word})) << parameter;
  }
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

/// A list as a reader has it, row by row with the places of its rows.
std::vector<std::string> told_by(const table::FeatureTable& features) {
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    std::string text;
    for (std::size_t column = 0; column < features.columns().size(); ++column) {
      text += table::to_text(features.at(row, column), 6) + "|";
    }
    const geo::Point at = geo::extent_of(std::get<geo::MultiPolygon>(features.geometry(row))).centre();
    rows.push_back(text + std::to_string(at.x) + "|" + std::to_string(at.y));
  }
  return rows;
}

const Words kWideSquares{{"cells", "square"}, {"cell-size", "250"}};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Sixteen records of a month, each alone in its cell: neither their number of neighbours, nor the sign of a rounded
/// score, nor the order of the rows may follow one that moves.
TEST(SignificanceDisclosure, AMovedSensitiveRecordMovesNothingInTheTable) {
  const std::vector<geo::Point> places = scattered(16);
  std::vector<geo::Point> moved = places;
  moved[4].x += 2.0 * kCell;
  moved[9].y -= 2.0 * kCell;
  for (const char* test : {"permutation", "analytic"}) {
    for (const char* statistic : {"gi-star", "gi", "local-moran"}) {
      const Words words = with(kWideSquares, {{"test", test}, {"statistic", statistic}});
      const auto here = result_of("significance", town_of(places, borough::Sensitivity::sensitive), words);
      const auto there = result_of("significance", town_of(moved, borough::Sensitivity::sensitive), words);
      ASSERT_TRUE(here && there);
      EXPECT_EQ(told_by(table_of(*here)), told_by(table_of(*there))) << test << ", " << statistic;
      EXPECT_THAT(here->sentences[0], HasSubstr("none of 400 cells stands out")) << test << ", " << statistic;
    }
  }
}

TEST(SignificanceDisclosure, AMovedSensitiveRecordMovesNothingInHistories) {
  const std::vector<geo::Point> places = scattered(48);
  std::vector<geo::Point> moved = places;
  moved[4].x += 2.0 * kCell;
  const Words words = with(kWideSquares, {{"test", "analytic"}, {"to", "2025-12"}});
  const auto here = result_of("emerging", town_of(places, borough::Sensitivity::sensitive, 12), words);
  const auto there = result_of("emerging", town_of(moved, borough::Sensitivity::sensitive, 12), words);
  ASSERT_TRUE(here) << here.error().message;
  ASSERT_TRUE(there) << there.error().message;
  EXPECT_EQ(told_by(table_of(*here)), told_by(table_of(*there)));
}

/// Of a score of zero neither its side is told, nor by the order of the rows which of two equal ones is the greater.
TEST(SignificanceDisclosure, ScoresThatReadAlikeLieInTheOrderOfTheGround) {
  std::vector<geo::Point> places = scattered(300);
  for (int i = 0; i < 60; ++i) places.push_back({2600.0 + i, 2600.0});
  const auto result = result_of("significance", town_of(places, borough::Sensitivity::open), kWideSquares);
  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = table_of(*result);
  const std::size_t z = *features.column("z");
  std::size_t alike = 0;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto score = table::to_number(features.at(row, z));
    EXPECT_FALSE(score && *score == 0.0 && std::signbit(*score)) << row;
    if (row == 0 || text_at(features, row, "class") != text_at(features, row - 1, "class")) continue;
    const auto before = table::to_number(features.at(row - 1, z));
    if (before.has_value() != score.has_value() || (score && *before != *score)) continue;
    const auto centre = [&](std::size_t of) {
      return geo::extent_of(std::get<geo::MultiPolygon>(features.geometry(of))).centre();
    };
    ASSERT_LT(std::pair(centre(row - 1).y, centre(row - 1).x), std::pair(centre(row).y, centre(row).x)) << row;
    ++alike;
  }
  EXPECT_GT(alike, 100U);
}

TEST(SignificanceDisclosure, SoFewRecordsThatTheyWouldShowAreRefused) {
  for (const auto& [sensitivity, records] :
       {std::pair(borough::Sensitivity::open, 4), std::pair(borough::Sensitivity::sensitive, 9)}) {
    const auto few =
        result_of("significance", town_of(scattered(static_cast<std::size_t>(records)), sensitivity), kWideSquares);
    ASSERT_FALSE(few);
    EXPECT_THAT(few.error().message, AllOf(HasSubstr("would show single records"), HasSubstr("widen the filter")));
    const auto enough =
        result_of("significance", town_of(scattered(static_cast<std::size_t>(records) + 1), sensitivity), kWideSquares);
    EXPECT_TRUE(enough) << enough.error().message;
  }
}

TEST(SignificanceDisclosure, IncidentsThatAllLieOffTheLandAreNotLaidToTheFilter) {
  std::vector<geo::Point> off = scattered(40);
  for (geo::Point& place : off) place.x += 400'000.0;
  for (const std::string name : {"significance", "emerging", "scan", "point-pattern"}) {
    const Words words = name == "point-pattern" ? Words{} : Words{{"units", "wards"}};
    const auto result = result_of(name, town_of(off, borough::Sensitivity::open, 12), words);
    ASSERT_FALSE(result) << name;
    EXPECT_THAT(result.error().message, AllOf(HasSubstr("none of the selected incidents"),
                                              HasSubstr("check the coordinate system"), Not(HasSubstr("widen"))))
        << name;
  }
}

/// A pair of incidents among thousands of empty cells is thirty standard deviations from the mean, and no hotspot.
TEST(SignificanceWords, SayWhereTheNormalDistributionIsNotToBeTrusted) {
  const auto words = with(kWideSquares, {{"test", "analytic"}});
  const auto sparse = result_of("significance", town_of(scattered(60), borough::Sensitivity::open), words);
  ASSERT_TRUE(sparse) << sparse.error().message;
  EXPECT_THAT(sparse->sentences[0], HasSubstr("none of 400 cells stands out"));
  EXPECT_THAT(sparse->sentences[1], HasSubstr("too few for the normal distribution"));
  std::vector<geo::Point> many = scattered(380);
  for (int i = 0; i < 60; ++i) many.push_back({2600.0 + i, 2600.0});
  const auto dense = result_of("significance", town_of(many, borough::Sensitivity::open), words);
  ASSERT_TRUE(dense) << dense.error().message;
  EXPECT_THAT(dense->sentences[1], Not(HasSubstr("too few for the normal distribution")));
}

}  // namespace
}  // namespace wardscope::catalog
