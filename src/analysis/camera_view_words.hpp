// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to camera_views(): what is said of views.

#include <string>

#include "core/units.hpp"

namespace wardscope::analysis {

/// "80 m", "62.5°".
std::string length_words(core::Metres length);
std::string angle_words(core::Degrees angle);

}  // namespace wardscope::analysis
