// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profile_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "cartography/sample_town.hpp"
#include "report/sample_profile.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::report {
namespace {

using testing::HasSubstr;
using testing::Not;

ProfileIndex sample() {
  const ProfileDocument document = test::sample_document(test::sample_town());
  ProfileIndex index{document, {}};
  index.frame.period = "2025Q3";
  index.frame.provenance = R"({"code": "7f3a91c2"})";
  IndexedProfile first{document.profile.ward_name, "X1", document.profile.key_figures, "2025Q3_Ward_Profile_X1_A"};
  IndexedProfile second = first;
  second.ward_name = "<b>Moor</b>";
  second.stem = "2025Q3_Ward_Profile_X2_Moor";
  second.key_figures.front().number = {std::nullopt, true};
  index.wards = {first, second};
  return index;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(ProfileIndex, LeadsToEveryFileOfEachWard) {
  const auto page = profile_index_html(sample());

  ASSERT_TRUE(page);
  for (const std::string stem : {"2025Q3_Ward_Profile_X1_A", "2025Q3_Ward_Profile_X2_Moor"}) {
    for (const char* ending : {".html", ".pdf", "_types.csv", "_key-figures.csv", "_about.json"}) {
      EXPECT_THAT(*page, HasSubstr("href=\"" + stem + ending + "\""));
    }
  }
}

TEST(ProfileIndex, HidesWhatTheProfilesHide) {
  const auto page = profile_index_html(sample());
  const ReportTable table = all_wards_table(sample());

  ASSERT_TRUE(page);
  EXPECT_THAT(*page, HasSubstr(">suppressed<"));
  EXPECT_EQ(table.rows[0][2].plain, "1204");
  EXPECT_EQ(table.rows[1][2].plain, "suppressed");
}

TEST(ProfileIndex, NamesSourcesMethodsDateAndRevisionAndRunsNothing) {
  const auto page = profile_index_html(sample());

  ASSERT_TRUE(page);
  for (const char* part :
       {"Contains OS data", "quartic kernel, bandwidth 200 m", "31 January 2026", "data revision", "7F3A-91C2"}) {
    EXPECT_THAT(*page, HasSubstr(part));
  }
  EXPECT_THAT(*page, Not(HasSubstr("<script")));
  EXPECT_THAT(*page, Not(HasSubstr("<b>Moor")));
  EXPECT_THAT(*page, Not(HasSubstr("://")));
}

TEST(ProfileIndex, IsWrittenWithOneTableOfAllWardsAndItsProvenance) {
  const test::TemporaryFolder folder;

  const auto files = write_profile_index(sample(), {folder.path()});

  ASSERT_TRUE(files) << files.error().message;
  EXPECT_THAT(content(folder / "2025Q3_Ward_Profiles.csv"), HasSubstr("Moor"));
  EXPECT_THAT(content(folder / "2025Q3_Ward_Profiles.csv.provenance.json"), HasSubstr("7f3a91c2"));
  EXPECT_TRUE(write_profile_index(sample(), {folder.path()}));  // of the same selection
}

TEST(ProfileIndex, OfAnotherSelectionIsNotReplacedUnasked) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_profile_index(sample(), {folder.path()}));
  ProfileIndex other = sample();
  other.frame.selection = "Burglary";

  EXPECT_FALSE(write_profile_index(other, {folder.path()}));
  EXPECT_TRUE(write_profile_index(other, {folder.path(), true, true, true, Replace::any}));
}

}  // namespace
}  // namespace wardscope::report
