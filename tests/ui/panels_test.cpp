// SPDX-License-Identifier: GPL-3.0-or-later
//
// The panels as hands use them: lists, layers that are dragged, files that are dropped, keys, forms, tiny windows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "core/civil_time.hpp"
#include "ops/operation_groups.hpp"
#include "ops/parameters.hpp"
#include "ops/toy_operation.hpp"
#include "ui/form_choices.hpp"
#include "ui/side_panels.hpp"
#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr int kKeyF6 = 295;  // GLFW's number
constexpr int kKeyF11 = 300;

template <typename T>
std::vector<T> of_kind(const Intents& intents) {
  std::vector<T> found;
  for (const Intent& intent : intents) {
    if (const auto* match = std::get_if<T>(&intent)) found.push_back(*match);
  }
  return found;
}

project::Layer hubs_layer(const std::string& title) {
  project::Layer layer;
  layer.id = title;
  layer.title = title;
  layer.source = project::LayerSource::hubs;
  return layer;
}

std::vector<std::string> titles(const project::Project& project) {
  std::vector<std::string> all;
  for (const auto& layer : project.layers) all.push_back(layer.title);
  return all;
}

ResultEntry two_hotspots() {
  table::FeatureTable features(
      {{"rank", "Rank", "", table::ColumnType::integer}, {"ward", "Ward", "", table::ColumnType::text}});
  features.add_row({std::int64_t{1}, std::string("Pier")},
                   geo::MultiPolygon{geo::to_polygon({400000, 100000, 400400, 100300})});
  features.add_row({std::int64_t{2}, std::string("Harbour")},
                   geo::MultiPolygon{geo::to_polygon({402000, 100000, 402100, 100100})});
  ResultEntry entry;
  entry.name = "hotspots";
  entry.title = "Hotspots";
  entry.features = core::make_snapshot(std::move(features));
  return entry;
}

TEST(ResultsPanel, AClickOnAHeadingSortsAndTheRowsStillZoomToTheirOwnPlace) {
  UiDriver driver;
  driver.results = {two_hotspots()};
  driver.click("Results");
  driver.click("Rank");  // falls: the second stands first

  std::vector<std::string> rows;
  driver.frame();
  for (const Probe::Widget& widget : driver.probe.widgets()) {
    if (widget.role == "table row") rows.push_back(widget.label);
  }
  const auto zooms = of_kind<ZoomTo>(driver.click("2"));

  EXPECT_THAT(rows, ElementsAre("2", "1"));
  ASSERT_THAT(zooms, SizeIs(1));
  EXPECT_TRUE(zooms.front().ground.contains(geo::Point{402050, 100050}));
}

TEST(LayerPanel, ALayerIsDraggedToThePlaceOfAnother) {
  UiDriver driver;
  driver.project.layers = {hubs_layer("Streets"), hubs_layer("Wards"), hubs_layer("Cameras")};  // the last is on top
  driver.frame();
  driver.frame();
  const auto from = driver.probe.find("Streets");
  const auto to = driver.probe.find("Cameras");
  ASSERT_TRUE(from && to);

  driver.drag(from->rect.centre_x(), from->rect.centre_y(), to->rect.centre_x(), to->rect.centre_y());
  driver.frame();

  EXPECT_THAT(titles(driver.project), ElementsAre("Wards", "Cameras", "Streets"));
}

TEST(LayerPanel, ALayerWhoseViewsAreNotKnownSaysSo) {
  UiDriver driver;
  driver.project.layers = {hubs_layer("What cameras see")};
  cartography::LegendEntry key;
  key.layer_id = "What cameras see";
  key.title = "What cameras see";
  key.note = "No view is known: the cameras have no bearing or no range";
  driver.legend = {key};
  driver.click("What cameras see");
  driver.frame();

  const auto note = driver.probe.find(key.note);
  EXPECT_TRUE(note) << "in the unfolded layer";
}

TEST(ResultsPanel, AChosenRowZoomsTheMapAndIsMarked) {
  UiDriver driver({1600, 900, 1.0F});
  driver.results = {two_hotspots()};
  driver.click("Results");
  driver.frame();

  const auto row = driver.probe.find("2");
  ASSERT_TRUE(row);
  const auto zooms = of_kind<ZoomTo>(driver.click("2"));

  ASSERT_THAT(zooms, SizeIs(1));
  EXPECT_NEAR(zooms.front().ground.centre().x, 402050.0, 0.1);
  EXPECT_LT(zooms.front().ground.min_x, 402000.0) << "with its surroundings";
  EXPECT_NEAR(geo::extent_of(driver.main_frame.marked(driver.view())).centre().x, 402050.0, 0.1);
}

TEST(ResultsPanel, WhatWasRunLastIsListed) {
  UiDriver driver({1600, 900, 1.0F});
  driver.results = {two_hotspots()};
  driver.click("Results");
  ResultEntry fresh = two_hotspots();
  fresh.name = "coverage-gaps";
  fresh.title = "Coverage gaps";
  driver.results.push_back(fresh);
  driver.frame();

  const auto choice = driver.probe.find("Result");
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->value, "Coverage gaps");
}

