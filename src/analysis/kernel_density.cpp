// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/kernel_density.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/density_preparation.hpp"
#include "analysis/density_sweep.hpp"
#include "raster/large_raster.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array<core::Choice, 3> kKernels{
    {{"quartic", "Quartic"}, {"gaussian", "Gaussian"}, {"epanechnikov", "Epanechnikov"}}};
constexpr std::array<core::Choice, 3> kCorrections{
    {{"none", "None"}, {"uniform", "Uniform"}, {"jones-diggle", "Jones-Diggle"}}};

std::string kilometres(double metres) { return fmt::format("{:.1f} km", metres / 1000.0); }

geo::Extent extent_of_surface(const PreparedDensity& prepared) {
  if (!prepared.shown().empty()) return prepared.shown().extent();
  geo::Extent extent;
  for (std::size_t i = 0; i < prepared.on_land.size(); ++i)
    extent.add(geo::Point{prepared.on_land.x[i], prepared.on_land.y[i]});
  return extent.grown(prepared.widest().reach());
}

core::Result<raster::GridSpec> choose_grid(const PreparedDensity& prepared, const KernelDensityOptions& options) {
  const geo::Extent extent = extent_of_surface(prepared);
  const double cell =
      options.cell.value() > 0.0 ? options.cell.value() : automatic_cell(extent, prepared.narrowest()).value();
  const double cells = (extent.width() / cell + 1.0) * (extent.height() / cell + 1.0);
  if (cells > kLargestRaster) {
    const double enough = std::ceil(std::sqrt(extent.width() * extent.height() / (0.99 * kLargestRaster)));
    return core::invalid_argument(fmt::format(
        "cells of {:g} m over {} by {} would make {:.0f} million values, the limit is {:.0f} million; use cells "
        "of at least {:.0f} m",
        cell, kilometres(extent.width()), kilometres(extent.height()), cells / 1e6, kLargestRaster / 1e6, enough));
  }
  return raster::grid_covering(extent, cell);
}

core::Status check(const raster::GridSpec& grid, const DensityKernel& kernel) {
  if (static_cast<double>(grid.size()) > kLargestRaster || grid.size() == 0 || !(grid.cell > 0.0)) {
    return core::invalid_argument(fmt::format(
        "a raster of {} cells of {:g} m; it must have between 1 and {:.0f} million cells of a positive size",
        grid.size(), grid.cell, kLargestRaster / 1e6));
  }
  if (kernel.quartic_equivalent() < grid.cell) {
    return core::invalid_argument(fmt::format(
        "bandwidth {:g} m is narrower than a cell of {:g} m, so incidents would fall between the centres of "
        "the cells; use a bandwidth of at least {:.0f} m, or smaller cells",
        kernel.bandwidth, grid.cell, std::ceil(2.0 * grid.cell * kernel.bandwidth / kernel.quartic_equivalent())));
  }
  return {};
}

/// Turns rows of sums into the surface: correction, mask, unit, and what is summed over rows.
class SurfaceRows {
 public:
  SurfaceRows(const PreparedDensity& prepared, DensitySurface& surface)
      : prepared_(prepared), surface_(surface), rows_(surface.per_km2.grid().rows) {}

  void store(std::size_t row, std::span<const double> sums) {
    const raster::GridSpec& grid = surface_.per_km2.grid();
    if (prepared_.shown().empty()) {
      store_cells({row, 0, grid.columns}, sums);
      return;
    }
    for (const auto& [from, to] : prepared_.shown().row_spans(grid.centre(0, row).y)) {
      // Centres with from <= x < to.
      const double first = std::max(0.0, std::ceil((from - grid.x0) / grid.cell - 0.5));
      const double end = std::min(static_cast<double>(grid.columns), std::ceil((to - grid.x0) / grid.cell - 0.5));
      if (first < end) store_cells({row, static_cast<std::size_t>(first), static_cast<std::size_t>(end)}, sums);
    }
  }

