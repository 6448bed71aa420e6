// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "catalog/briefing_table.hpp"
#include "catalog/small_workspace.hpp"
#include "ops/kept_findings.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class BriefingOperation : public SmallWorkspace {
 protected:
  void SetUp() override { make(small_borough()); }
};

/// 40 thefts in each ward in March 2025; of April three in the first ward and 30 in the second.
class BriefingAfterAnExport : public SmallWorkspace {
 protected:
  void SetUp() override {
    borough::Dataset dataset = small_borough();
    borough::IncidentTable incidents;
    borough::category_index(incidents, "Theft", borough::Sensitivity::open);
    const auto& wards = dataset.area_sets.front()->areas;
    const auto add = [&](std::size_t ward, int month, int count) {
      const geo::Point centre = geo::extent_of(wards[ward].shape).centre();
      for (int i = 0; i < count; ++i)
        incidents.add(centre, 0, core::local_minute({2025, month, 1}), core::TimePrecision::month);
    };
    for (std::size_t ward = 0; ward < wards.size(); ++ward) add(ward, 3, 40);
    add(0, 4, 3);
    add(1, 4, 30);
    dataset.incidents = core::make_snapshot(std::move(incidents));
    make(dataset);
  }
};

TEST_F(BriefingOperation, SaysWhatTheRunSaidUnderItsHeadings) {
  const auto run_of = run("hotspots", {{"bandwidth", "180"}});
  ASSERT_TRUE(run_of);
  ASSERT_TRUE(run("briefing", {{"layer", "hotspots"}, {"output", file("b.html")}}));

  const std::string page = text_of("b.html");
  EXPECT_THAT(page, AllOf(HasSubstr("<h2>How sure</h2>"), HasSubstr("<h2>What it does not show</h2>"),
                          HasSubstr("<h2>Method</h2>"), HasSubstr("data:image/png;base64,")));
  EXPECT_THAT(page, AllOf(HasSubstr("bandwidth 180 m"), HasSubstr(run_of->provenance.code), HasSubstr("Testham")));
  // Commands are named by their titles: a board has no command line.
  EXPECT_THAT(page, AllOf(Not(HasSubstr("&#39;stability&#39;")), Not(HasSubstr("'stability'"))));
  EXPECT_TRUE(std::filesystem::exists(file("b.html.provenance.json")));
}

TEST_F(BriefingOperation, NamesNoFlagOfTheCommandLine) {
  ASSERT_TRUE(run("significance", {}));  // its words end with "It was held against …: give --…" where they may
  {
    auto kept = store::Workspace::open(workspace(), store::Access::write);
    ASSERT_TRUE(kept);
    auto result = kept->load_result("significance");
    ASSERT_TRUE(result);
    result->provenance_json =
        ops::with_findings(ops::without_findings(result->provenance_json), {"Give --bandwidth to 'density' next."});
    ASSERT_TRUE(kept->save_result(*result));
  }
  ASSERT_TRUE(run("briefing", {{"layer", "significance"}, {"output", file("f.html")}}));

  EXPECT_THAT(text_of("f.html"), HasSubstr("Give &#39;Bandwidth&#39; to"));
}

TEST_F(BriefingOperation, HoldsAllThatTheSameRunLeft) {
  ASSERT_TRUE(run("concentration", {}));
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  ASSERT_TRUE(run("briefing", {{"layer", "concentration"}, {"output", file("c.html")}}));

  const std::string page = text_of("c.html");
  EXPECT_THAT(page, AllOf(HasSubstr("How much the fullest hold"), HasSubstr("data:image/svg+xml;base64,")));
  EXPECT_THAT(page, Not(HasSubstr("<caption>Hotspots</caption>")));
}

TEST_F(BriefingOperation, WritesPagesToo) {
  ASSERT_TRUE(run("significance", {}));
  ASSERT_TRUE(run("briefing", {{"layer", "significance"}, {"output", file("s.pdf")}}));
  EXPECT_THAT(text_of("s.pdf"), StartsWith("%PDF-"));
}

TEST_F(BriefingOperation, RefusesWhatItCannotWriteInWords) {
  const auto unknown = run("briefing", {{"layer", "hotspot"}, {"output", file("b.pdf")}});
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().message, HasSubstr("hotspot"));
  const auto unnamed = run("briefing", {{"output", file("b.pdf")}});
  ASSERT_FALSE(unnamed);
  EXPECT_THAT(unnamed.error().message, HasSubstr("--layer"));
  const auto picture = run("briefing", {{"layer", "hotspots"}, {"output", file("b.png")}});
  ASSERT_FALSE(picture);
  EXPECT_THAT(picture.error().message, HasSubstr(".pdf or .html"));
  EXPECT_FALSE(std::filesystem::exists(file("b.pdf")));
}

