// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/gaussian_sums.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/edge_correction.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kCellsASigma = 1.5;
constexpr double kHalfReach = 3.6;      // sigma: 5.1 standard deviations of the half kernel
constexpr double kMostCells = 2e7;      // of the lattice of sums, 160 MB
constexpr double kMostLandCells = 1e6;  // of that of the land, with its rows between
constexpr std::size_t kPointsARange = 512;

/// Half of the Gaussian: convolved with itself it is the whole.
double half_of(core::Metres sigma) { return sigma.value() / std::numbers::sqrt2; }

double lattice_cells(const geo::Extent& extent, core::Metres sigma) {
  const double cell = sigma.value() / kCellsASigma;
  return (extent.width() / cell + 2.0 * kHalfReach * kCellsASigma) *
         (extent.height() / cell + 2.0 * kHalfReach * kCellsASigma);
}

geo::Extent extent_of(const WeightedPoints& points) {
  geo::Extent extent;
  for (std::size_t i = 0; i < points.x.size(); ++i) extent.add(geo::Point{points.x[i], points.y[i]});
  return extent;
}

raster::GridSpec lattice_over(const geo::Extent& extent, core::Metres sigma) {
  return raster::grid_covering(extent.grown(kHalfReach * sigma.value()), sigma.value() / kCellsASigma);
}

/// The second half of the convolution: each point gathers the lattice with the half kernel.
class Gathering {
 public:
  Gathering(const raster::Raster<double>& lattice, core::Metres sigma)
      : lattice_(lattice),
        rate_(0.5 * lattice.grid().cell * lattice.grid().cell / (half_of(sigma) * half_of(sigma))),
        scale_(lattice.grid().cell / (std::sqrt(2.0 * std::numbers::pi) * half_of(sigma))) {}

  [[nodiscard]] double at(geo::Point p) const {
    const raster::GridSpec& grid = lattice_.grid();
    const Weights across = weights((p.x - grid.x0) / grid.cell - 0.5, grid.columns);
    const Weights up = weights((p.y - grid.y0) / grid.cell - 0.5, grid.rows);
    double sum = 0.0;
    for (std::size_t r = 0; r < up.count; ++r) {
      const double* const row = &lattice_.at(across.first, up.first + r);
      double of_row = 0.0;
      for (std::size_t c = 0; c < across.count; ++c) of_row += across.of[c] * row[c];
      sum += up.of[r] * of_row;
    }
    return sum * scale_ * scale_;
  }

 private:
  static constexpr std::size_t kStencil = 12;  // 2 * kHalfReach * kCellsASigma = 10.8, and one
  struct Weights {
    std::array<double, kStencil> of{};
    std::size_t first = 0;
    std::size_t count = 0;
  };
  [[nodiscard]] Weights weights(double position, std::size_t cells) const {
    Weights weights;
    const double reach = kHalfReach * kCellsASigma;
    weights.first = static_cast<std::size_t>(std::max(0.0, std::ceil(position - reach)));
    const auto last =
        static_cast<std::size_t>(std::min(static_cast<double>(cells) - 1.0, std::floor(position + reach)));
    weights.count = std::min(kStencil, last + 1 - weights.first);
    for (std::size_t k = 0; k < weights.count; ++k) {
      const double d = static_cast<double>(weights.first + k) - position;
      weights.of[k] = std::exp(-rate_ * d * d);
    }
    return weights;
  }

  const raster::Raster<double>& lattice_;
  double rate_;   ///< of the exponent, by cells squared
  double scale_;  ///< of one axis
};

core::Result<std::vector<double>> gathered(const WeightedPoints& points, const raster::Raster<double>& lattice,
                                           core::Metres sigma, const jobs::Progress& progress) {
  std::vector<double> sums(points.x.size());
  const Gathering gathering(lattice, sigma);
  const core::Status status =
      jobs::parallel_for(sums.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) sums[i] = gathering.at({points.x[i], points.y[i]});
      });
  if (!status) return status.error();
  return sums;
}

