// SPDX-License-Identifier: GPL-3.0-or-later
//
// The viewer without its window: loading, running an operation as a job, undo, keeping the view.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "app/viewer_fixture.hpp"
#include "ops/operation_groups.hpp"
#include "ops/parameters.hpp"

namespace wardscope::app {
namespace {

TEST_F(ViewerTest, LoadsTheWorkspaceAndFitsTheMapOnceItsSizeIsKnown) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  ASSERT_TRUE(viewer.loaded());

  viewer.set_page({600, 400, 0, 0});

  const auto model = viewer.view_model({{}, {}, no_legend});
  EXPECT_EQ(model.incidents_shown, 50);
  EXPECT_EQ(model.months.all.size(), 12U);
  EXPECT_NEAR(model.project.camera.centre.x, 401000.0, 1.0);
  EXPECT_LT(model.project.camera.metres_per_point, 10.0);
}

TEST_F(ViewerTest, AMissingWorkspaceIsANotice) {
  Viewer viewer(registry, folder / "nothing.sqlite");
  viewer.start_loading();
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_TRUE(model.notice);
  EXPECT_TRUE(model.notice->is_error);
}

TEST_F(ViewerTest, AnOperationBecomesAJobThenALayerAndAList) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  auto operation = registry.make("area-rates");

  viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(std::move(operation))}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_EQ(model.results.size(), 1U);
  EXPECT_EQ(model.results[0].name, "area-rates");
  EXPECT_FALSE(model.findings.empty());
  EXPECT_TRUE(std::any_of(model.project.layers.begin(), model.project.layers.end(),
                          [](const auto& layer) { return layer.id == "result:area-rates"; }));
  EXPECT_EQ(store::Workspace::open(path, store::Access::read)->result_names()->size(), 1U) << "kept in the workspace";
}

TEST_F(ViewerTest, AFilterIsUndone) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  project::Project next = viewer.shown_project();
  next.filter.to = "2025-06";

  viewer.carry_out({ui::EditProject{"change the period", next, "period"}});
  const std::int64_t filtered = viewer.view_model({{}, {}, no_legend}).incidents_shown;
  viewer.carry_out({ui::Undo{}});

  EXPECT_LT(filtered, 50);
  EXPECT_EQ(viewer.view_model({{}, {}, no_legend}).incidents_shown, 50);
}

TEST_F(ViewerTest, TheKeptViewComesBack) {
  {
    Viewer viewer(registry, path);
    viewer.start_loading();
    settle(viewer);
    viewer.carry_out({ui::MoveCamera{{{401234.0, 101234.0}, 3.0}}, ui::SaveProject{"legend:folded"}});
  }
  Viewer again(registry, path);
  again.start_loading();
  settle(again);
  again.set_page({600, 400, 0, 0});

  EXPECT_EQ(again.take_arrangement(), "legend:folded");
  EXPECT_FALSE(again.take_arrangement()) << "once: what the user does afterwards stays";
  EXPECT_DOUBLE_EQ(again.view_model({{}, {}, no_legend}).project.camera.centre.x, 401234.0);
  EXPECT_DOUBLE_EQ(again.view_model({{}, {}, no_legend}).project.camera.metres_per_point, 3.0);
}

TEST_F(ViewerTest, TheStandardViewStaysClearOfTheLegend) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.set_page({600, 400, 0, 0});

  viewer.set_page({600, 400, 150, 400});

  const project::MapCamera camera = viewer.shown_project().camera;
  const geo::Extent ground = borough::extent_of(viewer.map_data().dataset);
  const double right = 300.0 + (ground.max_x - camera.centre.x) / camera.metres_per_point;
  EXPECT_LE(right, 450.0);
}

TEST_F(ViewerTest, TheStandardViewFillsAWindowThatGrows) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.set_page({600, 400, 0, 0});
  const double before = viewer.shown_project().camera.metres_per_point;

  for (int frame = 0; frame < 20; ++frame) viewer.set_page({600, 400, 0, 0});
  viewer.set_page({1200, 800, 0, 0});

  EXPECT_LT(viewer.shown_project().camera.metres_per_point, 0.6 * before);
}

