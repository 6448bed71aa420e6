// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "catalog/small_workspace.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;

class Profiles : public SmallWorkspace {
 protected:
  void SetUp() override { make(small_borough()); }

  std::set<std::string> names_in(const std::string& folder) const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(file(folder)))
      names.insert(entry.path().filename().string());
    return names;
  }
};

TEST_F(Profiles, AreOfTheLastTwelveMonthsWhereNoPeriodIsAskedForAndSaySo) {
  const auto made = run("profile", {{"ward", "Ward 1"}, {"output", file("p")}});

  ASSERT_TRUE(made) << made.error().message;
  const std::string about = text_of("p/2025-01_to_2025-12_Ward_Profile_W1_Ward_1_about.json");
  EXPECT_THAT(about, HasSubstr("January 2025 to December 2025"));
  EXPECT_THAT(
      about,
      HasSubstr(
          "No period was asked for: the last twelve complete months of the records, January 2025 to December 2025,"));
}

TEST_F(Profiles, OfTwoSelectionsStandSideBySide) {
  ASSERT_TRUE(run("profile", {{"ward", "Ward 1"}, {"from", "2025-10"}, {"to", "2025-12"}, {"output", file("p")}}));
  ASSERT_TRUE(
      run("profile",
          {{"ward", "Ward 1"}, {"from", "2025-10"}, {"to", "2025-12"}, {"type", "Burglary"}, {"output", file("p")}}));

  const auto names = names_in("p");
  EXPECT_TRUE(names.contains("2025Q3_Ward_Profile_W1_Ward_1.pdf"));
  EXPECT_TRUE(names.contains("2025Q3_Ward_Profile_W1_Ward_1_Burglary.pdf"));
}

TEST_F(Profiles, OfAllWardsHaveAnIndexAndOneTable) {
  const auto made = run("profile", {{"all", "true"}, {"output", file("p")}});

  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->result.files.front().filename(), "index.html");
  EXPECT_THAT(text_of("p/index.html"), HasSubstr("href=\"2025-01_to_2025-12_Ward_Profile_W4_Ward_4.pdf\""));
  EXPECT_THAT(text_of("p/2025-01_to_2025-12_Ward_Profiles.csv"), HasSubstr("Ward 4,W4,"));
  EXPECT_THAT(text_of("p/2025-01_to_2025-12_Ward_Profiles.csv.provenance.json"), HasSubstr("incidents.csv"));
}

TEST_F(Profiles, OfTheSameSelectionAreReplaced) {
  ASSERT_TRUE(run("profile", {{"ward", "Ward 1"}, {"output", file("p")}}));
  const auto names = names_in("p");

  EXPECT_TRUE(run("profile", {{"ward", "Ward 1"}, {"output", file("p")}, {"bandwidth", "180"}}));
  EXPECT_EQ(names_in("p"), names);
}

}  // namespace
}  // namespace wardscope::catalog
