// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "ops/operation.hpp"

namespace wardscope::ops {

std::unique_ptr<Operation> OperationRegistry::make(std::string_view name) const {
  const auto found = std::find_if(operations_.begin(), operations_.end(),
                                  [&](const auto& operation) { return operation->info().name == name; });
  return found == operations_.end() ? nullptr : (*found)->clone();
}

}  // namespace wardscope::ops
