// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main job on real open data, where it is beside the project.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "endtoend/steps.hpp"
#include "support/shared_data.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::endtoend {
namespace {

/// Data rows of CSV files that have no line break within a field, as those of the police.
std::int64_t rows_below(const std::filesystem::path& folder) {
  std::int64_t rows = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream file(entry.path());
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) rows += line.empty() ? 0 : 1;
  }
  return rows;
}

TEST(Bournemouth, ItsPoliceFilesAreStoredRowByRowAndAWardIsProfiled) {
  WARDSCOPE_SHARED_DATA(bcp, "bcp");
  const test::TemporaryFolder folder;
  const std::filesystem::path workspace = folder / "bcp.sqlite";
  run_step("import", workspace,
           {{"files", {(bcp / "raw_police").string(), (bcp / "wards_dec2020_bgc.geojson").string()}}});

  std::int64_t read = 0;
  std::int64_t stored = 0;
  std::size_t files = 0;
  for (const store::BatchRecord& batch : batches_of(workspace)) {
    if (batch.source.layer != "incidents") continue;
    ++files;
    read += batch.counts.read;
    stored += batch.counts.stored;
    EXPECT_EQ(batch.counts.read, batch.counts.stored + batch.counts.rejected) << batch.source.file_name;
  }
  EXPECT_EQ(files, 18U);
  EXPECT_EQ(read, rows_below(bcp / "raw_police"));
  const borough::Dataset dataset = load_all(workspace);
  EXPECT_EQ(stored, read);
  EXPECT_EQ(dataset.incidents->size(), 88'813U);  // the others are stored without a place, in no analysis
  ASSERT_TRUE(borough::areas_of(dataset, borough::AreaKind::ward));
  EXPECT_EQ(borough::areas_of(dataset, borough::AreaKind::ward)->areas.size(), 33U);

  EXPECT_GT(layer(run_step("hotspots", workspace, {}), "hotspots").row_count(), 0U);
  const std::string ward = borough::areas_of(dataset, borough::AreaKind::ward)->areas.front().name;
  const auto profile = run_step("profile", workspace, {{"ward", {ward}}, {"output", {(folder / "profiles").string()}}});
  EXPECT_THAT(profile.files, testing::Not(testing::IsEmpty()));
  std::size_t pages = 0;
  for (const std::filesystem::path& file : profile.files) {
    if (file.extension() != ".pdf" && file.extension() != ".html") continue;
    ++pages;
    EXPECT_GT(std::filesystem::file_size(file), 5000U) << file.filename();
  }
  EXPECT_EQ(pages, 2U);
}

TEST(Sheffield, GapsAreFoundAmongTwelveThousandRoofs) {
  WARDSCOPE_SHARED_DATA(sheffield, "sheffield");
  const test::TemporaryFolder folder;
  const std::filesystem::path workspace = folder / "sheffield.sqlite";
  std::vector<std::string> files;
  for (const char* name :
       {"wards_dec2020_bgc.geojson", "buildings.geojson", "cctv.geojson", "incidents_police_street.csv"}) {
    files.push_back((sheffield / name).string());
  }
  run_step("import", workspace, {{"files", files}});
  const borough::Dataset dataset = load_all(workspace);
  EXPECT_EQ(dataset.buildings->size(), 12'423U);
  EXPECT_EQ(dataset.cameras->size(), 212U);
  EXPECT_EQ(dataset.incidents->size(), 93'524U);

  const auto gaps = layer(run_step("coverage-gaps", workspace,
                                   {{"rule", {"multiple-of-mean"}},
                                    {"multiple", {"3"}},
                                    {"assumed-range", {"60"}},
                                    {"unknown-bearing", {"all-round"}}}),
                          "gaps");

  ASSERT_GT(gaps.row_count(), 10U);
  const auto incidents = gaps.column("incidents");
  ASSERT_TRUE(incidents);
  double before = table::to_number(gaps.at(0, *incidents)).value_or(0.0);
  for (std::size_t row = 1; row < gaps.row_count(); ++row) {
    const double here = table::to_number(gaps.at(row, *incidents)).value_or(-1.0);
    EXPECT_LE(here, before) << "rank " << row + 1;
    before = here;
  }
}

}  // namespace
}  // namespace wardscope::endtoend
