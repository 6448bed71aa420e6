// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/area_population.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::analysis {

/// How many incidents one area has, and how that compares.
struct AreaRate {
  std::string code;
  std::string name;
  std::int64_t incidents = 0;
  double area_km2 = 0.0;
  double per_km2 = 0.0;             ///< incidents per km2; 0 for an area without ground
  double share = 0.0;               ///< of the incidents in all areas, 0..1
  std::optional<double> residents;  ///< as area_populations() knows them
  ResidentsBy residents_by = ResidentsBy::unknown;
  std::optional<stats::Rate>
      per_thousand;  ///< per 1,000 residents, 95 % exact Poisson interval; nothing: residents not known or 0
  int rank = 0;      ///< 1: the highest rate (or density where no area knows its residents)
};

struct AreaRates {
  std::vector<AreaRate> areas;  ///< in the order of the set
  std::int64_t incidents = 0;   ///< selected
  std::int64_t in_no_area = 0;  ///< of these
  std::size_t estimated = 0;    ///< areas whose residents are estimated from small areas' ground
  std::size_t summed = 0;       ///< areas whose residents are summed over small areas by their ward codes
};

/// The areas to count in. Borrows.
struct RatedAreas {
  const borough::AreaSet& set;
  const borough::AreaSet* small_areas =
      nullptr;  ///< where residents come from that the set does not know; null: nowhere
};

/// Counts the selected incidents in each area by place (PolygonCoverage's boundary rule), never by a code in the data.
///
/// Residents are as area_populations() knows them. Where many people only visit, as in a town centre, a rate per
/// resident overstates the risk to a resident. @returns invalid_argument where the set has no areas; cancelled.
core::Result<AreaRates> area_rates(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows,
                                   const RatedAreas& areas, const jobs::Progress& progress);

}  // namespace wardscope::analysis
