// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "io/import_harness.hpp"
#include "io/reject_file.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<int> line_numbers(const std::vector<std::string>& rejects) {
  std::vector<int> numbers;
  for (std::size_t i = 1; i < rejects.size(); ++i) numbers.push_back(std::atoi(rejects[i].c_str()));
  return numbers;
}

TEST(RejectFile, ListsRowsInTheOrderOfTheirLinesWhateverIsWrongWithThem) {
  ImportHarness town;

  const auto report = town.import_text("list.csv",
                                       "Category,Date,Easting,Northing\n"
                                       "Noise,2025-01-31,409722,92041\n"
                                       "Noise,2025-01-31,4097220,92041\n"     // far away: known when places are moved
                                       "Noise,the day before,409722,92041\n"  // at once
                                       "Noise,2025-01-31,40O722,92041\n"
                                       "Noise,2025-01-31,9409722,92041\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(line_numbers(town.rejects("list.csv")), testing::ElementsAre(3, 4, 5, 6));
}

TEST(RejectFile, OfMoreThanItHoldsIsInOrderToo) {
  ImportHarness town;
  std::string text = "Category,Date,Easting,Northing\n";
  constexpr int kRows = 60000;
  for (int i = 0; i < kRows; ++i) {
    text += i % 10 == 0  ? "Noise,2025-01-31,409722,92041\n"
            : i % 2 == 0 ? "Noise,2025-01-31,4097220,92041\n"
                         : "Noise,then,409722,92041\n";
  }

  const auto report = town.import_text("list.csv", text);

  ASSERT_TRUE(report) << report.error().message;
  const auto numbers = line_numbers(town.rejects("list.csv"));
  EXPECT_EQ(numbers.size(), 54000U);
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

TEST(RejectFile, OfARegisterIsInOrderToo) {
  ImportHarness town;

  const auto report = town.import_text("cams.csv",
                                       "Camera No,Easting,Northing,Bearing\n"
                                       "1,409722,92041,90\n"
                                       "2,4097220,92041,90\n"
                                       "3,,,90\n"
                                       "4,0,0,90\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(line_numbers(town.rejects("cams.csv")), testing::ElementsAre(3, 4, 5));
  EXPECT_THAT(
      town.rejects("cams.csv"),
      Contains(HasSubstr("5,\"Easting, Northing\",\"0, 0\",\"the camera has no position: 0, 0 stands for none\"")));
}

TEST(PlaceAtZero, IsNamedApartFromAnEmptyOne) {
  ImportHarness town;

  const auto report = town.import_text("list.csv",
                                       "Category,Date,Easting,Northing\n"
                                       "Noise,2025-01-31,409722,92041\n"
                                       "Noise,2025-01-31,0,0\n"
                                       "Noise,2025-01-31,,\n"
                                       "Noise,2025-01-31,0.0,0\n");

  ASSERT_TRUE(report) << report.error().message;
  const ImportedFile& file = report->files.at(0);
  EXPECT_EQ(file.quality.without_place, 3);
  EXPECT_EQ(file.quality.at_origin, 2);
  EXPECT_EQ(file.quality.not_understood, 0);
  EXPECT_THAT(import_text(*report), HasSubstr("3 rows have no place (2 rows have 0, 0 written for it): they count"));
  std::ifstream list(file.remarks);
  std::vector<std::string> lines;
  for (std::string line; std::getline(list, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[1], HasSubstr("3,\"Easting, Northing\",\"0, 0\",\"0, 0 stands for no place;"));
  EXPECT_THAT(lines[2], testing::StartsWith("5,"));
}

TEST(PlaceAtZero, OfAPointOfAGeoJsonFileIsNoneEither) {
  ImportHarness town;

  const auto report = town.import_text("list.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"Category": "Noise", "Date": "2025-01-31"}, "geometry": {"type": "Point", "coordinates": [-1.88, 50.72]}},
    {"type": "Feature", "properties": {"Category": "Noise", "Date": "2025-01-31"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}]})");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.at(0).quality.at_origin, 1);
  EXPECT_THAT(town.rejects("list.geojson"), IsEmpty());
}

}  // namespace
}  // namespace wardscope::io
