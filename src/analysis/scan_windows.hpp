// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/spatial_scan.hpp"

namespace wardscope::analysis {

/// A stretch of periods, with its share of what is expected of a unit.
struct ScanStretch {
  std::size_t first = 0;
  std::size_t last = 0;
  double share = 1.0;
};

/// What spatial_scan() looks through: circles by centre and stretches of time, with what is expected there.
class ScanWindows {
 public:
  /// @pre as spatial_scan(), checked
  ScanWindows(const ScanInput& input, const ScanOptions& options);

  [[nodiscard]] std::size_t units() const { return expected_.size(); }
  [[nodiscard]] std::size_t periods() const { return periods_; }
  [[nodiscard]] double all() const { return all_; }                                  ///< incidents
  [[nodiscard]] double expected(std::size_t unit) const { return expected_[unit]; }  ///< over all periods
  [[nodiscard]] const std::vector<double>& period_shares() const { return period_share_; }
  [[nodiscard]] const std::vector<ScanStretch>& stretches() const { return stretches_; }

  /// Units about a centre, itself first, as far as a circle may reach.
  [[nodiscard]] std::span<const std::uint16_t> around(std::size_t centre) const {
    return std::span(order_).subspan(start_[centre], start_[centre + 1] - start_[centre]);
  }
  /// True where a circle may end after so many units: the next one is further away.
  [[nodiscard]] bool may_end(std::size_t centre, std::size_t units_in_it) const {
    return ends_[start_[centre] + units_in_it - 1] != 0;
  }

 private:
  void order_units(std::span<const geo::Point> centres, double most);

  std::size_t periods_;
  double all_ = 0.0;
  std::vector<double> expected_;
  std::vector<double> period_share_;
  std::vector<ScanStretch> stretches_;
  std::vector<std::size_t> start_;  ///< by centre into order_
  std::vector<std::uint16_t> order_;
  std::vector<std::uint8_t> ends_;  ///< beside order_
};

/// A circle and stretch with what lies there.
struct ScanWindow {
  std::size_t centre = 0;
  std::size_t units = 0;  ///< in the circle
  std::size_t stretch = 0;
  double observed = 0.0;
  double expected = 0.0;
  double ratio = 0.0;  ///< 0: none
};

/// What the best window may be.
struct ScanLimits {
  double most_expected = 0.0;             ///< of a circle, over all periods
  double least_ratio = 0.0;               ///< it must be above
  std::span<const std::uint8_t> taken{};  ///< units that no circle may hold; empty: none
};

/// The window about a centre with the greatest ratio, the smallest circle and the earliest stretch of equals.
ScanWindow best_window(const ScanWindows& windows, std::span<const std::uint32_t> observed, std::size_t centre,
                       const ScanLimits& limits);

/// Tables of counts, unit by unit, period by period, `size` of them side by side.
struct ScanReplications {
  std::size_t size = 0;
  std::vector<std::uint32_t> counts;  ///< [(unit * periods + period) * size + replication]
};

/// Raises best[r] to the greatest ratio of replication r about one centre.
void raise_to_best(const ScanWindows& windows, const ScanReplications& replications, std::size_t centre,
                   std::span<double> best);

}  // namespace wardscope::analysis
