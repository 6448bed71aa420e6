// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every operation of the registry promises, asked of each of them. A new operation is under these tests by being
// registered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "catalog/catalog.hpp"
#include "catalog/export_layers.hpp"
#include "catalog/small_borough.hpp"
#include "jobs/parallel.hpp"
#include "ops/help.hpp"
#include "ops/operation_groups.hpp"
#include "ops/parameters.hpp"
#include "ops/plain_words.hpp"
#include "ops/recipe.hpp"
#include "ops/runner.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;

std::vector<std::string> names(bool (*wanted)(const ops::OperationInfo&)) {
  std::vector<std::string> found;
  const ops::OperationRegistry registry = builtin_operations();
  for (const auto& operation : registry.all()) {
    if (wanted(operation->info())) found.emplace_back(operation->info().name);
  }
  return found;
}

/// Analyses compute from the dataset alone; the others also read or write files.
bool is_analysis(const ops::OperationInfo& info) {
  return std::count(ops::kAnalysisGroups.begin(), ops::kAnalysisGroups.end(), info.group) > 0;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::erase(name, '-');
  return name;
}

core::Result<ops::OperationResult> run(const ops::Operation& operation, const borough::Dataset& dataset,
                                       const jobs::Progress& progress = {}) {
  core::Diagnostics diagnostics;
  return operation.run({dataset, {}, progress, diagnostics});
}

/// Every number of a result, in order, with positions taken back by the shift.
std::vector<double> numbers(const ops::OperationResult& result, geo::Point shift = {}) {
  std::vector<double> all;
  for (const ops::ResultLayer& layer : result.layers) {
    if (const auto* raster = std::get_if<core::Snapshot<raster::Raster<float>>>(&layer.data)) {
      all.push_back((*raster)->grid().x0 - shift.x);
      all.push_back((*raster)->grid().y0 - shift.y);
      for (const float value : (*raster)->values())
        all.push_back(std::isnan(value) ? -1.0 : static_cast<double>(value));
      continue;
    }
    const table::FeatureTable& features = *std::get<core::Snapshot<table::FeatureTable>>(layer.data);
    for (std::size_t row = 0; row < features.row_count(); ++row) {
      for (std::size_t c = 0; c < features.columns().size(); ++c) {
        if (const auto number = table::to_number(features.at(row, c))) all.push_back(*number);
      }
      const geo::Extent extent = geo::extent_of(features.geometry(row));
      if (!extent.empty()) {
        all.push_back(extent.min_x - shift.x);
        all.push_back(extent.max_y - shift.y);
      }
    }
  }
  return all;
}

class EveryOperation : public testing::TestWithParam<std::string> {
 protected:
  ops::OperationRegistry registry = builtin_operations();
  std::unique_ptr<ops::Operation> operation = registry.make(GetParam());
};

class EveryAnalysis : public EveryOperation {
 protected:
  void SetUp() override {
    if (GetParam() == "vulnerable-localities") name_a_table_of_variables();
  }

 private:
  /// A question that nobody can ask without a file of theirs.
  void name_a_table_of_variables() {
    const std::filesystem::path file = folder_ / "variables.csv";
    std::ofstream out(file);
    out << "code,income,employment,young,education\n";
    for (int i = 1; i <= 16; ++i) out << 'L' << i << ',' << i << ',' << 2 * i << ',' << 17 - i << ",3\n";
    ASSERT_TRUE(ops::set_parameter(*operation, "file", {file.string()}));
    ASSERT_TRUE(ops::set_parameter(*operation, "damage-type", {"Anti-social behaviour"}));
  }

  test::TemporaryFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Registry, EveryOperation,
                         testing::ValuesIn(names([](const ops::OperationInfo&) { return true; })), test_name);
INSTANTIATE_TEST_SUITE_P(Registry, EveryAnalysis, testing::ValuesIn(names(is_analysis)), test_name);

TEST_P(EveryOperation, SaysWhatItIsFor) {
  const ops::OperationInfo& info = operation->info();
  EXPECT_FALSE(info.title.empty());
  EXPECT_FALSE(info.summary.empty());
  EXPECT_GT(info.method.size(), 40U);
  EXPECT_THAT(ops::kGroups, testing::Contains(info.group));
  EXPECT_THAT(std::string(info.example), testing::StartsWith(std::string(info.name)));
}

