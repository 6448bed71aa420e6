// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_sweep.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "analysis/density_row_bins.hpp"
#include "analysis/density_row_events.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kRowsARange = 16;  // rows that one thread does in a go, with one set of buffers

/// Exact, and without a call: the baseline instruction set has no rounding instruction.
std::int64_t floor_of(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return whole - (static_cast<double>(whole) > value ? 1 : 0);
}

std::int64_t ceiling_of(double value) { return -floor_of(-value); }

/// Rows of a polynomial kernel.
class PolynomialRows {
 public:
  PolynomialRows(const SweepInput& input, const RowBins& bins)
      : bins_(bins),
        columns_(static_cast<std::int64_t>(input.grid.columns)),
        reach_(input.kernel.bandwidth / input.grid.cell),
        peak_(input.kernel.peak()),
        quartic_(input.kernel.shape == KernelShape::quartic) {
    // A block of up to 128 cells, not much wider than the discs: |t| stays below about 5, so that t^4 costs few digits.
    const double widest = std::max(8.0 * reach_, 8.0);
    while (block_bits_ < 7 && static_cast<double>(2 * block_size()) <= widest) ++block_bits_;
    while (static_cast<double>(block_size()) < 2.0 * reach_ && block_bits_ < 20) ++block_bits_;
  }

  void run(std::size_t begin, std::size_t end, const RowSink& sink) const {
    RowEvents events(columns_);
    std::vector<double> sums(static_cast<std::size_t>(columns_) + kCellsAGo);
    constexpr double kFewCells = 4.0;  // a disc of fewer cells is cheaper cell by cell, and keeps all digits
    for (std::size_t row = begin; row < end; ++row) {
      if (reach_ < kFewCells) {
        add_cell_by_cell(row, sums);
        for (double& sum : sums) sum *= peak_;
      } else {
        if (quartic_) {
          sweep(row, QuarticEvent(), events);
        } else {
          sweep(row, EpanechnikovEvent(), events);
        }
        for (std::int64_t from = 0; from < columns_; from += block_size()) fill_block(from, events, sums);
      }
      sink(row, std::span<const double>(sums).first(static_cast<std::size_t>(columns_)));
    }
  }

 private:
  /// Calls visit(point, A, first, last) for each point whose disc holds centres of cells first..last of the row.
  template <typename Visit>
  void for_points(std::size_t row, Visit visit) const {
    const double scale = 1.0 / (reach_ * reach_);
    for (const RowBins::Point& point : bins_.near_rows(row, row)) {
      const double dy = point.row - static_cast<double>(row);
      const double half_squared = point.reach * point.reach - dy * dy;
      if (half_squared <= 0.0) continue;
      const double half = std::sqrt(half_squared);
      const auto first = std::max<std::int64_t>(0, ceiling_of(point.column - half));
      const auto last = std::min(columns_ - 1, floor_of(point.column + half));
      if (first <= last) visit(point, half_squared * scale, first, last);
    }
  }

  void add_cell_by_cell(std::size_t row, std::vector<double>& sums) const {
    std::fill(sums.begin(), sums.end(), 0.0);
    for_points(row, [&](const RowBins::Point& point, double a, std::int64_t first, std::int64_t last) {
      for (std::int64_t column = first; column <= last; ++column) {
        const double t = (static_cast<double>(column) - point.column) / reach_;
        const double value = std::max(0.0, a - t * t);
        sums[static_cast<std::size_t>(column)] += point.weight * (quartic_ ? value * value : value);
      }
    });
  }

  [[nodiscard]] std::int64_t block_size() const { return std::int64_t{1} << block_bits_; }
  [[nodiscard]] double middle_of(std::int64_t first_of_block) const {
    return static_cast<double>(first_of_block) + 0.5 * static_cast<double>(block_size() - 1);
  }

  /// In each block that it touches, a point enters at its first cell and leaves after its last, unless the block ends
  /// before.
  template <typename EventOf>
  void sweep(std::size_t row, EventOf event_of, RowEvents& events) const {
    const double step = 1.0 / reach_;
    for_points(row, [&](const RowBins::Point& point, double a, std::int64_t first, std::int64_t last) {
      for (std::int64_t from = (first >> block_bits_) << block_bits_; from <= last; from += block_size()) {
        const RowEvent event = event_of(a, (point.column - middle_of(from)) * step, point.weight);
        events.at(std::max(first, from)) += event;
        const std::int64_t after = last + 1;
        if (after < std::min(columns_, from + block_size())) events.at(after) -= event;
      }
    });
  }

