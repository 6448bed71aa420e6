// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/grid_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace wardscope::io {
namespace {

constexpr std::string_view kDocument = "grid";

bool used_grid(double accuracy_metres) { return accuracy_metres > 0.0 && accuracy_metres <= kGoodWithGrid; }
bool went_without(double accuracy_metres) { return accuracy_metres > kGoodWithGrid; }

}  // namespace

core::Result<std::string> grid_name(const store::Workspace& workspace) {
  const auto name = workspace.load_document(kDocument);
  if (!name) return name.error();
  return std::filesystem::path(name->value_or("")).filename().string();
}

core::Result<std::filesystem::path> remembered_grid(const store::Workspace& workspace) {
  const auto name = grid_name(workspace);
  if (!name) return name.error();
  if (name->empty()) return std::filesystem::path();
  std::filesystem::path grid = workspace.path().parent_path() / *name;
  std::error_code ignored;
  return std::filesystem::exists(grid, ignored) ? grid : std::filesystem::path();
}

core::Status remember_grid(store::Workspace& workspace, const std::filesystem::path& grid) {
  return workspace.save_document(kDocument, grid.filename().string());
}

std::string mixed_grids(const MovedPlaces& moved, const std::vector<store::BatchRecord>& batches) {
  const bool with = used_grid(moved.accuracy_metres);
  if (!with && !went_without(moved.accuracy_metres)) return {};
  const auto differs = [&](const store::BatchRecord& batch) {
    const double accuracy = batch.source.accuracy_metres;
    return batch.state == store::BatchState::complete && (with ? went_without(accuracy) : used_grid(accuracy));
  };
  const auto count = std::count_if(batches.begin(), batches.end(), differs);
  if (count == 0) return {};
  const store::BatchRecord& first = *std::find_if(batches.begin(), batches.end(), differs);
  const std::string others = fmt::format("{} earlier {} ({}'{}', import {})", count, count == 1 ? "import" : "imports",
                                         count == 1 ? "" : "the first ", first.source.file_name, first.id);
  if (with) {
    return fmt::format(
        "the places of '{}' were moved with the OSTN15 grid, those of {} without it: they may lie up to 5 m apart. "
        "Withdraw those imports and bring their files in again with --grid",
        moved.source_name, others);
  }
  const std::string name = moved.grid_name.empty() ? std::string("FILE") : moved.grid_name;
  return fmt::format(
      "the places of '{}' were moved without the OSTN15 grid, those of {} with it: they may lie up to 5 m apart. "
      "Withdraw this import and bring the file in again with --grid {}; beside the workspace the grid is found "
      "without being named",
      moved.source_name, others, name);
}

}  // namespace wardscope::io
