// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "support/shared_data.hpp"

namespace wardscope {
namespace {

constexpr int kLongestFile = 600;  // lines; above it a file has more than one idea (src/STYLE.md)

std::vector<std::filesystem::path> sources() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"src", "shaders", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::source_folder() / folder)) {
      const std::string extension = entry.path().extension().string();
      const std::set<std::string> code = {".hpp", ".cpp", ".glsl", ".vert", ".frag"};
      if (entry.is_regular_file() && code.contains(extension)) files.push_back(entry.path());
    }
  }
  return files;
}

TEST(Repository, EverySourceFileStartsWithItsLicence) {
  for (const auto& file : sources()) {
    std::ifstream stream(file);
    std::string first;
    std::string second;
    std::getline(stream, first);
    std::getline(stream, second);
    const std::string head = first + second;  // GLSL has its #version first
    EXPECT_NE(head.find("SPDX-License-Identifier: GPL-3.0-or-later"), std::string::npos) << file;
  }
}

TEST(Repository, NoSourceFileIsOverlong) {
  for (const auto& file : sources()) {
    std::ifstream stream(file);
    int lines = 0;
    for (std::string line; std::getline(stream, line);) ++lines;
    EXPECT_LE(lines, kLongestFile) << file << ": split it by idea";
  }
}

TEST(Repository, AUsingDeclarationIsUsed) {
  const std::regex declaration(R"(^using [\w:]*::(\w+);)");
  for (const auto& file : sources()) {
    std::ifstream stream(file);
    std::vector<std::string> names;
    std::string rest;
    for (std::string line; std::getline(stream, line);) {
      std::smatch match;
      if (std::regex_search(line, match, declaration)) {
        names.push_back(match[1]);
      } else {
        rest += line + "\n";
      }
    }
    for (const std::string& name : names) {
      EXPECT_TRUE(std::regex_search(rest, std::regex("\\b" + name + "\\b")))
          << file << ": using ...::" << name << " is unused";
    }
  }
}

TEST(Repository, TheTopLevelIsWhatTheUserFixed) {
  const std::set<std::string> fixed = {"CMakeLists.txt", "src",         "shaders",   "data",     "layers",
                                       "tests",          "third_party", "README.md", "wardscope"};
  for (const auto& entry : std::filesystem::directory_iterator(test::source_folder())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name.starts_with("build") || name == "demo-output") continue;
    EXPECT_TRUE(fixed.contains(name)) << name << " does not belong at the top";
  }
}

TEST(Repository, TheTopCMakeFileIsShort) {
  std::ifstream stream(test::source_folder() / "CMakeLists.txt");
  int lines = 0;
  for (std::string line; std::getline(stream, line);) ++lines;
  EXPECT_LT(lines, 80);
}

TEST(Repository, DecisionsAreNumberedEachOnce) {
  std::set<std::string> numbers;
  for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "src" / "decisions")) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(numbers.insert(name.substr(0, 4)).second) << name << ": its number is taken";
    EXPECT_EQ(name.find_first_not_of("0123456789"), 4U) << name << ": begin with four digits";
  }
}

}  // namespace
}  // namespace wardscope
