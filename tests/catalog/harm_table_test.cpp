// SPDX-License-Identifier: GPL-3.0-or-later
// Weights by type from a table of the user's: what is read and refused, and that the unweighted stands beside them.
#include "catalog/harm_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include "catalog/small_borough.hpp"
#include "catalog/small_workspace.hpp"
#include "catalog/told_counts.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kGood = "Offence,Score\nanti-social BEHAVIOUR,2\nBurglary,400\n";

const ops::ResultLayer& layer_of(const ops::RunOutcome& outcome, std::string_view name) {
  return *std::find_if(outcome.result.layers.begin(), outcome.result.layers.end(),
                       [&](const auto& layer) { return layer.name == name; });
}
const table::FeatureTable& rows_of(const ops::RunOutcome& outcome, std::string_view name) {
  return *std::get<core::Snapshot<table::FeatureTable>>(layer_of(outcome, name).data);
}
const raster::Raster<float>& surface_of(const ops::RunOutcome& outcome, std::string_view name) {
  return *std::get<core::Snapshot<raster::Raster<float>>>(layer_of(outcome, name).data);
}

class HarmTableFile : public SmallWorkspace {
 protected:
  core::Result<HarmTable> read(const std::string& text, const std::string& name = "harm.csv") {
    std::ofstream(file(name)) << text;
    return read_harm_table(file(name), jobs::Progress());
  }
  std::string refusal(const std::string& text) {
    const auto table = read(text);
    return table ? "read" : table.error().message;
  }
  std::string written(const std::string& text) {
    std::ofstream(file("harm.csv")) << text;
    return file("harm.csv");
  }
};

TEST_F(HarmTableFile, IsRecognisedByItsHeadings) {
  const auto table = read("Year,Offence,Score\n2024,Burglary,438.5\n2024,Litter,0\n,,\n");

  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->file_name, "harm.csv");
  EXPECT_EQ(table->type_column, "Offence");
  EXPECT_EQ(table->weight_column, "Score");
  EXPECT_EQ(table->sha256.size(), 64U);
  ASSERT_EQ(table->rows.size(), 2U);
  EXPECT_EQ(table->rows[0].type, "Burglary");
  EXPECT_EQ(table->rows[0].weight, 438.5);
  EXPECT_EQ(table->rows[1].weight, 0.0);
}

TEST_F(HarmTableFile, MayBeWrittenByASpreadsheet) {
  const auto table = read(
      "\xEF\xBB\xBF"
      "Crime type;Harm weight\r\n\"Violence; all\";12\r\n");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows.at(0).type, "Violence; all");
}

TEST_F(HarmTableFile, BadOnesAreRefusedWithTheRowAndTheRemedy) {
  EXPECT_THAT(refusal("Offence,Year\nBurglary,2024\n"),
              AllOf(HasSubstr("reading 'harm.csv'"), HasSubstr("no column of weights"), HasSubstr("'Offence', 'Year'"),
                    HasSubstr("Head one of them 'weight'")));
  EXPECT_THAT(refusal("Label,Weight\nBurglary,3\n"), HasSubstr("no column of types"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,-3\n"),
              AllOf(HasSubstr("row 2: the weight of 'Burglary' is -3"), HasSubstr("0 or more")));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,high\n"),
              AllOf(HasSubstr("row 2"), HasSubstr("'high', which is no number")));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,\"1,200\"\n"), HasSubstr("without commas between thousands"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,inf\n"), HasSubstr("which is no number"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,nan\n"), HasSubstr("which is no number"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,1e300\n"), HasSubstr("which is no number"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,\n"), HasSubstr("'Burglary' has no weight; write one, 0 where"));
  EXPECT_THAT(refusal("Offence,Weight\n,7\n"), HasSubstr("row 2: a weight of 7 stands beside no type"));
  EXPECT_THAT(refusal("Offence,Weight\nBurglary,1\nRobbery,2\nBURGLARY ,1\n"),
              AllOf(HasSubstr("rows 2 and 4 are both of 'BURGLARY'"), HasSubstr("keep one of them")));
  EXPECT_THAT(refusal("Offence,Weight\n"), HasSubstr("has no rows"));
  EXPECT_THAT(refusal(""), AllOf(HasSubstr("reading 'harm.csv'"), Not(HasSubstr("read\n"))));
  const auto missing = read_harm_table(file("nowhere.csv"), jobs::Progress());
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("nowhere.csv"));
}

