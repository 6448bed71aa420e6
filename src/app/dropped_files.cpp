// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dropped_files.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "io/file_inspection.hpp"
#include "io/layer_definition.hpp"
#include "io/recognition.hpp"
#include "io/source_file.hpp"

namespace wardscope::app {
namespace {

constexpr std::string_view kSqliteHeader{"SQLite format 3\0", 16};

bool is_workspace(const std::filesystem::path& path) {
  if (path.extension() == ".gpkg") return false;
  std::array<char, kSqliteHeader.size()> head{};
  std::ifstream file(path, std::ios::binary);
  return file.read(head.data(), head.size()) && std::string_view(head.data(), head.size()) == kSqliteHeader;
}

/// A line for each layer of the file.
core::Status recognise_file(const std::filesystem::path& path, const std::vector<io::LayerDefinition>& definitions,
                            const jobs::Progress& progress, std::vector<std::string>& lines) {
  const auto inspection = io::inspect_file(path, progress);
  if (!inspection) return inspection.error();
  auto file = io::open_source_file(path, *inspection, {{}, {}, progress});
  if (!file) return file.error();
  for (;;) {
    auto rows = (*file)->next_layer();
    if (!rows) return rows.error();
    if (*rows == nullptr) return {};
    const io::SourceSchema schema = (*rows)->schema();
    const auto recognised = io::recognise(schema, definitions);
    const std::string layer = schema.layer_name.empty() ? "" : fmt::format(", layer {}", schema.layer_name);
    lines.push_back(recognised ? fmt::format("{}{}: {}", schema.file_name, layer, recognised->definition->title)
                               : recognised.error().message);
  }
}

}  // namespace

DroppedFiles sort_dropped(const std::vector<std::string>& files) {
  DroppedFiles sorted;
  for (const std::string& file : files) (is_workspace(file) ? sorted.workspaces : sorted.to_import).push_back(file);
  return sorted;
}

core::Result<std::vector<std::string>> recognise_files(const std::vector<std::string>& files,
                                                       const jobs::Progress& progress) {
  const auto definitions = io::load_layer_definitions();
  if (!definitions) return definitions.error();
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::filesystem::path path(files[i]);
    const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(files.size()); };
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
      lines.push_back(
          fmt::format("{}: a folder; each data file in it is recognised as it is imported", path.filename().string()));
      continue;
    }
    const auto status =
        recognise_file(path, *definitions, progress.part(share(i), share(i + 1), path.filename().string()), lines);
    if (!status && status.error().code == core::ErrorCode::cancelled) return status.error();
    if (!status) lines.push_back(fmt::format("{}: {}", path.filename().string(), status.error().message));
  }
  return lines;
}

}  // namespace wardscope::app
