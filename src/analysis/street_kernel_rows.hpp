// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace wardscope::analysis {

/// A function of a distance at each step and each sixteenth of one, so that a sum over steps runs through memory in
/// order; between sixteenths it is interpolated (1/256 of what a step costs).
class KernelRows {
 public:
  /// @param of a function that is 0 from steps * step, m, on. @pre step > 0, steps >= 1
  KernelRows(double step, std::size_t steps, const std::function<double(double)>& of) : step_(step), steps_(steps) {
    assert(step > 0.0 && steps >= 1);
    for (std::size_t f = 0; f < rows_.size(); ++f) {
      const double offset = static_cast<double>(f) / static_cast<double>(kFractions);
      rows_[f].resize(steps + 1);
      for (std::size_t l = 0; l <= steps; ++l) rows_[f][l] = of((static_cast<double>(l) + offset) * step);
    }
  }

  /// The sum over l of amplitudes[l] times the function of (first + l) steps and a distance. @pre distance >= 0
  [[nodiscard]] double sum(std::span<const double> amplitudes, std::size_t first, double distance) const {
    assert(distance >= 0.0);
    const double fractions = distance / step_ * static_cast<double>(kFractions);
    if (!(fractions < static_cast<double>(kFractions * steps_))) return 0.0;
    const auto whole = static_cast<std::size_t>(fractions);
    const double rest = fractions - static_cast<double>(whole);
    const std::size_t shift = whole / kFractions + first;
    if (shift >= steps_) return 0.0;
    const double* low = rows_[whole % kFractions].data() + shift;
    const double* high = rows_[whole % kFractions + 1].data() + shift;
    const std::size_t count = amplitudes.size() < steps_ - shift ? amplitudes.size() : steps_ - shift;
    double at_low = 0.0;
    double at_high = 0.0;
    for (std::size_t l = 0; l < count; ++l) {
      at_low += amplitudes[l] * low[l];
      at_high += amplitudes[l] * high[l];
    }
    return at_low + rest * (at_high - at_low);
  }

 private:
  static constexpr std::size_t kFractions = 16;
  double step_;
  std::size_t steps_;
  std::array<std::vector<double>, kFractions + 1> rows_;
};

}  // namespace wardscope::analysis