TEST_F(HarmTableFile, GivesEachIncidentTheWeightOfItsType) {
  const borough::Dataset dataset = small_borough();
  const borough::IncidentTable& incidents = *dataset.incidents;
  const std::vector<std::uint32_t> rows{0, 1, 2, 5};

  const auto harm = harm_weights(*read(std::string(kGood) + "Piracy,9\n"), {incidents, rows}, diagnostics_);

  ASSERT_TRUE(harm) << harm.error().message;
  ASSERT_EQ(harm->weight.size(), incidents.size());
  double sum = 0.0;
  for (const std::uint32_t row : rows) {
    const float expected = incidents.categories[incidents.category[row]].name == "Burglary" ? 400.0F : 2.0F;
    EXPECT_EQ(harm->weight[row], expected);
    sum += static_cast<double>(expected);
  }
  EXPECT_EQ(harm->sum, sum);
  EXPECT_EQ(harm->weight[3], 0.0F);  // not selected
  EXPECT_EQ(diagnostics_.count("harm-types-unused"), 1);
}

TEST_F(HarmTableFile, EveryTypeWithoutAWeightIsNamed) {
  const borough::Dataset dataset = small_borough();
  std::vector<std::uint32_t> rows(dataset.incidents->size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;

  const auto harm = harm_weights(*read("Type,Weight\nPiracy,9\n"), {*dataset.incidents, rows}, diagnostics_);
  const auto nothing = harm_weights(*read("Type,Weight\nBurglary,0\nAnti-social behaviour,0\n"),
                                    {*dataset.incidents, rows}, diagnostics_);

  ASSERT_FALSE(harm);
  EXPECT_THAT(harm.error().message, AllOf(HasSubstr("no weight for 'Anti-social behaviour', 'Burglary'"),
                                          HasSubstr("add a row for each"), HasSubstr("choose other types")));
  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().message, HasSubstr("are 0 for all types"));
}

TEST_F(HarmTableFile, WeighsTheSurfaceAndLeavesTheUnweightedBesideIt) {
  make(small_borough());
  const auto plain = run("kernel-density", {{"name", "plain"}});
  const auto weighed = run("kernel-density", {{"harm-table", written(kGood)}});
  const auto burglary = run("kernel-density", {{"type", "Burglary"}, {"name", "burglary"}});

  ASSERT_TRUE(plain) << plain.error().message;
  ASSERT_TRUE(weighed) << weighed.error().message;
  ASSERT_TRUE(burglary) << burglary.error().message;
  EXPECT_EQ(layer_of(*weighed, "density").unit, "weight per km²");
  EXPECT_EQ(layer_of(*weighed, "density-unweighted").unit, "per km²");
  // weight = 2 of each + 398 more of each burglary
  const auto& harm = surface_of(*weighed, "density").values();
  const auto& all = surface_of(*plain, "plain").values();
  const auto& one = surface_of(*burglary, "burglary").values();
  const auto& beside = surface_of(*weighed, "density-unweighted").values();
  ASSERT_EQ(harm.size(), all.size());
  for (std::size_t i = 0; i < harm.size(); ++i) {
    if (std::isnan(all[i])) continue;
    ASSERT_EQ(beside[i], all[i]);
    const double expected = 2.0 * static_cast<double>(all[i]) + 398.0 * static_cast<double>(one[i]);
    ASSERT_NEAR(static_cast<double>(harm[i]), expected, 1e-5 * (expected + 1e3));
  }
  std::string words;
  for (const std::string& sentence : weighed->result.sentences) words += sentence + "\n";
  EXPECT_THAT(words, AllOf(HasSubstr("Weights by type from 'harm.csv' (SHA-256 "), HasSubstr("together about "),
                           HasSubstr("Burglary 400 ("), HasSubstr("% of the incidents, "),
                           HasSubstr("layer density-unweighted")));
}

TEST_F(HarmTableFile, StandsInTheProvenanceWithItsWeights) {
  make(small_borough());
  const auto one = run("kernel-density", {{"harm-table", written(kGood)}});
  const auto other =
      run("kernel-density", {{"harm-table", written("Offence,Score\nAnti-social behaviour,2\nBurglary,401\n")}});

  ASSERT_TRUE(one && other);
  EXPECT_THAT(one->provenance.json, AllOf(HasSubstr("\"file\": \"harm.csv\""), HasSubstr("\"sha256\": \""),
                                          HasSubstr("\"Burglary\": 400.0"), HasSubstr("\"harm-table\": \"harm.csv\"")));
  EXPECT_THAT(one->provenance.json, Not(HasSubstr(file(""))));
  EXPECT_NE(one->provenance.code, other->provenance.code);
}

TEST_F(HarmTableFile, RanksHotspotsByWeightAndTellsItNoFinerThanItMay) {
  make(small_borough());
  const auto weighed = run("hotspots", {{"harm-table", written(kGood)}, {"bandwidth", "150"}});

  ASSERT_TRUE(weighed) << weighed.error().message;
  const table::FeatureTable& hotspots = rows_of(*weighed, "hotspots");
  ASSERT_GT(hotspots.row_count(), 0U);
  const auto weight = table::to_number(hotspots.at(0, *hotspots.column("weight")));
  ASSERT_TRUE(weight);
  EXPECT_EQ(std::fmod(*weight, 5.0 * 400.0), 0.0);
  EXPECT_EQ(weighed->result.used.size(), 1U);
}

