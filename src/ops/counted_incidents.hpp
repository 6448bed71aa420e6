// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"

namespace wardscope::ops {

/// What the table of all types hides of a table of areas (analysis/sums_over_types.hpp).
struct HiddenAreas {
  std::vector<std::string> codes = {};  ///< whose counts are hidden
  bool total = false;                   ///< so is that of all areas together
};

/// What the counts in a layer's rows are of. Disclosure control must know it wherever they leave the program, also long
/// after the run: it stands in the provenance that is kept with a result.
struct CountedIncidents {
  /// sensitive where every incident that the filter chose is of a sensitive type
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  /// The rows are areas of the set of this name, each with its code in the column "code"; empty: they are not.
  std::string area_set = {};
  /// That chose the incidents, its period closed; of areas alone.
  borough::IncidentFilter filter = {};
  /// Of areas alone; nothing where the run did not ask, and then they may not leave.
  std::optional<HiddenAreas> hidden = {};
  /// The first and the last month, "2025-01", where the operation chose them; empty: as the run was asked for.
  std::string from = {};
  std::string to = {};
};

/// The provenance with what was counted in it; unchanged where that says nothing or the text is no provenance.
std::string with_counted(std::string_view provenance_json, const CountedIncidents& counted);

/// What with_counted() put in. Of a provenance without it, the types that the run was asked for are in `filter.types`,
/// and nothing else is known.
CountedIncidents counted_in(std::string_view provenance_json);

}  // namespace wardscope::ops
