// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/quality_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "io/quality_remarks.hpp"

namespace wardscope::io {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(QualityCounter, StacksAgreeWithCountingByHand) {
  QualityCounter counter;
  std::map<std::pair<double, double>, std::int64_t> by_hand;
  core::CounterRng random(11, 0);
  for (int row = 0; row < 5000; ++row) {
    const auto place = static_cast<double>(random.below(1 + random.below(400)));
    const geo::Point p{400000.0 + place, 90000.5 - place};
    counter.add_place(p);
    ++by_hand[{p.x, p.y}];
  }

  const QualityReport report = counter.finish();

  std::int64_t largest = 0;
  std::int64_t stacked = 0;
  for (const auto& [place, rows] : by_hand) {
    largest = std::max(largest, rows);
    stacked += rows >= kStackedRows ? rows : 0;
  }
  EXPECT_EQ(report.distinct_points, static_cast<std::int64_t>(by_hand.size()));
  EXPECT_EQ(report.largest_stack, largest);
  EXPECT_EQ(report.rows_in_stacks, stacked);
}

TEST(QualityCounter, RepeatsAreCountedOnlyWhereAnIdSaysSo) {
  QualityCounter without;
  without.add_id("");
  QualityCounter with;
  for (const char* id : {"a", "b", "a", "", "a"}) with.add_id(id);

  EXPECT_FALSE(without.finish().repeated_ids);
  EXPECT_EQ(with.finish().repeated_ids, 2);
}

QualityReport hostile_report() {
  QualityReport report;
  report.file_name = "<script>alert(1)</script>.csv";
  report.kind = "police-street";
  report.layer = "incidents";
  report.read = 1000;
  report.stored = 990;
  report.rejected = 10;
  report.without_place = 40;
  report.distinct_points = 300;
  report.remarks = {"=HYPERLINK(\"http://x\")"};
  return report;
}

TEST(QualityForms, TheHtmlEscapesTextsAndHoldsNoScriptAndNoAddress) {
  const std::string html = quality_html({hostile_report()});

  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;.csv"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("href=")));
  EXPECT_THAT(html, HasSubstr("<html lang=\"en-GB\">"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">Rows rejected</th><td>10 (1.0 %)</td>"));
}

TEST(QualityForms, TheCsvHoldsNoFormula) {
  EXPECT_THAT(quality_csv({hostile_report()}), HasSubstr("Remark,\"'=HYPERLINK(\"\"http://x\"\")\"\n"));
}

TEST(QualityForms, TheTextSaysWhatCouldNotBeCounted) {
  EXPECT_THAT(quality_text(hostile_report()), HasSubstr("not counted: no wards in the workspace yet"));
}

TEST(QualityRemarks, OneRowIsSpokenOfAsOne) {
  QualityReport report;
  report.layer = "incidents";
  report.stored = 100;
  report.without_place = 1;
  report.off_the_borough = 2;
  report.repeated_ids = 1;
  report.not_understood = 1;

  add_remarks(report);

  EXPECT_THAT(report.remarks,
              testing::ElementsAre(HasSubstr("1 row has no place"), HasSubstr("2 rows lie outside the wards"),
                                   HasSubstr("1 row repeats an id"), HasSubstr("1 value was not understood")));
}

TEST(QualityForms, WhatTheWorkspaceKeepsReadsBack) {
  QualityReport report = hostile_report();
  report.off_the_borough = 12;
  report.repeated_ids = 0;
  report.repair_area_change = 12.25;

  const auto read = parse_quality_json(quality_json(report));

  ASSERT_TRUE(read);
  EXPECT_EQ(*read, report);
  EXPECT_FALSE(parse_quality_json("[1"));
}

}  // namespace
}  // namespace wardscope::io
