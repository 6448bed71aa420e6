// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads every #include under src/ against the dependencies that the modules declare, and against the table of foreign
// headers that only some modules may see.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "support/shared_data.hpp"

namespace wardscope {
namespace {

struct Include {
  std::filesystem::path file;
  int line = 0;
  std::string header;
  bool quoted = false;
};

using Graph = std::map<std::string, std::set<std::string>>;

/// Declared dependencies of each module, itself and everything below them.
Graph declared_graph() {
  Graph graph;
  std::ifstream stream(WARDSCOPE_MODULE_GRAPH);
  const std::regex row(R"(^(\w+) \[([\w,]*)\] \[[\w,]*\]$)");
  for (std::string line; std::getline(stream, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    std::set<std::string>& reached = graph[match[1]];
    reached.insert(match[1]);
    std::string name;
    for (const char c : match[2].str() + ",") {
      if (c != ',') {
        name += c;
        continue;
      }
      if (!name.empty()) reached.insert(graph[name].begin(), graph[name].end());
      name.clear();
    }
  }
  return graph;
}

std::vector<Include> includes_below(const std::filesystem::path& folder) {
  std::vector<Include> includes;
  const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".hpp" && extension != ".cpp") continue;
    std::ifstream stream(entry.path());
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
      ++number;
      std::smatch match;
      if (std::regex_search(line, match, pattern))
        includes.push_back({entry.path(), number, match[2], match[1] == "\""});
    }
  }
  return includes;
}

std::string module_of(const std::filesystem::path& file) {
  return std::filesystem::relative(file, test::source_folder() / "src").begin()->string();
}

TEST(Layering, EveryModuleThatHasAFolderIsDeclared) {
  const Graph graph = declared_graph();
  for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "src")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name == "cmake" || name == "decisions") continue;
    EXPECT_TRUE(graph.contains(name)) << "src/" << name << " has no wardscope_module()";
  }
}

TEST(Layering, IncludesFollowTheDeclaredDependencies) {
  const Graph graph = declared_graph();
  ASSERT_GT(graph.size(), 5U) << "module_graph.txt was not written by configure";
  for (const Include& include : includes_below(test::source_folder() / "src")) {
    if (!include.quoted) continue;
    const std::size_t slash = include.header.find('/');
    ASSERT_NE(slash, std::string::npos) << include.file << ":" << include.line << ": write \"module/header.hpp\"";
    EXPECT_EQ(include.header.find(".."), std::string::npos) << include.file << ":" << include.line;
    const std::string from = module_of(include.file);
    const std::string to = include.header.substr(0, slash);
    EXPECT_TRUE(graph.at(from).contains(to))
        << include.file << ":" << include.line << ": module '" << from << "' includes \"" << include.header
        << "\" but does not declare '" << to << "' in DEPENDS";
  }
}

// It is how the build knows that a header stands alone.
TEST(Layering, ASourceIncludesItsOwnHeaderFirst) {
  std::filesystem::path seen;
  for (const Include& include : includes_below(test::source_folder() / "src")) {
    std::filesystem::path header = include.file;
    header.replace_extension(".hpp");
    if (include.file == seen || include.file.extension() != ".cpp" || !std::filesystem::exists(header)) continue;
    seen = include.file;
    EXPECT_EQ(include.header, header.lexically_relative(test::source_folder() / "src").generic_string())
        << include.file << ":" << include.line << ": comes first";
  }
}

TEST(Layering, ForeignHeadersStayInTheirModules) {
  const std::vector<std::pair<std::regex, std::set<std::string>>> confined = {
      {std::regex(R"(^(thread|mutex|atomic|condition_variable|shared_mutex|future|stop_token)$)"), {"jobs"}},
      {std::regex(R"(^geos_c\.h$|^proj\.h$)"), {"geo"}},
      {std::regex(R"(^gsl/)"), {"stats"}},
      {std::regex(R"(^glpk\.h$)"), {"stats", "analysis"}},
      {std::regex(R"(^sqlite3\.h$|^spatialite)"), {"store"}},
      {std::regex(R"(^(gdal|ogr|cpl)[a-z_0-9]*\.h$|^csv\.h$|^unicode/|^uchardet)"), {"io"}},
      {std::regex(R"(^nlohmann/)"), {"io", "project", "ops", "sample", "report", "cli"}},
      {std::regex(R"(^kainjow/)"), {"report"}},
      {std::regex(R"(^(cairo|pango|fontconfig))"), {"report"}},
      {std::regex(R"(^epoxy/|^GLFW/|^EGL/)"), {"gpu", "render"}},
      {std::regex(R"(^CLI/)"), {"cli"}},
      {std::regex(R"(^imgui|^backends/imgui)"), {"ui", "app"}},
  };
  for (const Include& include : includes_below(test::source_folder() / "src")) {
    const std::string module = module_of(include.file);
    for (const auto& [pattern, modules] : confined) {
      if (!std::regex_search(include.header, pattern)) continue;
      EXPECT_TRUE(modules.contains(module)) << include.file << ":" << include.line << ": <" << include.header
                                            << "> is not for module '" << module << "' (src/ARCHITECTURE.md)";
    }
  }
}

TEST(Layering, TheArchitecturePageListsTheModulesInOrder) {
  std::ifstream page(test::source_folder() / "src" / "ARCHITECTURE.md");
  const std::regex row(R"(^\| (\w+) \|.*)");
  std::vector<std::string> listed;
  for (std::string line; std::getline(page, line);) {
    std::smatch match;
    if (std::regex_match(line, match, row) && match[1] != "module") listed.push_back(match[1]);
  }
  std::ifstream graph(WARDSCOPE_MODULE_GRAPH);
  std::vector<std::string> declared;
  for (std::string line; std::getline(graph, line);) {
    if (!line.empty()) declared.push_back(line.substr(0, line.find(' ')));
  }
  EXPECT_EQ(listed, declared);
}

}  // namespace
}  // namespace wardscope
