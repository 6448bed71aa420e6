// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/cell_grid.hpp"
#include "analysis/local_test.hpp"
#include "analysis/unit_neighbours.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/snapshot.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::catalog {

/// Pieces of ground that are tested.
enum class TestedUnits { cells, wards, small_areas };

/// What of a unit is held against the others.
enum class TestedMeasure {
  incidents,
  per_km2,       ///< of its land
  per_resident,  ///< standardised (stats::standardised_rates)
};
std::string_view words_of(TestedMeasure measure);

struct SignificanceQuestion {
  borough::IncidentFilter filter;
  TestedUnits units = TestedUnits::cells;
  TestedMeasure measure = TestedMeasure::incidents;
  analysis::CellOptions cells;
  analysis::NeighbourOptions neighbours;
  analysis::LocalTestOptions test;
};

void describe(SignificanceQuestion& question, core::ParameterVisitor& visitor);

/// The smallest cells that incidents of sensitive types may be tested in.
constexpr core::Metres kLeastSensitiveCell{250.0};

/// Cells or areas with what they hold, side by side.
struct CountedUnits {
  std::string in_words;                  ///< "hexagons of 150 m on the land"
  core::Snapshot<borough::AreaSet> set;  ///< null: cells
  std::vector<geo::MultiPolygon> shapes;
  std::vector<double> counts;      ///< incidents
  std::vector<double> km2;         ///< of land
  std::vector<std::string> names;  ///< of the area; of a cell the ward at its centre, or empty
  std::vector<std::string> codes;  ///< of areas; empty: cells
  std::vector<double> residents;   ///< of areas, 0 where not known; empty: cells
  stats::Neighbours neighbours;
  std::int64_t elsewhere = 0;  ///< selected incidents in no unit
  [[nodiscard]] std::size_t size() const { return counts.size(); }
};

}  // namespace wardscope::catalog
