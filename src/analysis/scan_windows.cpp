// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scan_windows.hpp"

#include <cassert>
#include <cmath>
#include <numeric>

namespace wardscope::analysis {
namespace {

std::vector<ScanStretch> stretches_of(const std::vector<double>& shares, ScanTime time) {
  const std::size_t periods = shares.size();
  const std::size_t longest = periods == 1 ? 1 : periods / 2;
  std::vector<ScanStretch> stretches;
  for (std::size_t first = 0; first < periods; ++first) {
    double share = 0.0;
    for (std::size_t last = first; last < std::min(periods, first + longest); ++last) {
      share += shares[last];
      if (time == ScanTime::any || last + 1 == periods) stretches.push_back({first, last, share});
    }
  }
  return stretches;
}

}  // namespace

double scan_ratio(double inside, double expected, double all) {
  if (inside <= expected) return 0.0;
  const double outside = all - inside;
  return inside * std::log(inside / expected) + (outside > 0.0 ? outside * std::log(outside / (all - expected)) : 0.0);
}

std::uint32_t least_count_above(double ratio, double expected, double all) {
  if (scan_ratio(all, expected, all) <= ratio) return static_cast<std::uint32_t>(all) + 1;
  // ratio(c) >= c ln(c / E) - (c - E) >= d^2 / (2 E + 2 d / 3), d = c - E (Bernstein): so this start lies above the
  // root.
  const double third = ratio / 3.0;
  double count = std::min(all, expected + third + std::sqrt(third * third + 2.0 * ratio * expected));
  for (int step = 0; step < 3 && count < all; ++step) {  // Newton from above on a convex rise stays above
    const double slope = std::log(count / expected) - std::log((all - count) / (all - expected));
    if (!(slope > 0.0)) break;
    count -= (scan_ratio(count, expected, all) - ratio) / slope;
  }
  double whole = std::ceil(std::max(count, expected));
  while (whole - 1.0 > expected && scan_ratio(whole - 1.0, expected, all) > ratio) whole -= 1.0;
  while (whole <= expected || scan_ratio(whole, expected, all) <= ratio) whole += 1.0;
  return static_cast<std::uint32_t>(whole);
}

ScanWindows::ScanWindows(const ScanInput& input, const ScanOptions& options)
    : periods_(input.period_lengths.size()), expected_(input.expected.begin(), input.expected.end()) {
  all_ = std::accumulate(input.observed.begin(), input.observed.end(), 0.0);
  period_share_.assign(input.period_lengths.begin(), input.period_lengths.end());
  if (options.null == ScanNull::same_margins) {
    std::fill(expected_.begin(), expected_.end(), 0.0);
    std::fill(period_share_.begin(), period_share_.end(), 0.0);
    for (std::size_t i = 0; i < input.observed.size(); ++i) {
      expected_[i / periods_] += input.observed[i];
      period_share_[i % periods_] += input.observed[i];
    }
  }
  const double measure = std::accumulate(expected_.begin(), expected_.end(), 0.0);
  for (double& expected : expected_) expected *= all_ / measure;
  const double length = std::accumulate(period_share_.begin(), period_share_.end(), 0.0);
  for (double& share : period_share_) share /= length;
  stretches_ = stretches_of(period_share_, options.time);
  order_units(input.centres, options.most_share * all_);
}

void ScanWindows::order_units(std::span<const geo::Point> centres, double most) {
  assert(centres.size() <= kMostScanUnits);
  struct Near {
    double squared;
    std::uint16_t unit;
  };
  std::vector<Near> near(centres.size());
  start_.assign(1, 0);
  for (std::size_t centre = 0; centre < centres.size(); ++centre) {
    for (std::size_t unit = 0; unit < centres.size(); ++unit) {
      const double dx = centres[unit].x - centres[centre].x;
      const double dy = centres[unit].y - centres[centre].y;
      near[unit] = {dx * dx + dy * dy, static_cast<std::uint16_t>(unit)};
    }
    std::sort(near.begin(), near.end(), [centre](const Near& a, const Near& b) {
      if (a.squared != b.squared) return a.squared < b.squared;
      return (a.unit == centre) != (b.unit == centre) ? a.unit == centre : a.unit < b.unit;
    });
    double inside = 0.0;
    for (std::size_t i = 0; i < near.size(); ++i) {
      inside += expected_[near[i].unit];
      if (inside > most * (1.0 + 1e-12)) break;
      order_.push_back(near[i].unit);
      // Centres of a lattice are equally far from each other but for rounding.
      ends_.push_back(i + 1 == near.size() || near[i + 1].squared > near[i].squared * (1.0 + 1e-9) ? 1 : 0);
    }
    start_.push_back(order_.size());
  }
}

ScanWindow best_window(const ScanWindows& windows, std::span<const std::uint32_t> observed, std::size_t centre,
                       const ScanLimits& limits) {
  ScanWindow best{.centre = centre, .ratio = limits.least_ratio};
  bool found = false;
  std::vector<double> by_period(windows.periods(), 0.0);
  double expected = 0.0;
  const auto around = windows.around(centre);
  for (std::size_t i = 0; i < around.size(); ++i) {
    const std::size_t unit = around[i];
    expected += windows.expected(unit);
    if (expected > limits.most_expected || (!limits.taken.empty() && limits.taken[unit] != 0)) break;
    for (std::size_t t = 0; t < by_period.size(); ++t) by_period[t] += observed[unit * by_period.size() + t];
    if (!windows.may_end(centre, i + 1)) continue;
    for (std::size_t s = 0; s < windows.stretches().size(); ++s) {
      const ScanStretch& stretch = windows.stretches()[s];
      double inside = 0.0;
      for (std::size_t t = stretch.first; t <= stretch.last; ++t) inside += by_period[t];
      const double here = expected * stretch.share;
      if (!(here > 0.0) || inside <= here) continue;
      const double ratio = scan_ratio(inside, here, windows.all());
      if (ratio <= best.ratio) continue;
      best = {centre, i + 1, s, inside, here, ratio};
      found = true;
    }
  }
  if (!found) best.ratio = 0.0;
  return best;
}

namespace {

/// Running sums of all replications about a centre.
class SideBySide {
 public:
  SideBySide(const ScanWindows& windows, const ScanReplications& replications, std::span<double> best)
      : windows_(windows),
        replications_(replications),
        best_(best),
        by_period_(windows.periods() * replications.size, 0U),
        inside_(replications.size) {
    least_ = *std::min_element(best.begin(), best.end());
  }

