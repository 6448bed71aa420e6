// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/incident_clusters.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Incidents in the order of their places (and days), each place (and day) once.
struct PlacedRows {
  std::vector<std::uint32_t> rows;   ///< of the table, those of a place together
  std::vector<std::uint32_t> first;  ///< by place, into rows; one more at the end
  std::vector<double> x;             ///< by place
  std::vector<double> y;
  std::vector<std::int32_t> day;  ///< by place; empty: days are not told apart
  std::vector<std::uint32_t> incidents;
  std::int64_t off_land = 0;
  std::int64_t no_day = 0;
  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t place) const {
    return std::span(rows).subspan(first[place], first[place + 1] - first[place]);
  }
};

/// The selected rows on the land, by place from the west, then from the south; by st_dbscan also by day.
/// @returns invalid_argument where none is left; cancelled.
core::Result<PlacedRows> placed_rows(const IncidentClusterInput& input, const IncidentClusterOptions& options,
                                     const jobs::Progress& progress);

/// Which place is in which cluster.
struct GroupedRows {
  Clusters clusters;            ///< by place
  std::vector<NnhOrder> wider;  ///< nnh
  core::Metres reach;           ///< as used
};

/// Groups the places by the method. @param land of a random threshold
/// @returns as the method; invalid_argument where `least` is below input.least_told.
core::Result<GroupedRows> grouped_rows(const PlacedRows& placed, const IncidentClusterInput& input,
                                       const IncidentClusterOptions& options, const jobs::Progress& progress);

}  // namespace wardscope::analysis
