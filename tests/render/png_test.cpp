// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/png.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.hpp"

namespace wardscope::render {
namespace {

using testing::HasSubstr;

Image gradient() {
  Image image{17, 5, {}};
  for (int i = 0; i < 17 * 5; ++i) {
    for (const int value : {i * 3, 255 - i, i * 7, 255 - i * 2}) image.rgba.push_back(static_cast<std::uint8_t>(value));
  }
  return image;
}

TEST(Png, WhatIsWrittenReadsBackThroughAnyAlpha) {
  const test::TemporaryFolder folder;
  const Image image = gradient();

  ASSERT_TRUE(write_png(folder / "map.png", image, {.pixels_per_inch = 300.0, .texts = {{"Title", "Saltmere"}}}));
  const auto back = read_png(folder / "map.png");

  ASSERT_TRUE(back);
  EXPECT_EQ(back->width, 17);
  EXPECT_EQ(back->rgba, image.rgba);
  EXPECT_FALSE(std::filesystem::exists(folder / "map.png.part"));
}

TEST(Png, AFolderThatIsNotThereIsNamed) {
  const test::TemporaryFolder folder;

  const auto status = write_png(folder / "none" / "map.png", gradient());

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, core::ErrorCode::io);
  EXPECT_THAT(status.error().message, HasSubstr("No such file or directory"));
}

TEST(Png, AFullDiskLeavesTheOldFileAndNoPart) {
  // /dev/full takes nothing; a link makes it the .part file.
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "needs /dev/full";
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_png(folder / "map.png", gradient()));
  std::filesystem::create_symlink("/dev/full", folder / "map.png.part");
  Image other = gradient();
  other.rgba[0] = 99;

  const auto status = write_png(folder / "map.png", other);

  ASSERT_FALSE(status);
  EXPECT_EQ(read_png(folder / "map.png")->rgba, gradient().rgba);
  EXPECT_FALSE(std::filesystem::exists(folder / "map.png.part"));
}

TEST(Png, ACutOrForeignFileIsMalformed) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_png(folder / "map.png", gradient()));
  std::filesystem::resize_file(folder / "map.png", 120);
  const auto text = folder.write("text.png", "not a picture");

  EXPECT_EQ(read_png(folder / "map.png").error().code, core::ErrorCode::malformed);
  EXPECT_EQ(read_png(text).error().code, core::ErrorCode::malformed);
  EXPECT_EQ(read_png(folder / "none.png").error().code, core::ErrorCode::io);
}

}  // namespace
}  // namespace wardscope::render
