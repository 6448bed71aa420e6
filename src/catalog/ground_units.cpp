// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/ground_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "analysis/area_population.hpp"
#include "analysis/located_rows.hpp"
#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

core::Result<GroundUnits> units_of_cells(const analysis::CellOptions& options, const ops::OperationContext& context,
                                         const jobs::Progress& progress) {
  const geo::MultiPolygon land = land_of(context.dataset, context.diagnostics);
  if (land.empty()) {
    return core::not_found(
        "without wards or a borough outline the land is not known, and cells at sea would make the "
        "whole town stand out; import wards, or count in another set of areas");
  }
  auto cells = analysis::land_cells(land, options, progress);
  if (!cells) return cells.error();
  GroundUnits units;
  units.in_words = fmt::format("{} on the land", analysis::describe_in_words(options));
  units.km2 = cells->land_km2;
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  std::vector<geo::MultiPolygon> ward_shapes;
  for (std::size_t i = 0; wards && i < wards->areas.size(); ++i) ward_shapes.push_back(wards->areas[i].shape);
  const geo::PolygonCoverage coverage(ward_shapes);
  for (const std::size_t cell : cells->cells) {
    const auto ward = coverage.locate(cells->grid.centre(cell));
    units.names.push_back(ward ? wards->areas[*ward].name : std::string());
    units.shapes.push_back({cells->grid.outline(cell)});
  }
  units.cells = core::make_snapshot(std::move(cells).value());
  return units;
}

core::Result<GroundUnits> units_of_areas(borough::AreaKind kind, const ops::OperationContext& context,
                                         const jobs::Progress& progress) {
  const auto set = borough::areas_of(context.dataset, kind);
  if (!set) {
    return core::not_found(
        "the workspace has no such areas; import them with 'wardscope import', or choose other --units");
  }
  if (set->areas.empty()) return core::invalid_argument("the area set '" + set->name + "' has no areas");
  const auto small_areas = borough::areas_of(context.dataset, borough::AreaKind::small_area);
  const auto populations = analysis::area_populations(*set, small_areas.get(), progress);
  if (!populations) return populations.error();
  GroundUnits units;
  units.in_words = fmt::format("areas of '{}'", set->name);
  units.set = set;
  for (std::size_t i = 0; i < set->areas.size(); ++i) {
    const borough::Area& area = set->areas[i];
    units.km2.push_back(geo::area(area.shape) / 1e6);
    units.names.push_back(area.name);
    units.codes.push_back(area.code);
    units.shapes.push_back(area.shape);
    units.residents.push_back((*populations)[i].residents.value_or(0.0));
  }
  units.coverage = core::make_snapshot(geo::PolygonCoverage(units.shapes));
  return units;
}

bool stands_on_a_map_point(const borough::IncidentTable& incidents, std::size_t row) {
  return !incidents.place.empty() && incidents.place[row] != borough::IncidentTable::kNoPlace;
}

bool is_before(const geo::Point& a, const geo::Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

/// Every map point on which an incident of any type and time stands: those that hold none of the selected ones count
/// as empty.
core::Result<GroundUnits> units_of_map_points(const ops::OperationContext& context) {
  GroundUnits units;
  units.in_words = "map points of the borough on which any incident is recorded";
  if (!context.dataset.incidents) return core::not_found("the workspace has no incidents");
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  // A force's file holds more than the borough: points beyond it are none of its places.
  const geo::MultiPolygon land = land_of(context.dataset, context.diagnostics);
  const geo::PolygonCoverage on_land(std::vector<geo::MultiPolygon>{land});
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < incidents.size(); ++row) {
    if (stands_on_a_map_point(incidents, row)) rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_before(incidents.position(a), incidents.position(b));
  });
  for (const std::uint32_t row : rows) {
    const geo::Point place = incidents.position(row);
    if (!units.points.empty() && units.points.back() == place) continue;
    if (!land.empty() && !on_land.locate(place)) continue;
    units.points.push_back(place);
    units.names.push_back(incidents.place_names[incidents.place[row]]);
  }
  if (units.points.empty()) {
    return core::not_found(
        "no incident stands on a map point of its source in the borough: these are recorded where they happened, and a "
        "list of their "
        "places would show single records; count in cells");
  }
  return units;
}

