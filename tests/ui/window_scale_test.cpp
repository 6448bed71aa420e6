// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real panels at the text sizes and windows of ordinary laptops: the map stays the main thing, whatever is clicked
// is large enough, and no button is cut.
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <string>

#include "core/civil_time.hpp"
#include "ops/toy_operation.hpp"
#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

constexpr float kLeastTarget = 24.0F;  // px at 96 dpi, WCAG 2.2
constexpr float kHalfPixel = 0.51F;

class WindowScale : public testing::TestWithParam<UiDriver::Screen> {
 protected:
  WindowScale() : driver(GetParam()) {
    driver.registry = ops::toy_registry(ops::WorkspaceUse::reads);
    driver.months.first_month = core::month_index(core::local_minute({2023, 1, 1}));
    driver.months.all.assign(36, 10);
    driver.months.shown.assign(36, 10);
    driver.dataset.incidents = core::make_snapshot(borough::IncidentTable{});
    for (const char* title :
         {"Targeted neighbourhoods (synthetic)", "CCTV cameras", "Residents beyond reach of a hub, by ward"}) {
      project::Layer layer;
      layer.id = title;
      layer.title = title;
      layer.source = project::LayerSource::hubs;
      driver.project.layers.push_back(layer);
    }
    driver.frame();
    driver.frame();
  }
  /// Opens what stands behind a rail's button, where it stands there.
  void open(const std::string& label) {
    if (driver.probe.find(label)) driver.click(label);
    driver.frame();
    driver.frame();
  }
  void expect_sound(const std::string& where) const {
    const float least = kLeastTarget * GetParam().scale - kHalfPixel;
    for (const Probe::Widget& widget : driver.probe.widgets()) {
      if (widget.role == "label" || widget.role == "area") continue;
      EXPECT_GE(widget.rect.height, least) << widget.role << " '" << widget.label << "' " << where;
      EXPECT_GE(widget.rect.width, least) << widget.role << " '" << widget.label << "' " << where;
      const float slack =
          widget.role == "row" || widget.role == "fold" ? 8.0F * GetParam().scale : kHalfPixel;  // reach into the gap
      EXPECT_GE(widget.rect.x, widget.clip.x - slack) << widget.role << " '" << widget.label << "' " << where;
      EXPECT_LE(widget.rect.x + widget.rect.width, widget.clip.x + widget.clip.width + slack)
          << widget.role << " '" << widget.label << "' " << where;
    }
  }
  UiDriver driver;
};

TEST_P(WindowScale, TheMapKeepsHalfOfTheWindow) {
  const ScreenRect map = driver.main_frame.map().rect();

  EXPECT_GE(map.width * map.height, 0.5F * GetParam().width * GetParam().height);
}

TEST_P(WindowScale, ButtonsAreLargeEnoughAndNoneIsCut) { expect_sound("as the window opens"); }

TEST_P(WindowScale, TheLayersOpenBesideHalfOfTheMap) {
  open("Layers");

  EXPECT_TRUE(driver.probe.find("Show CCTV cameras"));
  EXPECT_GE(driver.main_frame.map().rect().width, GetParam().width / 2 - kHalfPixel);
  expect_sound("with the layers open");
}

TEST_P(WindowScale, AFormOpensBesideHalfOfTheMap) {
  if (!driver.main_frame.layout().right_open()) open("Analyse");
  driver.click("Toy…");
  driver.frame();

  EXPECT_TRUE(driver.probe.find("Run"));
  EXPECT_GE(driver.main_frame.map().rect().width, GetParam().width / 2 - kHalfPixel);
  expect_sound("with a form open");
}

TEST_P(WindowScale, EveryCommandOfTheBarIsReached) {
  for (const char* command : {"Find…", "Undo", "Redo", "Save view", "Export map…", "Help"}) {
    if (driver.probe.find("Menu") && !driver.probe.find(command)) driver.click("Menu");
    driver.frame();
    EXPECT_TRUE(driver.probe.find(command)) << command;
  }
}

TEST_P(WindowScale, AMessageStaysInsideTheWindow) {
  driver.notice = Notice{
      true,
      "no file 'incidents.csv' in the folder that was named; look whether the drive is connected, then try again",
      {}};
  driver.frame();
  driver.frame();
  driver.frame();

  const auto close = driver.probe.find("Close");
  ASSERT_TRUE(close);
  EXPECT_GE(close->rect.x, 0.0F);
  EXPECT_LE(close->rect.y + close->rect.height, GetParam().height);
  EXPECT_LE(close->rect.x + close->rect.width, GetParam().width);
}

TEST_P(WindowScale, HelpFitsTheWindow) {
  driver.key(290);  // F1
  driver.frame();
  driver.frame();

  ASSERT_TRUE(driver.probe.find("Close help"));
  EXPECT_LE(driver.probe.find("Close help")->clip.height, GetParam().height);
  EXPECT_LE(driver.probe.find("Close help")->clip.width, GetParam().width);
}

INSTANTIATE_TEST_SUITE_P(Laptops, WindowScale,
                         testing::Values(UiDriver::Screen{1440, 900, 1.0F}, UiDriver::Screen{1366, 768, 1.0F},
                                         UiDriver::Screen{1024, 700, 1.0F}, UiDriver::Screen{1440, 900, 1.5F},
                                         UiDriver::Screen{1366, 768, 1.5F}, UiDriver::Screen{1440, 900, 2.0F},
                                         UiDriver::Screen{1366, 768, 2.0F}, UiDriver::Screen{1440, 900, 3.0F},
                                         UiDriver::Screen{1366, 768, 3.0F}),
                         [](const auto& screen) {
                           return std::to_string(static_cast<int>(screen.param.width)) + "x" +
                                  std::to_string(static_cast<int>(screen.param.height)) + "At" +
                                  std::to_string(static_cast<int>(screen.param.scale * 100)) + "Percent";
                         });

}  // namespace
}  // namespace wardscope::ui
