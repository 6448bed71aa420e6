// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the ward profile: what all wards' profiles share, and the functions that write the parts of one.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/area_population.hpp"
#include "analysis/ward_profile.hpp"
#include "analysis/ward_streets.hpp"
#include "analysis/ward_tally.hpp"
#include "borough/place_sharing.hpp"

namespace wardscope::analysis {

/// Counts of all wards after disclosure control, and what else every profile needs. Borrows the input.
struct ProfileBasis {
  const WardProfileInput& input;
  const borough::AreaSet& wards;
  const borough::IncidentTable& incidents;
  DisclosureControl control;
  WardTallies tallies;
  borough::Sensitivity mixture = borough::Sensitivity::open;  ///< of counts over types: sensitive where all types are
  ProtectedTable types;                                       ///< wards by categories
  ProtectedTable months;                                      ///< wards by months
  std::vector<AreaPopulation> populations;
  std::vector<std::vector<StreetTally>> streets;  ///< by ward; empty without streets and names of map points
  bool places_by_source = false;                  ///< true: streets are the names of the source's map points
  std::string period;                             ///< "January 2025 to December 2025"
  borough::PlaceSharing sharing = {};             ///< what the points of the incidents tell of their places

  [[nodiscard]] const ProfileNumber& incidents_of(std::size_t ward) const { return types.row_totals[ward]; }
  [[nodiscard]] std::optional<double> borough_population() const;
  /// The kind that the source's name of a map point stands for, or null: a street, or a place that has a name.
  [[nodiscard]] const borough::PlaceKind* kind_of(const StreetTally& place) const {
    return places_by_source ? borough::kind_of_place(place.name) : nullptr;
  }
  /// At least one camera sees ground: otherwise nothing is known of what is in view.
  [[nodiscard]] bool any_view() const;
};

core::Result<ProfileBasis> make_basis(const WardProfileInput& input, std::optional<std::size_t> ward,
                                      const jobs::Progress& progress);

// Each fills its part of the profile of wards.areas[ward].
void add_counts(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);       ///< types, months, hours
void add_month_parts(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);  ///< after the counts
void add_places(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);       ///< hotspots, streets, hubs
core::Status add_cameras(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);
void add_plans(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);  ///< indicators, actions
void add_key_figures(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);
void add_findings(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);
void add_unknowns(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);
void add_methods(const ProfileBasis& basis, std::size_t ward, WardProfile& profile);  ///< and assumptions, suppressed

/// What was assumed of the cameras that stand in the ward or see into it, and of no others: a sentence each.
std::vector<std::string> camera_assumptions(const ProfileBasis& basis, std::size_t ward);

/// A change between equal periods, from as many months.
struct YearChange {
  std::optional<double> percent;  ///< nothing where the base is below kLeastBase or a count is hidden
  double later = 0.0;             ///< as shown
  double earlier = 0.0;
  bool beyond_chance = false;  ///< |later - earlier| > 1.96 sqrt(later + earlier): Poisson counts, 95 %
};
/// Below it a percentage says more about chance than about the ward.
constexpr std::int64_t kLeastBase = 20;
YearChange year_change(const ProfileBasis& basis, const WardTally& tally);
/// The same of a ward, and nothing where it would undo the hiding of a month: the sum of some months, beside the
/// others, can give one away.
YearChange ward_change(const ProfileBasis& basis, std::size_t ward);

/// 1 for the greatest; equals share a rank. @pre values[index] is there
int rank_of(const std::vector<std::optional<double>>& values, std::size_t index);

}  // namespace wardscope::analysis
