// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/unit_changes.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "stats/rate_interval.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Counts below it make no percentage: one incident more would change it by more than 5 %.
constexpr std::int64_t kLeastBase = 20;

struct ChangeRows {
  const GroundUnits& units;
  const analysis::ChangeCounts& counts;
  const analysis::UnitChanges& changes;
  const std::vector<bool>& hidden;  ///< by unit: no count of it may be told; empty: none
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
};

/// A row for each unit with its shape: those that rose first, then those that fell, the least p at the top, then the
/// others as they come. Counts are rounded and small ones left out (told_count()); the ratio of the rates, its range
/// and the percentage follow from the rounded counts and tell no more than these (decision 0026). The class and the
/// band of p follow from the exact ones.
table::FeatureTable change_table(const ChangeRows& rows);

}  // namespace wardscope::catalog
