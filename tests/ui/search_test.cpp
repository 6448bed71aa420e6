// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finding a place or an analysis by its name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "ops/toy_operation.hpp"
#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kKeyF = 'F';

borough::Dataset harbour_town() {
  borough::Dataset dataset;
  dataset.place = "Testham";
  borough::AreaSet wards;
  wards.name = "Wards";
  wards.kind = borough::AreaKind::ward;
  wards.areas.push_back({"E05000001", "Harbour", {geo::to_polygon({400000, 100000, 402000, 102000})}, {}, {}, {}});
  wards.areas.push_back({"E05000002", "St Mary's", {geo::to_polygon({402000, 100000, 404000, 102000})}, {}, {}, {}});
  dataset.area_sets.push_back(core::make_snapshot(std::move(wards)));
  dataset.streets =
      core::make_snapshot(borough::StreetSet{{"Harbour Road", "minor", {{400100, 100100}, {400200, 100100}}},
                                             {"Harbour Road", "minor", {{400200, 100100}, {400300, 100150}}},
                                             {"Harbour Road", "minor", {{403000, 101000}, {403100, 101000}}},
                                             {"Mary Lane", "minor", {{402500, 100500}, {402600, 100500}}}});
  borough::Camera camera;
  camera.reference = "SB066";
  camera.name = "Harbour Square";
  camera.position = {400500, 100500};
  dataset.cameras = core::make_snapshot(borough::CameraRegister{camera});
  return dataset;
}

std::vector<std::string> names(const std::vector<Found>& all) {
  std::vector<std::string> words;
  for (const Found& found : all) words.push_back(found.name + " | " + found.kind);
  return words;
}

struct Searching : testing::Test {
  Searching() {
    driver.dataset = harbour_town();
    driver.frame();
  }
  std::vector<std::string> found(std::string_view query) { return names(finder.find(driver.view(), query)); }
  UiDriver driver;
  Finder finder;
};

TEST_F(Searching, AWardStandsBeforeCamerasAndStreetsOfItsName) {
  EXPECT_THAT(found("harbour"), ElementsAre("Harbour | Ward", "SB066 Harbour Square | CCTV camera, Harbour",
                                            "Harbour Road | Street, Harbour", "Harbour Road | Street, St Mary's"));
}

TEST_F(Searching, PiecesOfAStreetAreOneAndItsNamesakeFarAwayIsAnother) {
  const auto& all = finder.find(driver.view(), "harbour road");

  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(std::get<geo::MultiLineString>(all[0].shape).size() + std::get<geo::MultiLineString>(all[1].shape).size(),
            3U);
}

TEST_F(Searching, BeginningsOfWordsInAnyOrderAndCaseAreEnough) {
  EXPECT_THAT(found("MARY st"), ElementsAre("St Mary's | Ward"));
  EXPECT_THAT(found("sq harb"), ElementsAre("SB066 Harbour Square | CCTV camera, Harbour"));
}

TEST_F(Searching, AnAreaIsFoundByItsCodeAndACameraByItsReference) {
  EXPECT_THAT(found("e05000002"), ElementsAre("St Mary's | Ward, E05000002"));
  EXPECT_THAT(found("sb066"), ElementsAre("SB066 Harbour Square | CCTV camera, Harbour"));
}

TEST_F(Searching, TheVerificationBookIsFoundByWhatItIsCalled) {
  EXPECT_THAT(found("verif"), ElementsAre("Verification book | Help"));
  EXPECT_THAT(found("book"), ElementsAre("Verification book | Help"));
}

TEST_F(Searching, AGridReferenceIsAPlace) {
  EXPECT_THAT(found("SZ 0010 0020"), ElementsAre("Grid reference SZ 0010 0020 | National Grid"));
}

TEST_F(Searching, WhatNothingIsCalledFindsNothing) {
  EXPECT_THAT(found("zebra"), IsEmpty());
  EXPECT_THAT(found("  "), IsEmpty());
}

TEST_F(Searching, TheListFollowsTheData) {
  EXPECT_THAT(found("mary lane"), ElementsAre("Mary Lane | Street, St Mary's"));

  driver.dataset.streets = {};
  ++driver.dataset.revision;

  EXPECT_THAT(found("mary lane"), IsEmpty());
}

