// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::borough {

enum class HubKind { library, community_centre, childrens_centre, reporting_centre, other };

struct Hub {
  std::int64_t id = 0;
  HubKind kind = HubKind::other;
  std::string name;
  geo::Point position;
  std::string address;
  std::string opening_hours;  ///< as written
  bool open = true;           ///< false: closed for good
};

using HubRegister = std::vector<Hub>;

/// A feature of the ground that may matter to incidents: licensed premises, a stop, a car park. What is at it is not
/// said: no list of persons belongs here.
struct PointOfInterest {
  std::string kind;  ///< as the user writes it, in the plural: "Licensed premises", "Bus stops"; never empty
  std::string name;  ///< may be empty
  geo::Point position;
};

using PointsOfInterest = std::vector<PointOfInterest>;

struct Building {
  geo::Polygon footprint;
  std::optional<core::Metres> height;  ///< above ground, eaves or ridge as the source has it
};

using BuildingSet = std::vector<Building>;

struct Street {
  std::string name;
  std::string road_class;  ///< "A", "B", "minor", "path", or as the source has it
  geo::LineString line;
};

using StreetSet = std::vector<Street>;

/// One value of a series that a council tracks for a ward or for the borough.
struct IndicatorValue {
  std::string indicator;  ///< "Residents who feel safe after dark"
  std::string area_code;  ///< empty: the borough
  std::string period;     ///< "2025-26 Q1", "2024", as written
  double value = 0.0;
  std::string unit;
  bool higher_is_better = true;
};

using IndicatorSeries = std::vector<IndicatorValue>;

/// A line of an action plan, texts as written ("TBC" stays TBC).
struct PlanAction {
  std::string theme;
  std::string title;
  std::string owner;  ///< a role or an organisation, not a person
  std::string due;
  std::string status;
  std::string area_code;  ///< empty: the borough
};

using ActionPlan = std::vector<PlanAction>;

/// Names of kinds, for people and for files.
std::string_view to_label(HubKind kind);
std::string_view to_word(HubKind kind);
/// From a word or label in any case; `other` where it is none of ours.
HubKind hub_kind_from(std::string_view text);

}  // namespace wardscope::borough
