// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/coverage.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// The ground that at least one camera sees, as a layer of one row: "coverage-ground".
ops::ResultLayer ground_in_view(const analysis::Coverage& coverage, const analysis::CameraViewSet& views);

/// How many cameras see each place, exact at the centre of each cell, and how much ground two or more see.
struct CamerasPerPlace {
  ops::ResultLayer layer;  ///< "coverage-cameras"
  double seen_by_two_km2 = 0.0;
};

/// @param cell side of a cell; 0: 5 m, or as large as it takes to stay below four million cells
/// @pre views.any_view()
/// @returns as analysis::camera_counts()
core::Result<CamerasPerPlace> cameras_per_place(const analysis::CameraViewSet& views, core::Metres cell,
                                                const jobs::Progress& progress);

/// What was found of each type. Borrows everything.
struct TypesInView {
  const analysis::Coverage& coverage;
  const borough::IncidentTable& incidents;
  std::vector<bool> hidden;  ///< by category: its numbers are hidden already, because tables of areas hide its total
};

/// Incidents and those in view by type, most incidents first, as they may leave: one table of types by in view and out
/// of view under DisclosureControl, each type by its own class; where one of a type's numbers is hidden all are.
/// "coverage-by-type".
ops::ResultLayer types_in_view(const TypesInView& found);

/// "Share in view by type: Anti-social behaviour 12.3 %, …", of the first types that the layer shows; empty where it
/// shows none.
std::string types_in_words(const ops::ResultLayer& by_type);

}  // namespace wardscope::catalog
