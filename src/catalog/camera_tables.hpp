// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/camera_view.hpp"
#include "analysis/coverage.hpp"
#include "borough/cameras.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// "SB066, EUD/050": the references of these rows of the register, or names where there are none.
std::string camera_references(const std::vector<std::size_t>& rows, const borough::CameraRegister& cameras,
                              std::optional<std::size_t> but = {});

/// One row a camera, with what it sees; with the incidents in its view where `coverage` is not null.
table::FeatureTable view_table(const borough::CameraRegister& cameras, const analysis::CameraViewSet& views,
                               const analysis::Coverage* coverage);

}  // namespace wardscope::catalog
