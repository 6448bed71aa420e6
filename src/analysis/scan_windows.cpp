// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scan_windows.hpp"

#include <cassert>
#include <cmath>
#include <limits>
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

/// True where stretch s is the one before it and one period more.
bool goes_on(const std::vector<ScanStretch>& stretches, std::size_t s) {
  return s > 0 && stretches[s - 1].first == stretches[s].first && stretches[s - 1].last + 1 == stretches[s].last;
}

/// With d = c - E > 0, by (1 + x) ln(1 + x) - x <= x^2 / 2 and (1 - y) ln(1 - y) + y <= y^2:
///   LLR <= d^2 (1 / 2E + 1 / (C - E))
/// so that hardly any window needs a logarithm once a maximum stands. @returns the factor, no less for rounding
double bound_of(double expected, double all) {
  constexpr double kRounding = 1.0 + 1e-9;
  return kRounding * (0.5 / expected + 1.0 / (all - expected));
}

bool may_beat(double more, double bound, double ratio) { return more > 0.0 && more * more * bound > ratio; }

}  // namespace

double scan_ratio(double inside, double expected, double all) {
  if (inside <= expected) return 0.0;
  const double outside = all - inside;
  return inside * std::log(inside / expected) + (outside > 0.0 ? outside * std::log(outside / (all - expected)) : 0.0);
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
    double inside = 0.0;
    for (std::size_t s = 0; s < windows.stretches().size(); ++s) {
      const ScanStretch& stretch = windows.stretches()[s];
      if (!goes_on(windows.stretches(), s)) inside = 0.0;
      for (std::size_t t = goes_on(windows.stretches(), s) ? stretch.last : stretch.first; t <= stretch.last; ++t)
        inside += by_period[t];
      const double here = expected * stretch.share;
      if (!(here > 0.0) || !may_beat(inside - here, bound_of(here, windows.all()), best.ratio)) continue;
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

/// Running sums of all replications about a centre. `Count` is signed and as narrow as all incidents allow: the machine
/// adds and compares eight of 16 bits at once where it takes four of 32.
template <typename Count>
class SideBySide {
 public:
  SideBySide(const ScanWindows& windows, const ScanReplications& replications, std::span<double> best)
      : windows_(windows),
        replications_(replications),
        best_(best),
        by_period_(windows.periods() * replications.size, Count{0}),
        inside_(replications.size) {
    root_.reserve(best.size());
    for (const double ratio : best) root_.push_back(root_of(ratio));
    least_ = *std::min_element(best.begin(), best.end());
  }

  void add(std::size_t unit) {
    const std::uint32_t* counts = replications_.counts.data() + unit * by_period_.size();
    for (std::size_t i = 0; i < by_period_.size(); ++i)
      by_period_[i] = static_cast<Count>(by_period_[i] + static_cast<Count>(counts[i]));
  }

  void test(double expected) {
    const auto& stretches = windows_.stretches();
    for (std::size_t s = 0; s < stretches.size(); ++s) {
      const ScanStretch& stretch = stretches[s];
      const bool longer = goes_on(stretches, s);
      if (!longer) std::fill(inside_.begin(), inside_.end(), Count{0});
      Count most = 0;
      for (std::size_t t = longer ? stretch.last : stretch.first; t <= stretch.last; ++t) most = add_period(t);
      if (const double here = expected * stretch.share; here > 0.0 && here < windows_.all()) compare(here, most);
    }
  }

 private:
  /// @returns the greatest sum then
  Count add_period(std::size_t period) {
    const Count* counts = by_period_.data() + period * inside_.size();
    Count* const inside = inside_.data();
    const std::size_t size = inside_.size();
    Count most = 0;
    for (std::size_t r = 0; r < size; ++r) {
      const auto sum = static_cast<Count>(inside[r] + counts[r]);
      inside[r] = sum;
      most = std::max(most, sum);
    }
    return most;
  }

  /// The ratio grows with c, so the greatest count speaks for the least maximum; then each for its own.
  void compare(double expected, Count most) {
    const double all = windows_.all();
    const double bound = bound_of(expected, all);
    if (!may_beat(most - expected, bound, least_) || !any_may_beat(expected, bound)) return;
    bool least_moved = false;
    for (std::size_t r = 0; r < inside_.size(); ++r) {
      if (!may_beat(inside_[r] - expected, bound, best_[r])) continue;
      const double ratio = scan_ratio(inside_[r], expected, all);
      if (ratio <= best_[r]) continue;
      least_moved = least_moved || best_[r] == least_;
      best_[r] = ratio;
      root_[r] = root_of(ratio);
    }
    if (least_moved) least_ = *std::min_element(best_.begin(), best_.end());
  }

  /// d > sqrt(best) / sqrt(bound) for some replication, in single precision: a hair generous, and many at once.
  [[nodiscard]] bool any_may_beat(double expected, double bound) const {
    const auto from = static_cast<float>(expected) * (1.0F - kHair);
    const auto scale = static_cast<float>(1.0 / std::sqrt(bound));
    const Count* const inside = inside_.data();
    const float* const root = root_.data();
    std::int32_t hits = 0;  // a whole number, for the compiler to add many at once
    for (std::size_t r = 0; r < inside_.size(); ++r)
      hits += static_cast<float>(inside[r]) - root[r] * scale > from ? 1 : 0;
    return hits > 0;
  }

  static float root_of(double ratio) { return static_cast<float>(std::sqrt(ratio)) * (1.0F - kHair); }
  static constexpr float kHair = 1e-5F;  // some hundred roundings of a float

  const ScanWindows& windows_;
  const ScanReplications& replications_;
  std::span<double> best_;
  std::vector<Count> by_period_;  ///< [period * replications + replication]
  std::vector<Count> inside_;
  std::vector<float> root_;  ///< of best_, a hair below
  double least_ = 0.0;       ///< of best_
};

template <typename Count>
void raise_side_by_side(const ScanWindows& windows, const ScanReplications& replications, std::size_t centre,
                        std::span<double> best) {
  SideBySide<Count> sums(windows, replications, best);
  double expected = 0.0;
  const auto around = windows.around(centre);
  for (std::size_t i = 0; i < around.size(); ++i) {
    expected += windows.expected(around[i]);
    sums.add(around[i]);
    if (windows.may_end(centre, i + 1)) sums.test(expected);
  }
}

}  // namespace

void raise_to_best(const ScanWindows& windows, const ScanReplications& replications, std::size_t centre,
                   std::span<double> best) {
  assert(best.size() == replications.size && !best.empty());
  constexpr auto kMostNarrow = static_cast<double>(std::numeric_limits<std::int16_t>::max());
  if (windows.all() <= kMostNarrow) {
    raise_side_by_side<std::int16_t>(windows, replications, centre, best);
  } else {
    raise_side_by_side<std::int32_t>(windows, replications, centre, best);
  }
}

}  // namespace wardscope::analysis
