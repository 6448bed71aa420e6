// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>

#include "gpu/shader_library.hpp"
#include "support/headless.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::gpu {
namespace {

using testing::HasSubstr;

constexpr std::string_view kVertex = "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n";
constexpr std::string_view kFragment = "#version 330 core\nout vec4 o;\nvoid main() { o = vec4(1.0); }\n";

TEST(ShaderLibrary, NamesTheFileAndLineOfAMistake) {
  WARDSCOPE_HEADLESS(context);
  const std::array<core::EmbeddedFile, 2> files{{
      {"bad.vert", kVertex},
      {"bad.frag", "#version 330 core\nout vec4 o;\n\nvoid main() { o = colour; }\n"},
  }};
  ShaderLibrary library(files);

  const auto program = library.program("bad");

  ASSERT_FALSE(program);
  EXPECT_THAT(program.error().message, HasSubstr("bad.frag:4"));
  EXPECT_THAT(program.error().message, HasSubstr("colour"));
}

TEST(ShaderLibrary, CountsLinesOfIncludedFilesApart) {
  WARDSCOPE_HEADLESS(context);
  const std::array<core::EmbeddedFile, 3> files{{
      {"bad.vert", kVertex},
      {"bad.frag",
       "#version 330 core\n#include \"common/paint.glsl\"\nout vec4 o;\nvoid main() { o = shade() + missing; }\n"},
      {"paint.glsl", "// one\n// two\nvec4 shade() { return vec4(1.0); }\n"},
  }};
  ShaderLibrary library(files);

  const auto program = library.program("bad");

  ASSERT_FALSE(program);
  EXPECT_THAT(program.error().message, HasSubstr("bad.frag:4"));
}

TEST(ShaderLibrary, RefusesIncludesThatGoInACircle) {
  WARDSCOPE_HEADLESS(context);
  const std::array<core::EmbeddedFile, 2> files{{
      {"loop.vert", "#version 330 core\n#include \"loop.glsl\"\n"},
      {"loop.glsl", "#include \"loop.glsl\"\n"},
  }};
  ShaderLibrary library(files);

  EXPECT_THAT(library.program("loop").error().message, HasSubstr("circle"));
  EXPECT_THAT(library.program("none").error().message, HasSubstr("none.vert does not exist"));
}

TEST(ShaderLibrary, ReadsAChangedFileAgainAndKeepsTheOldProgramOnAMistake) {
  WARDSCOPE_HEADLESS(context);
  const std::array<core::EmbeddedFile, 2> files{{{"fill.vert", kVertex}, {"fill.frag", kFragment}}};
  test::TemporaryFolder folder;
  const auto file = folder.write("fill.frag", kFragment);
  ShaderLibrary library(files, folder.path());
  ASSERT_TRUE(library.program("fill"));

  static_cast<void>(folder.write("fill.frag", "#version 330 core\nwrong\n"));
  std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + std::chrono::seconds(2));
  const auto mistaken = library.reload();
  static_cast<void>(folder.write("fill.frag", kFragment));
  std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + std::chrono::seconds(4));
  const auto mended = library.reload();

  ASSERT_FALSE(mistaken);
  EXPECT_THAT(mistaken.error().message, HasSubstr("fill.frag:2"));
  EXPECT_TRUE(mended);
  EXPECT_TRUE(library.program("fill"));
}

TEST(ShaderLog, BothStylesOfDriversAreUnderstood) {
  const std::vector<std::string> files{"fill.frag", "page.glsl"};

  EXPECT_EQ(with_file_names("1:12(3): error: no\n", files), "page.glsl:12(3): error: no");
  EXPECT_EQ(with_file_names("0(7) : error C1008: no", files), "fill.frag:7 : error C1008: no");
  EXPECT_EQ(with_file_names("something else", files), "something else");
}

}  // namespace
}  // namespace wardscope::gpu
