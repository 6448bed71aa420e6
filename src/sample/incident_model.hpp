// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "sample/alias_table.hpp"
#include "sample/incident_recipe.hpp"
#include "sample/sample.hpp"
#include "sample/town.hpp"

namespace wardscope::sample {

/// A place where incidents happen.
struct IncidentPlace {
  geo::Point position;
  std::uint32_t street = 0;
  std::uint32_t map_point = 0;  ///< nearest anonymous map point
  std::int32_t small_area = -1;
};

/// A place that stands for all others nearby in the published file, as data.police.uk does: the middle of a stretch of
/// street. Hundreds of incidents share one.
struct MapPoint {
  geo::Point position;
  std::uint32_t street = 0;
  std::int32_t small_area = -1;
};

/// Places with their weights.
struct PlaceTable {
  std::vector<IncidentPlace> places;
  std::vector<double> weights;
  AliasTable alias;
  double jitter = 0.0;  ///< m, each way: incidents at one place don't coincide
};

/// One way in which an incident comes about: background of a type, or a planted hotspot.
struct Component {
  std::int32_t hotspot = -1;  ///< index, or -1
  std::size_t type = 0;       ///< of background
  std::size_t season = 0;
  double share = 0.0;  ///< of all incidents
};

/// Everything that generate_incidents() draws from. Immutable once made.
class IncidentModel {
 public:
  IncidentModel(const Town& town, IncidentRecipe recipe, std::int64_t incidents);

  [[nodiscard]] SampleIncident incident(std::uint64_t seed, std::int64_t index) const;
  /// Month of an incident, 0 … months - 1: incidents stand in order of month.
  [[nodiscard]] std::size_t month_of(std::int64_t index) const;

  [[nodiscard]] const IncidentRecipe& recipe() const { return recipe_; }
  [[nodiscard]] const std::vector<MapPoint>& map_points() const { return map_points_; }
  /// First incident of a month; of month `months`, the number of incidents.
  [[nodiscard]] std::int64_t first_of_month(std::size_t month) const { return month_begin_[month]; }
  /// Index of "Not recorded" among the categories: behind the types.
  [[nodiscard]] std::uint16_t not_recorded() const { return static_cast<std::uint16_t>(recipe_.types.size()); }

  /// Index of the ward that holds a small area. @pre it is one
  [[nodiscard]] std::size_t ward_of(std::int32_t small_area) const {
    return static_cast<std::size_t>(ward_of_small_[static_cast<std::size_t>(small_area)]);
  }

  [[nodiscard]] ExpectedCounts expected(const AreaLabels& labels) const;
  /// Of a hotspot: how many belong to it, and how many exact-placed ones lie in its circle.
  [[nodiscard]] double expected_planted(std::size_t hotspot) const;
  [[nodiscard]] double expected_within(std::size_t hotspot) const;

 private:
  void make_map_points(const Town& town);
  void make_grounds(const Town& town);
  void make_hotspots(const Town& town);
  void make_months();
  [[nodiscard]] IncidentPlace place_at(const Town& town, geo::Point p, std::uint32_t street) const;
  [[nodiscard]] core::LocalMinute draw_time(core::CounterRng& rng, std::size_t month, std::size_t profile) const;
  void locate(core::CounterRng& rng, const PlaceTable& table, SampleIncident& incident) const;
  /// Expected incidents of a component, and the share of a type that is placed exactly.
  [[nodiscard]] double expected_of(std::size_t component) const;
  [[nodiscard]] double exact_share(std::size_t type) const;
  [[nodiscard]] double placed_share(std::size_t type) const;

  IncidentRecipe recipe_;
  std::int64_t incidents_;
  std::vector<std::int32_t> ward_of_small_;
  std::vector<MapPoint> map_points_;
  std::vector<PlaceTable> grounds_;  ///< one a GroundKind
  std::vector<PlaceTable> hotspots_;
  std::vector<AliasTable> hotspot_types_;
  std::vector<AliasTable> where_;  ///< of each type: which ground
  std::vector<Component> components_;
  std::vector<std::vector<double>> month_weights_;  ///< [month][component]
  std::vector<AliasTable> month_components_;
  std::vector<std::int64_t> month_begin_;  ///< first incident of each month, and the end
};

}  // namespace wardscope::sample
