// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/set_covariance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using Spans = std::vector<LandBoundary::Span>;

constexpr std::size_t kShiftSteps = 64;
constexpr std::size_t kShiftColumns = 2 * kShiftSteps + 1;
constexpr double kFewestScanLines = 2000.0;

/// Length that two rows of spans share where the second is moved east by dx. Both ascend.
double shared_length(const Spans& still, const Spans& moved, double dx) {
  double length = 0.0;
  for (std::size_t i = 0, j = 0; i < still.size() && j < moved.size();) {
    const double from = std::max(still[i].first, moved[j].first + dx);
    const double to = std::min(still[i].second, moved[j].second + dx);
    if (to > from) length += to - from;
    if (still[i].second < moved[j].second + dx) {
      ++i;
    } else {
      ++j;
    }
  }
  return length;
}

}  // namespace

core::Result<SetCovariance> SetCovariance::of(const PatternWindow& window, double reach,
                                              const jobs::Progress& progress) {
  assert(!window.empty() && reach > 0.0);
  SetCovariance found;
  found.area_ = window.area();
  if (window.is_rectangle()) {
    found.width_ = window.extent().width();
    found.height_ = window.extent().height();
    return found;
  }
  found.step_ = reach / static_cast<double>(kShiftSteps);
  const double height = window.extent().height();
  // Scan lines so far apart that a step of the lattice is a whole number of them.
  const double lines_a_step = std::max(1.0, std::ceil(kFewestScanLines * found.step_ / height));
  const double apart = found.step_ / lines_a_step;
  const auto lines = static_cast<std::size_t>(std::ceil(height / apart));
  std::vector<Spans> spans(lines);
  auto status = jobs::parallel_for(lines, 64, progress.part(0.0, 0.1), [&](std::size_t begin, std::size_t end) {
    for (std::size_t line = begin; line < end; ++line) {
      spans[line] = window.boundary().row_spans(window.extent().min_y + (static_cast<double>(line) + 0.5) * apart);
    }
  });
  if (!status) return status.error();
  found.overlap_.assign((kShiftSteps + 1) * kShiftColumns, 0.0);
  status = jobs::parallel_for(
      found.overlap_.size(), kShiftColumns, progress.part(0.1, 1.0), [&](std::size_t begin, std::size_t end) {
        for (std::size_t shift = begin; shift < end; ++shift) {
          const double dx =
              (static_cast<double>(shift % kShiftColumns) - static_cast<double>(kShiftSteps)) * found.step_;
          const auto rows = static_cast<std::size_t>(lines_a_step) * (shift / kShiftColumns);
          double length = 0.0;
          for (std::size_t line = rows; line < lines; ++line) {
            length += shared_length(spans[line], spans[line - rows], dx);
          }
          found.overlap_[shift] = length * apart;
        }
      });
  if (!status) return status.error();
  const double scale = found.area_ / found.overlap_[kShiftSteps];  // unmoved it is the window
  for (double& overlap : found.overlap_) overlap *= scale;
  return found;
}

double SetCovariance::at(double dx, double dy) const {
  if (height_ > 0.0) return std::max(0.0, width_ - std::fabs(dx)) * std::max(0.0, height_ - std::fabs(dy));
  if (dy < 0.0) {
    dx = -dx;
    dy = -dy;
  }
  const double column = std::clamp(dx / step_ + static_cast<double>(kShiftSteps), 0.0, 2.0 * kShiftSteps);
  const double row = std::clamp(dy / step_, 0.0, static_cast<double>(kShiftSteps));
  const std::size_t west = std::min(static_cast<std::size_t>(column), kShiftColumns - 2);
  const std::size_t south = std::min(static_cast<std::size_t>(row), kShiftSteps - 1);
  const double east_share = column - static_cast<double>(west);
  const double north_share = row - static_cast<double>(south);
  const double* at = &overlap_[south * kShiftColumns + west];
  return (1.0 - north_share) * ((1.0 - east_share) * at[0] + east_share * at[1]) +
         north_share * ((1.0 - east_share) * at[kShiftColumns] + east_share * at[kShiftColumns + 1]);
}

}  // namespace wardscope::analysis