TEST_P(EveryOperation, NamesEachParameterOnceWithLabelAndSummary) {
  std::set<std::string> seen;
  for (const ops::ParameterDescription& parameter : ops::describe_parameters(*operation)) {
    EXPECT_TRUE(seen.insert(parameter.name).second) << "--" << parameter.name << " twice";
    EXPECT_EQ(parameter.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos)
        << parameter.name;
    EXPECT_FALSE(parameter.label.empty()) << parameter.name;
    EXPECT_FALSE(parameter.summary.empty()) << parameter.name;
  }
}

TEST_P(EveryOperation, StatesTheUnitOfEachLength) {
  for (const ops::ParameterDescription& parameter : ops::describe_parameters(*operation)) {
    const bool is_number =
        parameter.kind == ops::ParameterKind::number || parameter.kind == ops::ParameterKind::optional_number;
    for (const char* length : {"bandwidth", "cell", "reach", "range", "height", "tolerance"}) {
      const bool is_length = parameter.name == length || parameter.name.ends_with(std::string("-") + length);
      if (is_length && is_number) {
        EXPECT_THAT(parameter.label, HasSubstr("m)")) << parameter.name;
      }
    }
  }
}

TEST_P(EveryOperation, HasDefaultsInsideTheirRanges) { EXPECT_TRUE(ops::check_parameters(*operation)); }

TEST_P(EveryOperation, PrintsItsHelp) {
  const std::string text = ops::help_text(*operation);
  for (const ops::ParameterDescription& parameter : ops::describe_parameters(*operation)) {
    EXPECT_THAT(text, HasSubstr("--" + parameter.name));
  }
}

TEST_P(EveryOperation, PrintsAShortHelpThatFitsAScreen) {
  const std::string text = ops::short_help(*operation);
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40) << text;
  EXPECT_THAT(text, HasSubstr("wardscope help " + GetParam()));
}

TEST_P(EveryOperation, TakesANameForWhatItKeeps) {
  const bool takes = static_cast<bool>(ops::set_parameter(*operation, "name", {"mine"}));
  if (is_analysis(operation->info())) {
    EXPECT_TRUE(takes);
    EXPECT_EQ(operation->result_name(), "mine");
  }
  EXPECT_EQ(ops::keeps_results(operation->info()), is_analysis(operation->info()));
}

TEST_P(EveryOperation, RefusesAnUnknownParameter) {
  const auto status = ops::set_parameter(*operation, "no-such-parameter", {"1"});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, core::ErrorCode::invalid_argument);
}

TEST_P(EveryOperation, RefusesNumbersThatAreNone) {
  for (const ops::ParameterDescription& parameter : ops::describe_parameters(*operation)) {
    if (parameter.kind != ops::ParameterKind::number && parameter.kind != ops::ParameterKind::integer) continue;
    for (const char* word : {"nan", "inf", "many", ""}) {
      EXPECT_FALSE(ops::set_parameter(*operation, parameter.name, {word})) << "--" << parameter.name << " " << word;
    }
  }
}

TEST_P(EveryOperation, WritesARecipeThatReadsBackToEqualBytes) {
  ops::Recipe recipe;
  recipe.title = "contract";
  recipe.steps.push_back(operation->clone());
  const std::string text = ops::to_json(recipe);

  const auto read = ops::recipe_from_json(registry, text);

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ops::to_json(*read), text);
}

TEST_P(EveryOperation, HasACompleteProvenance) {
  const auto provenance = ops::make_provenance(*operation, small_borough(), "2026-11-21T20:00:00Z");
  for (const char* key :
       {"operation", "method", "parameters", "data_revision", "sources", "program", "date", "code", "crs"}) {
    EXPECT_THAT(provenance.json, HasSubstr(std::string("\"") + key + "\""));
  }
  EXPECT_EQ(provenance.code.size(), 8U);
}

TEST_P(EveryOperation, NamesAMissingWorkspace) {
  if (operation->info().use == ops::WorkspaceUse::none) GTEST_SKIP() << "uses no workspace";
  core::Diagnostics diagnostics;
  const auto outcome =
      ops::run_operation(*operation, {"no-such-folder/w.sqlite", ops::Keep::no, "now"}, jobs::Progress(), diagnostics);
  ASSERT_FALSE(outcome);
  EXPECT_FALSE(outcome.error().message.empty());
}

TEST_P(EveryAnalysis, AnswersAQuestionAboutASmallBorough) {
  const auto result = run(*operation, small_borough());

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_FALSE(result->layers.empty());
  for (const std::string_view heading : {ops::kHowSure, ops::kDoesNotShow, ops::kMethod}) {
    EXPECT_EQ(std::count_if(result->sentences.begin(), result->sentences.end(),
                            [&](const std::string& sentence) { return sentence.starts_with(heading); }),
              1)
        << heading;
  }
  EXPECT_FALSE(result->sentences.front().starts_with(ops::kHowSure)) << "says nothing of what it shows";
  for (const ops::ResultLayer& layer : result->layers) EXPECT_FALSE(layer.title.empty());
}

