// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/result_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/parameters.hpp"
#include "ops/provenance.hpp"
#include "ops/runner.hpp"
#include "ops/toy_operation.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

OperationResult three_layers() {
  OperationResult result;
  for (const char* name : {"extra", "toy", "toy-by-ward"}) {
    result.layers.push_back({name, "Toys", "points", "", core::make_snapshot(table::FeatureTable())});
  }
  return result;
}

std::vector<std::string> names_of(const OperationResult& result) {
  std::vector<std::string> names;
  for (const ResultLayer& layer : result.layers) names.push_back(layer.name);
  return names;
}

class NamedRuns : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store::Workspace::create(path_, "Testham", store::Contents::real)); }

  std::unique_ptr<Operation> toy(const std::string& type, const std::string& name) {
    auto made = toy_registry(WorkspaceUse::reads).make("toy");
    EXPECT_TRUE(set_parameter(*made, "type", {type}));
    EXPECT_TRUE(set_parameter(*made, "name", {name}));
    return made;
  }
  core::Diagnostics run(const Operation& operation) {
    core::Diagnostics diagnostics;
    const auto outcome =
        run_operation(operation, {path_, Keep::yes, "2026-11-21T20:00:00Z"}, jobs::Progress(), diagnostics);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return diagnostics;
  }
  std::vector<std::string> kept() { return *store::Workspace::open(path_, store::Access::read)->result_names(); }

  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

TEST_F(NamedRuns, StandSideBySideInTheWorkspace) {
  run(*toy("Burglary", "burglary"));
  const core::Diagnostics diagnostics = run(*toy("Arson", "arson"));

  EXPECT_THAT(kept(), ElementsAre("arson", "burglary"));
  EXPECT_EQ(diagnostics.count("result-replaced"), 0);
  const auto stored = store::Workspace::open(path_, store::Access::read)->load_result("arson");
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->title, "Toy: Arson (arson)");
}

TEST_F(NamedRuns, SayWhatTheyReplacedWhereItsParametersWereOthers) {
  run(*toy("Burglary", ""));
  const core::Diagnostics other = run(*toy("Arson", ""));
  const core::Diagnostics same = run(*toy("Arson", ""));

  ASSERT_EQ(other.count("result-replaced"), 1);
  EXPECT_EQ(other.kept().front().message,
            "the kept result 'toy' (Toy: Burglary) was replaced: its type was Burglary; give one of them a --name to "
            "keep both");
  EXPECT_EQ(same.count("result-replaced"), 0);
}

TEST_F(NamedRuns, RefuseANameThatNoListCanShow) {
  for (const char* name : {"a=b", "a/b", " a", "-a", "a\nb", "\xff"}) {
    const auto status = check_result_name(name);
    ASSERT_FALSE(status) << name;
    EXPECT_EQ(status.error().code, core::ErrorCode::invalid_argument);
    EXPECT_THAT(status.error().message, HasSubstr("such as asb-2025"));
  }
  EXPECT_TRUE(check_result_name("ASB Old Town 2025"));
  EXPECT_TRUE(check_result_name(""));
}

TEST_F(NamedRuns, HaveTheSameCodeUnderAnyName) {
  const borough::Dataset dataset;
  const Provenance one = make_provenance(*toy("Arson", "one"), dataset, "now");
  const Provenance two = make_provenance(*toy("Arson", "two"), dataset, "now");

  EXPECT_EQ(one.code, two.code);
  EXPECT_THAT(one.json, HasSubstr("\"result\": \"one\""));
}

TEST_F(NamedRuns, NameTheLayerOfTheOperationAndDeriveTheOthers) {
  OperationResult result = three_layers();

  name_layers(result, *toy("Arson", "arson"));

  EXPECT_THAT(names_of(result), ElementsAre("arson-extra", "arson", "arson-by-ward"));
}

TEST(ResultNames, LayersKeepTheirsWithoutOne) {
  OperationResult result = three_layers();

  name_layers(result, *toy_registry(WorkspaceUse::reads).make("toy"));

  EXPECT_THAT(names_of(result), ElementsAre("extra", "toy", "toy-by-ward"));
  EXPECT_EQ(result.layers.front().title, "Toys");
}

TEST(ResultNames, AnOperationThatKeepsNothingTakesNone) {
  auto toy = toy_registry(WorkspaceUse::none).make("toy");
  EXPECT_FALSE(set_parameter(*toy, "name", {"arson"}));
}

TEST(FormerParameters, AreThoseThatDiffer) {
  const char* former =
      R"({"parameters": {"type": ["Burglary", "Arson"], "bandwidth": 200.0, "height": null, "rule": "top"}})";
  const char* now = R"({"parameters": {"type": [], "bandwidth": 300.0, "height": 2.5, "rule": "top"}})";

  EXPECT_EQ(former_parameters(former, now), "type was Burglary, Arson, bandwidth was 200.0, height was not known");
  EXPECT_THAT(former_parameters(former, former), IsEmpty());
  EXPECT_THAT(former_parameters("not json", now), IsEmpty());
}

}  // namespace
}  // namespace wardscope::ops
