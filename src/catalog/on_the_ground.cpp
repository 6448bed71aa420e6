// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/on_the_ground.hpp"

#include <fmt/format.h>

#include "analysis/disclosure.hpp"

namespace wardscope::catalog {

core::Status check_enough(const OnTheGround& incidents, const GroundUnits& units, std::string_view what) {
  const std::int64_t least = analysis::DisclosureControl().threshold(incidents.sensitivity);
  if (incidents.inside >= least) return {};
  if (incidents.inside == 0 && incidents.elsewhere >= least) {
    return core::invalid_argument(
        fmt::format("none of the selected incidents lies on these {}: check the coordinate system of the incidents, or "
                    "import the wards that they lie in",
                    unit_word(units, 2)));
  }
  return core::invalid_argument(
      fmt::format("fewer than {} of the selected incidents lie on these {}: {} of so few would show single records; "
                  "widen the filter",
                  least, unit_word(units, 2), what));
}

}  // namespace wardscope::catalog
