// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/exchange_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/writers.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::io {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Two parts, a hole, an empty cell, an empty text, letters beyond ASCII, a number that needs its digits, a formula.
table::FeatureTable gaps() {
  table::FeatureTable table({{"ward", "Ward", "", table::ColumnType::text, false},
                             {"incidents_in_view", "In view", "", table::ColumnType::integer, true},
                             {"incidents_in_gap", "In a gap", "", table::ColumnType::integer, true},
                             {"area_km2", "Area", "km²", table::ColumnType::number, false}});
  geo::Polygon first{{{409000.25, 92000}, {409050, 92000}, {409050, 92050}, {409000.25, 92050}, {409000.25, 92000}},
                     {}};
  first.holes.push_back({{409010, 92010}, {409010, 92020}, {409020, 92020}, {409020, 92010}, {409010, 92010}});
  const geo::Polygon second{{{409100, 92000}, {409300, 92000}, {409300, 92200}, {409100, 92000}}, {}};
  table.add_row({std::string("Wŷnd \"A\" & <b>"), std::int64_t{7}, std::int64_t{12345678901}, 1.0 / 3.0},
                geo::MultiPolygon{first, second});
  table.add_row({std::string(), std::monostate(), std::int64_t{0}, std::monostate()}, geo::MultiPolygon{second});
  table.add_row({std::string("=1+1"), std::int64_t{-1}, std::int64_t{1}, 1234.5}, geo::MultiPolygon{first});
  return table;
}

class Spreadsheets : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Formats, Spreadsheets, testing::Values("gaps.xlsx", "gaps.ods"),
                         [](const auto& about) { return std::string(about.param).substr(5); });

TEST_P(Spreadsheets, AreReadBackAsTheyWereWrittenAndNothingElseStays) {
  const test::TemporaryFolder folder;

  const auto written = write_features(gaps(), folder / GetParam(), {.layer_name = "gaps"});

  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre(GetParam()));
  EXPECT_TRUE(content_of(folder / GetParam()).starts_with("PK"));
}

TEST_P(Spreadsheets, OfTextsAloneKeepTheirFirstRow) {
  const test::TemporaryFolder folder;
  table::FeatureTable texts({{"name", "Name", "", table::ColumnType::text, false}});
  texts.add_row({std::string("Old Town")});
  texts.add_row({std::string("Harbour")});

  const auto written =
      write_features(texts, folder / GetParam(), {.layer_name = "a name that is longer than Excel's thirty-one"});

  EXPECT_TRUE(written) << written.error().message;
}

TEST(Shapefile, IsWrittenWithItsFilesAndTheMeaningOfItsNames) {
  const test::TemporaryFolder folder;

  const auto written = write_features(gaps(), folder / "gaps.shp", {.layer_name = "gaps"});

  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(names_in(folder.path()),
              UnorderedElementsAre("gaps.shp", "gaps.shx", "gaps.dbf", "gaps.prj", "gaps.cpg", "gaps.columns.csv"));
  EXPECT_EQ(content_of(folder / "gaps.columns.csv"),
            "name,column,label,unit\nward,ward,Ward,\nincidents_,incidents_in_view,In "
            "view,\nincident_2,incidents_in_gap,In a gap,\n"
            "area_km2,area_km2,Area,km²\n");
  EXPECT_THAT(content_of(folder / "gaps.prj"), HasSubstr("British_National_Grid"));
}

TEST(Shapefile, NamesAreShortAndEachOnce) {
  std::vector<table::Column> columns;
  for (int i = 0; i < 12; ++i)
    columns.push_back({"incident_share_" + std::to_string(i), "", "", table::ColumnType::integer, false});

  const auto names = shapefile_names(table::FeatureTable(columns));

  EXPECT_EQ(names.front(), "incident_s");
  EXPECT_EQ(names[1], "incident_2");
  EXPECT_EQ(names.back(), "inciden_12");
  for (const std::string& name : names) EXPECT_LE(name.size(), 10U);
}

TEST(Shapefile, CutsALongTextBetweenTwoLetters) {
  const test::TemporaryFolder folder;
  table::FeatureTable table({{"note", "Note", "", table::ColumnType::text, false}});
  std::string text(253, 'a');
  table.add_row({text + "ŷŷ"}, geo::Point{409000, 92000});

  const auto written = write_features(table, folder / "note.shp", {});

  EXPECT_TRUE(written) << written.error().message;
}

TEST(Shapefile, IsRefusedToATableWithoutShapes) {
  const test::TemporaryFolder folder;
  table::FeatureTable table({{"note", "Note", "", table::ColumnType::text, false}});
  table.add_row({std::string("a")});

  const auto written = write_features(table, folder / "note.shp", {});

  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("'note.shp': a Shapefile holds shapes of one kind"));
  EXPECT_THAT(names_in(folder.path()), testing::IsEmpty());
}

}  // namespace
}  // namespace wardscope::io
