// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to coverage().

#include <vector>

#include "analysis/coverage.hpp"

namespace wardscope::analysis {

/// Groups of cameras that stand at one place by the register (kSamePlaceInOneRegister, kSamePlaceInTwoRegisters), pairs
/// that share a camera in one group; without `only_here`. Views that are left out are not asked. O(n log n + pairs).
std::vector<CamerasAtOnePlace> cameras_at_one_place(const borough::CameraRegister& cameras, const CameraViewSet& views);

}  // namespace wardscope::analysis