TEST(ResultsPanel, EscapeTakesTheMarkAway) {
  UiDriver driver({1600, 900, 1.0F});
  driver.results = {two_hotspots()};
  driver.click("Results");
  driver.click("1");
  driver.frame();

  driver.key(ImGuiKey_Escape);

  EXPECT_TRUE(geo::extent_of(driver.main_frame.marked(driver.view())).empty());
}

TEST(MainFrame, F6ShowsTheLists) {
  UiDriver driver({1366, 768, 2.0F});  // the panel is folded away
  driver.results = {two_hotspots()};
  driver.frame();
  EXPECT_FALSE(driver.main_frame.layout().right_open());

  driver.key(kKeyF6);
  driver.frame();

  EXPECT_TRUE(driver.main_frame.layout().right_open());
  EXPECT_TRUE(driver.probe.find("Remove this result"));
}

TEST(MainFrame, F11AsksForTheFullScreen) {
  UiDriver driver;
  driver.frame();

  EXPECT_THAT(of_kind<ToggleFullScreen>(driver.key(kKeyF11)), SizeIs(1));
}

TEST(MainFrame, AHiddenPanelComesBackFromItsRail) {
  UiDriver driver({1600, 900, 1.0F});
  driver.frame();

  driver.click("Hide the panel");
  driver.frame();
  const bool hidden = !driver.main_frame.layout().right_open();
  driver.click("Data");
  driver.frame();

  EXPECT_TRUE(hidden);
  EXPECT_TRUE(driver.main_frame.layout().right_open());
}

/// An operation that takes files, under the name that dropped files are offered to.
struct TakeFiles {
  std::vector<std::string> files;
};
void describe(TakeFiles& options, core::ParameterVisitor& visitor) {
  visitor.texts({"files", "Files", "What to import"}, core::TextKind::input_path, options.files);
}

TEST(MainFrame, DroppedFilesStandInTheImportForm) {
  UiDriver driver({1366, 768, 2.0F});
  driver.registry.add<TakeFiles>(
      {"import", "Import", "Files in", "By reading.", "Import", ops::WorkspaceUse::writes, borough::Part::areas,
       "import a.csv", ""},
      [](const TakeFiles&, const ops::OperationContext&) -> core::Result<ops::OperationResult> {
        return ops::OperationResult{};
      });
  driver.frame();

  driver.main_frame.offer_files(driver.registry, {"/data/wards.geojson", "/data/St Mary's.csv"});
  const auto runs = of_kind<RunOperation>(driver.click("Run"));

  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_EQ(ops::describe_parameters(*runs.front().operation).front().default_text,
            "/data/wards.geojson, /data/St Mary's.csv");
}

TEST(MainFrame, AFormOpensAtItsTopThoughTheListWasScrolled) {
  UiDriver driver({1600, 500, 1.0F});
  for (const char* title :
       {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}) {
    driver.registry.add<ops::ToyOptions>({title, title, "Plays", "By playing.", ops::kWhereGroup,
                                          ops::WorkspaceUse::reads, borough::Part::areas, "", ""},
                                         ops::run_toy);
  }
  driver.frame();
  driver.frame();
  const auto first = driver.probe.find("One…");
  ASSERT_TRUE(first);
  driver.move_mouse(first->rect.centre_x(), first->rect.centre_y());
  for (int i = 0; i < 40; ++i) driver.wheel(-1.0F);

  driver.click("Twelve…");
  driver.frame();

  const auto back = driver.probe.find("← All operations");
  ASSERT_TRUE(back);
  EXPECT_GE(back->rect.y, back->clip.y);
}

TEST(MainFrame, AWindowOfNoSizeIsDrawnWithoutHarm) {
  UiDriver driver;
  driver.results = {two_hotspots()};
  driver.project.layers = {hubs_layer("Wards")};
  driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
  driver.months.first_month = core::month_index(core::local_minute({2025, 1, 1}));
  driver.months.all.assign(12, 10);
  driver.months.shown.assign(12, 10);
  driver.notice = Notice{true, "something went wrong", {}};
  for (const auto& [width, height] :
       {std::pair{0.0F, 0.0F}, {1.0F, 1.0F}, {1.0F, 900.0F}, {1440.0F, 1.0F}, {200.0F, 100.0F}}) {
    UiDriver::resize(width, height);
    driver.frame();
    driver.frame();
    EXPECT_GE(driver.main_frame.map().rect().width, 1.0F);
    EXPECT_GE(driver.main_frame.map().rect().height, 1.0F);
  }

  UiDriver::resize(1440.0F, 900.0F);
  driver.frame();
  driver.frame();

  EXPECT_GE(driver.main_frame.map().rect().width, 720.0F) << "and comes back whole";
}