TEST_F(Searching, CtrlFTypeEnterZoomsToThePlaceAndMarksIt) {
  ImGui::GetIO().KeyCtrl = true;
  driver.key(kKeyF);
  ImGui::GetIO().KeyCtrl = false;
  driver.frame();
  driver.type("st mary");
  driver.frame();
  const Intents intents = driver.key(ImGuiKey_Enter);

  const ZoomTo* zoom = nullptr;
  for (const Intent& intent : intents) zoom = zoom == nullptr ? std::get_if<ZoomTo>(&intent) : zoom;
  ASSERT_NE(zoom, nullptr);
  EXPECT_TRUE(zoom->ground.contains(geo::Point{403000, 101000}));
  EXPECT_TRUE(std::holds_alternative<geo::MultiPolygon>(driver.main_frame.marked(driver.view())));
  EXPECT_FALSE(driver.probe.find("Find a place or an analysis"));
}

TEST_F(Searching, EscTakesTheMarkAway) {
  driver.click("Find…");
  driver.frame();
  driver.type("harbour");
  driver.click("Harbour");
  ASSERT_FALSE(std::holds_alternative<std::monostate>(driver.main_frame.marked(driver.view())));

  driver.key(ImGuiKey_Escape);
  driver.key(ImGuiKey_Escape);

  EXPECT_TRUE(std::holds_alternative<std::monostate>(driver.main_frame.marked(driver.view())));
}

TEST_F(Searching, AnAnalysisOpensItsForm) {
  driver.registry = ops::toy_registry(ops::WorkspaceUse::reads);
  const std::string title(driver.registry.all().front()->info().title);
  driver.click("Find…");
  driver.frame();
  driver.type(title.substr(0, 4));
  driver.click(title);
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Run"));
}

TEST_F(Searching, TheVerificationBookOpens) {
  driver.click("Find…");
  driver.frame();
  driver.type("verif");
  driver.click("Verification book");
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Close help"));
}

class ByKeyboard : public Searching {
 protected:
  ByKeyboard() {
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    driver.registry = ops::toy_registry(ops::WorkspaceUse::reads);
  }
  Intents with_control(int key) {
    ImGui::GetIO().KeyCtrl = true;
    Intents intents = driver.key(key);
    ImGui::GetIO().KeyCtrl = false;
    driver.frame();
    return intents;
  }
  void find(const std::string& name) {
    with_control(kKeyF);
    driver.type(name);
    driver.frame();
    driver.key(ImGuiKey_Enter);
    for (int i = 0; i < 4; ++i) driver.frame();
  }
  static bool runs(const Intents& intents) {
    return std::any_of(intents.begin(), intents.end(),
                       [](const Intent& one) { return std::holds_alternative<RunOperation>(one); });
  }
};

TEST_F(ByKeyboard, AnAnalysisIsFoundAndRun) {
  find("toy");

  EXPECT_TRUE(runs(with_control(ImGuiKey_Enter)));
}

TEST_F(ByKeyboard, NothingRunsWhereNoFormIsOpen) { EXPECT_FALSE(runs(with_control(ImGuiKey_Enter))); }

TEST_F(ByKeyboard, ArrowsAndSpaceReachTheFieldsOfTheForm) {
  find("toy");
  ASSERT_EQ(driver.probe.find("Loud")->value, "off");

  const auto loud = [&] { return driver.probe.find("Loud")->value == "on"; };
  for (int step = 0; step < 12 && !loud(); ++step) {
    ImGui::GetIO().NavInputs[ImGuiNavInput_DpadDown] = 1.0F;
    driver.frame();
    ImGui::GetIO().NavInputs[ImGuiNavInput_DpadDown] = 0.0F;
    driver.frame();
    if (ImGui::IsAnyItemFocused() && driver.main_frame.layout().right_open()) driver.key(ImGuiKey_Space);
    driver.frame();
  }

  EXPECT_TRUE(loud());
}

}  // namespace
}  // namespace wardscope::ui
