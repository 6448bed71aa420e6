// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/font_files.hpp"

#include <gtest/gtest.h>

namespace wardscope::report {
namespace {

TEST(FontFiles, TheHouseFontIsInstalledInTwoWeights) {
  const auto files = find_font_files();

  ASSERT_TRUE(files) << files.error().message;
  EXPECT_TRUE(std::filesystem::exists(files->regular));
  EXPECT_TRUE(std::filesystem::exists(files->bold));
  EXPECT_NE(files->regular, files->bold);
}

}  // namespace
}  // namespace wardscope::report