/// Points by square cells as wide as their pairs reach, so that a point's partners stand in three runs.
class PairCells {
 public:
  PairCells(const WeightedPoints& points, double reach) : reach_(reach) {
    const geo::Extent extent = extent_of(points);
    columns_ = static_cast<std::int64_t>(extent.width() / reach) + 3;
    sorted_.reserve(points.x.size());
    for (std::size_t i = 0; i < points.x.size(); ++i) {
      const auto column = static_cast<std::int64_t>((points.x[i] - extent.min_x) / reach) + 1;
      const auto row = static_cast<std::int64_t>((points.y[i] - extent.min_y) / reach) + 1;
      sorted_.push_back({row * columns_ + column, points.x[i], points.y[i], points.weight[i], i});
    }
    std::sort(sorted_.begin(), sorted_.end(),
              [](const Placed& a, const Placed& b) { return a.cell != b.cell ? a.cell < b.cell : a.point < b.point; });
  }

  /// Adds the kernel of every partner to the sums of the points begin..end of the sorted order.
  void add(std::size_t begin, std::size_t end, double sigma, std::vector<double>& sums) const {
    const double peak = 0.5 / (std::numbers::pi * sigma * sigma);
    const double rate = 0.5 / (sigma * sigma);
    for (std::size_t i = begin; i < end; ++i) {
      const Placed& own = sorted_[i];
      double sum = 0.0;
      for (std::int64_t row = -1; row <= 1; ++row) {
        const std::int64_t from = own.cell + row * columns_ - 1;
        auto partner = std::lower_bound(sorted_.begin(), sorted_.end(), from,
                                        [](const Placed& a, std::int64_t cell) { return a.cell < cell; });
        for (; partner != sorted_.end() && partner->cell <= from + 2; ++partner) {
          const double dx = partner->x - own.x;
          const double dy = partner->y - own.y;
          const double squared = dx * dx + dy * dy;
          if (squared <= reach_ * reach_) sum += partner->weight * std::exp(-rate * squared);
        }
      }
      sums[own.point] = peak * sum;
    }
  }

 private:
  struct Placed {
    std::int64_t cell;
    double x;
    double y;
    double weight;
    std::size_t point;
  };
  double reach_;
  std::int64_t columns_ = 0;
  std::vector<Placed> sorted_;
};

core::Result<std::vector<double>> sums_over_pairs(const WeightedPoints& points, core::Metres sigma,
                                                  const jobs::Progress& progress) {
  constexpr double kReach = 6.0;  // sigma: exp(-18)
  const PairCells cells(points, kReach * sigma.value());
  std::vector<double> sums(points.x.size());
  const core::Status status =
      jobs::parallel_for(sums.size(), kPointsARange, progress,
                         [&](std::size_t begin, std::size_t end) { cells.add(begin, end, sigma.value(), sums); });
  if (!status) return status.error();
  return sums;
}

double normal_mass_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// The land blurred by the half kernel on a lattice: exactly along lines between its rows, those summed across.
class LandLattice {
 public:
  LandLattice(const LandBoundary& land, const raster::GridSpec& grid, core::Metres sigma)
      : land_(land), grid_(grid), half_(half_of(sigma)), lattice_(grid) {
    margin_ = static_cast<std::size_t>(std::ceil(kFar * half_ / step()));
    lines_ = raster::Raster<double>({0.0, 0.0, 1.0, grid.columns, grid.rows * kLinesARow + 2 * margin_});
    double sum = 0.0;
    for (std::size_t k = 0; k < 2 * margin_ + kLinesARow; ++k) {
      const double d = (static_cast<double>(k) - middle()) * step() / half_;
      across_.push_back(std::exp(-0.5 * d * d));
      sum += across_.back();
    }
    for (double& weight : across_) weight /= sum;
  }

