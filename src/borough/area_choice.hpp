// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "core/result.hpp"

namespace wardscope::borough {

/// "wards", "small areas": what the areas of a kind are called.
std::string_view plural_of(AreaKind kind);

/// The names of the sets of this kind, in the order of import.
std::vector<std::string> set_names(const Dataset& dataset, AreaKind kind);

/// The set that areas_of() gives for each kind that the dataset has, in the order of AreaKind: what an operation counts
/// in.
std::vector<core::Snapshot<AreaSet>> sets_in_use(const Dataset& dataset);

/// "the workspace has 2 sets of wards ('A', 'B'): 'B' is used, imported last; choose another with --area-set"; empty
/// where there are not several of the kind.
std::string several_sets(const Dataset& dataset, AreaKind kind);

/// The dataset with each named set as the only one of its kind. A set is named by its name, or by its vintage or the
/// year of it ("December 2020", "2020"), which may fit a set of each kind; ASCII case is ignored. @returns not_found
/// with the names that are near; invalid_argument where two sets of one kind are named.
core::Result<Dataset> with_area_sets(const Dataset& dataset, const std::vector<std::string>& names);

}  // namespace wardscope::borough
