// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::report {
namespace {

TEST(NumberCell, HasThousandsForPeopleAndNoneForPrograms) {
  const TableCell cell = number_cell({12345.678, false}, 1);

  EXPECT_EQ(cell.text, "12,345.7");
  EXPECT_EQ(cell.plain, "12345.7");
}

TEST(NumberCell, ASuppressedNumberNeverShowsItsValue) {
  const TableCell cell = number_cell({3.0, true});

  EXPECT_EQ(cell.text, "suppressed");
  EXPECT_EQ(cell.plain, "suppressed");
}

TEST(NumberCell, AnAbsentNumberIsNotKnownNotZero) {
  EXPECT_EQ(number_cell({{}, false}).text, "not known");
  EXPECT_EQ(number_cell({{}, false}).plain, "");
}

TEST(SignedCell, ShowsTheDirectionOfAChange) {
  EXPECT_EQ(signed_cell({2.94, false}, 1).text, "+2.9");
  EXPECT_EQ(signed_cell({2.94, false}, 1).plain, "2.9");
  EXPECT_EQ(signed_cell({-6.2, false}, 1).text, "\u22126.2");
  EXPECT_EQ(signed_cell({-0.01, false}, 1).text, "0.0");
  EXPECT_EQ(signed_cell({-0.01, false}, 1).plain, "0.0");
  EXPECT_EQ(signed_cell({{}, false}, 1).text, "not known");
}

TEST(Tables, AMissingRegisterIsNotKnownAndAnEmptyWardHasNone) {
  analysis::WardProfile profile;
  EXPECT_EQ(camera_table(profile).empty, "Not known: no camera register is in the workspace.");
  EXPECT_EQ(action_table(profile).empty, "Not known: no action plan is in the workspace.");

  profile.has_cameras = true;
  EXPECT_EQ(camera_table(profile).empty, "No camera of the registers stands in this ward.");
}

TEST(Tables, ACameraWithoutAViewSeesAnUnknownArea) {
  analysis::WardProfile profile;
  profile.cameras = {{"1", "A", "bearing not known", {}, {}}, {"2", "B", "all round", 2100.4, {}}};

  const ReportTable table = camera_table(profile);

  EXPECT_EQ(table.columns[3].label, "Ground in view, m²");
  EXPECT_EQ(table.rows[0][3].text, "not known");
  EXPECT_EQ(table.rows[1][3].text, "2,100");
}

TEST(ShareCell, IsAPercentageWithOneDecimal) {
  EXPECT_EQ(share_cell({0.3484, false}).text, "34.8\u00A0%");
  EXPECT_EQ(share_cell({0.3484, true}).text, "suppressed");
}

TEST(Csv, QuotesCommasQuotesAndLineBreaks) {
  const ReportTable table{"t", "T", {{"A"}, {"B"}}, {{text_cell("x, \"y\""), text_cell("two\nlines")}}, ""};

  EXPECT_EQ(to_csv(table), "A,B\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n");
}

TEST(Csv, AFormulaIsDisarmedAndANegativeNumberIsNot) {
  const ReportTable table{
      "t",
      "T",
      {{"A"}, {"B"}},
      {{text_cell("=1+1"), number_cell({-6.25, false}, 2)}, {text_cell("@x"), text_cell("-danger")}},
      ""};

  EXPECT_EQ(to_csv(table), "A,B\r\n'=1+1,-6.25\r\n'@x,'-danger\r\n");
}

TEST(Tables, MonthsStandAgainstTheirLimitsAndAreIsoDatesToPrograms) {
  analysis::WardProfile profile;
  profile.months = {{12 * 40, {4.0, false}, 2.0}, {12 * 55 + 2, {4.0, false}, 2.0}, {12 * 55 + 3, {50.0, false}, 2.0}};
  analysis::MonthLimits limits;
  limits.first_month = 12 * 55;
  limits.last_month = 12 * 56;
  limits.low = 1.0;
  limits.high = 12.25;
  profile.month_limits = limits;

  const ReportTable table = month_table(profile);

  EXPECT_EQ(table.rows[1][0].text, "March 2025");
  EXPECT_EQ(table.rows[1][0].plain, "2025-03");
  EXPECT_EQ(table.rows[0].back().text, "");
  EXPECT_EQ(table.rows[1].back().text, "as expected");
  EXPECT_EQ(table.rows[2].back().text, "more than expected");
  EXPECT_EQ(table.rows[2].size(), table.columns.size());
}

TEST(Tables, APercentageKeepsItsSignOnItsLine) {
  EXPECT_EQ(with_signs_kept("61.4 % of 3.1 %"), "61.4\u00A0% of 3.1\u00A0%");
  EXPECT_EQ(with_signs_kept("none"), "none");
}

TEST(Tables, MonthsToldApartHaveAColumnForEachPart) {
  analysis::WardProfile profile;
  profile.months = {{660, {44.0, false}, 2.0}, {661, {30.0, false}, 2.0}};
  profile.month_parts = {{{14.0, false}, {30.0, false}}, {{{}, true}, {{}, true}}};
  profile.rest_name = "Crime";

  const ReportTable table = month_table(profile);

  EXPECT_EQ(to_csv(table),
            "Month,Recorded,Mean of all wards,Anti-social behaviour,Crime\r\n"
            "2025-01,44,2.0,14,30\r\n2025-02,30,2.0,suppressed,suppressed\r\n");
}

TEST(Tables, EveryRowHasACellForEachColumn) {
  analysis::WardProfile profile;
  profile.key_figures = {{"A", {1.0, false}, "", 0, "", {}}};
  profile.types = {{"T", {{}, true}, {{}, true}, 0.5}};
  profile.months = {{660, {4.0, false}, 2.0}};
  profile.has_hours = true;
  profile.hotspot_places = {{"P", "", {}}};
  profile.cameras = {{"R", "N", "V", 0.1, {}}};
  profile.hubs = {{"H", "K", "", 10}};
  profile.indicators = {{}};
  profile.actions = {{}};

  for (const ReportTable& table : all_tables(profile)) {
    EXPECT_FALSE(table.rows.empty()) << table.id;
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.id;
  }
}

TEST(Tables, CamerasOfWhichNothingIsKnownAreListedByReferenceAndPlace) {
  analysis::WardProfile profile;
  profile.has_cameras = true;
  profile.cameras = {{"1", "High Street", "bearing not known", {}, {}},
                     {"2", "Mill Lane", "bearing not known", {}, {}}};

  const ReportTable page = camera_page_table(profile);

  EXPECT_EQ(page.columns.size(), 2U);
  EXPECT_EQ(page.rows[1].size(), 2U);
  EXPECT_EQ(page.note,
            "Of all of them the view, the ground in view and the incidents in view are not known: bearing not known.");
  EXPECT_EQ(camera_table(profile).columns.size(), 5U);
  profile.cameras[1].visible_m2 = 12.0;
  EXPECT_EQ(camera_page_table(profile).columns.size(), 5U);
}

TEST(Tables, AViewThatManyCamerasShareIsSaidOnceAndInFullToPrograms) {
  analysis::WardProfile profile;
  profile.cameras = {{"1", "A", "range 60 m assumed", 1.0, {}},
                     {"2", "B", "range 60 m assumed", 1.0, {}},
                     {"3", "C", "all round", 1.0, {}},
                     {"4", "D", "range 60 m assumed", 1.0, {}}};

  const ReportTable many = camera_table(profile);
  profile.cameras.pop_back();
  const ReportTable few = camera_table(profile);

  EXPECT_EQ(many.note, "\"As noted\" stands for: range 60 m assumed.");
  EXPECT_EQ(many.rows[0][2].text, "as noted");
  EXPECT_EQ(many.rows[0][2].plain, "range 60 m assumed");
  EXPECT_EQ(many.rows[2][2].text, "all round");
  EXPECT_EQ(few.note, "");
  EXPECT_EQ(few.rows[0][2].text, "range 60 m assumed");
}

TEST(Tables, AHiddenIndicatorTellsNeitherItsNumberNorItsDirection) {
  analysis::WardProfile profile;
  profile.indicators = {{"Hate incidents reported", "2024 Q1", "count", {12.0, false}, false},
                        {"Hate incidents reported", "2024 Q2", "count", {{}, true}, false}};

  const ReportTable all = indicator_table(profile);
  const ReportTable newest = indicator_summary_table(profile);

  EXPECT_EQ(all.rows[1][2].text, "suppressed");
  EXPECT_EQ(newest.rows[0][2].text, "suppressed");
  EXPECT_EQ(newest.rows[0][6].text, "");
}

TEST(Tables, AnIndicatorIsSummedUpByItsNewestValueAndTheOneBefore) {
  analysis::WardProfile profile;
  const auto value = [](const char* period, double number) {
    analysis::ProfileIndicator result;
    result.indicator = "Safe";
    result.period = period;
    result.value = {number, false};
    return result;
  };
  profile.indicators = {value("2025-26 Q1", 61.5), value("2024-25 Q4", 63.0), value("2024-25 Q3", 10.0)};
  profile.indicators.push_back(value("2025", 4));
  profile.indicators.back().indicator = "Alone";

  const ReportTable table = indicator_summary_table(profile);

  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][1].text, "2025-26 Q1");
  EXPECT_EQ(table.rows[0][2].text, "61.5");
  EXPECT_EQ(table.rows[0][4].text, "2024-25 Q4");
  EXPECT_EQ(table.rows[0][6].text, "worse");
  EXPECT_EQ(table.rows[1].size(), table.columns.size());
}

TEST(Tables, AHiddenNumberOfTheBoroughIsSuppressedToo) {
  analysis::WardProfile profile;
  profile.types = {{"T", {9.0, false}, {0.5, false}, std::nan("")}};
  profile.months = {{660, {4.0, false}, std::nan("")}};

  EXPECT_EQ(type_table(profile).rows[0][3].text, "suppressed");
  EXPECT_EQ(month_table(profile).rows[0][2].plain, "suppressed");
}

TEST(LongDate, IsWrittenAsPeopleWriteIt) {
  EXPECT_EQ(long_date("2026-01-31"), "31 January 2026");
  EXPECT_EQ(long_date("TBC"), "TBC");
}

}  // namespace
}  // namespace wardscope::report
