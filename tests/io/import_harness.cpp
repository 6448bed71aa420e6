// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/import_harness.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/workspace.hpp"

namespace wardscope::io::test {

ImportHarness::ImportHarness() {
  options.workspace = folder / "town.sqlite";
  options.worker_program = WARDSCOPE_FOREIGN_WORKER_PROGRAM;
}

core::Result<ImportReport> ImportHarness::import(const std::vector<std::filesystem::path>& paths) {
  return import_files(paths, options, jobs::Progress(), diagnostics);
}

core::Result<ImportReport> ImportHarness::import_text(std::string_view file_name, std::string_view content) {
  return import({folder.write(file_name, content)});
}

std::string ImportHarness::refusal(const std::filesystem::path& path) {
  const auto report = import({path});
  return report ? std::string("imported") : report.error().message;
}

std::string ImportHarness::refusal_of_text(std::string_view file_name, std::string_view content) {
  return refusal(folder.write(file_name, content));
}

borough::Dataset ImportHarness::load() const {
  if (!std::filesystem::exists(options.workspace)) return {};  // nothing came in, and so no workspace was left
  const auto workspace = store::Workspace::open(options.workspace, store::Access::read);
  EXPECT_TRUE(workspace) << (workspace ? "" : workspace.error().message);
  if (!workspace) return {};
  auto dataset = workspace->load(borough::Parts::all(), jobs::Progress());
  EXPECT_TRUE(dataset) << (dataset ? "" : dataset.error().message);
  return dataset ? *std::move(dataset) : borough::Dataset();
}

std::vector<std::string> ImportHarness::rejects(std::string_view file_name) const {
  std::ifstream file(folder / (std::string(file_name) + ".rejects.csv"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace wardscope::io::test
