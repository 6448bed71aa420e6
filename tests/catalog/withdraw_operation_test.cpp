// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A workspace with this many imports of one hub each, and a result of the last revision.
class Withdraw : public testing::Test {
 protected:
  Withdraw() {
    auto workspace = store::Workspace::create(path_, "Testham", store::Contents::real);
    EXPECT_TRUE(workspace);
    for (int i = 1; i <= 4; ++i) {
      const auto batch =
          workspace->begin_batch({"hubs", "hubs", "hubs-" + std::to_string(i) + ".csv", "", "", "", 0.0});
      EXPECT_TRUE(batch);
      borough::Hub hub;
      hub.name = "Hub";
      hub.position = {400000, 100000};
      EXPECT_TRUE(workspace->add_hubs(*batch, {hub}));
      EXPECT_TRUE(workspace->commit_batch(*batch, {1, 1, 0}));
    }
    store::StoredResult result;
    result.name = result.title = "reach";
    result.dataset_revision = workspace->revision();
    result.features = table::FeatureTable({{"name", "Name", "", table::ColumnType::text}});
    EXPECT_TRUE(workspace->save_result(result));
  }
  core::Result<ops::RunOutcome> withdraw(const std::vector<std::string>& batches) {
    const auto operation = builtin_operations().make("withdraw");
    EXPECT_TRUE(ops::set_parameter(*operation, "batch", batches));
    core::Diagnostics diagnostics;
    return ops::run_operation(*operation, {path_, ops::Keep::yes, "2026-11-21T20:00:00Z"}, jobs::Progress(),
                              diagnostics);
  }
  [[nodiscard]] std::size_t hubs() const {
    const auto dataset =
        store::Workspace::open(path_, store::Access::read)->load(borough::Part::hubs, jobs::Progress());
    return dataset->hubs ? dataset->hubs->size() : 0;
  }

  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

TEST_F(Withdraw, TakesOutWhatIsNamedAndSaysWhichFileItWasAndWhatIsOldNow) {
  const auto outcome = withdraw({"2"});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences, ElementsAre(HasSubstr("Import 2 ('hubs-2.csv', 1 row) was withdrawn"),
                                                     HasSubstr("'reach' is old now: run it again")));
  EXPECT_EQ(hubs(), 3U);
}

TEST_F(Withdraw, TakesOutARange) {
  ASSERT_TRUE(withdraw({"1-2", "4"}));

  EXPECT_EQ(hubs(), 1U);
}

TEST_F(Withdraw, IsAllOrNothing) {
  const auto outcome = withdraw({"3-5"});

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message,
              HasSubstr("there is no import 5; 'wardscope info' lists them; nothing was withdrawn"));
  EXPECT_EQ(hubs(), 4U);
}

TEST_F(Withdraw, WhatIsGoneOrNoNumberIsNamed) {
  ASSERT_TRUE(withdraw({"1"}));

  EXPECT_THAT(withdraw({"1"}).error().message, HasSubstr("import 1 ('hubs-1.csv') is withdrawn already"));
  EXPECT_THAT(withdraw({"5-3"}).error().message, HasSubstr("--batch '5-3': an import has a number"));
  EXPECT_THAT(withdraw({"1-99999999999"}).error().message, HasSubstr("--batch '1-99999999999'"));
  EXPECT_THAT(withdraw({"last"}).error().message, HasSubstr("--batch 'last'"));
  EXPECT_THAT(withdraw({}).error().message, HasSubstr("which import? Add --batch N"));
}

}  // namespace
}  // namespace wardscope::catalog
