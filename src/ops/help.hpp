// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ops/operation.hpp"

namespace wardscope::ops {

/// `wardscope help`: every operation with its summary, by group.
std::string overview(const OperationRegistry& registry);
/// `wardscope help OPERATION`: usage, method, each parameter with its unit, range and default, an example.
std::string help_text(const Operation& operation);

}  // namespace wardscope::ops