TEST_P(EveryAnalysis, LeavesNoNumberThatIsNoneInATable) {
  const auto result = run(*operation, small_borough());
  ASSERT_TRUE(result) << result.error().message;
  for (const ops::ResultLayer& layer : result->layers) {
    const auto* features = std::get_if<core::Snapshot<table::FeatureTable>>(&layer.data);
    if (features == nullptr) continue;
    for (std::size_t row = 0; row < (*features)->row_count(); ++row) {
      for (std::size_t c = 0; c < (*features)->columns().size(); ++c) {
        const auto number = table::to_number((*features)->at(row, c));
        if (number) {
          EXPECT_TRUE(std::isfinite(*number)) << layer.name << " " << (*features)->columns()[c].name;
        }
      }
    }
  }
}

TEST_P(EveryAnalysis, ItsLayersAreWrittenInEveryFormatThatFits) {
  const auto result = run(*operation, small_borough());
  ASSERT_TRUE(result) << result.error().message;
  const test::TemporaryFolder folder;
  const jobs::Progress progress;
  core::Diagnostics diagnostics;
  for (const ops::ResultLayer& layer : result->layers) {
    const bool raster = std::holds_alternative<core::Snapshot<raster::Raster<float>>>(layer.data);
    for (const char* ending : {".gpkg", ".geojson", ".csv", ".tif"}) {
      if (raster != (std::string_view(ending) == ".tif")) continue;
      const std::string target = layer.name + "=" + (folder / (layer.name + ending)).string();
      const auto files = export_layers(*result, "{}", {{target}, {}, progress, diagnostics});
      EXPECT_TRUE(files) << files.error().message;
    }
  }
}

TEST_P(EveryAnalysis, MeetsAnEmptyDatasetWithASentence) {
  const auto result = run(*operation, borough::Dataset{});

  ASSERT_FALSE(result);
  EXPECT_GT(result.error().message.size(), 20U);
}

TEST_P(EveryAnalysis, SurvivesOneIncident) {
  const auto result = run(*operation, small_borough({.incidents = 1}));
  if (!result) {
    EXPECT_GT(result.error().message.size(), 20U);
  }
}

TEST_P(EveryAnalysis, SurvivesAllIncidentsOnOnePoint) {
  const auto result = run(*operation, small_borough({.all_on_one_point = true}));
  if (!result) {  // a question about places has no answer there, and says what to do
    EXPECT_EQ(result.error().code, core::ErrorCode::invalid_argument);
    EXPECT_THAT(result.error().message, HasSubstr("one place"));
  }
}

TEST_P(EveryAnalysis, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto result = run(*operation, small_borough(), jobs::Progress(stop.get_token()));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, core::ErrorCode::cancelled);
}

TEST_P(EveryAnalysis, GivesEqualResultsForAnyNumberOfThreads) {
  std::vector<std::vector<double>> results;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto result = run(*operation, small_borough());
    ASSERT_TRUE(result) << result.error().message;
    results.push_back(numbers(*result));
  }
  jobs::set_thread_count(0);
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

TEST_P(EveryAnalysis, MovesWithItsInput) {
  constexpr geo::Point kShift{12000.0, -4000.0};  // a multiple of any cell, so that grids move along
  // The rows of hexagons lie apart by no number of whole metres.
  if (ops::set_parameter(*operation, "cells", {"square"})) {
    ASSERT_TRUE(ops::set_parameter(*operation, "cell-size", {"200"}));
  }
  const auto here = run(*operation, small_borough());
  const auto there = run(*operation, small_borough({.shift_east = kShift.x, .shift_north = kShift.y}));
  ASSERT_TRUE(here && there);

  const auto first = numbers(*here);
  const auto second = numbers(*there, kShift);

  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    ASSERT_NEAR(first[i], second[i], 1e-4 * std::max(1.0, std::abs(first[i]))) << "number " << i;
  }
}

TEST(Catalog, TheDemonstrationsRecipeIsValid) {
  const auto recipe = ops::recipe_from_json(builtin_operations(), demo_recipe());
  EXPECT_TRUE(recipe) << recipe.error().message;
}

}  // namespace
}  // namespace wardscope::catalog
