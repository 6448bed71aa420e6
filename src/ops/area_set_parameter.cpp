// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/operation.hpp"

namespace wardscope::ops {

bool chooses_area_sets(const OperationInfo& info) {
  const bool areas_alone = info.needs == borough::Parts(borough::Part::areas);
  return info.use == WorkspaceUse::reads && info.needs.has(borough::Part::areas) && !areas_alone;
}

void describe_area_sets(std::vector<std::string>& names, core::ParameterVisitor& visitor) {
  visitor.texts(
      {"area-set", "Area sets",
       "Which wards, small areas or neighbourhoods to use where the workspace has several sets of them: a set's "
       "name or its vintage, as 'info --areas' lists them. Empty: of each kind the one imported last"},
      core::TextKind::plain, names);
}

const std::vector<std::string>& Operation::area_sets() const {
  static const std::vector<std::string> kNone;
  return kNone;
}

}  // namespace wardscope::ops
