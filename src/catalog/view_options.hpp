// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/camera_view.hpp"
#include "analysis/coverage.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// What each camera sees, with what had to be assumed noted in the diagnostics.
/// @returns not_found where there are no cameras.
core::Result<analysis::CameraViewSet> views_of_cameras(const analysis::CameraViewOptions& options,
                                                       const ops::OperationContext& context);

}  // namespace wardscope::catalog