  /// Between two events the sum is one polynomial, so a block is filled stretch by stretch.
  void fill_block(std::int64_t from, RowEvents& events, std::vector<double>& sums) const {
    const std::int64_t to = std::min(columns_, from + block_size());
    const double middle = middle_of(from);
    RowEvent sum;
    std::int64_t filled = from;
    const auto fill_up_to = [&](std::int64_t column) {
      const RowStretch stretch{static_cast<double>(filled) - middle, 1.0 / reach_, peak_};
      fill_stretch(sum, stretch, std::span(sums).subspan(static_cast<std::size_t>(filled)), column - filled);
      filled = column;
    };
    events.take(from, to, [&](std::int64_t column, const RowEvent& event) {
      fill_up_to(column);
      sum += event;
      if (sum.of[RowEvent::kCount] == 0.0) sum = RowEvent{};  // nobody reaches this cell: exactly 0
    });
    fill_up_to(to);
  }

  const RowBins& bins_;
  std::int64_t columns_;
  double reach_;  ///< h in cells, the widest
  double peak_;   ///< of the widest
  bool quartic_;
  int block_bits_ = 3;
};

/// Rows of the Gaussian, a range at a time.
class GaussianRows {
 public:
  GaussianRows(const SweepInput& input, const RowBins& bins)
      : bins_(bins),
        columns_(static_cast<std::int64_t>(input.grid.columns)),
        reach_(input.kernel.reach() / input.grid.cell),
        rate_(0.5 * input.grid.cell * input.grid.cell / (input.kernel.bandwidth * input.kernel.bandwidth)),
        peak_(input.kernel.peak()),
        decay_(static_cast<std::size_t>(std::ceil(reach_)) + 2) {
    for (std::size_t k = 0; k < decay_.size(); ++k) decay_[k] = std::exp(-rate_ * static_cast<double>(k * k));
  }

  void run(std::size_t begin, std::size_t end, const RowSink& sink) const {
    const auto width = static_cast<std::size_t>(columns_);
    std::vector<double> sums((end - begin) * width, 0.0);
    std::vector<double> across(width);
    for (const RowBins::Point& point : bins_.near_rows(begin, end - 1)) {
      const auto first = std::max<std::int64_t>(0, ceiling_of(point.column - point.reach));
      const auto last = std::min(columns_ - 1, floor_of(point.column + point.reach));
      if (first > last) continue;
      const double narrower = reach_ / point.reach;
      const double rate = rate_ * narrower * narrower;
      if (narrower == 1.0) {
        fill_across(point.column, first, last, across);
      } else {
        fill_by_definition(rate, point.column, {first, last}, across);
      }
      for (std::size_t row = begin; row < end; ++row) {
        const double dy = point.row - static_cast<double>(row);
        if (std::abs(dy) > point.reach) continue;
        const double factor = peak_ * point.weight * std::exp(-rate * dy * dy);
        double* const to = sums.data() + (row - begin) * width;
        for (std::int64_t column = first; column <= last; ++column)
          to[column] += factor * across[static_cast<std::size_t>(column)];
      }
    }
    for (std::size_t row = begin; row < end; ++row)
      sink(row, std::span<const double>(sums).subspan((row - begin) * width, width));
  }

 private:
  struct Cells {
    std::int64_t first;
    std::int64_t last;
  };
  static void fill_by_definition(double rate, double column, Cells cells, std::vector<double>& across) {
    for (std::int64_t c = cells.first; c <= cells.last; ++c) {
      const double dx = static_cast<double>(c) - column;
      across[static_cast<std::size_t>(c)] = std::exp(-rate * dx * dx);
    }
  }

