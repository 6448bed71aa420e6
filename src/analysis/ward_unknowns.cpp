// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <utility>

#include "analysis/ward_profile_basis.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

std::string months_unknown(const ProfileBasis& basis) {
  const std::vector<int>& months = basis.tallies.months;
  if (months.empty()) return "When: the records carry no month.";
  std::string gaps;
  for (std::size_t i = 1; i < months.size(); ++i) {
    const int first = months[i - 1] + 1;
    const int last = months[i] - 1;
    if (first > last) continue;
    gaps += gaps.empty() ? "" : "; ";
    gaps += first == last ? core::month_name(first)
                          : fmt::format("{} to {}", core::month_name(first), core::month_name(last));
  }
  if (gaps.empty()) return {};
  return fmt::format("Months without records here: {}. Nothing is said about them.", gaps);
}

std::string change_unknown(const ProfileBasis& basis) {
  if (!basis.tallies.compared_months.empty()) return {};
  return "Change: no month of the last year has records a year before, so no trend is given.";
}

std::string hours_unknown(const ProfileBasis& basis, std::size_t ward) {
  const WardTally& tally = basis.tallies.wards[ward];
  if (tally.incidents == 0 || tally.with_hours > 0) return {};
  return "Weekday and hour: the source publishes no time of day, so nothing is said about evenings or weekends.";
}

std::string place_unknown(const ProfileBasis& basis) {
  if (basis.incidents.place.empty()) return {};
  return "Exact places: the source moves each incident to a map point nearby; a point stands for a stretch of street "
         "or "
         "a site, not for an address.";
}

std::string cameras_unknown(const ProfileBasis& basis, const WardProfile& profile) {
  if (!profile.has_cameras) return "Cameras: no camera register is in the workspace, so what is in view is not known.";
  if (basis.any_view()) return {};
  return "What cameras see: the register has no camera with a known view; where cameras stand is on the map.";
}

std::string residents_unknown(const ProfileBasis& basis, std::size_t ward) {
  if (basis.populations[ward].residents) return {};
  return "Residents: neither the wards nor small areas have a population, so there is no rate.";
}

std::string hubs_unknown(const ProfileBasis& basis, const WardProfile& profile) {
  if (!profile.has_hubs) return "Hubs: no list of community hubs is in the workspace.";
  if (basis.input.access != nullptr) return {};
  return "Access to hubs: it needs small areas with residents.";
}

}  // namespace

void add_unknowns(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  for (std::string& sentence :
       std::array{months_unknown(basis), change_unknown(basis), hours_unknown(basis, ward), place_unknown(basis),
                  cameras_unknown(basis, profile), residents_unknown(basis, ward), hubs_unknown(basis, profile)}) {
    if (!sentence.empty()) profile.unknowns.push_back(std::move(sentence));
  }
}

}  // namespace wardscope::analysis
