// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/ward_profile_basis.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kParts = 2;
constexpr std::size_t kAntisocial = 0;
constexpr std::size_t kRest = 1;

/// The crime categories of data.police.uk, those of before 2013 too: all of its types but anti-social behaviour.
constexpr std::array<std::string_view, 15> kCrimes = {"bicycle theft",
                                                      "burglary",
                                                      "criminal damage and arson",
                                                      "drugs",
                                                      "other crime",
                                                      "other theft",
                                                      "public order",
                                                      "possession of weapons",
                                                      "robbery",
                                                      "shoplifting",
                                                      "vehicle crime",
                                                      "violent crime",
                                                      "public disorder and weapons",
                                                      "theft from the person",
                                                      "violence and sexual offences"};

bool is_antisocial(const std::string& type) {
  std::string letters;
  for (const char c : core::lower_ascii(type)) {
    if (c >= 'a' && c <= 'z') letters.push_back(c);
  }
  return letters == "antisocialbehaviour" || letters == "asb";
}

bool is_crime(const std::string& type) {
  return std::find(kCrimes.begin(), kCrimes.end(), core::lower_ascii(type)) != kCrimes.end();
}

/// What the types that were counted say of the parts.
struct PartTypes {
  std::vector<std::size_t> part_of_category;
  std::array<bool, kParts> present{};
  bool rest_is_crime = true;
  /// A part is sensitive where all its types are.
  std::array<borough::Sensitivity, kParts> sensitivity{borough::Sensitivity::sensitive,
                                                       borough::Sensitivity::sensitive};
};

PartTypes part_types(const ProfileBasis& basis) {
  PartTypes types;
  for (std::size_t c = 0; c < basis.incidents.categories.size(); ++c) {
    const borough::IncidentCategory& category = basis.incidents.categories[c];
    const std::size_t part = is_antisocial(category.name) ? kAntisocial : kRest;
    types.part_of_category.push_back(part);
    if (basis.tallies.borough.by_category[c] == 0) continue;
    types.present[part] = true;
    if (part == kRest && !is_crime(category.name)) types.rest_is_crime = false;
    if (sensitivity_of(category) != borough::Sensitivity::sensitive)
      types.sensitivity[part] = borough::Sensitivity::open;
  }
  return types;
}

/// The ward's months by parts.
CountTable months_by_parts(const ProfileBasis& basis, const PartTypes& types, std::size_t ward) {
  const std::vector<int>& months = basis.tallies.months;
  CountTable table{months.size(),
                   kParts,
                   std::vector<std::int64_t>(months.size() * kParts, 0),
                   Totals::rows_and_columns,
                   {types.sensitivity.begin(), types.sensitivity.end()},
                   basis.mixture};
  for (std::size_t i = 0; i < basis.tallies.rows.size(); ++i) {
    if (static_cast<std::size_t>(basis.tallies.ward_of_row[i]) != ward) continue;
    const std::uint32_t row = basis.tallies.rows[i];
    if (basis.incidents.precision[row] == core::TimePrecision::unknown) continue;
    const auto month = std::lower_bound(months.begin(), months.end(), core::month_index(basis.incidents.time[row]));
    if (month == months.end() || *month != core::month_index(basis.incidents.time[row])) continue;
    const auto m = static_cast<std::size_t>(month - months.begin());
    ++table.cells[m * kParts + types.part_of_category[basis.incidents.category[row]]];
  }
  return table;
}

/// Whether the ward's profile shows what the table takes for shown: its totals by month, and the part by type. Where it
/// does not, a month's parts could give such a number away.
bool may_be_split(const ProfileBasis& basis, const PartTypes& types, const ProtectedTable& shown, std::size_t ward) {
  if (basis.incidents_of(ward).suppressed || basis.months.row_totals[ward].suppressed) return false;
  for (std::size_t c = 0; c < types.part_of_category.size(); ++c) {
    if (types.part_of_category[c] == kAntisocial && basis.types.at(ward, c).suppressed) return false;
  }
  const auto hidden = [](const ProfileNumber& number) { return number.suppressed; };
  if (std::any_of(shown.column_totals.begin(), shown.column_totals.end(), hidden) || shown.total.suppressed)
    return false;
  for (std::size_t m = 0; m < shown.row_totals.size(); ++m) {
    if (shown.row_totals[m].suppressed && !basis.months.at(ward, m).suppressed) return false;
  }
  return true;
}

}  // namespace

// Each ward's months by parts are a table of their own: nothing is published of the parts of a month over all wards.
// Hiding more than protect() asks for only widens what an outsider must reckon with.
void add_month_parts(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const PartTypes types = part_types(basis);
  if (!types.present[kAntisocial] || !types.present[kRest] || profile.months.empty()) return;
  const ProtectedTable shown = basis.control.protect(months_by_parts(basis, types, ward));
  const bool split = may_be_split(basis, types, shown, ward);
  for (std::size_t m = 0; m < profile.months.size(); ++m) {
    const bool hidden = !split || profile.months[m].count.suppressed || shown.at(m, kAntisocial).suppressed ||
                        shown.at(m, kRest).suppressed;
    profile.month_parts.push_back(hidden ? MonthParts{{std::nullopt, true}, {std::nullopt, true}}
                                         : MonthParts{shown.at(m, kAntisocial), shown.at(m, kRest)});
  }
  profile.rest_name = types.rest_is_crime ? "Crime" : "All other types";
}

}  // namespace wardscope::analysis
