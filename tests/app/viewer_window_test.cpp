// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole window on a display: what it shows is what the workspace holds, also after the card has lost everything.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "app/viewer_app.hpp"
#include "catalog/catalog.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::app {
namespace {

class ViewerWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
    auto workspace = store::Workspace::create(path, "Testham", store::Contents::real);
    ASSERT_TRUE(workspace) << workspace.error().message;
    borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
    wards.areas.push_back({"W1", "North", {geo::to_polygon({400000, 100000, 402000, 102000})}, 5000.0, {}, ""});
    const auto areas = workspace->begin_batch({"wards", "Wards", "wards.geojson", "", "", "", 0.0});
    ASSERT_TRUE(areas);
    ASSERT_TRUE(workspace->add_area_set(*areas, wards));
    ASSERT_TRUE(workspace->commit_batch(*areas, {1, 1, 0}));
  }

  /// The bytes of the window's picture after some frames.
  std::string picture(WindowOptions options, const char* name) {
    options.workspace = path;
    options.screenshot = folder / name;
    options.frames = kFrames;
    const auto status = run_viewer(registry, options);
    EXPECT_TRUE(status) << status.error().message;
    std::ifstream file(*options.screenshot, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static constexpr int kFrames = 8;
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "w.sqlite";
  ops::OperationRegistry registry = catalog::builtin_operations();
};

/// The status bar tells the time that a frame took; it is not part of what must be equal, so the windows are made too
/// small for those words.
WindowOptions quiet() {
  WindowOptions options;
  options.ui_scale = 3.0;
  return options;
}

TEST_F(ViewerWindowTest, DrawsTheSameAfterTheCardHasLostEverything) {
  WindowOptions drill = quiet();
  drill.drill_loss_at = 4;

  const std::string whole = picture(quiet(), "whole.png");
  const std::string drilled = picture(drill, "drilled.png");

  EXPECT_GT(whole.size(), 1000U);
  EXPECT_TRUE(whole == drilled) << "the pictures differ";
}

TEST_F(ViewerWindowTest, AWorkspaceThatIsNotThereIsToldBeforeAWindowOpens) {
  WindowOptions options;
  options.workspace = folder / "nothing.sqlite";

  const auto status = run_viewer(registry, options);

  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("make one with"), std::string::npos);
}

TEST_F(ViewerWindowTest, CtrlCClosesIt) {
  WindowOptions options;
  options.workspace = path;
  int asked = 0;
  options.stop_requested = [&asked] { return ++asked > 3; };

  const auto status = run_viewer(registry, options);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::app
