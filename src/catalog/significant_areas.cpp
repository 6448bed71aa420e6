// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/significant_areas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "catalog/inputs.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

std::optional<std::int64_t> told_incidents(const SignificantAreas& areas, const analysis::MergedUnits& area) {
  double sum = 0.0;
  for (const std::size_t unit : area.units) {
    const auto& hidden = areas.hidden.codes;
    if (areas.units.are_areas() && std::find(hidden.begin(), hidden.end(), areas.units.codes[unit]) != hidden.end()) {
      return std::nullopt;
    }
    sum += areas.units.counts[unit];
  }
  return told_count(sum, areas.sensitivity);
}

/// Names of the wards (of the areas themselves), those with most of its units first.
std::vector<std::string> names_of(const SignificantAreas& areas, const analysis::MergedUnits& area) {
  std::map<std::string, std::size_t> units_by_name;
  for (const std::size_t unit : area.units) {
    if (!areas.units.names[unit].empty()) ++units_by_name[areas.units.names[unit]];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(units_by_name.begin(), units_by_name.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  names.reserve(sorted.size());
  for (auto& [name, count] : sorted) names.push_back(std::move(name));
  return names;
}

/// The street nearest to the middle of the peak, or else to a point half way from there to its sides.
std::string street_of(const SignificantAreas& areas, const analysis::MergedUnits& area) {
  if (areas.units.are_areas()) return {};
  const geo::Extent extent = geo::extent_of(areas.units.shapes[area.peak]);
  constexpr double kHalfWay = 0.25;
  constexpr std::array<geo::Point, 5> kLooks{{{0, 0}, {1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
  std::string name;
  for (const geo::Point& look : kLooks) {
    if (!name.empty()) break;
    name = areas.places.near(extent.centre() +
                             geo::Point{look.x * kHalfWay * extent.width(), look.y * kHalfWay * extent.height()});
  }
  return name;
}

}  // namespace

table::FeatureTable significant_areas_table(const SignificantAreas& areas) {
  using table::ColumnType;
  const bool cells = !areas.units.are_areas();
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"place", "At", "", ColumnType::text, false},
                                {"names", cells ? "Ward" : "Areas", "", ColumnType::text, false},
                                {"units", cells ? "Cells" : "Number of areas", "", ColumnType::integer, false},
                                {"incidents_rounded", "Incidents, rounded", "", ColumnType::integer, false},
                                {"land_km2", "Land", "km²", ColumnType::number, false}});
  std::int64_t rank = 0;
  for (const analysis::MergedUnits& area : areas.merged) {
    double land = 0.0;
    for (const std::size_t unit : area.units) land += areas.units.km2[unit];
    table::Value count;
    if (const auto told = told_incidents(areas, area)) count = *told;
    features.add_row({++rank, street_of(areas, area), joined_names(names_of(areas, area)),
                      static_cast<std::int64_t>(area.units.size()), std::move(count), land},
                     area.shape);
  }
  return features;
}

std::string significant_areas_in_words(const SignificantAreas& areas) {
  if (areas.merged.empty()) return {};
  std::vector<std::string> each;
  for (const analysis::MergedUnits& area : areas.merged) {
    const std::vector<std::string> names = names_of(areas, area);
    const std::string street = street_of(areas, area);
    std::string text = fmt::format("{} {}", area.units.size(), unit_word(areas.units, area.units.size()));
    if (!names.empty()) text += fmt::format(" in {}", names.front());
    if (!street.empty()) text += fmt::format(" at {}", street);
    if (const auto told = told_incidents(areas, area)) {
      text += fmt::format(" (about {} incidents)", core::with_thousands(*told));
    }
    each.push_back(std::move(text));
  }
  const bool one = each.size() == 1;
  return fmt::format("Where the high ones touch they make {} area{}: {}.",
                     one ? "one" : core::with_thousands(static_cast<std::int64_t>(each.size())), one ? "" : "s",
                     joined_names(each));
}

}  // namespace wardscope::catalog
