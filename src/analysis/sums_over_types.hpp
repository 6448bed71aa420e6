// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The filter with all types: what the table of areas by types is counted from, whichever of its types a file shows.
borough::IncidentFilter with_all_types(borough::IncidentFilter filter);

/// Incidents of all types in a set of areas, and the types of which counts are to be shown. Borrows everything.
struct TypedIncidents {
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;    ///< of all types (with_all_types())
  const borough::AreaSet& areas;          ///< an incident counts in one of them, as PolygonCoverage says
  const std::vector<std::string>& types;  ///< ASCII case ignored; empty: all
};

/// Which sums over the chosen types may not be shown.
struct HiddenSums {
  std::vector<bool> areas;  ///< by area
  bool total = false;       ///< that of all areas together
};

/// The classes of a table's columns of counts by type: a type's own (sensitivity_of()), but open where there are none
/// at all, which says nothing about anybody.
std::vector<borough::Sensitivity> classes_of_types(const borough::IncidentTable& incidents,
                                                   std::span<const std::int64_t> by_category);

/// By category, whether a filter for these types chooses it.
std::vector<bool> chosen_types(const borough::IncidentTable& incidents, const std::vector<std::string>& types);

/// Of areas by types as they are shown, which sums over the chosen columns may not be. @pre one entry a column
HiddenSums hidden_sums(const ProtectedTable& shown, const std::vector<bool>& chosen);

/// Decides once for all files: every type by itself and all types together count as published, as one table of areas by
/// types with its totals (DisclosureControl::protect). A number of that table may be shown where the table shows it; a
/// sum over some of the types only where it follows from what the table shows, that is, where it shows each of them, or
/// their sum's complement and the area's total. So no set of such files narrows what the table hides, whatever else was
/// written before. Depends on the records and the filter alone.
/// @returns one entry an area; cancelled
core::Result<HiddenSums> sums_hidden_by_types(const TypedIncidents& of, const DisclosureControl& control,
                                              const jobs::Progress& progress);

/// By category, whether that table hides the type's total over all areas. @returns cancelled
core::Result<std::vector<bool>> totals_hidden_by_type(const TypedIncidents& of, const DisclosureControl& control,
                                                      const jobs::Progress& progress);

/// The numbers of that table as it is shown: of each category in each area and of each category over all areas. Nothing
/// where it hides one; 0 throughout of a category that the areas hold none of.
struct ShownTypes {
  std::size_t categories = 0;
  std::vector<std::optional<std::int64_t>> cells;   ///< areas * categories
  std::vector<std::optional<std::int64_t>> totals;  ///< by category
  [[nodiscard]] std::optional<std::int64_t> at(std::size_t area, std::size_t category) const {
    return cells[area * categories + category];
  }
};
/// `of.types` do not matter. @returns cancelled
core::Result<ShownTypes> types_shown(const TypedIncidents& of, const DisclosureControl& control,
                                     const jobs::Progress& progress);

}  // namespace wardscope::analysis
