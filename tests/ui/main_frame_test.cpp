// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_frame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "core/civil_time.hpp"
#include "ops/parameters.hpp"
#include "ops/toy_operation.hpp"
#include "ui/ui_driver.hpp"
#include "verification/book.hpp"

namespace wardscope::ui {
namespace {

using testing::SizeIs;

template <typename T>
std::vector<T> of_kind(const Intents& intents) {
  std::vector<T> found;
  for (const Intent& intent : intents) {
    if (const auto* match = std::get_if<T>(&intent)) found.push_back(*match);
  }
  return found;
}

project::Layer layer(const std::string& id, const std::string& title) {
  project::Layer layer;
  layer.id = id;
  layer.title = title;
  layer.source = project::LayerSource::hubs;
  return layer;
}

cartography::LegendEntry key_of_hubs() {
  cartography::LegendEntry entry;
  entry.layer_id = "hubs";
  entry.title = "Hubs";
  entry.rows.push_back({cartography::PointStyle{}, "Library"});
  return entry;
}

TEST(MainFrame, UntickingALayerHidesItByAnUndoableEdit) {
  UiDriver driver;
  driver.project.layers = {layer("hubs", "Hubs")};

  const Intents intents = driver.click("Show Hubs");

  const auto edits = of_kind<EditProject>(intents);
  ASSERT_THAT(edits, SizeIs(1));
  EXPECT_EQ(edits.front().label, "hide Hubs");
  EXPECT_FALSE(driver.project.layers.front().visible);
}

TEST(MainFrame, RaisingALayerMovesItUp) {
  UiDriver driver;
  driver.project.layers = {layer("a", "Lower layer"), layer("b", "Upper layer")};

  driver.click("Lower layer");
  driver.click("Raise");

  EXPECT_EQ(driver.project.layers.back().id, "a");
}

TEST(MainFrame, ANameWithImGuiMarksIsOnlyText) {
  UiDriver driver;
  driver.project.layers = {layer("a", "St Mary##North ###x %s %n"), layer("b", "St Mary##North ###x %s %n")};

  driver.frame();
  driver.frame();

  EXPECT_TRUE(driver.probe.find("St Mary##North ###x %s %n"));
}

TEST(MainFrame, AnOperationRunsWithTheParametersOfItsForm) {
  UiDriver driver;
  driver.registry = ops::toy_registry(ops::WorkspaceUse::reads);

  driver.click("Toy…");
  driver.click("Loud");
  const Intents intents = driver.click("Run");

  const auto runs = of_kind<RunOperation>(intents);
  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_EQ(runs.front().operation->info().name, "toy");
  EXPECT_EQ(ops::describe_parameters(*runs.front().operation)[2].default_text, "true");
}

TEST(MainFrame, OperationsWithoutAWorkspaceAreNotInTheWindow) {
  UiDriver driver;
  driver.registry = ops::toy_registry(ops::WorkspaceUse::none);

  driver.frame();
  driver.frame();

  EXPECT_FALSE(driver.probe.find("Toy…"));
}

TEST(MainFrame, ARunningJobCanBeStopped) {
  UiDriver driver;
  driver.jobs.push_back({7, "Density", jobs::JobState::running, 0.4, "Counting", false});

  const Intents intents = driver.click("Stop");

  const auto stops = of_kind<StopJob>(intents);
  ASSERT_THAT(stops, SizeIs(1));
  EXPECT_EQ(stops.front().job, 7U);
}

TEST(MainFrame, ANoticeIsClosedByItsButton) {
  UiDriver driver;
  driver.notice = Notice{true, "the file is not there", {}};

  EXPECT_THAT(of_kind<DismissNotice>(driver.click("Close")), SizeIs(1));
}

TEST(MainFrame, ANoticeLeavesTheBadgeOfSyntheticDataFree) {
  UiDriver driver({1366, 768, 1.0F});
  driver.dataset.synthetic = true;
  driver.notice = Notice{false, "Done and dusted.", {}};
  driver.frame();
  driver.frame();
  driver.frame();

  const auto close = driver.probe.find("Close");
  ASSERT_TRUE(close);
  const float badge_ends =
      driver.main_frame.map().rect().y + (12.0F + 16.5F) * 96 / 72;  // cartography's furniture, points
  EXPECT_GT(close->clip.y, badge_ends);
}

TEST(MainFrame, ANoticeLeavesTheFoldedLegendFree) {
  UiDriver driver({1366, 768, 1.0F});
  driver.legend = {key_of_hubs()};
  driver.click("Data");
  driver.click("Legend");
  driver.notice = Notice{
      false,
      "Done and dusted, and with a sentence that is as long as the findings are that the window shows after a run.",
      {}};
  for (int i = 0; i < 4; ++i) driver.frame();

  const auto close = driver.probe.find("Close");
  const auto legend = driver.probe.find("Legend");
  ASSERT_TRUE(close && legend);
  ASSERT_EQ(legend->value, "closed");
  EXPECT_LT(close->clip.x + close->clip.width, legend->clip.x);
}

TEST(MainFrame, LayersWhoseNamesBeginAlikeAreToldApart) {
  UiDriver driver({1366, 768, 1.0F});
  const std::string name = "Residents beyond reach of a hub, by ward";
  driver.project.layers = {layer("a", name), layer("b", "Residents beyond reach of a hub")};
  driver.frame();
  driver.frame();

  const auto row = driver.probe.find(name);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->value, name) << "shown in full";
}

TEST(MainFrame, DraggingTheEndOfThePeriodShortensIt) {
  UiDriver driver;
  driver.months.first_month = core::month_index(core::local_minute({2025, 1, 1}));
  driver.months.all.assign(12, 10);
  driver.months.shown.assign(12, 10);
  driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
  driver.frame();
  driver.frame();
  const ScreenRect map = driver.main_frame.map().rect();
  const float y = map.y + map.height + 60;  // below the heading, on the bars

  const Intents intents = driver.drag(map.x + map.width - 13, y, map.x + map.width / 2, y);

  const auto edits = of_kind<EditProject>(intents);
  ASSERT_FALSE(edits.empty());
  for (const EditProject& edit : edits) EXPECT_EQ(edit.merge_key, "period");
  EXPECT_EQ(driver.project.filter.from, "");
  EXPECT_THAT(driver.project.filter.to, testing::AnyOf("2025-06", "2025-07"));
}

TEST(MainFrame, TheLegendSaysOnceWhatAllItsLayersCount) {
  UiDriver driver({1600, 900, 1.0F});
  const std::string counted = "All types; January 2025 to December 2025";
  for (const char* id : {"hotspots", "density", "gaps"}) {
    driver.legend.push_back(key_of_hubs());
    driver.legend.back().layer_id = id;
    driver.legend.back().incidents = counted;
  }
  const auto times = [&] {
    driver.frame();
    driver.frame();
    return std::count_if(driver.probe.widgets().begin(), driver.probe.widgets().end(),
                         [&](const auto& one) { return one.label == counted; });
  };
  EXPECT_EQ(times(), 1);

  driver.legend.back().incidents = "Burglary; January 2025 to December 2025";

  EXPECT_EQ(times(), 2) << "each its own where they differ";
}

TEST(MainFrame, TheLegendFoldsAwayFromTheMap) {
  UiDriver driver({1600, 900, 1.0F});
  driver.legend = {key_of_hubs()};
  driver.frame();
  driver.frame();
  const float covered = driver.main_frame.map().covered().width;

  driver.click("Legend");

  EXPECT_GT(covered, 0.0F);
  EXPECT_EQ(driver.main_frame.map().covered().width, 0.0F);
}

TEST(MainFrame, WhatIsFoldedIsKeptWithTheView) {
  std::string kept;
  {
    UiDriver driver({1600, 900, 1.0F});
    driver.legend = {key_of_hubs()};
    driver.click("Legend");
    driver.click("Hide the layers");
    const auto saves = of_kind<SaveProject>(driver.click("Save view"));
    ASSERT_THAT(saves, SizeIs(1));
    kept = saves.front().arrangement;
  }
  UiDriver again({1600, 900, 1.0F});
  again.legend = {key_of_hubs()};
  again.main_frame.arrange(kept);
  again.frame();
  again.frame();

  EXPECT_EQ(again.probe.find("Legend")->value, "closed");
  EXPECT_FALSE(again.main_frame.layout().left_open());
  again.main_frame.arrange("");
  EXPECT_EQ(again.main_frame.arrangement(), "") << "as the program finds best";
}

TEST(MainFrame, TheLegendIsFoldedWhereTheMapIsNarrow) {
  UiDriver driver({1366, 768, 2.0F});
  driver.legend = {key_of_hubs()};
  driver.frame();
  driver.frame();
  const float covered = driver.main_frame.map().covered().width;

  driver.click("Legend");

  EXPECT_EQ(covered, 0.0F);
  EXPECT_GT(driver.main_frame.map().covered().width, 0.0F);
}

void add_year(UiDriver& driver) {
  driver.months.first_month = core::month_index(core::local_minute({2025, 1, 1}));
  driver.months.all.assign(12, 10);
  driver.months.shown.assign(12, 10);
  driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
}

TEST(MainFrame, ThePeriodIsSaidInBriefWhereThereIsLittleRoom) {
  UiDriver driver({1600, 900, 1.0F});
  add_year(driver);
  driver.frame();
  driver.frame();
  ASSERT_EQ(driver.main_frame.layout().timeline_form, FrameLayout::TimelineForm::full);
  EXPECT_TRUE(driver.probe.find("January 2025 to December 2025"));

  for (float width = 1600; width > 900; width -= 20) {
    UiDriver::resize(width, 900);
    driver.frame();
    driver.frame();
    if (driver.main_frame.layout().timeline_form == FrameLayout::TimelineForm::none) continue;
    EXPECT_TRUE(driver.probe.find("January 2025 to December 2025") || driver.probe.find("2025-01 to 2025-12")) << width;
  }
}

TEST(MainFrame, ABracketStepsThePeriodByItsOwnLength) {
  UiDriver driver;
  add_year(driver);
  driver.project.filter.from = "2025-02";
  driver.project.filter.to = "2025-03";
  driver.frame();

  driver.type("]");

  EXPECT_EQ(driver.project.filter.from, "2025-04");
  EXPECT_EQ(driver.project.filter.to, "2025-05");
}

TEST(MainFrame, PreviousAndNextStepThePeriod) {
  UiDriver driver({1600, 900, 1.0F});
  add_year(driver);
  driver.project.filter.from = "2025-02";
  driver.project.filter.to = "2025-03";

  driver.click("Next");
  EXPECT_EQ(driver.project.filter.from, "2025-04");
  driver.click("Previous");

  EXPECT_EQ(driver.project.filter.from, "2025-02");
}

TEST(MainFrame, APeriodAtTheEndOfTheDataStepsNoFurther) {
  UiDriver driver;
  add_year(driver);
  driver.project.filter.from = "2025-12";
  driver.frame();

  EXPECT_THAT(of_kind<EditProject>(driver.type("]")), SizeIs(0));
}

TEST(MainFrame, AFullStopPlaysThePeriod) {
  UiDriver driver;
  add_year(driver);
  driver.frame();

  driver.type(".");

  EXPECT_TRUE(driver.main_frame.animating());
}

TEST(MainFrame, TheRendererIsNamedUnderAboutAndNowhereElse) {
  UiDriver driver;
  driver.renderer = "softpipe";
  driver.frame();
  const auto named = [&] {
    return std::any_of(driver.probe.widgets().begin(), driver.probe.widgets().end(), [](const Probe::Widget& widget) {
      return (widget.label + widget.value).find("softpipe") != std::string::npos;
    });
  };
  const bool at_first = named();

  driver.click("Help");
  driver.click("About");
  driver.frame();

  EXPECT_FALSE(at_first);
  EXPECT_TRUE(named());
}

TEST(MainFrame, WhatIsTypedWhileAPopupIsOpenIsNoShortcut) {
  UiDriver driver;
  driver.months.first_month = core::month_index(core::local_minute({2025, 1, 1}));
  driver.months.all = driver.months.shown = {1, 2, 3};
  driver.click("Export map…");

  driver.type("a.b[");
  driver.frame();

  EXPECT_FALSE(driver.main_frame.animating());
}

TEST(MainFrame, ThePictureIsExportedByEnterInItsField) {
  UiDriver driver;
  driver.click("Export map…");
  driver.frame();
  driver.frame();

  const auto exports = of_kind<ExportMap>(driver.key(ImGuiKey_Enter));

  ASSERT_THAT(exports, SizeIs(1));
  EXPECT_EQ(exports.front().path, "map.png");
}

TEST(MainFrame, HelpListsTheKeysAndCloses) {
  UiDriver driver;
  driver.frame();

  driver.click("Help");
  driver.frame();
  const bool shown = driver.probe.find("Close help").has_value();
  driver.click("Close help");
  driver.frame();

  EXPECT_TRUE(shown);
  EXPECT_FALSE(driver.probe.find("Close help"));
}

/// The parameters of the operation that the window saves the book by.
struct BookQuestion {
  std::string output;
  bool summary = false;
};

void describe(BookQuestion& question, core::ParameterVisitor& visitor) {
  visitor.text({"output", "File", "File"}, core::TextKind::output_path, question.output);
  visitor.flag({"summary", "Summary", "Summary"}, question.summary);
}

verification::Book book_of_two() {
  verification::Statistic statistic;
  statistic.name = "Gini";
  statistic.checks = {{"all", "0.25", 0.25, "by hand"}, {"half", "0.5", 0.7, "by hand"}};
  return {{"one", "Concentration", "What is where.", {statistic}}};
}

TEST(MainFrame, HelpAsksForTheVerificationBookOnceAndShowsIt) {
  UiDriver driver;
  driver.frame();
  driver.click("Help");
  driver.frame();

  const Intents asked = driver.click("Verify");
  const Intents later = driver.frame();

  EXPECT_THAT(of_kind<RecomputeBook>(asked), SizeIs(1));
  EXPECT_THAT(of_kind<RecomputeBook>(later), SizeIs(0));

  const verification::Book book = book_of_two();
  driver.book = &book;
  driver.frame();
  EXPECT_TRUE(driver.probe.find("1  Concentration: 1 of 2 numbers agree"));
}

TEST(MainFrame, TheVerificationBookIsWrittenByItsOperation) {
  UiDriver driver;
  driver.registry.add<BookQuestion>({"verify", "Verify", "", "", "Output", ops::WorkspaceUse::none, {}, "verify", ""},
                                    [](const BookQuestion&, const ops::OperationContext&) {
                                      return core::Result<ops::OperationResult>(ops::OperationResult{});
                                    });
  const verification::Book book = book_of_two();
  driver.book = &book;
  driver.frame();
  driver.click("Help");
  driver.frame();
  driver.click("Verify");
  driver.click("1  Concentration: 1 of 2 numbers agree");
  driver.frame();

  const auto runs = of_kind<RunOperation>(driver.click("Save book"));

  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_EQ(runs.front().operation->info().name, "verify");
  const auto parameters = ops::describe_parameters(*runs.front().operation->clone());
  EXPECT_EQ(parameters.front().default_text, "verification-book.pdf");
}

TEST(MainFrame, AnEmptyWorkspaceShowsHowToFillIt) {
  UiDriver driver;
  driver.dataset.area_sets.clear();

  driver.frame();
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Import files"));
}

TEST(MainFrame, AWorkspaceThatIsBeingOpenedIsNotCalledEmpty) {
  UiDriver driver;
  driver.dataset.area_sets.clear();
  driver.loaded = false;
  driver.jobs.push_back({1, "Opening testham.sqlite", jobs::JobState::running, 0.4, "Reading", false});

  driver.frame();
  driver.frame();

  EXPECT_FALSE(driver.probe.find("Import files"));
}

}  // namespace
}  // namespace wardscope::ui
