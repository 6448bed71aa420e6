// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "core/result.hpp"

namespace wardscope::ops {

/// What left the program by area: enough to see later whether another export, subtracted from it, tells a small count.
/// Kept in the workspace as the document kExportsDocument. No count and no record is in it.
struct RememberedExport {
  std::string date;                ///< "2026-01-31", of the last one like it
  std::string area_set;            ///< name of the set
  std::vector<std::string> codes;  ///< of the areas; sorted
  borough::IncidentFilter filter;  ///< with its period closed
};

inline constexpr std::string_view kExportsDocument = "exports";

std::string exports_to_json(const std::vector<RememberedExport>& exports);
/// @returns malformed where the text is not what exports_to_json() writes
core::Result<std::vector<RememberedExport>> exports_from_json(std::string_view json);

/// Adds an export. One of the same set and filter takes its areas and date: an export that is made again is one.
void remember(std::vector<RememberedExport>& exports, RememberedExport added);

}  // namespace wardscope::ops
