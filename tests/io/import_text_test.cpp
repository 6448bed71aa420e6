// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;
using testing::Not;

/// A council's list of a month: one good row, and a bad one where it is asked for.
std::string month(int number, bool bad_row = false) {
  const std::string date = "01/0" + std::to_string(number) + "/2025";
  std::string text = "Category,Date,Easting,Northing\nNoise," + date + ",40970" + std::to_string(number) + ",92041\n";
  if (bad_row) text += "Noise," + date + ",nowhere,92041\n";
  return text;
}

core::Result<ImportReport> import_months(ImportHarness& town, int count) {
  std::vector<std::filesystem::path> files;
  for (int number = 1; number <= count; ++number) {
    files.push_back(town.folder.write("month" + std::to_string(number) + ".csv", month(number, number == 4)));
  }
  return town.import(files);
}

TEST(ImportText, OfManyFilesOfOneKindTheFirstIsDescribedAndTheOthersAreCounted) {
  ImportHarness town;

  const auto report = import_months(town, 6);

  ASSERT_TRUE(report) << report.error().message;
  const std::string text = import_text(*report);
  EXPECT_THAT(text, HasSubstr("month1.csv: A council's list of incidents or reports"));
  EXPECT_THAT(text, HasSubstr("month2.csv: the same kind; 1 row read, 1 stored, 0 rejected\n"));
  EXPECT_THAT(text, HasSubstr("month4.csv: the same kind; 2 rows read, 1 stored, 1 rejected\n"
                              "  Rejected rows are listed in month4.csv.rejects.csv\n"));
  EXPECT_THAT(text, HasSubstr("The data quality of each file: wardscope info WORKSPACE --quality\n"));
  EXPECT_THAT(text, Not(HasSubstr("month2.csv: A council's")));
}

TEST(ImportText, AFewFilesAreEachDescribed) {
  ImportHarness town;

  const auto report = import_months(town, 3);

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(import_text(*report), HasSubstr("month3.csv: A council's list of incidents or reports"));
}

TEST(ImportText, WhatTheWorkspaceHadBeforeIsSaidOfEveryFile) {
  ImportHarness town;
  std::vector<std::filesystem::path> files;
  for (int set = 1; set <= 6; ++set) {
    files.push_back(
        town.folder.write("wards_200" + std::to_string(set) + ".geojson",
                          R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"WD0)" +
                              std::to_string(set) + R"(CD":"E1","WD0)" + std::to_string(set) +
                              R"(NM":"Harbour"},"geometry":{"type":"Polygon","coordinates":)"
                              R"([[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.7]]]}}]})"));
  }

  const auto report = town.import(files);

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(import_text(*report), HasSubstr("wards_2006.geojson: the same kind; 1 row read, 1 stored, 0 rejected\n"
                                              "  - the workspace has 6 sets of wards"));
}

}  // namespace
}  // namespace wardscope::io