  core::Result<raster::Raster<double>> blurred(const jobs::Progress& progress) {
    constexpr std::size_t kLinesARange = 16;
    core::Status status = jobs::parallel_for(lines_.grid().rows, kLinesARange, progress.part(0.0, 0.6),
                                             [&](std::size_t begin, std::size_t end) {
                                               for (std::size_t line = begin; line < end; ++line) fill_line(line);
                                             });
    if (!status) return status.error();
    status = jobs::parallel_for(grid_.rows, 4, progress.part(0.6, 1.0), [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) fill_row(row);
    });
    if (!status) return status.error();
    return std::move(lattice_);
  }

 private:
  static constexpr std::size_t kLinesARow = 6;
  static constexpr double kFar = 5.0;  // standard deviations

  [[nodiscard]] double step() const { return grid_.cell / static_cast<double>(kLinesARow); }
  /// Place of a row's centre among its lines: line margin + kLinesARow * row is the row's first, half a step in.
  [[nodiscard]] double middle() const {
    return static_cast<double>(margin_) + 0.5 * static_cast<double>(kLinesARow) - 0.5;
  }

  void fill_line(std::size_t line) {
    const double y = grid_.y0 + (static_cast<double>(line) - static_cast<double>(margin_) + 0.5) * step();
    double* const to = &lines_.at(0, line);
    std::vector<double> steps(grid_.columns + 1, 0.0);
    const auto crossing = [&](double x, double sign) {
      const double at = (x - grid_.x0) / grid_.cell - 0.5;
      const double reach = kFar * half_ / grid_.cell;
      const auto columns = static_cast<double>(grid_.columns);
      const auto first = static_cast<std::size_t>(std::clamp(std::ceil(at - reach), 0.0, columns));
      const auto end = static_cast<std::size_t>(std::clamp(std::floor(at + reach) + 1.0, 0.0, columns));
      for (std::size_t c = first; c < end; ++c)
        to[c] += sign * normal_mass_below((static_cast<double>(c) - at) * grid_.cell / half_);
      steps[std::max(first, end)] += sign;
    };
    for (const auto& [from, until] : land_.row_spans(y)) {
      crossing(from, 1.0);
      crossing(until, -1.0);
    }
    double running = 0.0;
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      running += steps[c];
      to[c] += running;
    }
  }

  void fill_row(std::size_t row) {
    double* const to = &lattice_.at(0, row);
    for (std::size_t k = 0; k < across_.size(); ++k) {
      const std::size_t line = row * kLinesARow + k;
      const double* const from = &lines_.at(0, line);
      for (std::size_t c = 0; c < grid_.columns; ++c) to[c] += across_[k] * from[c];
    }
  }

  const LandBoundary& land_;
  raster::GridSpec grid_;
  double half_;
  std::size_t margin_ = 0;
  raster::Raster<double> lattice_;
  raster::Raster<double> lines_;
  std::vector<double> across_;
};

}  // namespace

core::Result<std::vector<double>> gaussian_sums(const WeightedPoints& points, core::Metres sigma,
                                                const jobs::Progress& progress) {
  assert(sigma.value() > 0.0);
  if (points.x.empty()) return std::vector<double>();
  const geo::Extent extent = extent_of(points);
  if (lattice_cells(extent, sigma) > kMostCells) return sums_over_pairs(points, sigma, progress);
  raster::Raster<double> lattice(lattice_over(extent, sigma));
  const core::Status status = sweep_kernel_sums(
      {points, {KernelShape::gaussian, half_of(sigma)}, lattice.grid()}, progress.part(0.0, 0.7),
      [&](std::size_t row, std::span<const double> sums) { std::copy(sums.begin(), sums.end(), &lattice.at(0, row)); });
  if (!status) return status.error();
  return gathered(points, lattice, sigma, progress.part(0.7, 1.0));
}

core::Result<std::vector<double>> gaussian_shares_on_land(const WeightedPoints& points, const LandBoundary& land,
                                                          core::Metres sigma, const jobs::Progress& progress) {
  assert(sigma.value() > 0.0 && !land.empty());
  if (points.x.empty()) return std::vector<double>();
  const geo::Extent extent = extent_of(points);
  if (lattice_cells(extent, sigma) > kMostLandCells) {
    std::vector<double> shares(points.x.size());
    const DensityKernel kernel{KernelShape::gaussian, sigma.value()};
    const core::Status status =
        jobs::parallel_for(shares.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) shares[i] = mass_on_land(land, kernel, {points.x[i], points.y[i]});
        });
    if (!status) return status.error();
    return shares;
  }
  LandLattice lattice(land, lattice_over(extent, sigma), sigma);
  const auto blurred = lattice.blurred(progress.part(0.0, 0.7));
  if (!blurred) return blurred.error();
  return gathered(points, *blurred, sigma, progress.part(0.7, 1.0));
}

}  // namespace wardscope::analysis
