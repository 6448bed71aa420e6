// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "catalog/density_options.hpp"
#include "catalog/ground_units.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// The mean density over each cell; of a cell that holds no centre of the surface, the density at its own. 0 where the
/// surface has none. @pre units are cells
std::vector<double> density_on(const GroundUnits& units, const raster::Raster<float>& per_km2);

/// A period on the cells: its incidents and its density.
struct JudgedPeriod {
  DensityAnswer density;
  std::vector<double> counts;
  std::vector<double> per_km2;  ///< by cell; of all incidents in the kernel's reach
  std::vector<bool> shown;      ///< by cell: enough incidents lie in reach for it to be told of
  [[nodiscard]] double incidents() const;
};

/// @returns as incident_density()
core::Result<JudgedPeriod> judged_period(const DensityQuestion& asked, const GroundUnits& units,
                                         const ops::OperationContext& context);

struct PeriodPair {
  const JudgedPeriod& earlier;
  const JudgedPeriod& later;
};

/// Cells among the densest share of the land in one of the periods or in both, and which of these they are: "hotspot
/// that held", "hotspot that faded", "new hotspot". Without cells around which too few incidents lie.
table::FeatureTable held_table(const PeriodPair& periods, const GroundUnits& units, double area_share);

}  // namespace wardscope::catalog