  /// exp(-rate (c - column)^2) for each cell c. With the nearest cell n and d = column - n, |d| <= 1/2, and k = c - n
  /// it is exp(-rate k^2) * exp(2 rate d)^k * exp(-rate d^2): a table and a running product (relative error k * 1e-16).
  void fill_across(double column, std::int64_t first, std::int64_t last, std::vector<double>& across) const {
    const double nearest = std::clamp(std::round(column), static_cast<double>(first), static_cast<double>(last));
    const double d = column - nearest;
    const auto middle = static_cast<std::int64_t>(nearest);
    if (std::abs(d) > 0.5 || rate_ > kSteep) {  // beside the grid, or a kernel of a cell or two
      fill_by_definition(rate_, column, {first, last}, across);
      return;
    }
    const double ratio = std::exp(2.0 * rate_ * d);
    const double start = std::exp(-rate_ * d * d);
    const double inverse = std::exp(-2.0 * rate_ * d);
    double power = start;
    for (std::int64_t c = middle; c <= last; ++c, power *= ratio) {
      across[static_cast<std::size_t>(c)] = decay_[static_cast<std::size_t>(c - middle)] * power;
    }
    power = start * inverse;
    for (std::int64_t c = middle - 1; c >= first; --c, power *= inverse) {
      across[static_cast<std::size_t>(c)] = decay_[static_cast<std::size_t>(middle - c)] * power;
    }
  }

  static constexpr double kSteep = 20.0;  // exp(2 rate d) must not overflow

  const RowBins& bins_;
  std::int64_t columns_;
  double reach_;  ///< in cells
  double rate_;   ///< of the exponent, by cells squared
  double peak_;
  std::vector<double> decay_;  ///< exp(-rate k^2)
};

/// The points of one kernel, or of kernels within a factor of two of each other, ready to be swept.
class Sweep {
 public:
  explicit Sweep(const SweepInput& input) : bins_(input) {
    if (input.kernel.shape == KernelShape::gaussian) {
      gaussian_.emplace(input, bins_);
    } else {
      polynomial_.emplace(input, bins_);
    }
  }
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  void run(std::size_t begin, std::size_t end, const RowSink& sink) const {
    if (gaussian_) {
      gaussian_->run(begin, end, sink);
    } else {
      polynomial_->run(begin, end, sink);
    }
  }

 private:
  RowBins bins_;
  std::optional<GaussianRows> gaussian_;
  std::optional<PolynomialRows> polynomial_;
};

/// Points whose bandwidths share a power of two, copied out.
struct Octave {
  std::vector<double> x, y, weight, bandwidth;
};

std::map<int, Octave> octaves_of(const WeightedPoints& points) {
  std::map<int, Octave> octaves;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    Octave& octave = octaves[std::ilogb(points.bandwidth[i])];
    octave.x.push_back(points.x[i]);
    octave.y.push_back(points.y[i]);
    octave.weight.push_back(points.weight[i]);
    octave.bandwidth.push_back(points.bandwidth[i]);
  }
  return octaves;
}

core::Status sweep_own_bandwidths(const SweepInput& input, const jobs::Progress& progress, const RowSink& sink) {
  const std::map<int, Octave> octaves = octaves_of(input.points);
  std::deque<Sweep> sweeps;
  for (const auto& [exponent, octave] : octaves) {
    const double widest = *std::max_element(octave.bandwidth.begin(), octave.bandwidth.end());
    sweeps.emplace_back(
        SweepInput{{octave.x, octave.y, octave.weight, octave.bandwidth}, {input.kernel.shape, widest}, input.grid});
  }
  const std::size_t columns = input.grid.columns;
  return jobs::parallel_for(input.grid.rows, kRowsARange, progress, [&](std::size_t begin, std::size_t end) {
    std::vector<double> all((end - begin) * columns, 0.0);
    for (const Sweep& sweep : sweeps) {
      sweep.run(begin, end, [&](std::size_t row, std::span<const double> sums) {
        double* const to = all.data() + (row - begin) * columns;
        for (std::size_t column = 0; column < columns; ++column) to[column] += sums[column];
      });
    }
    for (std::size_t row = begin; row < end; ++row)
      sink(row, std::span<const double>(all).subspan((row - begin) * columns, columns));
  });
}

}  // namespace

core::Status sweep_kernel_sums(const SweepInput& input, const jobs::Progress& progress, const RowSink& sink) {
  assert(input.kernel.bandwidth > 0.0 && input.grid.cell > 0.0);
  assert(input.points.x.size() == input.points.y.size() && input.points.x.size() == input.points.weight.size());
  if (!input.points.bandwidth.empty()) return sweep_own_bandwidths(input, progress, sink);
  const Sweep sweep(input);
  return jobs::parallel_for(input.grid.rows, kRowsARange, progress,
                            [&](std::size_t begin, std::size_t end) { sweep.run(begin, end, sink); });
}

}  // namespace wardscope::analysis
