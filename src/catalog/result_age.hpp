// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {

/// "before import 19 (2025-09-street.csv)", "before the withdrawal of import 3 (wards.geojson) and 2 more changes":
/// since when a result is old, from the changes after its revision. "on data revision 4 of 6" where the log does not
/// tell.
std::string age_in_words(const std::vector<store::DataChange>& changes, std::int64_t revision, std::int64_t now);

/// Why a result of that data revision is old: age_in_words(); empty where nothing has changed since.
core::Result<std::string> why_old(const store::Workspace& workspace, std::int64_t revision);

}  // namespace wardscope::catalog
