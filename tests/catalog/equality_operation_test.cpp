// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/equality_groups.hpp"
#include "catalog/place_classes.hpp"
#include "catalog/small_workspace.hpp"
#include "ops/parameters.hpp"
#include "support/shared_data.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Equality : public SmallWorkspace {
 protected:
  void SetUp() override { make(small_borough()); }

  /// A table of ages of the 16 small areas: of 1,000 residents 100 are young, in the first four areas 400.
  std::string ages(const std::string& name, const std::string& more = "") {
    std::ofstream out(file(name));
    out << "lsoa,Total,aged 0 to 15,aged 16 and over\n";
    for (int i = 1; i <= 16; ++i) {
      const int young = i <= 4 ? 400 : 100;
      out << 'L' << i << ",1000," << young << ',' << 1000 - young << '\n';
    }
    out << "X99,1000,900,100\n" << more;  // an area of another town
    return file(name);
  }

  static const table::FeatureTable& layer(const ops::RunOutcome& outcome, std::size_t index) {
    return *std::get<core::Snapshot<table::FeatureTable>>(outcome.result.layers.at(index).data);
  }
  static std::optional<double> number(const table::FeatureTable& features, std::size_t row, const std::string& column) {
    return table::to_number(features.at(row, *features.column(column)));
  }
};

TEST_F(Equality, HoldsTheResidentsOfAWardBesideAll) {
  // Ward 1 is made of small areas 1, 2, 5 and 6; the most deprived fifth of 16 areas are the first four.
  const auto outcome = run("equality", {{"ward", "Ward 1"}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  const auto& sentences = outcome->result.sentences;
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_THAT(sentences[0],
              AllOf(StartsWith("About 4,000 residents in Ward 1: 'Most deprived fifth of the borough' 50 %"),
                    HasSubstr("of all 25 %: index 200")));
  EXPECT_THAT(sentences[1], AllOf(StartsWith("How sure: "), HasSubstr("4 small areas lie inside and 0 on the border")));
  EXPECT_THAT(sentences[2], HasSubstr("does not say who the victims or suspects are"));
  EXPECT_THAT(sentences[3], HasSubstr("areal weighting of 'Small areas'"));
  const table::FeatureTable& groups = layer(*outcome, 1);
  ASSERT_EQ(groups.row_count(), 5U);
  EXPECT_EQ(number(groups, 0, "residents_rounded"), 2000.0);
  EXPECT_EQ(number(groups, 0, "share_percent"), 50.0);
  EXPECT_EQ(number(groups, 0, "low_percent"), 50.0);
  EXPECT_EQ(number(groups, 0, "high_percent"), 50.0);
  EXPECT_EQ(number(groups, 0, "index"), 200.0);
}

TEST_F(Equality, ReadsAgesFromATableByAreaCode) {
  const auto outcome = run("equality", {{"ward", "Ward 1"}, {"file", ages("ages.csv")}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences[0], HasSubstr("'aged 0 to 15' 25 %, of all 18 %: index 143"));
  EXPECT_THAT(outcome->result.sentences[3], AllOf(HasSubstr("'ages.csv' (SHA-256 "), HasSubstr("the total 'Total'")));
}

TEST_F(Equality, SaysBetweenWhatAShareLiesWhereABorderCutsSmallAreas) {
  // Old Town is 700 m square at 100 m: it cuts small areas 1, 2, 5 and 6 of 500 m, 16, 12, 12 and 9 parts in 25.
  const auto outcome = run("equality", {{"neighbourhood", "Old Town"}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  const table::FeatureTable& groups = layer(*outcome, 1);
  EXPECT_EQ(number(groups, 0, "residents_rounded"), 1120.0);
  EXPECT_EQ(number(groups, 0, "share_percent"), std::round(100.0 * 28.0 / 49.0));
  // Small areas 1 and 2 are of the fifth. Twice as thick there (both whole), half as thick in the others; and the
  // reverse.
  EXPECT_EQ(number(groups, 0, "low_percent"), std::floor(100.0 * 14.0 / (14.0 + 42.0)));
  EXPECT_EQ(number(groups, 0, "high_percent"), std::ceil(100.0 * 49.0 / (49.0 + 10.5)));
  EXPECT_EQ(number(groups, 0, "least_percent"), 0.0);
  EXPECT_EQ(number(groups, 0, "most_percent"), 100.0);
  EXPECT_THAT(outcome->result.sentences[1], HasSubstr("Wherever they live within those"));
}

TEST_F(Equality, DescribesTheAreasOfAKeptResultAndOneOfThem) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));

  const auto all = run("equality", {{"result", "hotspots"}});
  const auto first = run("equality", {{"result", "hotspots"}, {"row", "1"}});
  const auto beyond = run("equality", {{"result", "hotspots"}, {"row", "99"}});

  ASSERT_TRUE(all) << all.error().message;
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_THAT(all->result.sentences[0], HasSubstr("of the result 'hotspots'"));
  EXPECT_EQ(layer(*first, 0).row_count(), 1U);
  ASSERT_FALSE(beyond);
  EXPECT_THAT(beyond.error().message, AllOf(HasSubstr("--row 99"), HasSubstr("choose 1 to")));
}

TEST_F(Equality, TakesOfATestTheGroundThatStandsOut) {
  ASSERT_TRUE(run("significance", {{"cells", "square"}, {"cell-size", "100"}}));

  const auto outcome = run("equality", {{"result", "significance"}});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences[0], HasSubstr("'more in and around it than expected'"));
  const auto none = run("equality", {{"result", "significance"}, {"class", "purple"}});
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("no row of the result 'significance' is 'purple'"));
}

