// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ops/operation.hpp"

namespace wardscope::ops {

/// `wardscope help`: every operation with its summary, by group.
std::string overview(const OperationRegistry& registry);
/// `wardscope help OPERATION`: usage, method, each parameter with its unit, range and default, an example. The
/// parameters stand under headings, those that most people need first.
std::string help_text(const Operation& operation);
/// `wardscope OPERATION --help`: usage, the common parameters a line each, an example, and how many more there are.
std::string short_help(const Operation& operation);

}  // namespace wardscope::ops
