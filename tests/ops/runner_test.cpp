// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/parameters.hpp"
#include "ops/toy_operation.hpp"
#include "store/other_writer.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Runner, KeepsTheLayersOfAnAnalysisInTheWorkspace) {
  const test::TemporaryFolder folder;
  const auto path = folder / "w.sqlite";
  ASSERT_TRUE(store::Workspace::create(path, "Testham", store::Contents::real));
  core::Diagnostics diagnostics;

  const auto outcome = run_operation(*toy_registry(WorkspaceUse::reads).make("toy"),
                                     {path, Keep::yes, "2026-11-21T20:00:00Z"}, jobs::Progress(), diagnostics);

  ASSERT_TRUE(outcome) << outcome.error().message;
  auto workspace = store::Workspace::open(path, store::Access::read);
  ASSERT_TRUE(workspace);
  const auto names = workspace->result_names();
  ASSERT_TRUE(names);
  EXPECT_THAT(*names, ElementsAre("toy"));
  const auto stored = workspace->load_result("toy");
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->operation, "toy");
  EXPECT_THAT(stored->provenance_json, HasSubstr("\"reach\": 50.5"));
  EXPECT_EQ(stored->features->row_count(), 1U);
}

TEST(Runner, KeepsNothingWhereAskedNotTo) {
  const test::TemporaryFolder folder;
  const auto path = folder / "w.sqlite";
  ASSERT_TRUE(store::Workspace::create(path, "Testham", store::Contents::real));
  core::Diagnostics diagnostics;

  ASSERT_TRUE(run_operation(*toy_registry(WorkspaceUse::reads).make("toy"), {path, Keep::no, "2026-11-21T20:00:00Z"},
                            jobs::Progress(), diagnostics));

  EXPECT_TRUE(store::Workspace::open(path, store::Access::read)->result_names()->empty());
}

TEST(Runner, WhereAnotherProgramWritesTheAnswerComesAndIsNotKept) {
  const test::TemporaryFolder folder;
  const auto path = folder / "w.sqlite";
  ASSERT_TRUE(store::Workspace::create(path, "Testham", store::Contents::real));
  const store::test::OtherWriter other(path);
  core::Diagnostics diagnostics;

  const auto outcome = run_operation(*toy_registry(WorkspaceUse::reads).make("toy"),
                                     {path, Keep::yes, "2026-11-21T20:00:00Z"}, jobs::Progress(), diagnostics);

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences, ElementsAre("One toy was found."));
  ASSERT_TRUE(outcome->result.trouble);
  EXPECT_EQ(outcome->result.trouble->code, core::ErrorCode::conflict);
  EXPECT_THAT(outcome->result.trouble->message,
              HasSubstr("open for writing by another Wardscope (process " + other.process()));
  EXPECT_TRUE(store::Workspace::open(path, store::Access::read)->result_names()->empty());
}

TEST(Runner, AnAnalysisWithoutAWorkspaceIsRefused) {
  core::Diagnostics diagnostics;
  const auto outcome = run_operation(*toy_registry(WorkspaceUse::reads).make("toy"), {"", Keep::no, "now"},
                                     jobs::Progress(), diagnostics);

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "'toy' needs a workspace; add --workspace FILE");
}

TEST(Runner, AStoppedOperationIsCancelled) {
  std::stop_source stop;
  stop.request_stop();
  core::Diagnostics diagnostics;
  const auto outcome =
      run_operation(*toy_registry().make("toy"), {"", Keep::no, "now"}, jobs::Progress(stop.get_token()), diagnostics);

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, core::ErrorCode::cancelled);
}

TEST(Runner, TheOperationsOwnErrorComesThrough) {
  auto toy = toy_registry().make("toy");
  ASSERT_TRUE(set_parameter(*toy, "note", {"fail"}));
  core::Diagnostics diagnostics;
  const auto outcome = run_operation(*toy, {"", Keep::no, "now"}, jobs::Progress(), diagnostics);

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("asked to fail"));
}

}  // namespace
}  // namespace wardscope::ops
