// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "borough/cameras.hpp"
#include "borough/incidents.hpp"
#include "borough/places.hpp"
#include "core/snapshot.hpp"

namespace wardscope::borough {

/// Where a part of the dataset came from: printed under every map and in every report.
struct SourceNote {
  std::string layer;             ///< "Incidents"
  std::string file_name;         ///< without folder
  std::string sha256;            ///< of the file, lower-case hex
  std::string attribution;       ///< the licence line to print, or empty
  std::string imported_at;       ///< ISO 8601, UTC
  std::int64_t rows = 0;         ///< stored
  std::string crs_operation;     ///< PROJ's name of the operation used; empty where the source was EPSG:27700
  double accuracy_metres = 0.0;  ///< stated accuracy of that operation; 0: none needed; below 0: not stated
};

/// All that is known of one place at one revision of its workspace. Parts that were not asked for, or that the
/// workspace has not, are empty. Cheap to copy; safe to hand to a worker.
struct Dataset {
  std::string place;  ///< "Saltmere (synthetic)"
  bool synthetic = false;
  std::int64_t revision = 0;  ///< grows with every import and withdrawal
  std::vector<core::Snapshot<AreaSet>> area_sets;
  core::Snapshot<IncidentTable> incidents;
  core::Snapshot<CameraRegister> cameras;
  core::Snapshot<HubRegister> hubs;
  core::Snapshot<PointsOfInterest> points_of_interest;
  core::Snapshot<BuildingSet> buildings;
  core::Snapshot<StreetSet> streets;
  core::Snapshot<IndicatorSeries> indicators;
  core::Snapshot<ActionPlan> actions;
  std::vector<SourceNote> sources;
};

/// The set of this kind that was imported last, or an empty snapshot. Of small areas, one that knows no residents never
/// stands before one that does.
core::Snapshot<AreaSet> areas_of(const Dataset& dataset, AreaKind kind);
/// Union of all extents; of the wards alone where there are any.
geo::Extent extent_of(const Dataset& dataset);

/// Parts to load.
enum class Part : std::uint32_t {
  areas = 1,
  incidents = 2,
  cameras = 4,
  hubs = 8,
  buildings = 16,
  streets = 32,
  indicators = 64,
  actions = 128,
  points_of_interest = 256
};
/// A set of parts.
class Parts {
 public:
  constexpr Parts() = default;
  constexpr Parts(Part part) : bits_(static_cast<std::uint32_t>(part)) {}  // NOLINT(google-explicit-constructor)
  static constexpr Parts all() { return Parts(511U); }
  [[nodiscard]] constexpr bool has(Part part) const { return (bits_ & static_cast<std::uint32_t>(part)) != 0; }
  friend constexpr Parts operator|(Parts a, Parts b) { return Parts(a.bits_ | b.bits_); }
  friend constexpr bool operator==(Parts, Parts) = default;

 private:
  constexpr explicit Parts(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};
constexpr Parts operator|(Part a, Part b) { return Parts(a) | Parts(b); }

}  // namespace wardscope::borough
