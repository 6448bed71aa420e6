// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::app {

/// What was dropped on the window, by what becomes of it. A workspace is known by its content: an SQLite file that is
/// no GeoPackage.
struct DroppedFiles {
  std::vector<std::string> workspaces;
  std::vector<std::string> to_import;  ///< files and folders
};
DroppedFiles sort_dropped(const std::vector<std::string>& files);

/// What each file is taken for, a line a file or layer: "cams.csv: a council's register of CCTV cameras", or why
/// nothing is known of it. Of a folder only that it is one. @returns cancelled, or the error of the layer definitions.
core::Result<std::vector<std::string>> recognise_files(const std::vector<std::string>& files,
                                                       const jobs::Progress& progress);

}  // namespace wardscope::app
