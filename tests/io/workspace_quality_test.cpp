// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/workspace_quality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "io/import_harness.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

QualityReport together(const ImportHarness& town) {
  const auto workspace = store::Workspace::open(town.options.workspace, store::Access::read);
  EXPECT_TRUE(workspace) << (workspace ? "" : workspace.error().message);
  const auto report = workspace_quality(*workspace, town.load(), jobs::Progress());
  EXPECT_TRUE(report && *report);
  return report && *report ? **report : QualityReport();
}

/// A month of incidents on one street point.
std::string month(std::string_view when, int rows) {
  std::string text =
      "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
      "Last outcome category,Context\n";
  for (int row = 0; row < rows; ++row) {
    text += "," + std::string(when) +
            ",Dorset Police,Dorset Police,-1.88,50.72,On or near High Street,E01015301,Poole 001A,"
            "Anti-social behaviour,,\n";
  }
  return text;
}

TEST(WorkspaceQuality, MonthsThatEachLookSoundAreJudgedTogether) {
  ImportHarness town;
  const auto january = town.import_text("2025-01.csv", month("2025-01", 15));
  const auto february = town.import_text("2025-02.csv", month("2025-02", 15));
  ASSERT_TRUE(january && february);
  for (const auto* report : {&*january, &*february}) {
    EXPECT_EQ(report->files.at(0).quality.rows_in_stacks, 0);
    EXPECT_THAT(import_text(*report), Not(HasSubstr("Street level not supported")));
  }

  const QualityReport all = together(town);

  EXPECT_EQ(all.file_name, "All incidents of the workspace");
  EXPECT_EQ(all.kind, "2 imports together");
  EXPECT_EQ(all.read, 30);
  EXPECT_EQ(all.stored, 30);
  EXPECT_EQ(all.rows_in_stacks, 30);
  EXPECT_EQ(all.largest_stack, 30);
  EXPECT_EQ(all.distinct_points, 1);
  EXPECT_THAT(all.remarks, Contains(HasSubstr("Street level not supported")));
  EXPECT_THAT(quality_html({all}), HasSubstr("<caption>2 imports together</caption>"));
}

TEST(WorkspaceQuality, EveryFigureIsThatOfTheRowsThatAreThere) {
  ImportHarness town;
  const std::string header = "Ref,Incident type,Incident date,Incident time,Easting,Northing\n";
  ASSERT_TRUE(town.import_text("a.csv", header + "A1,Noise,31/01/2025,23:15,409722,92041\n"
                                                 "A2,Noise,31/01/2025,00:00,,\n"
                                                 "A3,,31/01/2025,,409722,92041\n"
                                                 "A4,Noise,32/01/2025,,409722,92041\n"));
  ASSERT_TRUE(town.import_text("b.csv", header + "B1,Noise,,,409722,92050\nA1,Noise,01/03/2025,10:00,409722,92041\n"
                                                 "B2,Noise,01/03/2025,10:00,409722,92041\n"));

  const QualityReport all = together(town);

  EXPECT_EQ(all.read, 7);
  EXPECT_EQ(all.stored, 6);
  EXPECT_EQ(all.rejected, 1);
  EXPECT_EQ(all.without_place, 1);
  EXPECT_EQ(all.without_type, 1);
  EXPECT_EQ(all.without_time, 1);
  EXPECT_EQ(all.day_only, 1);
  EXPECT_EQ(all.at_midnight, 1);
  EXPECT_EQ(all.distinct_points, 2);
  EXPECT_EQ(all.largest_stack, 4);
  EXPECT_EQ(all.repeated_ids, 1);
  EXPECT_EQ(all.off_the_borough, std::nullopt);
}

TEST(WorkspaceQuality, AWithdrawnImportIsInNoFigure) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month("2025-01", 15)));
  ASSERT_TRUE(town.import_text("2025-02.csv", month("2025-02", 15)));
  {
    auto workspace = store::Workspace::open(town.options.workspace, store::Access::write);
    ASSERT_TRUE(workspace && workspace->withdraw_batch(1));
  }

  const QualityReport all = together(town);

  EXPECT_EQ(all.kind, "1 import together");
  EXPECT_EQ(all.read, 15);
  EXPECT_EQ(all.rows_in_stacks, 0);
}

TEST(WorkspaceQuality, RealMonthsTogetherDoNotSupportStreetLevel) {
  WARDSCOPE_SHARED_DATA(folder, "bcp/raw_police");
  WARDSCOPE_SHARED_DATA(wards, "bcp/wards_dec2020_bgc.geojson");
  ImportHarness town;
  ASSERT_TRUE(town.import({folder, wards}));

  const QualityReport all = together(town);

  EXPECT_EQ(all.stored, 90199);
  EXPECT_EQ(all.without_place, 1386);
  EXPECT_EQ(all.rows_in_stacks, 35264) << "counted by hand from the 18 files";
  EXPECT_EQ(all.largest_stack, 395);
  EXPECT_EQ(all.off_the_borough, 32743);
  EXPECT_EQ(all.repeated_ids, 304) << "303 within the months' files, 1 between March and April 2025";
  EXPECT_THAT(quality_text(all), AllOf(HasSubstr("35,264 (39.7 %)"), HasSubstr("Street level not supported")));
}

}  // namespace
}  // namespace wardscope::io
