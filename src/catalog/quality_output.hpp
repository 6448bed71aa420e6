// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "borough/dataset.hpp"
#include "core/result.hpp"
#include "io/quality_report.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// When the incidents of a workspace are judged together.
enum class Together { always, of_several_imports };

/// The table of all incidents together; nothing where there are none, or where they came in one import and that is not
/// asked for. Reads the workspace. @returns its error, cancelled.
core::Result<std::optional<io::QualityReport>> quality_of_all(const std::filesystem::path& workspace, Together when,
                                                              const jobs::Progress& progress);

/// Writes the reports as .html or .csv. @returns invalid_argument for another ending, io.
core::Status write_quality(const std::vector<io::QualityReport>& reports, const std::filesystem::path& file,
                           const ops::OperationContext& context);

}  // namespace wardscope::catalog
