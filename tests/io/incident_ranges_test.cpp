// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents known between two times: the columns of a council's list, what is repaired, refused and told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "io/import_harness.hpp"
#include "io/workspace_quality.hpp"

namespace wardscope::io {
namespace {

using core::TimePrecision;
using test::ImportHarness;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

core::LocalMinute at(int day, int hour, int minute = 0) { return core::local_minute({2025, 1, day}, hour, minute); }

/// Imports rows of "type, date from, time from, date to, time to" and gives the table back.
class IncidentRanges : public testing::Test {
 protected:
  const borough::IncidentTable& import(const std::vector<std::string>& rows,
                                       const std::string& header = "Date from,Time from,Date to,Time to") {
    std::string text = "Crime ref,Offence," + header + ",Easting,Northing\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
      text += "B" + std::to_string(i) + ",Burglary," + rows[i] + "," + std::to_string(409000 + i) + ",91000\n";
    }
    auto report = town_.import_text("burglaries.csv", text);
    EXPECT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->files.size(), 1U);
    if (report && !report->files.empty()) file_ = report->files.front();
    dataset_ = town_.load();
    static const borough::IncidentTable none;
    return dataset_.incidents ? *dataset_.incidents : none;
  }
  std::vector<std::string> remarks() const {
    std::ifstream listed(file_.remarks);
    std::vector<std::string> lines;
    for (std::string one; std::getline(listed, one);) lines.push_back(one);
    return lines;
  }
  std::string line(const std::string& label) const {
    for (const QualityLine& one : quality_lines(file_.quality)) {
      if (one.label == label) return one.value;
    }
    return {};
  }

  ImportHarness town_;
  ImportedFile file_;
  borough::Dataset dataset_;
};

TEST_F(IncidentRanges, AreReadFromDatesAndTimesApart) {
  const auto& incidents = import({"06/01/2025,18:00,07/01/2025,06:30", "06/01/2025,13:45,06/01/2025,13:45",
                                  "06/01/2025,,08/01/2025,", "06/01/2025,,,", "06/01/2025,2315,07/01/2025,"});

  ASSERT_EQ(incidents.size(), 5U);
  EXPECT_EQ(incidents.time[0], at(6, 18));
  EXPECT_EQ(incidents.until[0], at(7, 6, 30));
  EXPECT_FALSE(incidents.has_range(1));  // a moment
  EXPECT_EQ(incidents.precision[2], TimePrecision::day);
  EXPECT_EQ(incidents.until[2], at(9, 0));  // all of the last day is in it
  EXPECT_FALSE(incidents.has_range(3));     // the day alone
  EXPECT_EQ(incidents.until[4], at(8, 0));
  EXPECT_TRUE(file_.unused_columns.empty());
}

TEST_F(IncidentRanges, AreReadFromOneColumnEach) {
  for (const char* header : {"Committed from,Committed to", "Earliest,Latest", "Date/time from,Date/time to"}) {
    SCOPED_TRACE(header);
    ImportHarness town;
    ASSERT_TRUE(town.import_text("burglaries.csv", std::string("Offence,") + header +
                                                       ",Easting,Northing\n"
                                                       "Burglary,06/01/2025 18:00,07/01/2025 06:30,409000,91000\n"));
    const auto incidents = town.load().incidents;
    ASSERT_TRUE(incidents);
    EXPECT_EQ(incidents->time[0], at(6, 18));
    ASSERT_EQ(incidents->until.size(), 1U);
    EXPECT_EQ(incidents->until[0], at(7, 6, 30));
  }
}

/// One date and two times, the second on the next day.
TEST_F(IncidentRanges, ATimeAloneThatIsEarlierIsOnTheNextDay) {
  const auto& incidents = import({"06/01/2025,22:30,01:30", "06/01/2025,09:00,12:00"}, "Date from,Time from,Time to");
  ASSERT_EQ(incidents.until.size(), 2U);
  EXPECT_EQ(incidents.until[0], at(7, 1, 30));
  EXPECT_EQ(incidents.until[1], at(6, 12));
}

TEST_F(IncidentRanges, TheColumnsOfARangeStandBeforeTheDateOfTheReport) {
  const auto& incidents =
      import({"09/01/2025,06/01/2025,18:00,07/01/2025,06:30"}, "Date,Date from,Time from,Date to,Time to");
  EXPECT_EQ(incidents.time[0], at(6, 18));
  EXPECT_EQ(incidents.until[0], at(7, 6, 30));
}

TEST_F(IncidentRanges, AnEndBeforeTheBeginningIsSwappedUpToAWeekAndRefusedBeyond) {
  const auto& incidents =
      import({"07/01/2025,06:30,06/01/2025,18:00", "07/01/2025,,06/01/2025,", "07/01/2025,06:30,07/01/2024,18:00"});

  ASSERT_EQ(incidents.size(), 2U);
  EXPECT_EQ(incidents.time[0], at(6, 18));
  EXPECT_EQ(incidents.until[0], at(7, 6, 30));
  EXPECT_EQ(incidents.time[1], at(6, 0));
  EXPECT_EQ(incidents.until[1], at(8, 0));
  EXPECT_EQ(file_.quality.swapped_ranges, 2);
  EXPECT_EQ(file_.quality.not_understood, 0);
  EXPECT_EQ(file_.quality.rejected, 1);
  EXPECT_THAT(town_.rejects("burglaries.csv"),
              Contains(AllOf(HasSubstr("Date to"), HasSubstr("07/01/2024"), HasSubstr("ends 365 days before it begins"),
                             HasSubstr("correct the date"))));
  EXPECT_FALSE(file_.remarks.empty());
  EXPECT_THAT(file_.quality.remarks, Contains(HasSubstr("2 rows give the end of the range before its beginning")));
}

