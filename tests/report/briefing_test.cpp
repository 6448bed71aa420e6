// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/briefing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::report {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Briefing small_briefing() {
  Briefing briefing;
  briefing.title = "Hotspots <of> theft";
  briefing.subtitle = "Recorded incidents in Testham; 2025";
  briefing.place = "Testham";
  briefing.shows = {"3 hotspots hold 9 % of 400 recorded incidents."};
  briefing.how_sure = "Outlines hang on the bandwidth.";
  briefing.does_not_show = "It is no risk for a person.";
  briefing.method = "Quartic kernel, 200 m.";
  briefing.charts = {{"The curve", cartography::CurveChart{
                                       "Land (%)", {0.0, 50.0, 100.0}, {{"By density", {0.0, 70.0, 100.0}}}, {}, {}}}};
  ReportTable table;
  table.caption = "Hotspots";
  table.columns = {{"Rank", 5.0F, true}, {"Ward", 12.0F, false}};
  table.rows = {{text_cell("1"), text_cell("Pier & Harbour")}};
  briefing.tables = {table};
  briefing.sources = {"Contains public sector information"};
  briefing.made = "hotspots 7f3a91c2: bandwidth 200.";
  briefing.footer = "Data revision 3";
  briefing.date = "2026-01-01T00:00:00Z";
  return briefing;
}

TEST(BriefingHtml, SaysAllUnderItsHeadingsWithNothingUnescaped) {
  const auto html = briefing_html(small_briefing());

  ASSERT_TRUE(html);
  EXPECT_THAT(*html, AllOf(HasSubstr("Hotspots &lt;of&gt; theft"), Not(HasSubstr("<of>")),
                           HasSubstr("<h2>How sure</h2>\n<p>Outlines hang on the bandwidth.</p>"),
                           HasSubstr("<h2>What it does not show</h2>"), HasSubstr("<h2>Method</h2>"),
                           HasSubstr("Pier &amp; Harbour")));
  EXPECT_THAT(*html, AllOf(HasSubstr("data:image/svg+xml"), HasSubstr("Contains public sector information"),
                           HasSubstr("Data revision 3"), HasSubstr("OFFICIAL"), Not(HasSubstr("Synthetic"))));
  EXPECT_THAT(*html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("http://")), Not(HasSubstr("https://"))));
}

TEST(BriefingHtml, OfSyntheticOrOldDataSaysSo) {
  Briefing briefing = small_briefing();
  briefing.synthetic = true;
  briefing.age = "Computed before the import of b.csv: newer data is not in it.";
  const auto html = briefing_html(briefing);
  ASSERT_TRUE(html);
  EXPECT_THAT(*html, AllOf(HasSubstr("Synthetic data"), HasSubstr("newer data is not in it")));
}

TEST(BriefingPdf, IsAPdfAndTheSameTwice) {
  const auto first = briefing_pdf(small_briefing());
  const auto second = briefing_pdf(small_briefing());
  ASSERT_TRUE(first && second);
  EXPECT_THAT(*first, StartsWith("%PDF-"));
  EXPECT_EQ(*first, *second);
  Briefing other = small_briefing();
  other.how_sure = "Not at all.";
  EXPECT_NE(*briefing_pdf(other), *first);
}

TEST(BriefingPdf, HasNoPageWithTheSourcesAlone) {
  Briefing briefing = small_briefing();
  briefing.sources.push_back("Contains OS data");
  int several = 0;
  for (int rows = 1; rows < 70; ++rows) {
    briefing.tables.front().rows.push_back({text_cell("1"), text_cell("Pier")});
    const BriefingPages pages = briefing_pages(briefing);
    if (pages.pages == 1) continue;
    ++several;
    EXPECT_GE(pages.headings_on_last, 2) << rows;
  }
  EXPECT_GT(several, 20);
}

}  // namespace
}  // namespace wardscope::report
