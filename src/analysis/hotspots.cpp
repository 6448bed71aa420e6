// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/coverage_ground.hpp"
#include "analysis/density_land.hpp"
#include "analysis/hotspots_shapes.hpp"
#include "analysis/hotspots_tally.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array<core::Choice, 3> kRules{{{"multiple-of-mean", "Multiple of the mean"},
                                              {"top-area-share", "Densest share of the land"},
                                              {"level", "Density above a level"}}};

core::Status check(const HotspotOptions& options) {
  if (options.rule == HotspotRule::multiple_of_mean && !(options.multiple > 0.0 && std::isfinite(options.multiple))) {
    return core::invalid_argument(
        fmt::format("multiple {:g} of the mean density: it must be above 0; 3 is usual", options.multiple));
  }
  if (options.rule == HotspotRule::top_area_share && !(options.area_share > 0.0 && options.area_share < 1.0)) {
    return core::invalid_argument(fmt::format(
        "area share {:g}: it must lie between 0 and 1; 0.02 takes the densest 2 % of the land", options.area_share));
  }
  if (options.rule == HotspotRule::level && !(options.level_per_km2 > 0.0 && std::isfinite(options.level_per_km2))) {
    return core::invalid_argument(
        fmt::format("level {:g} per km²: it must be above 0; the legend of the density surface shows its range",
                    options.level_per_km2));
  }
  if (!(options.smallest_area.value() >= 0.0)) {
    return core::invalid_argument(
        fmt::format("smallest area {:g} km²: it must be 0 or more", options.smallest_area.value()));
  }
  return {};
}

double level_of_share(std::vector<float> values, double share) {
  // values[wanted - 1] is the last cell in, values[wanted] the first out, counted from the densest.
  const auto wanted = static_cast<std::size_t>(std::max(1.0, std::round(share * static_cast<double>(values.size()))));
  if (wanted >= values.size()) return static_cast<double>(*std::min_element(values.begin(), values.end()));
  const auto first_out = values.begin() + static_cast<std::ptrdiff_t>(wanted);
  std::nth_element(values.begin(), first_out, values.end(), std::greater<>());
  const double last_in = static_cast<double>(*std::min_element(values.begin(), first_out));
  return 0.5 * (last_in + static_cast<double>(*first_out));
}

/// The densest cell whose centre lies in the shape; of a shape between the centres, the one that holds its centroid.
void find_peak(const raster::Raster<float>& surface, Hotspot& hotspot) {
  const raster::GridSpec& grid = surface.grid();
  const LandBoundary outline(hotspot.shape);
  const auto cell_of = [&](double metres, double origin, std::size_t count) {
    return static_cast<std::size_t>(
        std::clamp(std::floor((metres - origin) / grid.cell), 0.0, static_cast<double>(count - 1)));
  };
  const auto consider = [&](std::size_t column, std::size_t row) {
    const double value = static_cast<double>(surface.at(column, row));
    if (!(value > hotspot.peak_per_km2)) return;
    hotspot.peak_per_km2 = value;
    hotspot.peak = grid.centre(column, row);
  };
  const std::size_t first_row = cell_of(outline.extent().min_y, grid.y0, grid.rows);
  const std::size_t last_row = cell_of(outline.extent().max_y, grid.y0, grid.rows);
  for (std::size_t row = first_row; row <= last_row; ++row) {
    for (const auto& [from, to] : outline.row_spans(grid.centre(0, row).y)) {
      for (std::size_t column = cell_of(from, grid.x0, grid.columns); column <= cell_of(to, grid.x0, grid.columns);
           ++column) {
        const double x = grid.centre(column, row).x;
        if (from <= x && x < to) consider(column, row);
      }
    }
  }
  if (hotspot.peak_per_km2 > 0.0) return;
  hotspot.peak = geo::centroid(hotspot.shape);
  consider(cell_of(hotspot.peak.x, grid.x0, grid.columns), cell_of(hotspot.peak.y, grid.y0, grid.rows));
}

core::Result<Hotspot> make_hotspot(const HotspotInput& input, const geo::Polygon& shape, const HotspotTally& tally) {
  Hotspot hotspot;
  hotspot.shape = {shape};
  hotspot.area_km2 = core::from_square_metres(geo::area(shape)).value();
  hotspot.incidents = tally.incidents;
  hotspot.weight = tally.weight;
  hotspot.heaviest = tally.heaviest;
  hotspot.map_points = tally.map_points;
  hotspot.per_km2 = tally.weight / hotspot.area_km2;
  hotspot.types = main_types(tally, input.incidents);
  if (input.wards != nullptr) hotspot.wards = ward_shares(tally, *input.wards);
  if (input.wards != nullptr && hotspot.wards.empty()) {
    auto ground = areas_under(hotspot.shape, *input.wards);
    if (!ground) return ground.error();
    hotspot.wards = *std::move(ground);
    for (auto& [ward, share] : hotspot.wards) share /= geo::area(hotspot.shape);
  }
  hotspot.peak_hours = peak_hours(tally.by_hour);
  find_peak(input.surface.per_km2, hotspot);
  return hotspot;
}

bool ranks_before(const Hotspot& a, const Hotspot& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  if (a.peak_per_km2 != b.peak_per_km2) return a.peak_per_km2 > b.peak_per_km2;
  return a.peak.y < b.peak.y || (a.peak.y == b.peak.y && a.peak.x < b.peak.x);
}