/// One number a row: its unit, or geo::PolygonCoverage::kNowhere.
std::int32_t point_of(const GroundUnits& units, const geo::Point& place) {
  const auto found = std::lower_bound(units.points.begin(), units.points.end(), place, is_before);
  if (found == units.points.end() || !(*found == place)) return geo::PolygonCoverage::kNowhere;
  return static_cast<std::int32_t>(found - units.points.begin());
}

}  // namespace

core::Status check_sensitive(const UnitChoice& choice, borough::Sensitivity sensitivity) {
  if (sensitivity != borough::Sensitivity::sensitive || choice.kind != UnitKind::cells) return {};
  if (choice.cells.size >= kLeastSensitiveCell) return {};
  return core::invalid_argument(
      fmt::format("only sensitive types are selected: so that no single record shows, their cells need {:g} m or more",
                  kLeastSensitiveCell.value()));
}

geo::Geometry GroundUnits::geometry(std::size_t unit) const {
  if (!points.empty()) return points[unit];
  return shapes[unit];
}

std::string_view unit_word(const GroundUnits& units, std::size_t count) {
  if (units.are_areas()) return count == 1 ? "area" : "areas";
  if (!units.points.empty()) return count == 1 ? "map point" : "map points";
  return count == 1 ? "cell" : "cells";
}

core::Result<GroundUnits> ground_units(const UnitChoice& choice, const ops::OperationContext& context,
                                       const jobs::Progress& progress) {
  const auto made = [&]() -> core::Result<GroundUnits> {
    switch (choice.kind) {
      case UnitKind::cells:
        return units_of_cells(choice.cells, context, progress);
      case UnitKind::wards:
        return units_of_areas(borough::AreaKind::ward, context, progress);
      case UnitKind::small_areas:
        return units_of_areas(borough::AreaKind::small_area, context, progress);
      case UnitKind::map_points:
        return units_of_map_points(context);
    }
    return core::invalid_argument("no such units");
  };
  auto units = made();
  if (units) units->kind = choice.kind;
  return units;
}

core::Result<stats::Neighbours> neighbours_of(const GroundUnits& units, const analysis::NeighbourOptions& options,
                                              const jobs::Progress& progress) {
  assert(units.kind != UnitKind::map_points);
  if (units.cells) return analysis::neighbours_of(*units.cells, options);
  return analysis::neighbours_of(units.shapes, options, progress);
}

core::Result<UnitCounts> count_on(const GroundUnits& units, const borough::IncidentTable& incidents,
                                  std::span<const std::uint32_t> rows, const jobs::Progress& progress) {
  if (units.cells) {
    if (!progress.tick(0.0)) return core::cancelled();
    analysis::CellCounts counts = analysis::count_in_cells(*units.cells, incidents.x, incidents.y, rows);
    return UnitCounts{std::move(counts.incidents), counts.elsewhere};
  }
  UnitCounts counts{std::vector<double>(units.size(), 0.0), 0};
  const auto add = [&](std::int32_t unit) {
    if (unit == geo::PolygonCoverage::kNowhere) {
      ++counts.elsewhere;
    } else {
      counts.counts[static_cast<std::size_t>(unit)] += 1.0;
    }
  };
  if (units.kind == UnitKind::map_points) {
    if (!progress.tick(0.0)) return core::cancelled();
    for (const std::uint32_t row : rows) {
      add(stands_on_a_map_point(incidents, row) ? point_of(units, incidents.position(row))
                                                : geo::PolygonCoverage::kNowhere);
    }
    return counts;
  }
  const auto located = analysis::located_rows(*units.coverage, incidents, rows, progress);
  if (!located) return located.error();
  for (const std::int32_t unit : *located) add(unit);
  return counts;
}

}  // namespace wardscope::catalog
