// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

#include "cartography/sample_town.hpp"
#include "core/text.hpp"
#include "report/sample_profile.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::report {
namespace {

ProfileDocument sample() { return test::sample_document(test::sample_town()); }

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(ProfileFiles, AreNamedByPeriodCodeAndName) {
  ProfileDocument document = sample();
  EXPECT_EQ(profile_file_stem(document), "2025-01_to_2025-12_Ward_Profile_X05000005_St_Aldhelm_s");

  document.period = "2025Q3";
  document.selection_slug = "Burglary";
  EXPECT_EQ(profile_file_stem(document), "2025Q3_Ward_Profile_X05000005_St_Aldhelm_s_Burglary");

  document.profile.ward_name = "../../etc/<b>";
  EXPECT_EQ(profile_file_stem(document).find('/'), std::string::npos);
}

borough::IncidentFilter months(std::string from, std::string to) {
  borough::IncidentFilter filter;
  filter.from = std::move(from);
  filter.to = std::move(to);
  return filter;
}

TEST(ProfileFiles, AQuarterStandsInTheNameOnlyWhereThePeriodIsThatQuarter) {
  EXPECT_EQ(period_slug(months("2025-10", "2025-12")), "2025Q3");
  EXPECT_EQ(period_slug(months("2026-01", "2026-03")), "2025Q4");  // the council's year begins in April
  EXPECT_EQ(period_slug(months("2025-11", "2026-01")), "2025-11_to_2026-01");
  EXPECT_EQ(period_slug(months("2025-12", "2025-12")), "2025-12");
  EXPECT_EQ(period_slug(months("2025-10-01", "2025-12-31")), "2025-10-01_to_2025-12-31");
  EXPECT_EQ(period_slug(months("2025-10", "")), "from_2025-10");
  EXPECT_EQ(period_slug({}), "");
}

TEST(ProfileFiles, TheNameTellsTypesDaysAndHours) {
  borough::IncidentFilter filter;
  EXPECT_EQ(selection_slug(filter), "");

  filter.types = {"Anti-social behaviour", "Burglary"};
  filter.weekdays = {"Friday", "saturday"};
  filter.first_hour = 20;
  filter.last_hour = 3;
  EXPECT_EQ(selection_slug(filter), core::file_name_from("Anti-social behaviour") + "_and_1_more_fri-sat_20-03h");
}

TEST(ProfileFiles, OneOfAnotherSelectionIsNotReplacedUnasked) {
  const test::TemporaryFolder folder;
  ProfileDocument document = sample();
  ASSERT_TRUE(write_ward_profile(document, {folder.path()}));
  document.selection = "Burglary, Theft; 2025-01 to 2025-12";

  const auto refused = write_ward_profile(document, {folder.path()});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, testing::HasSubstr(profile_file_stem(document)));
  EXPECT_THAT(refused.error().message, testing::HasSubstr("another selection (all types; 2025-01 to 2025-12)"));
  EXPECT_THAT(refused.error().message, testing::HasSubstr("--overwrite"));
  EXPECT_TRUE(write_ward_profile(document, {folder.path(), true, true, true, Replace::any}));
}

TEST(ProfileFiles, APageThatSaysNothingOfItsSelectionIsNotReplacedEither) {
  const test::TemporaryFolder folder;
  ASSERT_NE(folder.write(profile_file_stem(sample()) + ".pdf", "mine"), "");

  EXPECT_FALSE(write_ward_profile(sample(), {folder.path()}));
  EXPECT_EQ(content(folder / (profile_file_stem(sample()) + ".pdf")), "mine");
}

TEST(ProfileFiles, TheSideFileHoldsTheParametersOfTheRunAndWhatMarksMean) {
  const test::TemporaryFolder folder;
  ProfileDocument document = sample();
  document.provenance = R"({"parameters": {"bandwidth": 200.0}})";

  const auto files = write_ward_profile(document, {folder.path(), false, false, true});

  ASSERT_TRUE(files);
  EXPECT_THAT(content(files->back()), testing::HasSubstr("\"bandwidth\": 200.0"));
  EXPECT_THAT(content(files->back()), testing::HasSubstr("hidden by disclosure control"));
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

  const auto files = write_ward_profile(sample(), {folder.path(), true, false, false, Replace::any});

  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, testing::HasSubstr(name));
  EXPECT_FALSE(std::filesystem::exists(folder / (name + ".part")));
}

/// No file of this process may grow beyond so many bytes: what a full disk is to the one that does not fit.
class LargestFile {
 public:
  explicit LargestFile(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    former_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  LargestFile(const LargestFile&) = delete;
  LargestFile& operator=(const LargestFile&) = delete;
  ~LargestFile() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, former_);
  }

 private:
  rlimit before_{};
  void (*former_)(int) = nullptr;
};

TEST(ProfileFiles, OfAWardAppearTogetherOrNotAtAll) {
  const test::TemporaryFolder folder;
  const auto whole = write_ward_profile(sample(), {folder / "whole"});
  ASSERT_TRUE(whole);
  const std::uintmax_t first = std::filesystem::file_size(whole->front());
  std::uintmax_t largest = 0;
  for (const auto& file : *whole) largest = std::max(largest, std::filesystem::file_size(file));
  ASSERT_GT(largest, first);  // so that some are written before one does not fit
  std::filesystem::create_directories(folder / "full");

  core::Result<std::vector<std::filesystem::path>> files = std::vector<std::filesystem::path>{};
  {
    const LargestFile limit(largest - 1);  // one file alone does not fit
    files = write_ward_profile(sample(), {folder / "full"});
  }

  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, core::ErrorCode::io);
  EXPECT_THAT(files.error().message, testing::Not(testing::HasSubstr(".part")));
  EXPECT_TRUE(std::filesystem::is_empty(folder / "full"));
}

TEST(ProfileFiles, NoneAppearsWhereAFolderHasTheNameOfTheLast) {
  const test::TemporaryFolder folder;
  const auto whole = write_ward_profile(sample(), {folder / "whole"});
  ASSERT_TRUE(whole);
  const std::filesystem::path last = folder / "full" / whole->back().filename();
  std::filesystem::create_directories(last);

  const auto files = write_ward_profile(sample(), {folder / "full", true, true, true, Replace::any});

  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, testing::HasSubstr("a folder has its name"));
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "full")) {
    ++entries;
    EXPECT_EQ(entry.path(), last);
  }
  EXPECT_EQ(entries, 1U);
}

}  // namespace
}  // namespace wardscope::report
