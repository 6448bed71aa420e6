// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "ops/parameters.hpp"

namespace wardscope::ops {

/// Parameters that belong together in the help, in the order of describe().
struct ParameterGroup {
  std::string_view heading;  ///< "Which incidents"
  bool common = false;       ///< for everybody; the others are for those who want to know the method
  std::vector<ParameterDescription> parameters;
};

/// The parameters of an operation under headings, the common ones first; no group is empty. A parameter that no heading
/// knows stands in the first group.
std::vector<ParameterGroup> parameter_groups(const Operation& operation);

}  // namespace wardscope::ops
