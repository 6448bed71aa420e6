// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verification_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "core/version.hpp"

namespace wardscope::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Two chapters; the third number does not agree.
verification::Book small_book() {
  verification::Statistic gini{.name = "Gini <coefficient>",
                               .formula = "G = Σ_i x_(i) / n^(1/2) & so on",
                               .symbols = "x_(i) the counts",
                               .literature = "Somebody 1901",
                               .data = "four counts",
                               .unit = "per m²",
                               .headers = {"stats/concentration.hpp"},
                               .checks = {{"all", "0.25", 0.25, "by hand"}, {"half", "-3.5e-04", -3.5e-4, "R 4.2"}}};
  verification::Statistic count{.name = "Count",
                                .formula = "n",
                                .symbols = "n incidents",
                                .literature = "=HYPERLINK(1)",
                                .data = "three points",
                                .headers = {"stats/concentration.hpp"},
                                .checks = {{"all", "3", 4.0, "by hand"}},
                                .conventions = {{"another program", 2.0, verification::Whose::others, "leaves one out"},
                                                {"Wardscope", 3.0, verification::Whose::ours, "all count"}},
                                .convention_question = "How many?"};
  return {{"one", "Concentration", "What is where.", {gini}}, {"two", "Counting", "How many.", {count}}};
}

std::string page_of(const verification::Book& book) {
  auto html = verification_html(book);
  EXPECT_TRUE(html);
  if (!html) return {};
  // The picture's base 64 is long and says nothing about the page: recursion of std::regex would not survive it.
  const std::size_t begin = html->find(";base64,") + 8;
  return html->erase(begin, html->find('"', begin) - begin);
}

std::vector<std::string> found(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> matches;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), regex); it != std::sregex_iterator(); ++it) {
    matches.push_back(it->str(1));
  }
  return matches;
}

TEST(VerificationHtml, EveryElementIsClosedInOrder) {
  const std::set<std::string> empty{"meta", "img", "!DOCTYPE"};
  std::vector<std::string> open;
  for (const std::string& tag : found(page_of(small_book()), "<(/?[!A-Za-z][A-Za-z0-9]*)")) {
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

TEST(VerificationHtml, NamesItsLanguageHeadingsTablesColumnsAndRows) {
  const std::string html = page_of(small_book());

  EXPECT_THAT(html, HasSubstr("<html lang=\"en-GB\">"));
  EXPECT_EQ(found(html, "<(h1)>").size(), 1U);
  EXPECT_EQ(found(html, "<(h2)").size(), 5U);  // how to read, contents, data, two chapters
  EXPECT_EQ(found(html, "<(h3)>").size(), 2U);
  const std::size_t tables = found(html, "<(table) ").size();
  EXPECT_EQ(tables, 3U);
  EXPECT_EQ(found(html, "<(caption)>").size(), tables);
  EXPECT_EQ(found(html, "<(th)[ >]").size(), found(html, "<th (scope)=").size());
}

TEST(VerificationHtml, EachContentLeadsToItsChapter) {
  const std::string html = page_of(small_book());
  const auto targets = found(html, "<li><a href=\"#([a-z-]+)\">");
  ASSERT_EQ(targets.size(), 2U);
  for (const std::string& target : targets) EXPECT_THAT(html, HasSubstr("<h2 id=\"" + target + "\">"));
}

TEST(VerificationHtml, SetsFormulasAndEscapesTexts) {
  const std::string html = page_of(small_book());
  EXPECT_THAT(html, HasSubstr("G = Σ<sub>i</sub> x<sub>i</sub> / n<sup>1/2</sup> &amp; so on"));
  EXPECT_THAT(html, HasSubstr("<h3>Gini &lt;coefficient&gt;</h3>"));
  EXPECT_THAT(html, HasSubstr("−3.5\u00A0×\u00A010⁻⁴"));
}

TEST(VerificationHtml, TellsWhatDoesNotAgreeInWordsToo) {
  const std::string html = page_of(small_book());
  EXPECT_THAT(html, HasSubstr("1 of 3 numbers does NOT agree with its source."));
  EXPECT_THAT(html, HasSubstr("0 of 1 numbers agree"));
  EXPECT_EQ(found(html, "<tr role=\"row\" class=\"(broken)\">").size(), 1U);
  EXPECT_THAT(html, HasSubstr(">NO<"));

  verification::Book whole = small_book();
  whole[1].statistics[0].checks[0].ours = 3.0;
  EXPECT_THAT(page_of(whole), HasSubstr("All 3 numbers agree"));
  EXPECT_THAT(page_of(whole), Not(HasSubstr("class=\"broken\"")));
}

TEST(VerificationHtml, HasAVersionAndNoDateScriptOrAddress) {
  const std::string html = page_of(small_book());
  EXPECT_THAT(html, HasSubstr("Wardscope " + std::string(core::version())));
  for (const char* forbidden : {"<script", "http:", "https:", "url(", "<link", "2026-", "2027-"}) {
    EXPECT_THAT(html, Not(HasSubstr(forbidden))) << forbidden;
  }
}

TEST(VerificationPdf, IsTheSameBytesEachTime) {
  const auto once = verification_pdf(small_book());
  const auto again = verification_pdf(small_book());
  ASSERT_TRUE(once && again);
  EXPECT_THAT(*once, testing::StartsWith("%PDF-1.5"));
  EXPECT_EQ(*once, *again);
}

TEST(VerificationCsv, HasARowForEachNumberWithAllDigits) {
  const std::string csv = verification_csv(small_book());
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 3 + 2);
  EXPECT_THAT(csv, HasSubstr("check,half,-3.5e-04,-0.00035,0,"));
  EXPECT_THAT(csv, HasSubstr(",NO,by hand,"));
  EXPECT_THAT(csv, HasSubstr("'=HYPERLINK(1)"));  // no formula for a spreadsheet
}

}  // namespace
}  // namespace wardscope::report
