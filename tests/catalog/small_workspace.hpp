// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "catalog/small_borough.hpp"
#include "core/diagnostics.hpp"
#include "ops/runner.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {

/// Parameters as on the command line: name without dashes, one word.
using Words = std::vector<std::pair<std::string, std::string>>;

/// A workspace file with a small borough, each part an import with a source of its own.
class SmallWorkspace : public testing::Test {
 protected:
  /// Fails the test where the workspace can't be made.
  void make(const borough::Dataset& borough);
  /// Runs an operation as the command line does. Several words of one parameter stand one after the other.
  core::Result<ops::RunOutcome> run(const std::string& operation, const Words& words);
  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }
  /// The bytes of a file of the folder; empty, and a test failure, where it is not there.
  [[nodiscard]] std::string text_of(const std::string& name) const;
  [[nodiscard]] const std::filesystem::path& workspace() const { return workspace_; }

  core::Diagnostics diagnostics_;

 private:
  test::TemporaryFolder folder_;
  std::filesystem::path workspace_ = folder_ / "town.sqlite";
};

}  // namespace wardscope::catalog
