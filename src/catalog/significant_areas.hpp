// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/merged_units.hpp"
#include "borough/incidents.hpp"
#include "catalog/place_names.hpp"
#include "catalog/significance_question.hpp"
#include "ops/counted_incidents.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Units that stand out as high and touch, as areas with a name. Borrows everything.
struct SignificantAreas {
  const CountedUnits& units;
  const std::vector<analysis::MergedUnits>& merged;  ///< by rank
  const PlaceNames& places;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of the counts of cells
  const ops::HiddenAreas& hidden;                                 ///< units that are areas: whose counts are hidden
};

/// One row an area: its units, its land, how many incidents it holds to the nearest five (ten), where it lies. No count
/// of an area that holds few, or of one that holds an area whose own count is hidden. The name is that of the street
/// nearest to the middle of its most remarkable unit: it follows from the cells and not from a record.
table::FeatureTable significant_areas_table(const SignificantAreas& areas);

/// "Where the high ones touch they make 3 areas: 12 cells in Old Town at Quay Street (about 1,205
/// incidents), …"; empty where there is none.
std::string significant_areas_in_words(const SignificantAreas& areas);

}  // namespace wardscope::catalog
