// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Writes FILE.provenance.json beside each file that the run wrote: the run's method and parameters, its date, and the
/// sources and data revision of the workspace as it is now. Nothing outside the runner, which knows no provenance.
/// @returns the workspace's error, io
core::Status write_provenance_beside(const std::vector<std::filesystem::path>& files,
                                     const ops::OperationContext& context);

/// "Data revision 25 · provenance 7f3a91c2 · Wardscope 0.1.0 · 22 November 2026", for the foot of a page.
core::Result<std::string> foot_of_page(const ops::OperationContext& context);

}  // namespace wardscope::catalog