void fill_shares(HotspotSet& set) {
  const double all = static_cast<double>(set.incidents);
  int rank = 0;
  for (Hotspot& hotspot : set.hotspots) {
    hotspot.rank = ++rank;
    hotspot.incident_share = all > 0.0 ? static_cast<double>(hotspot.incidents) / all : 0.0;
    hotspot.area_share = set.land_km2 > 0.0 ? hotspot.area_km2 / set.land_km2 : 0.0;
    hotspot.prediction_accuracy_index =
        prediction_accuracy_index(static_cast<double>(hotspot.incidents), all, core::SquareKilometres(hotspot.area_km2),
                                  core::SquareKilometres(set.land_km2));
    set.incident_share += hotspot.incident_share;
    set.area_share += hotspot.area_share;
    if (hotspot.map_points == 1) ++set.on_one_point;
  }
}

}  // namespace

void describe(HotspotOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"rule", "Rule", "What makes an area a hotspot"}, kRules, options.rule);
  visitor.number(
      {"multiple", "Multiple of the mean", "Rule multiple-of-mean: how many times the mean density over the land"},
      {0.01, 1000.0}, options.multiple);
  visitor.number(
      {"area-share", "Share of the land (0 to 1)", "Rule top-area-share: 0.02 takes the densest 2 % of the land"},
      {0.0001, 0.9999}, options.area_share);
  visitor.number({"level", "Level (per km²)", "Rule level: the least density"}, {1e-6, 1e12}, options.level_per_km2);
  double smallest = options.smallest_area.value();
  visitor.number({"smallest-area", "Smallest area (km²)", "Smaller areas are left out; 0.0025 km² is 50 m by 50 m"},
                 {0.0, 1e6}, smallest);
  options.smallest_area = core::SquareKilometres(smallest);
}

std::string describe_in_words(const HotspotOptions& options) {
  std::string rule;
  switch (options.rule) {
    case HotspotRule::multiple_of_mean:
      rule = fmt::format("density at least {:g} times the mean over the land", options.multiple);
      break;
    case HotspotRule::top_area_share:
      rule = fmt::format("the densest {:g} % of the land", 100.0 * options.area_share);
      break;
    case HotspotRule::level:
      rule = fmt::format("density at least {:g} per km²", options.level_per_km2);
      break;
  }
  return options.smallest_area.value() > 0.0
             ? fmt::format("{}, areas of {:g} km² or more", rule, options.smallest_area.value())
             : rule;
}

double prediction_accuracy_index(double incidents, double all_incidents, core::SquareKilometres area,
                                 core::SquareKilometres all_area) {
  if (!(all_incidents > 0.0 && area.value() > 0.0 && all_area.value() > 0.0)) return 0.0;
  return (incidents / all_incidents) / (area / all_area);
}

core::Result<double> hotspot_level(const DensitySurface& surface, const HotspotOptions& options) {
  if (const core::Status status = check(options); !status) return status.error();
  if (options.rule == HotspotRule::level) return options.level_per_km2;
  std::vector<float> values;
  float least = std::numeric_limits<float>::infinity();
  for (const float value : surface.per_km2.values()) {
    if (std::isnan(value)) continue;
    values.push_back(value);
    if (value > 0.0F) least = std::min(least, value);
  }
  if (!std::isfinite(least)) {
    return core::invalid_argument(
        "the density surface is empty or 0 everywhere; choose more incidents or a wider bandwidth");
  }
  const double level = options.rule == HotspotRule::multiple_of_mean
                           ? options.multiple * surface.mean_per_km2
                           : level_of_share(std::move(values), options.area_share);
  return std::max(level, static_cast<double>(least));
}

core::Result<HotspotSet> find_hotspots(const HotspotInput& input, const HotspotOptions& options,
                                       const jobs::Progress& progress) {
  const auto level = hotspot_level(input.surface, options);
  if (!level) return level.error();
  const double smallest = options.smallest_area.value() * core::kSquareMetresPerSquareKilometre;
  const LandBoundary boundary(input.land);
  const auto shapes = hotspot_shapes({input.surface.per_km2, input.land, boundary, *level, smallest},
                                     progress.part(0.0, 0.5, "Outlining hotspots"));
  if (!shapes) return shapes.error();
  const auto tallies = tally_incidents(input, *shapes, progress.part(0.5, 1.0, "Counting incidents"));
  if (!tallies) return tallies.error();

  HotspotSet set;
  set.level_per_km2 = *level;
  set.land_km2 = input.surface.land_km2;
  set.incidents = tallies->on_land;
  for (std::size_t i = 0; i < shapes->size(); ++i) {
    if (tallies->hotspots[i].incidents == 0) {
      ++set.without_incidents;
      continue;
    }
    if (tallies->hotspots[i].incidents < input.least_incidents) {
      ++set.with_too_few;
      continue;
    }
    auto hotspot = make_hotspot(input, (*shapes)[i], tallies->hotspots[i]);
    if (!hotspot) return hotspot.error();
    set.hotspots.push_back(*std::move(hotspot));
  }
  std::sort(set.hotspots.begin(), set.hotspots.end(), ranks_before);
  fill_shares(set);
  return set;
}

}  // namespace wardscope::analysis
