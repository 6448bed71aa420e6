// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/cell_grid.hpp"
#include "analysis/local_test.hpp"
#include "analysis/unit_neighbours.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "core/parameter.hpp"
#include "core/units.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::catalog {

/// What of a unit is held against the others.
enum class TestedMeasure {
  incidents,
  per_km2,       ///< of its land
  per_resident,  ///< standardised (stats::standardised_rates)
};
std::string_view words_of(TestedMeasure measure);

struct SignificanceQuestion {
  borough::IncidentFilter filter;
  UnitKind units = UnitKind::cells;  ///< no map points, which touch nothing
  TestedMeasure measure = TestedMeasure::incidents;
  analysis::CellOptions cells;
  analysis::NeighbourOptions neighbours;
  analysis::LocalTestOptions test;
};

void describe(SignificanceQuestion& question, core::ParameterVisitor& visitor);

/// Cells or areas with what they hold, side by side.
struct CountedUnits : GroundUnits {
  std::vector<double> counts;  ///< incidents
  stats::Neighbours neighbours;
  std::int64_t elsewhere = 0;  ///< selected incidents in no unit
};

}  // namespace wardscope::catalog
