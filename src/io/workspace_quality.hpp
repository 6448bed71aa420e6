// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "borough/dataset.hpp"
#include "core/result.hpp"
#include "io/quality_report.hpp"
#include "jobs/progress.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {

/// The name of the table of all incidents together, where an import has its file's.
inline constexpr std::string_view kAllIncidents = "All incidents of the workspace";

/// The report of each complete import that has one, by number of the import. @returns malformed where one can't be
/// read.
core::Result<std::vector<QualityReport>> import_quality(const store::Workspace& workspace);

/// The quality of all incidents together, whatever files they came in: monthly files may each look sound and their sum
/// stand on shared points. Places are judged against the wards in use. Its lines, remarks and forms are those of an
/// import's report.
/// @param dataset of this workspace, with areas and incidents. @returns nothing where there are no incidents;
/// cancelled.
core::Result<std::optional<QualityReport>> workspace_quality(const store::Workspace& workspace,
                                                             const borough::Dataset& dataset,
                                                             const jobs::Progress& progress);

}  // namespace wardscope::io