  void summarise() {
    const double cell = surface_.per_km2.grid().cell;
    const double cell_km2 = core::from_square_metres(cell * cell).value();
    double sum = 0.0;
    std::size_t cells = 0;
    for (const RowSummary& row : rows_) {  // in the order of the rows, so that no thread leaves a trace
      sum += row.sum;
      cells += row.cells;
      surface_.greatest_per_km2 = std::max(surface_.greatest_per_km2, row.greatest);
    }
    surface_.mass = sum * cell_km2;
    surface_.mean_per_km2 = cells == 0 ? 0.0 : sum / static_cast<double>(cells);
    surface_.land_km2 = prepared_.shown().empty() ? static_cast<double>(cells) * cell_km2
                                                  : core::from_square_metres(prepared_.shown().area()).value();
  }

 private:
  struct RowSummary {
    double sum = 0.0;
    double greatest = 0.0;
    std::size_t cells = 0;
  };
  struct Cells {
    std::size_t row;
    std::size_t begin;
    std::size_t end;
  };

  void store_cells(const Cells& cells, std::span<const double> sums) {
    if (prepared_.correction != EdgeCorrection::uniform) {
      store_scaled(cells, sums, rows_[cells.row]);
      return;
    }
    const raster::GridSpec& grid = surface_.per_km2.grid();
    std::vector<double> corrected(sums.begin(), sums.end());
    for (std::size_t column = cells.begin; column < cells.end; ++column) {
      if (corrected[column] <= 0.0) continue;
      corrected[column] /=
          std::max(mass_on_land(prepared_.land, prepared_.kernel, grid.centre(column, cells.row)), kLeastMass);
    }
    store_scaled(cells, corrected, rows_[cells.row]);
  }

  /// Per km2. Four sums side by side, added in one order: a single one would wait for itself at every cell.
  void store_scaled(const Cells& cells, std::span<const double> sums, RowSummary& summary) {
    constexpr std::size_t kLanes = 4;
    std::array<double, kLanes> sum{};
    std::array<double, kLanes> greatest{};
    float* const to = surface_.per_km2.values().data() + cells.row * surface_.per_km2.grid().columns;
    const auto put = [&](std::size_t column, std::size_t lane) {
      const double value = sums[column] * core::kSquareMetresPerSquareKilometre;
      to[column] = static_cast<float>(value);
      sum[lane] += value;
      greatest[lane] = greatest[lane] < value ? value : greatest[lane];
    };
    std::size_t column = cells.begin;
    for (; column + kLanes <= cells.end; column += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) put(column + lane, lane);
    }
    for (std::size_t lane = 0; column < cells.end; ++column, ++lane) put(column, lane);
    summary.sum += (sum[0] + sum[1]) + (sum[2] + sum[3]);
    summary.greatest = std::max(summary.greatest, *std::max_element(greatest.begin(), greatest.end()));
    summary.cells += cells.end - cells.begin;
  }

  const PreparedDensity& prepared_;
  DensitySurface& surface_;
  std::vector<RowSummary> rows_;
};

}  // namespace

void describe(KernelDensityOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"kernel", "Kernel", "Shape of the hill over each incident"}, kKernels, options.kernel);
  visitor.metres({"bandwidth", "Bandwidth (m)",
                  "Radius of the hill (quartic, epanechnikov) or its standard deviation (gaussian; 71 m spreads like "
                  "quartic 200 m)"},
                 {1.0, 100000.0}, options.bandwidth);
  visitor.metres({"cell", "Cell (m)", "Side of a cell of the surface; 0: a fifth of the bandwidth or less"},
                 {0.0, 100000.0}, options.cell);
  visitor.enumeration({"edge-correction", "Edge correction",
                       "What is done about the part of a hill that falls off the land; jones-diggle keeps the total"},
                      kCorrections, options.edge_correction);
  visitor.flag({"adaptive", "Adaptive bandwidth",
                "Each place has its own bandwidth, narrow where incidents are dense; the number above is the typical "
                "one"},
               options.adaptive);
}

std::string describe_in_words(const KernelDensityOptions& options) {
  const std::string_view kernel = kKernels[static_cast<std::size_t>(options.kernel)].word;
  const std::string cells = options.cell.value() > 0.0 ? fmt::format(", cells of {:g} m", options.cell.value()) : "";
  const std::string correction =
      options.edge_correction == EdgeCorrection::none
          ? "no"
          : fmt::format("{}", kCorrections[static_cast<std::size_t>(options.edge_correction)].label);
  const std::string adaptive = options.adaptive
                                   ? fmt::format(
                                         " adapted to each place (Abramson 1982; pilot of the same, Gaussian; standard "
                                         "deviation at least {:.3g} m and at most 5 times the median)",
                                         options.least_spread.value())
                                   : "";
  return fmt::format("{} kernel, {} {:g} m{}{}, {} edge correction", kernel,
                     options.kernel == KernelShape::gaussian ? "standard deviation" : "bandwidth",
                     options.bandwidth.value(), adaptive, cells, correction);
}

