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

/// Registers that know the day alone often write midnight. Said where it would bend the picture of the night.
std::string midnight_unknown(const ProfileBasis& basis, std::size_t ward) {
  constexpr double kNotable = 0.05;  // of the times; of true ones 1 in 1,440 is midnight
  std::int64_t midnight = 0;
  for (std::size_t i = 0; i < basis.tallies.rows.size(); ++i) {
    if (static_cast<std::size_t>(basis.tallies.ward_of_row[i]) != ward) continue;
    const std::uint32_t row = basis.tallies.rows[i];
    if (basis.incidents.precision[row] != core::TimePrecision::minute) continue;
    if (basis.incidents.time[row] % core::kMinutesPerDay == 0) ++midnight;
  }
  const std::int64_t with_hours = basis.tallies.wards[ward].with_hours;
  if (midnight < kLeastBase || static_cast<double>(midnight) < kNotable * static_cast<double>(with_hours)) return {};
  const ProfileNumber share = basis.control.share(midnight, with_hours, basis.mixture);
  if (!share.value) return {};
  return fmt::format(
      "Date only: {} % of the incidents with a time are stamped exactly 00:00, which often stands for a day "
      "without its hour; the hour from midnight may be too high.",
      core::fixed(*share.value * 100.0, 0));
}

std::string place_unknown(const ProfileBasis& basis) {
  const std::string badge = borough::street_level_words(basis.sharing);
  if (!badge.empty()) return badge + " A point stands for a stretch of street or a site, not for an address.";
  if (basis.sharing.on_map_points == 0) return {};
  return "Exact places: the source moved some of the incidents to a map point nearby; such a point stands for a "
         "stretch "
         "of street or a site, not for an address.";
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
       std::array{months_unknown(basis), change_unknown(basis), hours_unknown(basis, ward),
                  midnight_unknown(basis, ward), place_unknown(basis), cameras_unknown(basis, profile),
                  residents_unknown(basis, ward), hubs_unknown(basis, profile)}) {
    if (!sentence.empty()) profile.unknowns.push_back(std::move(sentence));
  }
}

}  // namespace wardscope::analysis
