// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "cartography/sample_town.hpp"
#include "report/profile_document.hpp"
#include "report/sample_profile.hpp"

namespace wardscope::report {
namespace {

std::string page_of(const ProfileDocument& document) {
  auto html = ward_profile_html(document);
  EXPECT_TRUE(html);
  return html ? *std::move(html) : "";
}

ProfileDocument sample() { return test::sample_document(test::sample_town()); }

std::vector<std::string> found(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> matches;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), regex); it != std::sregex_iterator(); ++it) {
    matches.push_back(it->str(1));
  }
  return matches;
}

// The pictures' base 64 is long and says nothing about the page: recursion of std::regex would not survive it.
std::string without_pictures(std::string html) {
  for (std::size_t at = html.find(";base64,"); at != std::string::npos; at = html.find(";base64,", at + 8)) {
    html.erase(at + 8, html.find('"', at) - at - 8);
  }
  return html;
}

TEST(WardProfileHtml, EveryElementIsClosedInOrder) {
  const std::string html = without_pictures(page_of(sample()));
  const std::set<std::string> empty{"meta", "img", "source", "!DOCTYPE"};
  std::vector<std::string> open;
  for (const std::string& tag : found(html, "<(/?[!A-Za-z][A-Za-z0-9]*)")) {
    if (empty.contains(tag)) continue;
    if (tag.front() != '/') {
      open.push_back(tag);
      continue;
    }
    ASSERT_FALSE(open.empty()) << tag;
    ASSERT_EQ(open.back(), tag.substr(1));
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(WardProfileHtml, ANameIsTextAndNeverMarkup) {
  ProfileDocument document = sample();
  document.profile.ward_name = "<b>O'Brien & \"Co\"</b> ##{{marking}}";
  document.profile.cameras[0].name = "<script>alert(1)</script>";

  const std::string html = page_of(document);

  EXPECT_THAT(html, testing::HasSubstr("<h1>&lt;b&gt;O&#39;Brien &amp; &quot;Co&quot;&lt;/b&gt; ##{{marking}}</h1>"));
  EXPECT_THAT(html, testing::Not(testing::HasSubstr("<b>")));
  EXPECT_THAT(html, testing::Not(testing::HasSubstr("<script")));
}

TEST(WardProfileHtml, HasNoScriptAndNoExternalAddress) {
  const std::string html = page_of(sample());

  for (const char* forbidden :
       {"<script", "http:", "https:", "javascript:", "url(", "@import", "<link", "<iframe", "=\"//", "onload"}) {
    EXPECT_EQ(html.find(forbidden), std::string::npos) << forbidden;
  }
  EXPECT_THAT(html, testing::HasSubstr("default-src 'none'"));
}

TEST(WardProfileHtml, StatesItsLanguageAndOneHeadingOfTheFirstRank) {
  const std::string html = without_pictures(page_of(sample()));

  EXPECT_THAT(html, testing::HasSubstr("<html lang=\"en-GB\">"));
  EXPECT_EQ(found(html, "<(h1)>").size(), 1U);
  EXPECT_LT(html.find("<h1>"), html.find("<h2>"));
  EXPECT_EQ(html.find("<h3"), std::string::npos);
}

TEST(WardProfileHtml, EveryTableNamesItselfItsColumnsAndItsRows) {
  const std::string html = without_pictures(page_of(sample()));

  const std::size_t tables = found(html, "<(table) class=\"(?:cards|matrix)\" role=\"table\">").size();
  EXPECT_EQ(tables, 9U);
  EXPECT_EQ(found(html, "<(caption)>").size(), tables);
  EXPECT_EQ(found(html, "<(th)[ >]").size(), found(html, "<th (scope)=").size());
  EXPECT_EQ(found(html, "(<tbody role=\"rowgroup\">\n<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">)").size(),
            tables);
}

TEST(WardProfileHtml, OneTypeAloneHasNoChartAndIsInTheHeading) {
  ProfileDocument document = sample();
  document.profile.types.resize(1);
  document.profile.counted = "Burglary";

  const std::string html = without_pictures(page_of(document));

  EXPECT_THAT(html, testing::HasSubstr("Recorded incidents (Burglary), January 2025"));
  EXPECT_THAT(html, testing::Not(testing::HasSubstr("Types of recorded incidents")));
}

TEST(WardProfileHtml, OnANarrowScreenEachCellNamesItsColumn) {
  const std::string html = without_pictures(page_of(sample()));

  EXPECT_EQ(found(html, "<(td)[ >]").size(), found(html, "<td role=\"cell\" (data-label)=\"[^\"]+\"").size());
  EXPECT_THAT(html, testing::HasSubstr("@media (max-width: 40rem)"));
  EXPECT_THAT(html, testing::HasSubstr(".cards td.n { text-align: right; }"));
}

TEST(WardProfileHtml, EveryPictureStatesItsFinding) {
  const std::string html = without_pictures(page_of(sample()));

  const auto alts = found(html, "alt=\"([^\"]+)\"");
  EXPECT_EQ(alts.size(), found(html, "<(img)").size());
  EXPECT_THAT(alts, testing::Contains(testing::HasSubstr("Most recorded in March 2025 (125)")));
  EXPECT_THAT(alts, testing::Contains(testing::HasSubstr("34.8\u00A0%")));
}

TEST(WardProfileHtml, TheMonthsToldApartStateBothFindingsAndHaveTheirNumbersInTheTable) {
  const std::string html = without_pictures(page_of(sample()));

  EXPECT_THAT(html, testing::HasSubstr("<h2>Crime and anti-social behaviour by month</h2>"));
  const auto alts = found(html, "alt=\"([^\"]+)\"");
  EXPECT_THAT(alts,
              testing::Contains(testing::AllOf(
                  testing::HasSubstr(
                      "Most anti-social behaviour was recorded in December 2025 (31), most crime in March 2025 (103)."),
                  testing::HasSubstr("Both parts of 2 of 12 months are suppressed."),
                  testing::HasSubstr("The table of months above holds the numbers."))));
  EXPECT_THAT(html, testing::HasSubstr("data-label=\"Anti-social behaviour\" class=\"n\">31</td>"));
  EXPECT_THAT(html, testing::HasSubstr("data-label=\"Crime\" class=\"n\">103</td>"));
}

TEST(WardProfileHtml, ASuppressedValueIsNowhereInThePage) {
  ProfileDocument document = sample();
  document.profile.types.back().count = {98765.0, true};
  document.profile.key_figures[5].number = {98765.0, true};
  document.profile.hours[0][1] = {98765.0, true};
  document.profile.months[5].count = {98765.0, true};
  document.profile.month_parts[5] = {{98765.0, true}, {98765.0, true}};

  const std::string html = without_pictures(page_of(document));

  EXPECT_EQ(html.find("98765"), std::string::npos);
  EXPECT_EQ(html.find("98,765"), std::string::npos);
}

TEST(WardProfileHtml, APartWithoutRowsSaysSoInASentence) {
  ProfileDocument document = sample();
  document.profile.cameras.clear();
  document.profile.has_hours = false;

  const std::string html = page_of(document);

  EXPECT_THAT(html, testing::HasSubstr("No camera of the registers stands in this ward."));
  EXPECT_THAT(html, testing::HasSubstr("The hours of incidents are not known here, or are too few to show."));
}

TEST(WardProfileHtml, NamesSourcesProvenanceRevisionAndDate) {
  const std::string html = page_of(sample());

  EXPECT_THAT(html, testing::HasSubstr("Contains OS data © Crown copyright"));
  EXPECT_THAT(html, testing::HasSubstr("7F3A-91C2"));
  EXPECT_THAT(html, testing::HasSubstr("data revision 3"));
  EXPECT_THAT(html, testing::HasSubstr("31 January 2026"));
  EXPECT_THAT(html, testing::HasSubstr("Synthetic data"));
}

}  // namespace
}  // namespace wardscope::report