TEST(AccuracyWords, NameTheGridAsMissingOnlyWhereItIs) {
  borough::Dataset dataset;
  EXPECT_EQ(accuracy_words(dataset), "EPSG:27700 throughout");
  dataset.sources.resize(2);
  dataset.sources[0].accuracy_metres = 1.0;
  EXPECT_EQ(accuracy_words(dataset), "positions ±1 m");
  dataset.sources[1].accuracy_metres = 2.0;
  EXPECT_EQ(accuracy_words(dataset), "positions ±2 m (no OSTN15)");
}

TEST(DataPanel, AnImportUnfoldsToItsFactsAndItsQuality) {
  UiDriver driver({1600, 900, 1.0F});
  borough::SourceNote source;
  source.layer = "incidents";
  source.file_name = "2025-01-dorset-street.csv";
  source.rows = 4156;
  source.attribution = "Contains public sector information licensed under the Open Government Licence v3.0";
  driver.dataset.sources = {source};
  driver.quality = {{"2025-01-dorset-street.csv", {{"Rows read", "4,156"}}, {}}};
  driver.click("Data");
  driver.click("2025-01-dorset-street.csv");
  driver.frame();

  const auto licence = driver.probe.find("Licence");
  ASSERT_TRUE(licence);
  EXPECT_GT(licence->rect.width, 120.0F) << "words, not a column of letters";
}

TEST(LayerPanel, AreasAreColouredOnlyByNumbersThatTheyHave) {
  UiDriver driver({1600, 900, 1.0F});
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
  wards.areas.push_back({"W1", "Pier", {}, {}, {}, ""});
  borough::AreaSet small{"Small areas", borough::AreaKind::small_area, "", true, {}};
  small.areas.push_back({"S1", "Pier 001", {}, 1500.0, {}, ""});
  driver.dataset.area_sets = {core::make_snapshot(wards), core::make_snapshot(small)};
  for (const char* name : {"Wards", "Small areas"}) {
    project::Layer layer;
    layer.id = layer.name = layer.title = name;
    layer.source = project::LayerSource::area_set;
    driver.project.layers.push_back(layer);
  }

  driver.click("Wards");
  driver.frame();
  EXPECT_FALSE(driver.probe.find("Colour by"));
  EXPECT_FALSE(driver.probe.find("Colours")) << "an outline takes no ramp";
  driver.click("Small areas");
  driver.click("Colour by");
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Residents per km²"));
  EXPECT_FALSE(driver.probe.find("Deprivation rank"));
}

TEST(FilterPanel, WhatToKnowOfTheIncidentsIsOneClickAway) {
  UiDriver driver({1600, 900, 1.0F});
  driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
  driver.dataset.sources = {{}};
  driver.quality = {{"All incidents",
                     {{"Largest stack", "395"}},
                     {"Half of the rows stand on shared points"},
                     QualityNote::Of::workspace}};

  driver.click("Data quality: 1 remark");
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Largest stack"));
}

TEST(FilterPanel, DaysAndHoursOfOnesOwnAreChosen) {
  UiDriver driver({1600, 900, 1.0F});
  driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
  driver.click("Hours");
  driver.click("Choose days and hours…");
  driver.click("Weekdays");
  driver.click("Saturday");

  driver.click("Friday");

  EXPECT_THAT(driver.project.filter.weekdays, ElementsAre("Friday", "Saturday")) << "in the week's order";
}

TEST(FormChoices, NeighbourhoodsAreChosenAmongNeighbourhoodsNotWards) {
  UiDriver driver;
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
  wards.areas.push_back({"W1", "Pier", {}, {}, {}, ""});
  borough::AreaSet targeted{"Targeted", borough::AreaKind::neighbourhood, "", true, {}};
  targeted.areas.push_back({"N1", "Old Town and Harbourside", {}, {}, {}, ""});
  driver.dataset.area_sets = {core::make_snapshot(wards), core::make_snapshot(targeted)};

  const auto choices = choices_for({"neighbourhood", "Neighbourhoods", ""}, core::TextKind::area_name, driver.view());

  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->words, ElementsAre("Old Town and Harbourside"));
}

TEST(FormChoices, AResultToExportIsChosenByItsTitle) {
  UiDriver driver;
  driver.results = {two_hotspots()};

  const auto choices = choices_for({"layer", "Result", ""}, core::TextKind::plain, driver.view());

  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->words, ElementsAre("hotspots"));
  EXPECT_THAT(choices->labels, ElementsAre("Hotspots"));
}

TEST(FormChoices, KindsOfHubAreShownInWordsAndWrittenAsTheCommandLineHasThem) {
  UiDriver driver;

  const auto choices = choices_for({"kind", "Kinds of hub", ""}, core::TextKind::plain, driver.view());

  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->words, testing::Contains("community-centre"));
  EXPECT_THAT(choices->labels, testing::Contains("Community centre"));
}

TEST(FormChoices, APathIsFreeText) {
  UiDriver driver;

  EXPECT_FALSE(choices_for({"layer", "File", ""}, core::TextKind::output_path, driver.view()));
}

}  // namespace
}  // namespace wardscope::ui