/// "ongoing" says nothing about the beginning: the incident stays, and the list of remarks tells what became of its
/// end.
TEST_F(IncidentRanges, AnEndThatIsNoDateIsLeftOutWithARemark) {
  const auto& incidents = import({"06/01/2025,18:00,31/02/2025,06:30", "06/01/2025,18:00,07/01/2025,25:99",
                                  "06/01/2025,18:00,ongoing,", "06/01/2025,18:00,07/01/2025,06:30"});

  ASSERT_EQ(incidents.size(), 4U);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(incidents.time[row], at(6, 18)) << row;
    EXPECT_FALSE(incidents.has_range(row)) << row;
  }
  EXPECT_EQ(incidents.until[3], at(7, 6, 30));
  EXPECT_EQ(file_.quality.rejected, 0);
  EXPECT_EQ(file_.quality.not_understood, 3);
  EXPECT_THAT(remarks(),
              AllOf(Contains(AllOf(HasSubstr("Date to"), HasSubstr("31/02/2025"), HasSubstr("not a date"),
                                   HasSubstr("stored without it"))),
                    Contains(AllOf(HasSubstr("Time to"), HasSubstr("25:99"))), Contains(HasSubstr("ongoing"))));
}

/// A day begins at its midnight: an end within it tells more than the day.
TEST_F(IncidentRanges, ADayWithAnEndWithinItIsKnownFromItsMidnight) {
  const auto& incidents = import({"06/01/2025,,06/01/2025,10:00", "06/01/2025,,,10:00", "06/01/2025,,06/01/2025,"});

  ASSERT_EQ(incidents.until.size(), 3U);
  for (std::size_t row = 0; row < 2; ++row) {
    EXPECT_EQ(incidents.time[row], at(6, 0)) << row;
    EXPECT_EQ(incidents.precision[row], TimePrecision::day) << row;
    EXPECT_EQ(incidents.until[row], at(6, 10)) << row;
  }
  EXPECT_FALSE(incidents.has_range(2));
}

TEST_F(IncidentRanges, AnEndWithoutADayToBeginWithIsLeftOutWithARemark) {
  const auto& incidents = import({",,07/01/2025,06:30", "2025-01,,07/01/2025,", "06/01/2025,18:00,2025-02,"});

  ASSERT_EQ(incidents.size(), 3U);
  EXPECT_TRUE(incidents.until.empty());
  EXPECT_EQ(incidents.precision[0], TimePrecision::unknown);
  EXPECT_EQ(incidents.precision[1], TimePrecision::month);
  EXPECT_EQ(incidents.precision[2], TimePrecision::minute);
  EXPECT_EQ(file_.quality.not_understood, 3);
}

TEST_F(IncidentRanges, AreCountedInTheQualityReportAndLongOnesTold) {
  import({"06/01/2025,18:00,07/01/2025,06:30", "03/01/2025,17:00,06/01/2025,08:00", "01/01/2025,08:00,20/01/2025,20:00",
          "06/01/2025,13:45,,"});

  EXPECT_EQ(line("Time known as a range"), "3 (75.0 %)");
  EXPECT_EQ(line("Of these longer than a day"), "2 (66.7 %)");
  EXPECT_EQ(line("Of these longer than a week"), "1 (33.3 %)");
  EXPECT_EQ(line("Ranges written end first"), "");
  EXPECT_THAT(file_.quality.remarks,
              Contains(AllOf(HasSubstr("3 rows say between which times"), HasSubstr("aoristic"))));
  EXPECT_THAT(file_.quality.remarks, Contains(HasSubstr("1 row has a range longer than a week")));
  const auto read_back = parse_quality_json(quality_json(file_.quality));
  ASSERT_TRUE(read_back);
  EXPECT_EQ(*read_back, file_.quality);

  const auto workspace = store::Workspace::open(town_.options.workspace, store::Access::read);
  ASSERT_TRUE(workspace);
  const auto all = workspace_quality(*workspace, dataset_, jobs::Progress());
  ASSERT_TRUE(all && *all);
  EXPECT_EQ((*all)->ranged, 3);
  EXPECT_EQ((*all)->ranged_over_a_week, 1);
}

TEST_F(IncidentRanges, WithoutAnyTheReportIsSilent) {
  import({"06/01/2025,18:00,,"});
  EXPECT_EQ(line("Time known as a range"), "");
  EXPECT_THAT(file_.quality.remarks, Not(Contains(HasSubstr("range"))));
}

/// A spreadsheet writes midnights that nobody meant.
TEST_F(IncidentRanges, DatesWithASpreadsheetsMidnightAreDays) {
  const auto& incidents = import({"2025-01-06 00:00:00,,2025-01-07 00:00:00,"});
  EXPECT_EQ(incidents.precision[0], TimePrecision::day);
  ASSERT_EQ(incidents.until.size(), 1U);
  EXPECT_EQ(incidents.until[0], at(8, 0));
}

}  // namespace
}  // namespace wardscope::io
