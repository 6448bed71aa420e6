// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/cell_grid.hpp"
#include "analysis/land_cells.hpp"
#include "analysis/unit_neighbours.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "core/snapshot.hpp"
#include "core/units.hpp"
#include "geo/polygon_coverage.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::catalog {

/// Pieces of ground that incidents are counted on.
enum class UnitKind {
  cells,
  wards,
  small_areas,
  map_points,  ///< the points to which an anonymising source moves its incidents
};

struct UnitChoice {
  UnitKind kind = UnitKind::cells;
  analysis::CellOptions cells;
};

/// The smallest cells that incidents of sensitive types may be counted in.
constexpr core::Metres kLeastSensitiveCell{250.0};
/// @returns invalid_argument where only sensitive types are selected and the cells are smaller.
core::Status check_sensitive(const UnitChoice& choice, borough::Sensitivity sensitivity);

/// The pieces of ground, whatever is counted on them; column by column. Cheap to copy it is not.
struct GroundUnits {
  UnitKind kind = UnitKind::cells;
  std::string in_words;                   ///< "hexagons of 150 m on the land"
  core::Snapshot<borough::AreaSet> set;   ///< null: no areas
  std::vector<geo::MultiPolygon> shapes;  ///< empty: map points
  std::vector<geo::Point> points;         ///< of map points alone
  std::vector<double> km2;                ///< of land; empty: map points
  std::vector<std::string> names;         ///< of the area or the map point; of a cell the ward at its centre, or empty
  std::vector<std::string> codes;         ///< of areas alone
  std::vector<double> residents;          ///< of areas, 0 where not known; empty: others
  [[nodiscard]] std::size_t size() const { return names.size(); }
  [[nodiscard]] bool are_areas() const { return !codes.empty(); }
  [[nodiscard]] geo::Geometry geometry(std::size_t unit) const;

  core::Snapshot<analysis::LandCells> cells;      ///< null: no cells
  core::Snapshot<geo::PolygonCoverage> coverage;  ///< null: no areas
};

/// "cell", "areas", "map points".
std::string_view unit_word(const GroundUnits& units, std::size_t count);

/// @returns not_found where the dataset has no such areas or, for cells, no land, or no incident stands on a map point;
///   as land_cells(); cancelled
core::Result<GroundUnits> ground_units(const UnitChoice& choice, const ops::OperationContext& context,
                                       const jobs::Progress& progress);

/// Which units touch; empty for those without neighbours. @returns as analysis::neighbours_of(). @pre no map points
core::Result<stats::Neighbours> neighbours_of(const GroundUnits& units, const analysis::NeighbourOptions& options,
                                              const jobs::Progress& progress);

struct UnitCounts {
  std::vector<double> counts;  ///< by unit
  std::int64_t elsewhere = 0;  ///< rows in no unit
};
/// How many of the rows lie in each unit, by their place. @returns cancelled
core::Result<UnitCounts> count_on(const GroundUnits& units, const borough::IncidentTable& incidents,
                                  std::span<const std::uint32_t> rows, const jobs::Progress& progress);

}  // namespace wardscope::catalog