TEST_F(Equality, OfEveryKindOfHotspotTakesTheHotOnes) {
  ASSERT_TRUE(run("stability", {{"bandwidth", "180"}, {"runs", "20"}, {"top-share", "0.02"}}));
  ASSERT_TRUE(run("concentration", {}));
  for (const auto& [result, word] :
       {std::pair("stability-hotspots", "'firm'"), std::pair("concentration", "'holds the first 25 %'")}) {
    const auto outcome = run("equality", {{"result", result}});
    ASSERT_TRUE(outcome) << result << ": " << outcome.error().message;
    EXPECT_THAT(outcome->result.sentences[0], HasSubstr(word));
  }
}

TEST(MeantClasses, AreTheHotOnesOrThoseOfTheWordsAskedFor) {
  using Names = std::vector<std::string>;
  const Names history{"persistent hotspot", "intermittent hotspot", "former hotspot", "never a hotspot"};
  EXPECT_EQ(meant_classes({}, history, "it").value(), Names{"persistent hotspot"});
  EXPECT_EQ(meant_classes({"Former"}, history, "it").value(), Names{"former hotspot"});
  EXPECT_EQ(meant_classes({}, {"hotspot that faded", "hotspot that held"}, "it").value(), Names{"hotspot that held"});
  EXPECT_EQ(meant_classes({"faded"}, {"hotspot that faded", "new hotspot"}, "it").value(), Names{"hotspot that faded"});
  EXPECT_EQ(meant_classes({}, {"more than chance allows", "fewer than chance allows"}, "it").value(),
            Names{"more than chance allows"});
  EXPECT_EQ(meant_classes({}, {"no clear change", "up", "down"}, "it").value(), Names{"up"});
}

TEST(MeantClasses, RefuseWithTheClassesThatThereAre) {
  const std::vector<std::string> sides{"more than chance allows", "fewer than chance allows"};
  EXPECT_THAT(meant_classes({"purple"}, sides, "the result 'rr'").error().message,
              AllOf(HasSubstr("no row of the result 'rr' is 'purple'"), HasSubstr("'fewer than chance allows'")));
  EXPECT_THAT(meant_classes({"chance allows"}, sides, "it").error().message, HasSubstr("name the one that is meant"));
  EXPECT_THAT(meant_classes({"more", "fewer"}, sides, "it").error().message, HasSubstr("are opposites"));
  EXPECT_THAT(meant_classes({}, {"within what chance may do"}, "it").error().message,
              AllOf(HasSubstr("'within what chance may do'"), HasSubstr("--class")));
}

TEST_F(Equality, RefusesASurfaceAndAChoiceOfBoth) {
  ASSERT_TRUE(run("kernel-density", {}));

  const auto surface = run("equality", {{"result", "density"}});
  const auto both = run("equality", {{"result", "density"}, {"ward", "Ward 1"}});
  const auto nowhere = run("equality", {{"ward", "Ward 9"}});

  ASSERT_FALSE(surface);
  EXPECT_THAT(surface.error().message, HasSubstr("is a surface, not areas"));
  ASSERT_FALSE(both);
  EXPECT_THAT(both.error().message, HasSubstr("not both"));
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().message, HasSubstr("no ward 'Ward 9'"));
}

