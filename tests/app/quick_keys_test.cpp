// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quick_keys.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

namespace wardscope::app {
namespace {

constexpr int kKeyS = 'S';
constexpr int kKeyF11 = 300;

class QuickKeysTest : public testing::Test {
 protected:
  QuickKeysTest() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;  // it would be written where the test runs
    ImGui::GetIO().DisplaySize = {640, 480};
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  ~QuickKeysTest() override { ImGui::DestroyContext(); }

  /// A frame in which `presses` have come. @returns whether ImGui sees `key` go down
  bool sees(int key, const std::vector<gpu::Window::KeyPress>& presses) {
    keys.hold(presses);
    ImGui::NewFrame();
    const bool pressed = ImGui::IsKeyPressed(key, false);
    ImGui::EndFrame();
    return pressed;
  }
  QuickKeys keys;
};

TEST_F(QuickKeysTest, AKeyThatIsUpAgainBeforeTheFrameIsSeenOnce) {
  EXPECT_TRUE(sees(kKeyF11, {{kKeyF11}}));
  EXPECT_FALSE(sees(kKeyF11, {}));
  EXPECT_FALSE(ImGui::GetIO().KeysDown[kKeyF11]) << "and is not left down";
}

TEST_F(QuickKeysTest, AKeyThatIsStillDownIsLeftToTheBackend) {
  ImGui::GetIO().KeysDown[kKeyF11] = true;

  EXPECT_TRUE(sees(kKeyF11, {{kKeyF11}}));
  EXPECT_FALSE(sees(kKeyF11, {}));
  EXPECT_TRUE(ImGui::GetIO().KeysDown[kKeyF11]);
}

TEST_F(QuickKeysTest, ItsModifierGoesWithIt) {
  keys.hold({{kKeyS, true, false}});
  EXPECT_TRUE(ImGui::GetIO().KeyCtrl);

  keys.hold({});
  EXPECT_FALSE(ImGui::GetIO().KeyCtrl);
}

TEST_F(QuickKeysTest, AKeyBeyondTheTableIsNoHarm) { keys.hold({{100000}, {-1}}); }

}  // namespace
}  // namespace wardscope::app
