// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/spatial_scan.hpp"
#include "analysis/two_periods.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// What a scan found, with all that it may be told by. Borrows everything.
struct ScannedUnits {
  const GroundUnits& units;
  const std::vector<std::string>& names;       ///< of units, as they are told
  const std::vector<std::uint32_t>& observed;  ///< units x months, or units
  const analysis::MonthSpan& span;
  std::size_t periods = 1;  ///< 1: months are not told apart
  const analysis::ScanResult& scan;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  const std::vector<std::string>& hidden;  ///< codes of areas whose counts no table tells
  bool expected_from_counts = false;       ///< of other incidents, so that it must be rounded as they are
};

/// A cluster in words and in numbers that tell no small count: its incidents to the nearest five (ten of sensitive
/// types), and not at all where one of its areas holds so few that tables hide it; then the ratio is told as a band.
struct ToldCluster {
  std::optional<std::int64_t> incidents;
  double expected = 0.0;  ///< to a tenth; where it follows from counts to the same step, that at least
  std::string ratio;      ///< "2.4", "2 to 3"
  std::string where;      ///< "Westover and Old Town"
  std::string months;     ///< "March 2025 to May 2025"; empty where months are not told apart
};
ToldCluster told_cluster(const ScannedUnits& scanned, const analysis::ScanCluster& cluster);

/// A row for each cluster, the most likely first, with the ground of its units. @returns cancelled
core::Result<table::FeatureTable> scan_table(const ScannedUnits& scanned, const jobs::Progress& progress);

}  // namespace wardscope::catalog