core::Metres automatic_cell(const geo::Extent& extent, const DensityKernel& kernel) {
  constexpr double kCellsABandwidth = 5.0;
  constexpr double kCellsAShortSide = 150.0;
  constexpr double kEnoughCells = 4e6;
  const double short_side = std::max(1.0, std::min(extent.width(), extent.height()));
  const double wanted =
      std::max(1.0, std::min(kernel.quartic_equivalent() / kCellsABandwidth, short_side / kCellsAShortSide));
  const double decade = std::pow(10.0, std::floor(std::log10(wanted)));
  constexpr std::array<double, 4> kSteps{1.0, 2.0, 5.0, 10.0};
  double cell = decade;
  for (const double step : kSteps) {
    if (step * decade <= wanted) cell = step * decade;
  }
  const double least = std::sqrt(extent.width() * extent.height() / kEnoughCells);
  return core::Metres(std::max(cell, std::ceil(least)));
}

core::Result<raster::GridSpec> density_grid(const PreparedDensity& prepared, const KernelDensityOptions& options) {
  auto grid = choose_grid(prepared, options);
  if (!grid) return grid.error();
  if (const core::Status status = check(*grid, prepared.narrowest()); !status) return status.error();
  return grid;
}

core::Result<DensitySurface> kernel_density(const DensityInput& input, const KernelDensityOptions& options,
                                            const jobs::Progress& progress) {
  const auto prepared = prepare_density(input, options, progress.part(0.0, 0.3, "Placing the incidents"));
  if (!prepared) return prepared.error();
  if (input.grid) {
    if (const core::Status status = check(*input.grid, prepared->narrowest()); !status) return status.error();
  }
  const auto grid = input.grid ? core::Result<raster::GridSpec>(*input.grid) : density_grid(*prepared, options);
  if (!grid) return grid.error();

  DensitySurface surface;
  surface.per_km2 = raster::large_raster(*grid, raster::no_data<float>());
  surface.options = options;
  surface.options.cell = core::Metres(grid->cell);
  surface.options.edge_correction = prepared->correction;
  surface.incidents = prepared->incidents;
  surface.around = prepared->around;
  surface.off_land = prepared->off_land;
  surface.locations = prepared->on_land.size();
  surface.adapted = prepared->adapted;
  surface.weight = prepared->weight;

  SurfaceRows rows(*prepared, surface);
  const core::Status status =
      sweep_kernel_sums({prepared->points(), prepared->kernel, *grid}, progress.part(0.3, 1.0, "Summing the kernels"),
                        [&](std::size_t row, std::span<const double> sums) { rows.store(row, sums); });
  if (!status) return status.error();
  rows.summarise();
  return surface;
}

core::Result<std::vector<double>> density_at(const DensityInput& input, const KernelDensityOptions& options,
                                             std::span<const geo::Point> probes) {
  DensityInput everywhere = input;
  everywhere.part = nullptr;
  const auto prepared = prepare_density(everywhere, options, jobs::Progress());
  if (!prepared) return prepared.error();
  const WeightedPoints points = prepared->points();
  std::vector<double> values;
  values.reserve(probes.size());
  for (const geo::Point probe : probes) {
    if (!prepared->land.empty() && !prepared->land.contains(probe)) {
      values.push_back(raster::no_data<double>());
      continue;
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < points.x.size(); ++i) {
      const geo::Point apart = geo::Point{points.x[i], points.y[i]} - probe;
      sum += points.weight[i] * prepared->kernel_of(i).at_squared(geo::dot(apart, apart));
    }
    if (prepared->correction == EdgeCorrection::uniform) {
      sum /= std::max(mass_on_land(prepared->land, prepared->kernel, probe), kLeastMass);
    }
    values.push_back(sum * core::kSquareMetresPerSquareKilometre);
  }
  return values;
}

}  // namespace wardscope::analysis
