// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the terminal is told of files that don't come in: each failure, no file's content, and not a line for every
// file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "io/foreign_harness.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;
using testing::Not;

TEST(BadFiles, EachFailureIsToldWhereNoFileComesIn) {
  ImportHarness town;
  const auto one = town.folder.write("one.csv", "Date,Category,Easting,Northing\n2025-01-01,Noise,1,2\n");
  const auto two = town.folder.write("two.csv", "");

  const auto report = town.import({one, two, town.folder / "absent.csv"});

  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message,
              AllOf(HasSubstr("none of 3 files"), HasSubstr("\n  one.csv: no row of"),
                    HasSubstr("\n  two.csv: 'two.csv' is empty"), HasSubstr("\n  absent.csv: ")));
}

TEST(BadFiles, AFirstLineThatMayBeARecordIsNotRepeated) {
  ImportHarness town;

  const std::string message =
      town.refusal_of_text("list.csv", "Jane Doe,12 High Street,2025-01-01,07700 900123\nJo,3,2025-01-02,1\n");
  EXPECT_THAT(message, AllOf(HasSubstr("is not recognised"), HasSubstr("its first line should name them"),
                             Not(HasSubstr("Jane")), Not(HasSubstr("High Street"))));

  const std::string long_name = town.refusal_of_text("long.csv", std::string(3000, 'x') + ",b\n1,2\n");
  EXPECT_LT(long_name.size(), 700U);
  EXPECT_THAT(long_name, Not(HasSubstr("xxxx")));

  EXPECT_THAT(town.refusal_of_text("other.csv", "Flavour,Colour\nSweet,Red\n"),
              HasSubstr("by its columns (Flavour, Colour)"));
}

TEST(BadFiles, WhatBelongsToAShapefileIsNoFileOfItsOwn) {
  ImportHarness town;
  std::filesystem::create_directory(town.folder / "in");
  test::write_wards(town.folder / "in" / "wards.shp", {"ESRI Shapefile", "wards.shp", 27700});
  ASSERT_TRUE(std::filesystem::exists(town.folder / "in" / "wards.prj"));

  const auto report = town.import({town.folder / "in"});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(town.diagnostics.empty());
}

TEST(BadFiles, ManyFilesThatAreNotTakenAreOneLine) {
  ImportHarness town;
  std::filesystem::create_directory(town.folder / "in");
  for (int i = 0; i < 20; ++i) ASSERT_NE(town.folder.write("in/notes" + std::to_string(10 + i) + ".txt", "x"), "");
  ASSERT_NE(town.folder.write("in/list.csv", "Date,Category,Easting,Northing\n2025-01-01,Noise,409000,92000\n"), "");
  ASSERT_NE(town.folder.write("in/list.csv.remarks.csv", "line,column,value,reason,remedy\n"), "");

  const auto report = town.import({town.folder / "in"});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.size(), 1U);
  EXPECT_TRUE(report->failures.empty());
  ASSERT_EQ(town.diagnostics.kept().size(), 1U);
  EXPECT_EQ(
      town.diagnostics.kept()[0].message,
      "'notes10.txt', 'notes11.txt', 'notes12.txt' and 17 more are not taken from a folder: name them to import them");
}

TEST(BadFiles, NoWordBeginsWithTheWrongArticle) {
  ImportHarness town;
  EXPECT_THAT(town.refusal_of_text("a.xlsx", "x"), HasSubstr("it is no Excel workbook file, whatever its name says"));
  EXPECT_THAT(town.refusal_of_text("a.ods", "x"),
              HasSubstr("it is no OpenDocument spreadsheet file, whatever its name says"));
}

}  // namespace
}  // namespace wardscope::io