TEST_F(Equality, TellsNothingOfAPlaceWhereFewLive) {
  borough::Dataset town = small_borough();
  borough::AreaSet areas = *town.area_sets[1];
  for (borough::Area& area : areas.areas) area.population = 40.0;
  town.area_sets[1] = core::make_snapshot(areas);
  core::Diagnostics diagnostics;
  const auto operation = builtin_operations().make("equality");
  ASSERT_TRUE(ops::set_parameter(*operation, "neighbourhood", {"Old Town"}));

  const auto result = operation->run({town, {}, jobs::Progress(), diagnostics});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("fewer than 100 residents: who they are is not told"));
  const auto& places = *std::get<core::Snapshot<table::FeatureTable>>(result->layers[0].data);
  EXPECT_FALSE(number(places, 0, "residents_rounded"));
  EXPECT_FALSE(number(places, 0, "index"));
}

TEST_F(Equality, ExplainsATableThatDoesNotFit) {
  std::ofstream(file("other.csv")) << "code,n\nE05000001,3\n";
  std::ofstream(file("rates.csv")) << "lsoa,total,young\nL1,100,260\n";

  const auto other = run("equality", {{"file", file("other.csv")}});
  const auto rates = run("equality", {{"file", file("rates.csv")}});
  const auto twice = run("equality", {{"file", ages("twice.csv", "L3,1000,1,999\n")}});
  const auto no_column = run("equality", {{"file", ages("ages.csv")}, {"group", "aged 65"}});
  const auto gone = run("equality", {{"file", file("gone.csv")}});

  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().message, HasSubstr("no column with codes of 'Small areas' (such as L1)"));
  ASSERT_FALSE(rates);
  EXPECT_THAT(rates.error().message,
              AllOf(HasSubstr("'young'"), HasSubstr("counts of residents are needed, not rates")));
  ASSERT_FALSE(twice);
  EXPECT_THAT(twice.error().message, HasSubstr("are both of 'L3'"));
  ASSERT_FALSE(no_column);
  EXPECT_THAT(no_column.error().message, AllOf(HasSubstr("aged 65"), HasSubstr("aged 0 to 15")));
  ASSERT_FALSE(gone);
  EXPECT_THAT(gone.error().message, HasSubstr("gone.csv"));
}

TEST_F(Equality, SaysWhatIsMissingWithoutDeprivation) {
  borough::Dataset town = small_borough();
  borough::AreaSet areas = *town.area_sets[1];
  for (borough::Area& area : areas.areas) area.deprivation_rank.reset();
  town.area_sets[1] = core::make_snapshot(areas);
  core::Diagnostics diagnostics;

  const auto result = builtin_operations().make("equality")->run({town, {}, jobs::Progress(), diagnostics});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("know no ranks of deprivation"));
}

/// The number that follows `name` in a feature of the file; nothing where it has none.
std::optional<double> property(const std::string& line, const std::string& name) {
  const std::string key = "\"" + name + "\": ";
  const std::size_t at = line.find(key);
  if (at == std::string::npos) return std::nullopt;
  return std::stod(line.substr(at + key.size()));
}

/// The publisher's tenths follow from rank and number of small areas: two of them make a fifth.
void expect_fifths_of(const std::filesystem::path& file, const char* vintage) {
  borough::AreaSet set{"LSOAs", borough::AreaKind::small_area, vintage, true, {}};
  std::vector<std::size_t> tenths;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto rank = property(line, "IMD_rank");
    if (!rank) continue;
    set.areas.push_back({"E01" + std::to_string(set.areas.size()), "", {}, 1500.0, *rank, ""});
    tenths.push_back(static_cast<std::size_t>(*property(line, "IMD_decile")));
  }
  ASSERT_GT(set.areas.size(), 200U);

  const auto fifths = deprivation_fifths(set);

  ASSERT_TRUE(fifths);
  EXPECT_EQ(fifths->names.front(), "Most deprived fifth of England");
  for (std::size_t i = 0; i < set.areas.size(); ++i) {
    EXPECT_GT(fifths->counts[(tenths[i] - 1) / 2][i], 0.0) << *set.areas[i].deprivation_rank;
  }
}

TEST(DeprivationFifths, AreThoseOfThePublishersTenthsOf2025) {
  WARDSCOPE_SHARED_DATA(lsoa, "bcp/lsoa2021_bsc_ward24_population_imd2025.geojson");
  expect_fifths_of(lsoa, "2021");
}

TEST(DeprivationFifths, AreThoseOfThePublishersTenthsOf2019) {
  WARDSCOPE_SHARED_DATA(lsoa, "sheffield/lsoa2011_bgc_imd2019.geojson");
  expect_fifths_of(lsoa, "2011");
}

}  // namespace
}  // namespace wardscope::catalog
