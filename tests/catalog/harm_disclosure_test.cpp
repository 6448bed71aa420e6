// SPDX-License-Identifier: GPL-3.0-or-later
//
// The attacker who knows the weights, reads the tables and sentences of a concentration by harm, and asks which small
// counts would have printed the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "catalog/catalog.hpp"
#include "catalog/harm_table.hpp"
#include "catalog/result_rows.hpp"
#include "catalog/suppressed_counts.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"
#include "ops/parameters.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;
using testing::HasSubstr;
using testing::Not;

/// So many thefts, break-ins and grave incidents in each of four wards of 500 m.
struct Counts {
  std::vector<std::int64_t> theft;
  std::vector<std::int64_t> burglary;
  std::vector<std::int64_t> grave;
};

class HarmDisclosure : public testing::Test {
 protected:
  HarmDisclosure() { std::ofstream(table()) << "Type,Weight\nTheft,1\nBurglary,30\nGrave,1000\n"; }

  [[nodiscard]] std::string table() const { return (folder_ / "harm.csv").string(); }

  [[nodiscard]] borough::Dataset town(const Counts& counts) const {
    borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
    borough::IncidentTable incidents;
    borough::category_index(incidents, "Theft", borough::Sensitivity::open);
    borough::category_index(incidents, "Burglary", borough::Sensitivity::open);
    borough::category_index(incidents, "Grave", grave_is_);
    for (std::size_t ward = 0; ward < counts.theft.size(); ++ward) {
      const double x = 500.0 * static_cast<double>(ward);
      const std::string number = std::to_string(ward + 1);
      wards.areas.push_back(
          {"W" + number, "Ward " + number, {geo::to_polygon({x, 0.0, x + 500.0, 500.0})}, 3000.0, {}, ""});
      const std::int64_t of_type[] = {counts.theft[ward], counts.burglary[ward], counts.grave[ward]};
      for (std::uint16_t type = 0; type < 3; ++type) {
        for (std::int64_t i = 0; i < of_type[type]; ++i)
          incidents.add({x + 250.0, 250.0}, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
      }
    }
    for (std::int64_t i = 0; i < grave_nowhere_; ++i)
      incidents.add({-9000.0, 0.0}, 2, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
    borough::Dataset dataset;
    dataset.area_sets = {core::make_snapshot(wards)};
    dataset.incidents = core::make_snapshot(incidents);
    return dataset;
  }

  [[nodiscard]] core::Result<ops::OperationResult> run(const Counts& counts, const Words& words) const {
    const borough::Dataset dataset = town(counts);
    const auto operation = builtin_operations().make("concentration");
    EXPECT_TRUE(ops::set_parameter(*operation, "harm-table", {table()}));
    for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
    core::Diagnostics diagnostics;
    return operation->run({dataset, {}, jobs::Progress(), diagnostics});
  }

  /// Everything that the run says and that a file of its tables shows.
  [[nodiscard]] std::string printed(const Counts& counts, const Words& words) const {
    const auto result = run(counts, words);
    if (!result) return result.error().message;
    std::string text;
    for (const std::string& sentence : result->sentences) text += sentence + "\n";
    return text + tables(*result, [](const table::Column&) { return true; });
  }

  /// What of it is of weights.
  [[nodiscard]] std::string weights_printed(const Counts& counts, const Words& words) const {
    const auto result = run(counts, words);
    if (!result) return result.error().message;
    const std::string& shown = result->sentences.front();
    const std::string& method = result->sentences.back();
    return shown.substr(shown.rfind(". ", shown.find("weight"))) + "\n" +
           method.substr(method.find("Weights by type")) + "\n" + tables(*result, [](const table::Column& column) {
             return column.name.starts_with("harm_") || column.name.starts_with("weight_");
           });
  }

  template <typename Wanted>
  static std::string tables(const ops::OperationResult& result, Wanted wanted) {
    std::string text;
    for (const ops::ResultLayer& layer : result.layers) {
      const auto& rows = *std::get<core::Snapshot<table::FeatureTable>>(layer.data);
      const table::FeatureTable safe = suppressed_counts(rows, suppression_of(layer.counted));
      for (std::size_t row = 0; row < safe.row_count(); ++row) {
        for (std::size_t column = 0; column < safe.columns().size(); ++column) {
          if (wanted(safe.columns()[column])) text += table::to_text(safe.at(row, column)) + ",";
        }
        text += "\n";
      }
    }
    return text;
  }

  std::int64_t grave_nowhere_ = 0;  ///< on no ward
  borough::Sensitivity grave_is_ = borough::Sensitivity::sensitive;

 private:
  test::TemporaryFolder folder_;
};

const Words kWards{{"units", "wards"}};
const Words kCells{{"units", "cells"}, {"cells", "square"}, {"cell-size", "500"}};

/// Grave ones in the third ward alone, of 52 incidents there whatever they are: as a table of wards shows 52, only the
/// weight could tell how many.
TEST_F(HarmDisclosure, TellsNothingOfAFewGraveIncidentsInOneWard) {
  const auto with = [](std::int64_t grave) { return Counts{{60, 55, 52 - grave, 45}, {0, 0, 0, 0}, {0, 0, grave, 0}}; };
  const std::string two = printed(with(2), kWards);

  EXPECT_THAT(two, HasSubstr("By weight nothing can be told: how many there are of Theft and Grave would tell"));
  for (std::int64_t grave = 1; grave < 10; ++grave) EXPECT_TRUE(printed(with(grave), kWards) == two) << grave;
}

/// Of cells no exact number stands beside it.
TEST_F(HarmDisclosure, TellsNothingOfAFewGraveIncidentsInOneCell) {
  const auto with = [](std::int64_t grave) { return Counts{{60, 55, 48, 45}, {0, 0, 0, 0}, {0, 0, grave, 0}}; };
  const std::string two = weights_printed(with(2), kCells);

  EXPECT_THAT(two, HasSubstr("The weight is without Grave"));
  for (std::int64_t grave = 1; grave < 15; ++grave) EXPECT_TRUE(weights_printed(with(grave), kCells) == two) << grave;
}

/// Most of the weight would be of numbers taken for those that are not told.
TEST_F(HarmDisclosure, SaysNothingOfASpreadThatItWouldHaveMadeUp) {
  const auto with = [](std::int64_t grave) {
    return Counts{{80, 70, 45, 35}, {30, 40, 50, 60}, {grave, 9, 9, 12 - grave}};
  };
  const std::string six = weights_printed(with(6), kCells);

  EXPECT_THAT(six, HasSubstr("How concentrated they are by weight cannot be told"));
  EXPECT_THAT(six, Not(HasSubstr("Gini")));
  for (std::int64_t grave = 0; grave < 13; ++grave) EXPECT_TRUE(weights_printed(with(grave), kCells) == six) << grave;
}

/// Many elsewhere, so that the type as a whole is weighed; of the third and fourth ward together there are nine.
TEST_F(HarmDisclosure, TellsNothingOfHowTheFewOfSensitiveTypesAreSpread) {
  const auto in_wards = [](std::int64_t grave) {
    return Counts{{80, 70, 41 + 9 - grave, 41 + grave}, {30, 40, 50, 60}, {200, 25, grave, 9 - grave}};
  };
  const std::string two = printed(in_wards(2), kWards);
  EXPECT_THAT(two, HasSubstr("Of their weight a quarter is in"));
  for (std::int64_t grave = 0; grave < 9; ++grave) EXPECT_TRUE(printed(in_wards(grave), kWards) == two) << grave;

  const auto in_cells = [](std::int64_t grave) {
    return Counts{{80, 70, 45, 35}, {30, 40, 50, 60}, {40, 25, grave, 9 - grave}};
  };
  const std::string cells = weights_printed(in_cells(2), kCells);
  EXPECT_THAT(cells, HasSubstr("Of their weight a quarter is in"));
  for (std::int64_t grave = 0; grave < 10; ++grave)
    EXPECT_TRUE(weights_printed(in_cells(grave), kCells) == cells) << grave;
}

/// Of open types none may be told from some: one to seven of cells look alike, and one to four of wards.
TEST_F(HarmDisclosure, TellsNothingOfHowTheFewOfOpenTypesAreSpread) {
  grave_is_ = borough::Sensitivity::open;
  const auto in_cells = [](std::int64_t grave) {
    return Counts{{80, 70, 45, 35}, {30, 40, 50, 60}, {40, 25, grave, 8 - grave}};
  };
  const std::string cells = weights_printed(in_cells(2), kCells);
  EXPECT_THAT(cells, HasSubstr("Of their weight a quarter is in"));
  for (std::int64_t grave = 1; grave < 8; ++grave)
    EXPECT_TRUE(weights_printed(in_cells(grave), kCells) == cells) << grave;

  const auto in_wards = [](std::int64_t grave) {
    return Counts{{80, 70, 42 + 5 - grave, 42 + grave}, {30, 40, 50, 60}, {40, 25, grave, 5 - grave}};
  };
  const std::string wards = printed(in_wards(2), kWards);
  EXPECT_THAT(wards, HasSubstr("Of their weight a quarter is in"));
  for (std::int64_t grave = 1; grave < 5; ++grave) EXPECT_TRUE(printed(in_wards(grave), kWards) == wards) << grave;
}

/// The sentence that densities, hotspots, gaps and validation say too, for somebody who knows how many there are of all
/// types together and the weights: each small number of the gravest, and one that is not small, prints the same.
class HarmInWords : public testing::TestWithParam<std::int64_t> {
 protected:
  [[nodiscard]] static std::string of(std::int64_t burglaries, std::int64_t grave) {
    HarmWeights harm;
    const std::pair<double, std::int64_t> types[] = {
        {1.0, GetParam() - burglaries - grave}, {30.0, burglaries}, {1000.0, grave}};
    for (const auto& [weight, count] : types) {
      harm.types.push_back(
          {std::to_string(weight), weight, count, told_count(static_cast<double>(count), borough::Sensitivity::open)});
      harm.sum += weight * static_cast<double>(count);
      harm.greatest = weight;
    }
    return harm_in_words(harm);
  }
};

TEST_P(HarmInWords, LeavesOpenHowManyThereAreOfAFewGraveOnes) {
  std::map<std::string, std::set<std::int64_t>> grave_by_words;
  for (std::int64_t grave = 1; grave < 8; ++grave) {
    for (std::int64_t burglaries = 8; burglaries < GetParam() - 8 - grave; ++burglaries)
      grave_by_words[of(burglaries, grave)].insert(grave);
  }
  for (const auto& [words, candidates] : grave_by_words) {
    EXPECT_THAT(words, HasSubstr("number not told"));
    EXPECT_THAT(words, Not(HasSubstr("together")));
    EXPECT_EQ(candidates.size(), 7U) << words;
  }
}

INSTANTIATE_TEST_SUITE_P(OfAll, HarmInWords, testing::Values(58, 213, 222, 260, 401, 433, 2001, 2017));

/// The type that weighs most stands on no ward: what is left weighs alike, and adds up as the table writes it.
TEST_F(HarmDisclosure, SaysTheExactSumOfTypesOnTheGroundThatWeighAlike) {
  std::ofstream(table()) << "Type,Weight\nTheft,0.1\nBurglary,0.1\nGrave,1000\n";
  grave_nowhere_ = 12;

  const std::string words = weights_printed({{60, 55, 52, 45}, {30, 40, 50, 60}, {0, 0, 0, 0}}, kWards);

  EXPECT_THAT(words, HasSubstr("together 39.2:"));
  EXPECT_THAT(words, Not(HasSubstr("Grave")));
}

TEST_F(HarmDisclosure, CellsAreNoFinerThanOfSensitiveTypesAlone) {
  const auto fine = [&] {
    return printed({{60, 55, 52, 45}, {30, 40, 50, 60}, {20, 25, 20, 20}},
                   {{"units", "cells"}, {"cells", "square"}, {"cell-size", "100"}});
  };
  EXPECT_THAT(fine(), testing::AllOf(HasSubstr("at their exact places (Grave)"), HasSubstr("250 m or more")));
  grave_is_ = borough::Sensitivity::open;
  EXPECT_THAT(fine(), HasSubstr("Of their weight a quarter is in"));
}

}  // namespace
}  // namespace wardscope::catalog