TEST_F(BriefingOperation, OfAResultWithoutWordsSaysToRunItAgain) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  {
    auto kept = store::Workspace::open(workspace(), store::Access::write);
    ASSERT_TRUE(kept);
    auto result = kept->load_result("hotspots");
    ASSERT_TRUE(result);
    result->provenance_json = ops::without_findings(result->provenance_json);
    ASSERT_TRUE(kept->save_result(*result));
  }
  const auto refused = run("briefing", {{"layer", "hotspots"}, {"output", file("b.pdf")}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("run its operation again"));
}

/// The three of April would be what a page on March and April has more than the file on March.
TEST_F(BriefingAfterAnExport, NamesNoCountThatItsListsHide) {
  ASSERT_TRUE(run("area-rates", {{"to", "2025-03"}, {"name", "march"}}));
  ASSERT_TRUE(run("area-rates", {{"to", "2025-04"}, {"name", "april"}}));
  ASSERT_TRUE(run("briefing", {{"layer", "april"}, {"output", file("before.html")}}))
      << "nothing has left the workspace yet";

  const auto after = run("briefing", {{"layer", "march"}, {"output", file("after.html")}});

  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(after.error().message, AllOf(HasSubstr("the sentences of its run may name them"),
                                           HasSubstr("a whole quarter"), Not(HasSubstr("Ward 1"))));
  EXPECT_FALSE(std::filesystem::exists(file("after.html")));
  EXPECT_TRUE(run("briefing", {{"layer", "april"}, {"output", file("again.html")}}));
}

TEST(BriefingTable, HasTheFirstRowsAndSaysSo) {
  using table::ColumnType;
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"value", "Rate", "per 1,000", ColumnType::number, false},
                                {"code", "Code", "", ColumnType::text, false},
                                {"name", "Name", "", ColumnType::text, false}});
  for (int i = 1; i <= 5; ++i) features.add_row({std::int64_t{i}, 100.0 / i, std::string("E1"), std::string(80, 'x')});
  const report::ReportTable shown = briefing_table(features, "Rates", 3);
  ASSERT_EQ(shown.rows.size(), 3U);
  ASSERT_EQ(shown.columns.size(), 3U);
  EXPECT_EQ(shown.columns[1].label, "Rate (per 1,000)");
  EXPECT_EQ(shown.rows[0][1].text, "100");
  EXPECT_EQ(shown.rows[2][1].text, "33");  // as many digits as the largest
  EXPECT_THAT(shown.rows[0][2].text, HasSubstr("…"));
  EXPECT_THAT(shown.note, HasSubstr("The first 3 of 5 rows"));
  EXPECT_TRUE(briefing_table(features, "Rates", 10).note.empty());
}

TEST(BriefingTable, OfAListThatGoesClassByClassHasTheFirstOfEach) {
  table::FeatureTable features(
      {{"ward", "Ward", "", table::ColumnType::text, false}, {"side", "Side", "", table::ColumnType::text, false}});
  for (int i = 0; i < 20; ++i) features.add_row({fmt::format("W{}", i), std::string(i < 15 ? "more" : "fewer")});
  const report::ReportTable shown = briefing_table(features, "Sides", 6);
  std::vector<std::string> wards;
  for (const auto& row : shown.rows) wards.push_back(row.front().text);
  EXPECT_THAT(wards, testing::ElementsAre("W0", "W1", "W2", "W15", "W16", "W17"));
  EXPECT_THAT(shown.note, HasSubstr("6 of 20 rows, the first of each class"));
}

TEST(BriefingTable, HasEveryColumnThatAPageHoldsInTheOrderOfTheList) {
  std::vector<table::Column> columns;
  for (int i = 0; i < 12; ++i) {
    columns.push_back({fmt::format("c{}", i), fmt::format("C{}", i), "", table::ColumnType::integer, false});
  }
  table::FeatureTable features(columns);
  features.add_row(std::vector<table::Value>(12, std::int64_t{7}));
  const report::ReportTable shown = briefing_table(features, "All", 3);
  ASSERT_EQ(shown.columns.size(), 12U);  // the last of them is what the page is about, where a list is of shares
  EXPECT_EQ(shown.columns.back().label, "C11");
  EXPECT_TRUE(shown.note.empty());
}

TEST(BriefingTable, LeavesRangesOutBeforeFindingsAndSaysWhich) {
  std::vector<table::Column> columns{{"low_percent", "From", "%", table::ColumnType::integer, false},
                                     {"easting", "Easting", "m", table::ColumnType::integer, false}};
  for (int i = 0; i < 12; ++i) {
    columns.push_back({fmt::format("c{}", i), fmt::format("C{}", i), "", table::ColumnType::integer, false});
  }
  table::FeatureTable features(columns);
  features.add_row(std::vector<table::Value>(14, std::int64_t{7}));
  const report::ReportTable shown = briefing_table(features, "All", 3);
  ASSERT_EQ(shown.columns.size(), 12U);
  EXPECT_EQ(shown.columns.front().label, "C0");
  EXPECT_EQ(shown.columns.back().label, "C11");
  EXPECT_THAT(shown.note, HasSubstr("From, Easting"));
}

}  // namespace
}  // namespace wardscope::catalog
