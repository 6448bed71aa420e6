// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reject file gives the cell as it stands, in its own column, with a remedy that fits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(RejectCells, DateAndTimeAreGivenEachAsItStands) {
  ImportHarness town;

  const auto report = town.import_text("list.csv",
                                       "Ref,Date,Time,Type,Easting,Northing\n"
                                       "1,01/02/2025,23:30,Noise,408000,91000\n"
                                       "2,1 Feb 2025,11:30 PM,Noise,408000,91000\n"
                                       "3,01/02/25,2330,Noise,408000,91000\n"
                                       "4,01/02/2025,25:15,Noise,408000,91000\n"
                                       "5,1 Feb 2025,half past,Noise,408000,91000\n"
                                       "6,1899-12-30 00:00:00,2330,Noise,408000,91000\n"
                                       "7,2025-02-01 00:00:00,1899-12-30 23:45:00,Noise,408000,91000\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(town.rejects("list.csv"),
              ElementsAre(StartsWith("line,"), StartsWith("4,Date,01/02/25,\"it is not a date"),
                          StartsWith("5,Time,25:15,\"it is not a time of the day"),
                          StartsWith("6,Time,half past,\"it is not a time"),
                          StartsWith("7,Date,1899-12-30 00:00:00,\"it is not a date")));
  const auto incidents = town.load().incidents;
  EXPECT_EQ(core::format_time(incidents->time.at(1), incidents->precision.at(1)), "2025-02-01 23:30");
  EXPECT_EQ(core::format_time(incidents->time.at(2), incidents->precision.at(2)), "2025-02-01 23:45");
}

TEST(RejectCells, AValueOfAnIndicatorIsGivenAsItStands) {
  ImportHarness town;

  const auto report =
      town.import_text("ind.csv",
                       "Indicator,Area code,Period,Value\nASB rate,E1,2024Q1,12.4%\nASB rate,E1,2024Q2,-\n"
                       "ASB rate,E1,2024Q3,abc%\nASB rate,E1,2024Q4,\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(town.rejects("ind.csv"),
              ElementsAre(StartsWith("line,"), StartsWith("3,Value,'-,the value"), StartsWith("4,Value,abc%,the value"),
                          StartsWith("5,Value,,the value")));
}

TEST(RejectCells, ALineThatIsNotUtf8IsBookedUnderTheColumnOfTheByte) {
  ImportHarness town;
  town.options.encoding = "utf-8";

  const auto report = town.import_text("list.csv",
                                       "Ref,Date,Category,Easting,Northing\n1,2025-02-01,Noise,408000,91000\n"
                                       "2,2025-02-01,Caf\xE9 noise,408000,91000\n\xE9,2025-02-01,Noise,408000,91000\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(
      town.rejects("list.csv"),
      ElementsAre(StartsWith("line,"), StartsWith("3,Category,\"2,2025-02-01,Caf\xEF\xBF\xBD noise,408000,91000\","),
                  StartsWith("4,Ref,")));
}

std::string areas(const std::string& second, const char* crs) {
  return std::string(R"({"type": "FeatureCollection", )") + crs + R"("features": [{"type": "Feature", "properties":
    {"WD20CD": "E1", "WD20NM": "One"}, "geometry": {"type": "Polygon", "coordinates": [[[-1.9, 50.7], [-1.8, 50.7], [-1.8, 50.8],
    [-1.9, 50.7]]]}}, {"type": "Feature", "properties": {"WD20CD": "E2", "WD20NM": "Two"}, "geometry": {"type": "Polygon",
    "coordinates": [[)" +
         second + "]]}}]}";
}

TEST(RejectCells, AnAreaInTheWrongPlaceGetsTheRemedyForItsPlace) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("a.geojson", areas("[50.7, -1.9], [50.7, -1.8], [50.8, -1.8], [50.7, -1.9]", "")));
  EXPECT_THAT(town.rejects("a.geojson").at(1),
              AllOf(StartsWith("2,geometry,"), HasSubstr("inside it with x and y swapped"),
                    HasSubstr("export the layer with x"), Not(HasSubstr("correct the outline"))));

  ImportHarness other;
  ASSERT_TRUE(
      other.import_text("b.geojson", areas("[407000, 91000], [408000, 91000], [408000, 92000], [407000, 91000]", "")));
  EXPECT_THAT(other.rejects("b.geojson").at(1),
              AllOf(HasSubstr("these look like eastings and northings"), HasSubstr("--crs EPSG:27700")));
}

}  // namespace
}  // namespace wardscope::io