TEST_F(ViewerTest, AMapThatWasMovedStaysWhereTheLegendFolds) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.set_page({600, 400, 150, 400});
  viewer.carry_out({ui::MoveCamera{{{401234.0, 101234.0}, 3.0}}});

  viewer.set_page({600, 400, 0, 0});

  EXPECT_DOUBLE_EQ(viewer.shown_project().camera.centre.x, 401234.0);
}

TEST_F(ViewerTest, ARemovedResultIsGoneFromMapListAndWorkspace) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(registry.make("area-rates"))}});
  settle(viewer);

  viewer.carry_out({ui::RemoveResult{"area-rates"}});

  EXPECT_TRUE(viewer.view_model({{}, {}, no_legend}).results.empty());
  EXPECT_TRUE(store::Workspace::open(path, store::Access::read)->result_names()->empty());
}

TEST_F(ViewerTest, GoodNewsGoesWithTheNextActAndTroubleStays) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);

  viewer.carry_out({ui::SaveProject{}});
  const bool told = viewer.view_model({{}, {}, no_legend}).notice.has_value();
  viewer.carry_out({ui::ZoomToAll{}});
  const bool gone = !viewer.view_model({{}, {}, no_legend}).notice.has_value();
  viewer.report(core::malformed("it is broken; mend it"));
  viewer.carry_out({ui::ZoomToAll{}});

  EXPECT_TRUE(told);
  EXPECT_TRUE(gone);
  EXPECT_TRUE(viewer.view_model({{}, {}, no_legend}).notice.has_value());
}

TEST_F(ViewerTest, GoodNewsGoesAfterSomeSecondsAndTroubleStays) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  const std::chrono::steady_clock::time_point start{};

  viewer.carry_out({ui::SaveProject{}});
  EXPECT_FALSE(viewer.forget_old_news(start));
  EXPECT_FALSE(viewer.forget_old_news(start + std::chrono::seconds(5)));
  EXPECT_TRUE(viewer.forget_old_news(start + std::chrono::seconds(10)));
  EXPECT_FALSE(viewer.view_model({{}, {}, no_legend}).notice);
  viewer.report(core::malformed("it is broken; mend it"));
  EXPECT_FALSE(viewer.forget_old_news(start + std::chrono::seconds(90)));

  EXPECT_TRUE(viewer.view_model({{}, {}, no_legend}).notice);
}

TEST_F(ViewerTest, ARunThatFailsNamesFieldsNotFlags) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);

  viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(registry.make("export"))}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_TRUE(model.notice);
  EXPECT_EQ(model.notice->text.find("--"), std::string::npos) << model.notice->text;
}

TEST_F(ViewerTest, TheQualityOfAllIncidentsStandsFirst) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_FALSE(model.quality.empty());
  EXPECT_EQ(model.quality.front().of, ui::QualityNote::Of::workspace);
  EXPECT_FALSE(model.quality.front().figures.empty());
}

/// Works until it is stopped; one that writes has changed the workspace by then.
struct EndlessOptions {
  bool writes = false;
};
void describe(EndlessOptions&, core::ParameterVisitor&) {}

core::Result<ops::OperationResult> run_endless(const EndlessOptions&, const ops::OperationContext& context) {
  while (context.progress.tick(0.5)) std::this_thread::yield();
  return core::cancelled();
}

core::Result<ops::OperationResult> run_endless_import(const EndlessOptions& options,
                                                      const ops::OperationContext& context) {
  {
    auto workspace = store::Workspace::open(context.workspace, store::Access::write);
    EXPECT_TRUE(workspace);
    const auto batch = workspace->begin_batch({"police-street", "Incidents", "b.csv", "", "", "", 0.0});
    EXPECT_TRUE(batch && workspace->add_incidents(*batch, {store::IncidentRow{}}) &&
                workspace->commit_batch(*batch, {1, 1, 0}));
  }
  return run_endless(options, context);
}

