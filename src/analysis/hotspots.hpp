// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/kernel_density.hpp"
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
  HotspotRule rule = HotspotRule::top_area_share;
  double multiple = 3.0;                         ///< of the mean over the land, > 0
  double area_share = 0.02;                      ///< of the land, 0 < share < 1
  double level_per_km2 = 100.0;                  ///< > 0
  core::SquareKilometres smallest_area{0.0025};  ///< smaller ones are left out: 50 m x 50 m
};

void describe(HotspotOptions& options, core::ParameterVisitor& visitor);

/// "density at least 3 times the mean over the land, areas of 0.0025 km² or more": for titles and provenance.
std::string describe_in_words(const HotspotOptions& options);

/// One contiguous area above the level.
struct Hotspot {
  int rank = 0;             ///< 1 holds the most incidents (weight)
  geo::MultiPolygon shape;  ///< one polygon, possibly with holes, clipped to the land
  double area_km2 = 0.0;
  std::int64_t incidents = 0;
  double weight = 0.0;          ///< sum of weights; equals incidents where unweighted
  double heaviest = 0.0;        ///< weight of the incident that weighs most
  std::int64_t map_points = 0;  ///< distinct places of its incidents: at 1, it shows where the source put its point
  /// weight / area. Of an area narrower than the kernel it can exceed peak_per_km2: the surface spreads each incident
  /// over the kernel's whole disc, and only a part of the disc lies within the outline.
  double per_km2 = 0.0;
  double incident_share = 0.0;             ///< of all selected incidents on the land, 0..1
  double area_share = 0.0;                 ///< of the land, 0..1
  double prediction_accuracy_index = 0.0;  ///< (n/N)/(a/A), Chainey, Tompson & Uhlig 2008
  double peak_per_km2 = 0.0;               ///< highest density
  geo::Point peak;
  std::vector<std::pair<std::string, double>> wards;        ///< name, share of its incidents; largest first. Where none
                                                            ///< of these lies in a ward: share of its ground
  std::vector<std::pair<std::string, std::int64_t>> types;  ///< the three most frequent
  std::string peak_hours;  ///< "20:00 to 23:59" (the four hours in a row with most incidents); empty: hours not known
};

struct HotspotSet {
  double level_per_km2 = 0.0;  ///< the level that the rule came to
  double land_km2 = 0.0;
  std::int64_t incidents = 0;          ///< selected and on the land
  std::vector<Hotspot> hotspots;       ///< by rank; each holds HotspotInput::least_incidents or more
  std::int64_t without_incidents = 0;  ///< areas that reach the level by incidents around them and hold none: left out
  std::int64_t with_too_few = 0;       ///< areas that reach the level and hold 1 to HotspotInput::least_incidents - 1:
                                       ///< left out
  std::int64_t on_one_point = 0;       ///< hotspots with a single map point
  double incident_share = 0.0;         ///< of all hotspots together
  double area_share = 0.0;
};

/// What hotspots are found from. Borrows everything.
struct HotspotInput {
  const DensitySurface& surface;  ///< of the same incidents over the same land
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;      ///< selected rows of `incidents`
  const geo::MultiPolygon& land;            ///< as in DensityInput; empty: the whole surface is land
  const borough::AreaSet* wards = nullptr;  ///< to name the wards of a hotspot; null: not named
  /// Areas that hold fewer incidents are left out: those whose count may not be told are no hotspots either. >= 1
  std::int64_t least_incidents = 1;
};

/// PAI = (n/N) / (a/A): how many times denser the incidents are in an area than over all the land. n of N incidents lie
/// in it, a of A km2. Chainey, Tompson & Uhlig 2008, "The utility of hotspot mapping", eq. 1. It rewards tiny areas:
/// compare only at the same share of area. 0 where N, a or A is 0.
double prediction_accuracy_index(double incidents, double all_incidents, core::SquareKilometres area,
                                 core::SquareKilometres all_area);

/// The density, per km2, that the rule comes to on this surface.
///
/// multiple_of_mean: options.multiple times the mean over the cells on the land. top_area_share: the level with exactly
/// round(share * cells) cells above it (at least one), midway between the last in and the first out; where these two
/// are equal, that value, and then the cells that tie are all in. Never 0: the least positive density instead, so that
/// ground without any incident in reach is no hotspot.
/// @returns invalid_argument where the option that the rule uses is out of its range, or the surface has no density.
core::Result<double> hotspot_level(const DensitySurface& surface, const HotspotOptions& options);

/// Contiguous areas where the density reaches the level, ranked by the incidents (weight) that they hold.
///
/// The outline is interpolated between cell centres (raster::areas_above) and clipped to the land. Areas below
/// options.smallest_area, and areas that hold fewer incidents than input.least_incidents, are left out. Counts are of
/// incidents inside the outline, on the land; a hotspot's `wards` are those that hold its incidents; its peak hours
/// count only incidents whose time is known to the minute, and are empty where fewer than ten are. No area above the
/// level gives a set without hotspots, not an error.
///
/// A hotspot found and counted on the same incidents describes them; it does not predict. For PAI as a test of
/// prediction, count a later period.
///
/// @returns invalid_argument as hotspot_level(), or where smallest_area is negative; cancelled.
core::Result<HotspotSet> find_hotspots(const HotspotInput& input, const HotspotOptions& options,
                                       const jobs::Progress& progress);

}  // namespace wardscope::analysis
