// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/camera_view.hpp"
#include "analysis/coverage.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// What each camera sees, with what had to be assumed noted in the diagnostics.
/// @returns not_found where there are no cameras.
core::Result<analysis::CameraViewSet> views_of_cameras(const analysis::CameraViewOptions& options,
                                                       const ops::OperationContext& context);

/// How sure the views are, and how they were made: for ops::PlainWords.
std::string view_certainty(const analysis::CameraViewSet& views);
std::string view_methods(const analysis::CameraViewOptions& options, const analysis::CameraViewSet& views);

}  // namespace wardscope::catalog