  void add(std::size_t unit) {
    const std::uint32_t* counts = replications_.counts.data() + unit * by_period_.size();
    for (std::size_t i = 0; i < by_period_.size(); ++i) by_period_[i] += counts[i];
  }

  void test(double expected) {
    const auto& stretches = windows_.stretches();
    for (std::size_t s = 0; s < stretches.size(); ++s) {
      const ScanStretch& stretch = stretches[s];
      const bool goes_on =
          s > 0 && stretches[s - 1].first == stretch.first && stretches[s - 1].last + 1 == stretch.last;
      if (!goes_on) std::fill(inside_.begin(), inside_.end(), 0U);
      for (std::size_t t = goes_on ? stretch.last : stretch.first; t <= stretch.last; ++t) add_period(t);
      if (const double here = expected * stretch.share; here > 0.0 && here < windows_.all()) compare(here);
    }
  }

 private:
  void add_period(std::size_t period) {
    const std::uint32_t* counts = by_period_.data() + period * inside_.size();
    for (std::size_t r = 0; r < inside_.size(); ++r) inside_[r] += counts[r];
  }

  void compare(double expected) {
    const double all = windows_.all();
    const auto enough = static_cast<std::int32_t>(least_count_above(least_, expected, all));
    std::int32_t most = 0;  // counts are below 2^31: signed, for the compiler to compare many at once
    for (const std::uint32_t count : inside_) most = std::max(most, static_cast<std::int32_t>(count));
    if (most < enough) return;
    // LLR <= C (c - E)^2 / (E (C - E)), by ln x <= x - 1: most are told from it without a logarithm.
    const double bound = all / (expected * (all - expected));
    bool least_moved = false;
    for (std::size_t r = 0; r < inside_.size(); ++r) {
      if (static_cast<std::int32_t>(inside_[r]) < enough) continue;
      const double more = inside_[r] - expected;
      if (more * more * bound <= best_[r]) continue;
      const double ratio = scan_ratio(inside_[r], expected, all);
      if (ratio <= best_[r]) continue;
      least_moved = least_moved || best_[r] == least_;
      best_[r] = ratio;
    }
    if (least_moved) least_ = *std::min_element(best_.begin(), best_.end());
  }

  const ScanWindows& windows_;
  const ScanReplications& replications_;
  std::span<double> best_;
  std::vector<std::uint32_t> by_period_;  ///< [period * replications + replication]
  std::vector<std::uint32_t> inside_;
  double least_ = 0.0;  ///< of best_
};

}  // namespace

void raise_to_best(const ScanWindows& windows, const ScanReplications& replications, std::size_t centre,
                   std::span<double> best) {
  assert(best.size() == replications.size && !best.empty());
  SideBySide sums(windows, replications, best);
  double expected = 0.0;
  const auto around = windows.around(centre);
  for (std::size_t i = 0; i < around.size(); ++i) {
    expected += windows.expected(around[i]);
    sums.add(around[i]);
    if (windows.may_end(centre, i + 1)) sums.test(expected);
  }
}

}  // namespace wardscope::analysis
