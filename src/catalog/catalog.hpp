// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Adds every operation that the program has, in the order in which help lists them. An explicit list: a linker drops
/// static initialisers from static libraries.
void register_builtin_operations(ops::OperationRegistry& registry);

/// The same in a registry of its own.
ops::OperationRegistry builtin_operations();

/// The recipe behind `wardscope demo`, JSON (data/demo.json).
std::string_view demo_recipe();

}  // namespace wardscope::catalog