TEST_F(HarmTableFile, WeighsGapsAndValidationToo) {
  make(small_borough());
  for (const char* operation : {"coverage-gaps", "validate"}) {
    const auto weighed = run(operation, {{"harm-table", written(kGood)}});
    ASSERT_TRUE(weighed) << operation << ": " << weighed.error().message;
    EXPECT_EQ(weighed->result.used.size(), 1U) << operation;
    std::string words;
    for (const std::string& sentence : weighed->result.sentences) words += sentence + "\n";
    EXPECT_THAT(words, HasSubstr("Weights by type from 'harm.csv'")) << operation;
  }
}

TEST_F(HarmTableFile, IsNotMixedWithRecordedWeights) {
  make(small_borough());
  const auto both = run("hotspots", {{"harm-table", written(kGood)}, {"weight", "recorded"}});
  ASSERT_FALSE(both);
  EXPECT_THAT(both.error().message, HasSubstr("choose one of them"));
}

TEST_F(HarmTableFile, ASurfaceIsRefusedWhereASensitiveIncidentWouldBeAHillOfItsOwn) {
  borough::Dataset dataset = small_borough();
  borough::IncidentTable incidents = *dataset.incidents;
  incidents.categories[1].sensitivity = borough::Sensitivity::sensitive;
  dataset.incidents = core::make_snapshot(std::move(incidents));
  make(dataset);

  const auto refused = run("hotspots", {{"harm-table", written(kGood)}});
  const auto alike = run("hotspots", {{"harm-table", written("Type,Weight\nAnti-social behaviour,3\nBurglary,3\n")}});
  const auto without = run("hotspots", {{"harm-table", written(kGood)}, {"type", "Anti-social behaviour"}});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("at their exact places (Burglary)"), HasSubstr("concentration")));
  EXPECT_TRUE(alike) << alike.error().message;
  EXPECT_TRUE(without) << without.error().message;
}

TEST_F(HarmTableFile, TellsHowConcentratedTheWeightIsBesideTheCount) {
  make(small_borough());
  const auto plain = run("concentration", {{"units", "wards"}});
  const auto weighed = run("concentration", {{"units", "wards"}, {"harm-table", written(kGood)}});

  ASSERT_TRUE(plain) << plain.error().message;
  ASSERT_TRUE(weighed) << weighed.error().message;
  EXPECT_FALSE(rows_of(*plain, "concentration").column("harm_rank"));
  const table::FeatureTable& wards = rows_of(*weighed, "concentration");
  ASSERT_TRUE(wards.column("harm_rank") && wards.column("harm_percent") && wards.column("incidents"));
  std::size_t told = 0;
  for (std::size_t row = 0; row < wards.row_count(); ++row) {
    const auto share = table::to_number(wards.at(row, *wards.column("harm_percent")));
    told += share ? 1U : 0U;
    EXPECT_EQ(share.has_value(), !table::to_text(wards.at(row, *wards.column("harm_rank"))).empty());
  }
  EXPECT_GT(told, 0U);
  const table::FeatureTable& curve = rows_of(*weighed, "concentration-curve");
  EXPECT_EQ(table::to_number(curve.at(curve.row_count() - 1, *curve.column("weight_percent"))), 100.0);
  EXPECT_THAT(weighed->result.sentences[0], AllOf(HasSubstr("Of their weight a quarter is in"), HasSubstr("Gini")));
  EXPECT_THAT(weighed->result.sentences[3], HasSubstr("Weights by type from 'harm.csv'"));
  EXPECT_EQ(weighed->result.used.size(), 1U);
}

TEST(ToldWeight, IsExactWhereAllWeighTheSameAndElseNoFinerThanFiveOfTheHeaviest) {
  using borough::Sensitivity;
  EXPECT_EQ(told_weight({21.0, 7.0, 3}, Sensitivity::open), 21.0);
  EXPECT_EQ(told_weight({0.0, 0.0, 3}, Sensitivity::open), 0.0);
  // 40 that weigh 1 and 3 that weigh 100: less than 7.5 of the heaviest
  EXPECT_FALSE(told_weight({340.0, 100.0, 43}, Sensitivity::open));
  // 40 and 12: to the nearest 500
  EXPECT_EQ(told_weight({1240.0, 100.0, 52}, Sensitivity::open), 1000.0);
  EXPECT_FALSE(told_weight({1240.0, 100.0, 52}, Sensitivity::sensitive));
}

}  // namespace
}  // namespace wardscope::catalog