class StoppedRun : public ViewerTest {
 protected:
  /// Runs it, stops it while it runs. @returns the notice
  ui::Notice stop(const ops::OperationInfo& info,
                  core::Result<ops::OperationResult> (*run)(const EndlessOptions&, const ops::OperationContext&)) {
    ops::OperationRegistry endless;
    endless.add<EndlessOptions>(info, run);
    viewer.start_loading();
    settle(viewer);
    viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(endless.make(info.name))}});
    while (viewer.jobs().records().front().fraction < 0.1) std::this_thread::yield();
    viewer.carry_out({ui::StopJob{viewer.jobs().records().front().id}});
    settle(viewer);
    const auto notice = viewer.view_model({{}, {}, no_legend}).notice;
    EXPECT_TRUE(notice);
    return notice.value_or(ui::Notice());
  }

  Viewer viewer{registry, path};
};

TEST_F(StoppedRun, SaysWhatWasStoppedAndThatNothingWasChanged) {
  const ui::Notice notice = stop(
      {"endless", "Endless question", "", "", ops::kWhereGroup, ops::WorkspaceUse::reads, {}, "", ""}, run_endless);

  EXPECT_FALSE(notice.is_error);
  EXPECT_EQ(notice.heading, "Stopped");
  EXPECT_EQ(notice.text,
            "'Endless question' was stopped. Nothing was changed: the workspace and the map are as they were.");
}

TEST_F(StoppedRun, KeepsAndShowsTheFilesThatAnImportHadFinished) {
  const std::int64_t before = store::Workspace::open(path, store::Access::read)->revision();

  const ui::Notice notice =
      stop({"endless", "Import files", "", "", "Import", ops::WorkspaceUse::writes, {}, "", ""}, run_endless_import);

  EXPECT_NE(notice.text.find("What was finished before stays"), std::string::npos) << notice.text;
  EXPECT_GT(viewer.map_data().dataset.revision, before) << "the map shows the data of now";
}

TEST_F(StoppedRun, SaysThatFinishedFilesStay) {
  const ui::Notice notice =
      stop({"endless", "Ward profiles", "", "", "Output", ops::WorkspaceUse::reads, {}, "", ""}, run_endless);

  EXPECT_NE(notice.text.find("files that were finished before stay"), std::string::npos) << notice.text;
}

TEST_F(ViewerTest, AnImportOfWhichAPartFailedIsNotCalledDone) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  std::ofstream(folder / "holiday.csv") << "not,a,table\n\"of incidents\n";
  std::ofstream(folder / "hubs.csv") << "name,type,easting,northing\nNorth Library,library,401000,101000\n";
  auto import = registry.make("import");
  ASSERT_TRUE(
      ops::set_parameter(*import, "files", {(folder / "hubs.csv").string(), (folder / "holiday.csv").string()}));

  viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(std::move(import))}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_TRUE(model.notice);
  EXPECT_TRUE(model.notice->is_error) << model.notice->text;
  EXPECT_EQ(model.notice->heading, "Part of it did not work");
  EXPECT_EQ(model.notice->text.find("above"), std::string::npos)
      << "nothing stands above a notice: " << model.notice->text;
  EXPECT_EQ(model.dataset.hubs ? model.dataset.hubs->size() : 0, 1U) << "the good file is in";
}

TEST_F(ViewerTest, ABadFileThatWasDroppedIsAMessageAndTheMapStays) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  const std::filesystem::path bad = folder / "holiday.csv";
  std::ofstream(bad) << "not,a,table\n\"of incidents\n";
  auto import = registry.make("import");
  ASSERT_TRUE(ops::set_parameter(*import, "files", {bad.string()}));

  viewer.carry_out({ui::RunOperation{std::shared_ptr<const ops::Operation>(std::move(import))}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  ASSERT_TRUE(model.notice);
  EXPECT_TRUE(model.notice->is_error);
  EXPECT_NE(model.notice->text.find("holiday.csv"), std::string::npos) << model.notice->text;
  EXPECT_EQ(model.incidents_shown, 50);
}

}  // namespace
}  // namespace wardscope::app
