// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Exact counts of one ward, before disclosure control.
struct WardTally {
  std::int64_t incidents = 0;
  std::vector<std::int64_t> by_category;
  std::vector<std::int64_t> by_month;                     ///< as WardTallies::months
  std::array<std::array<std::int64_t, 24>, 7> by_hour{};  ///< [weekday, 0 Monday][hour]
  std::int64_t with_hours = 0;
  std::int64_t in_view = 0;  ///< of a camera
  std::int64_t in_hotspots = 0;
  std::int64_t later = 0;    ///< in the months that have a counterpart a year before
  std::int64_t earlier = 0;  ///< in those counterparts
};

/// Exact counts of all wards, each incident located once.
struct WardTallies {
  std::vector<WardTally> wards;
  WardTally borough;        ///< sum of the wards
  std::vector<int> months;  ///< core::month_index, ascending; those of the period in which the source has records
  std::vector<int> compared_months;       ///< of these, at most the last twelve, those with records a year before too
  std::vector<std::uint32_t> rows;        ///< selected rows that lie in a ward
  std::vector<std::int32_t> ward_of_row;  ///< as rows
  std::vector<std::int32_t> hotspot_of_row;  ///< as rows; index into TallyInput::hotspots or -1
  std::int64_t elsewhere = 0;                ///< selected, but in none of the wards
  std::int64_t time_not_exact = 0;           ///< left out because the filter asks for more than their time tells
};

/// Borrows everything.
struct TallyInput {
  const borough::IncidentTable& incidents;
  const borough::IncidentFilter& filter;
  const borough::AreaSet& wards;
  std::span<const geo::MultiPolygon> hotspots;    ///< by rank; may be empty
  std::span<const std::uint16_t> cameras_by_row;  ///< for each selected row, how many cameras see it; empty: not known
};

/// @returns invalid_argument as borough::select(), or where cameras_by_row is of another selection; cancelled.
core::Result<WardTallies> tally_wards(const TallyInput& input, const jobs::Progress& progress);

}  // namespace wardscope::analysis
