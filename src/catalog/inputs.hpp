// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::catalog {

/// The land that incidents can be recorded on: the polygons of the wards, or else of the borough's outline. Empty where
/// the dataset has neither, with a note in the diagnostics that says what that means.
geo::MultiPolygon land_of(const borough::Dataset& dataset, core::Diagnostics& diagnostics);

/// Notes which set is used of a kind of which the workspace has several.
void note_area_sets(const borough::Dataset& dataset, borough::AreaKind kind, core::Diagnostics& diagnostics);

/// Rows that the filter selects. @returns not_found where there are no incidents at all, invalid_argument as
/// borough::select() or where nothing is selected; rows whose time is too vague are counted in the diagnostics.
core::Result<borough::IncidentSelection> selected_incidents(const borough::Dataset& dataset,
                                                            const borough::IncidentFilter& filter,
                                                            core::Diagnostics& diagnostics);

/// The message for a ward that is not there: wards that are near in spelling or contain the word, and what lists them.
std::string no_ward(const borough::Dataset& dataset, std::string_view name);

/// "12,431 recorded incidents (Burglary; 2025-01 to 2025-12)"; of a small count "fewer than 5 recorded incidents (…)".
std::string incidents_in_words(std::int64_t count, const borough::IncidentFilter& filter,
                               borough::Sensitivity sensitivity = borough::Sensitivity::open);

/// A share as "12.3 %".
std::string percent(double share);

/// "Boscombe West (62 %), East Cliff (38 %)" from names with shares.
std::string joined_shares(const std::vector<std::pair<std::string, double>>& shares);
/// "a, b and c", "a, b, c and 4 more".
std::string joined_names(const std::vector<std::string>& names);

}  // namespace wardscope::catalog
