// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

/// The rule that turns a density surface into areas.
enum class HotspotRule {
  multiple_of_mean,  ///< density >= k times the mean over the land
  top_area_share,    ///< the densest share of the land's area
  level,             ///< density >= a level per km2
};

struct HotspotOptions {
  HotspotRule rule = HotspotRule::multiple_of_mean;
  double multiple = 3.0;                 ///< of the mean over the land, > 0
  double area_share = 0.02;              ///< of the land, 0 < share < 1
  double level_per_km2 = 100.0;          ///< > 0
  core::SquareKilometres smallest_area{0.0025};  ///< smaller ones are left out: 50 m x 50 m
};

void describe(HotspotOptions& options, core::ParameterVisitor& visitor);

/// One contiguous area above the level.
struct Hotspot {
  int rank = 0;             ///< 1 holds the most incidents (weight)
  geo::MultiPolygon shape;  ///< one polygon, possibly with holes, clipped to the land
  double area_km2 = 0.0;
  std::int64_t incidents = 0;
  double weight = 0.0;      ///< sum of weights; equals incidents where unweighted
  double per_km2 = 0.0;
  double incident_share = 0.0;  ///< of all selected incidents on the land, 0..1
  double area_share = 0.0;      ///< of the land, 0..1
  double prediction_accuracy_index = 0.0;  ///< (n/N)/(a/A), Chainey, Tompson & Uhlig 2008
  double peak_per_km2 = 0.0;    ///< highest density
  geo::Point peak;
  std::vector<std::pair<std::string, double>> wards;        ///< name, share of its incidents; largest first
  std::vector<std::pair<std::string, std::int64_t>> types;  ///< the three most frequent
  std::string peak_hours;  ///< "20:00 to 23:59" (the four hours in a row with most incidents); empty: hours not known
};

struct HotspotSet {
  double level_per_km2 = 0.0;  ///< the level that the rule came to
  double land_km2 = 0.0;
  std::int64_t incidents = 0;  ///< selected and on the land
  std::vector<Hotspot> hotspots;  ///< by rank
  double incident_share = 0.0;    ///< of all hotspots together
  double area_share = 0.0;
};

}  // namespace wardscope::analysis
