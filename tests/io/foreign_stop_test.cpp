// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "io/import_harness.hpp"
#include "jobs/job_system.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;

TEST(ForeignStop, DoesNotWaitForAWorkerThatSaysNothing) {
  ImportHarness town;
  town.options.worker_program =
      town.folder.write("worker.sh", "#!/bin/sh\n: > \"${0%/*}/started\"\nexec /bin/sleep 3600\n");
  std::filesystem::permissions(town.options.worker_program, std::filesystem::perms::owner_all);
  const auto file = town.folder.write("a.geojson", R"({"type": "FeatureCollection", "features": []})");
  core::Result<ImportReport> report = core::internal_error("not run");
  jobs::JobSystem jobs;

  const jobs::JobId job = jobs.submit("import", [&](const jobs::Progress& progress) {
    report = import_files({file}, town.options, progress, town.diagnostics);
    return [] {};
  });
  while (!std::filesystem::exists(town.folder / "started") && !jobs.wait_finished(std::chrono::milliseconds(1))) {
  }
  jobs.stop(job);
  while (!jobs.wait_finished(std::chrono::milliseconds(10))) {
  }

  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, core::ErrorCode::cancelled) << report.error().message;
  EXPECT_FALSE(std::filesystem::exists(town.options.workspace));
}

}  // namespace
}  // namespace wardscope::io
