// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/map_workspace.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"
#include "ui/view_model.hpp"

namespace wardscope::app {

/// All that the window needs of a workspace.
struct LoadedWorkspace {
  catalog::MapWorkspace map;
  std::vector<ui::ResultEntry> entries;  ///< the map's results as the lists show them
  std::vector<ui::QualityNote> quality;
  std::string arrangement;  ///< of the window, as it was kept with the view; else empty
};

/// Under which key a workspace keeps how the window stands.
inline constexpr std::string_view kArrangementDocument = "window";

/// @returns the workspace's error; cancelled.
core::Result<LoadedWorkspace> load_workspace(const std::filesystem::path& path, const jobs::Progress& progress);

/// How good all incidents together are, as the window shows it; nothing where there are none. @returns the workspace's
/// error; cancelled.
core::Result<std::optional<ui::QualityNote>> judge_incidents(const std::filesystem::path& path,
                                                             const borough::Dataset& dataset,
                                                             const jobs::Progress& progress);

/// A fresh result as map and lists take it.
cartography::MapResult to_map_result(const ops::ResultLayer& layer);
ui::ResultEntry to_entry(const cartography::MapResult& result, std::string_view provenance_json);

}  // namespace wardscope::app
