// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample/sample.hpp"
#include "sample/town.hpp"

namespace wardscope::sample {

constexpr double kLargestRank = 33755.0;  // LSOAs of England in 2021: ranks of the Index of Deprivation 2025

/// Wards, small areas with population and deprivation, the borough, targeted neighbourhoods, open spaces.
std::vector<borough::AreaSet> make_area_sets(const Town& town);
borough::BuildingSet make_building_set(const Town& town);
borough::StreetSet make_street_set(const Town& town);
borough::HubRegister make_hubs(const Town& town);
/// Premises stand at the planted hotspots that hold this type.
inline constexpr const char* kTypeAtPremises = "Anti-social behaviour";
/// What premises are called: the one kind that stands where incidents were planted.
inline constexpr const char* kPremises = "Licensed premises";
/// Premises at hotspots of anti-social behaviour and a few elsewhere, stops along main roads, benches anywhere.
borough::PointsOfInterest make_points_of_interest(const Town& town, const std::vector<PlantedHotspot>& hotspots);
/// Quarterly series of each indicator for each ward and the borough. @pre area_sets holds the wards
borough::IndicatorSeries make_indicators(const Town& town, const std::vector<borough::AreaSet>& area_sets);
borough::ActionPlan make_actions(const std::vector<borough::AreaSet>& area_sets);

/// What one former council wrote down of its cameras, and which of them the other wrote down too.
struct CameraRegisters {
  std::vector<NamedRegister> registers;
  std::vector<DuplicatePair> duplicates;
};

/// @param hotspots cameras keep away from the blind ones
CameraRegisters make_cameras(const Town& town, const std::vector<PlantedHotspot>& hotspots);

}  // namespace wardscope::sample
