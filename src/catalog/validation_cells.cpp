// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/validation_cells.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"

namespace wardscope::catalog {
namespace {

/// 0 off the surface and where it has no value.
double density_at_place(const raster::Raster<float>& per_km2, geo::Point place) {
  const raster::GridSpec& grid = per_km2.grid();
  const double column = std::floor((place.x - grid.x0) / grid.cell);
  const double row = std::floor((place.y - grid.y0) / grid.cell);
  if (column < 0.0 || row < 0.0 || column >= static_cast<double>(grid.columns) ||
      row >= static_cast<double>(grid.rows)) {
    return 0.0;
  }
  const auto value = static_cast<double>(per_km2.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row)));
  return std::isnan(value) ? 0.0 : value;
}

/// Whether each cell is among the densest that make up the share of the land.
std::vector<bool> densest(const JudgedPeriod& period, const std::vector<double>& km2, double area_share) {
  std::vector<std::size_t> order(km2.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return period.per_km2[a] > period.per_km2[b]; });
  double left = area_share * std::accumulate(km2.begin(), km2.end(), 0.0);
  std::vector<bool> in(km2.size(), false);
  for (const std::size_t cell : order) {
    if (left < km2[cell] / 2.0 || !(period.per_km2[cell] > 0.0)) break;
    left -= km2[cell];
    in[cell] = period.shown[cell];
  }
  return in;
}

}  // namespace

std::vector<double> density_on(const GroundUnits& units, const raster::Raster<float>& per_km2) {
  const analysis::CellGrid& grid = units.cells->grid;
  std::vector<std::size_t> unit_of(grid.size(), units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) unit_of[units.cells->cells[unit]] = unit;
  std::vector<double> sums(units.size(), 0.0);
  std::vector<double> centres(units.size(), 0.0);
  const raster::GridSpec& surface = per_km2.grid();
  for (std::size_t row = 0; row < surface.rows; ++row) {
    for (std::size_t column = 0; column < surface.columns; ++column) {
      const auto value = static_cast<double>(per_km2.at(column, row));
      if (std::isnan(value)) continue;
      const auto cell = grid.cell_at(surface.centre(column, row));
      if (!cell || unit_of[*cell] == units.size()) continue;
      sums[unit_of[*cell]] += value;
      centres[unit_of[*cell]] += 1.0;
    }
  }
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (centres[unit] > 0.0) {
      sums[unit] /= centres[unit];
    } else {
      sums[unit] = density_at_place(per_km2, grid.centre(units.cells->cells[unit]));
    }
  }
  return sums;
}

double JudgedPeriod::incidents() const { return std::accumulate(counts.begin(), counts.end(), 0.0); }

core::Result<JudgedPeriod> judged_period(const DensityQuestion& asked, const GroundUnits& units,
                                         const ops::OperationContext& context) {
  const ops::OperationContext part{context.dataset, context.workspace, context.progress.part(0.0, 0.9, "Density"),
                                   context.diagnostics};
  auto density = incident_density(asked, part);
  if (!density) return density.error();
  auto counts = count_on(units, *density->incidents, density->selection.rows, context.progress.part(0.9, 1.0));
  if (!counts) return counts.error();
  JudgedPeriod period{std::move(density).value(), std::move(counts->counts), {}, {}};
  period.per_km2 = density_on(units, period.density.surface.per_km2);
  raster::Raster<float> supported = period.density.surface.per_km2;
  const auto& options = period.density.surface.options;
  const core::Metres reach(analysis::DensityKernel{options.kernel, options.bandwidth.value()}.quartic_equivalent());
  analysis::hide_thin_support(supported, analysis::point_columns(*period.density.incidents, period.density.selection),
                              {reach, analysis::DisclosureControl().threshold(period.density.sensitivity)});
  for (const double density_there : density_on(units, supported)) period.shown.push_back(density_there > 0.0);
  return period;
}

table::FeatureTable held_table(const PeriodPair& periods, const GroundUnits& units, double area_share) {
  table::FeatureTable features({{"name", "Ward", "", table::ColumnType::text, false},
                                {"class", "Class", "", table::ColumnType::text, false},
                                {"land_km2", "Land", "km²", table::ColumnType::number, false}});
  const std::vector<bool> before = densest(periods.earlier, units.km2, area_share);
  const std::vector<bool> after = densest(periods.later, units.km2, area_share);
  for (const auto& [words, was, is] :
       {std::tuple("hotspot that held", true, true), std::tuple("hotspot that faded", true, false),
        std::tuple("new hotspot", false, true)}) {
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (before[unit] != was || after[unit] != is) continue;
      features.add_row({units.names[unit], std::string(words), units.km2[unit]}, units.geometry(unit));
    }
  }
  return features;
}

}  // namespace wardscope::catalog
