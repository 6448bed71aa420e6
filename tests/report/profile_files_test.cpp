// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cartography/sample_town.hpp"
#include "report/sample_profile.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::report {
namespace {

ProfileDocument sample() { return test::sample_document(test::sample_town()); }

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(ProfileFiles, AreNamedByFinancialQuarterCodeAndName) {
  ProfileDocument document = sample();
  EXPECT_EQ(profile_file_stem(document), "2025Q3_Ward_Profile_X05000005_St_Aldhelm_s");

  document.profile.months.back().month_index = 12 * 56 + 2;  // March 2026
  EXPECT_EQ(profile_file_stem(document).substr(0, 6), "2025Q4");

  document.profile.months.back().month_index = 12 * 56 + 3;  // April 2026
  EXPECT_EQ(profile_file_stem(document).substr(0, 6), "2026Q1");

  document.profile.ward_name = "../../etc/<b>";
  EXPECT_EQ(profile_file_stem(document).find('/'), std::string::npos);
}

TEST(ProfileFiles, AllEditionsAreThereAndNothingElse) {
  const test::TemporaryFolder folder;

  const auto files = write_ward_profile(sample(), {folder / "out"});

  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(files->size(), 12U);
  std::size_t present = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
    EXPECT_NE(entry.path().extension(), ".part");
    ++present;
  }
  EXPECT_EQ(present, files->size());
  EXPECT_EQ(content(files->front()).substr(0, 5), "%PDF-");
}

TEST(ProfileFiles, TheSideFileNamesEachTableSourceAndMethod) {
  const test::TemporaryFolder folder;

  const auto files = write_ward_profile(sample(), {folder.path(), false, false, true});

  ASSERT_TRUE(files);
  const std::string side = content(files->back());
  for (std::size_t i = 0; i + 1 < files->size(); ++i)
    EXPECT_THAT(side, testing::HasSubstr((*files)[i].filename().string()));
  EXPECT_THAT(side, testing::HasSubstr("quartic kernel, bandwidth 200 m"));
  EXPECT_THAT(side, testing::HasSubstr("Contains OS data"));
  EXPECT_EQ(side.find(folder.path().string()), std::string::npos);
}

TEST(ProfileFiles, AnOlderEditionIsReplacedWhole) {
  const test::TemporaryFolder folder;
  ProfileDocument document = sample();
  ASSERT_TRUE(write_ward_profile(document, {folder.path(), false, false, true}));
  document.profile.types.clear();

  const auto files = write_ward_profile(document, {folder.path(), false, false, true});

  ASSERT_TRUE(files);
  const auto types = std::find_if(files->begin(), files->end(),
                                  [](const auto& path) { return path.string().ends_with("_types.csv"); });
  EXPECT_EQ(content(*types).find("Burglary"), std::string::npos);
}

TEST(ProfileFiles, AFolderThatIsAFileIsAnErrorAndLeavesNoPart) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("taken", "x");

  const auto files = write_ward_profile(sample(), {file});

  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, core::ErrorCode::io);
  EXPECT_EQ(content(file), "x");
}

TEST(ProfileFiles, ATargetThatIsAFolderIsAnErrorThatNamesTheFile) {
  const test::TemporaryFolder folder;
  const std::string name = profile_file_stem(sample()) + ".pdf";
  std::filesystem::create_directories(folder / name / "inside");

  const auto files = write_ward_profile(sample(), {folder.path(), true, false, false});

  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, testing::HasSubstr(name));
  EXPECT_FALSE(std::filesystem::exists(folder / (name + ".part")));
}

}  // namespace
}  // namespace wardscope::report
