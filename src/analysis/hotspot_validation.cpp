// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_validation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

double total_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

constexpr std::int64_t kLeastDraws = 99;
constexpr std::int64_t kMostDraws = 99999;
constexpr double kTailShare = 0.025;  // of the draws on either side of the interval

/// One random order after the other, as far as it is needed; each is a function of seed and draw alone.
class RandomOrders {
 public:
  explicit RandomOrders(std::size_t cells) : order_(cells) { std::iota(order_.begin(), order_.end(), std::size_t{0}); }

  /// Share of the incidents on the first cells of the draw, for each area share.
  void hits(const ChanceQuestion& question, std::uint64_t draw, std::span<double> shares) {
    core::CounterRng rng(static_cast<std::uint64_t>(question.options.seed), draw);
    const double ground = total_of(question.cells.km2);
    const double all = total_of(question.cells.counts);
    double area = 0.0;
    double caught = 0.0;
    swaps_.clear();
    std::size_t asked = 0;
    for (std::size_t i = 0; i < order_.size() && asked < shares.size(); ++i) {
      const std::size_t other = i + static_cast<std::size_t>(rng.below(order_.size() - i));
      std::swap(order_[i], order_[other]);
      swaps_.push_back(other);
      const double km2 = question.cells.km2[order_[i]];
      const double count = question.cells.counts[order_[i]];
      // The cell in which the area is reached counts by the part of it that is needed, as in the curves.
      while (asked < shares.size() && question.area_shares[asked] * ground <= area + km2) {
        const double part = (question.area_shares[asked] * ground - area) / km2;
        shares[asked++] = (caught + part * count) / all;
      }
      area += km2;
      caught += count;
    }
    for (; asked < shares.size(); ++asked) shares[asked] = 1.0;  // all the ground, but for a rounding error
    for (std::size_t i = swaps_.size(); i-- > 0;) std::swap(order_[i], order_[swaps_[i]]);
  }

 private:
  std::vector<std::size_t> order_;
  std::vector<std::size_t> swaps_;
};

ChanceHits summary_of(std::vector<double> draws, double observed) {
  ChanceHits hits;
  hits.mean = total_of(draws) / static_cast<double>(draws.size());
  const auto as_good = std::count_if(draws.begin(), draws.end(), [&](double draw) { return draw >= observed; });
  hits.p = static_cast<double>(1 + as_good) / static_cast<double>(1 + draws.size());
  std::sort(draws.begin(), draws.end());
  const auto at = [&](double share) {
    return draws[static_cast<std::size_t>(share * static_cast<double>(draws.size()))];
  };
  hits.interval = {at(kTailShare), at(1.0 - kTailShare)};
  return hits;
}

}  // namespace

HitCurve hit_curve(std::span<const double> scores, const JudgedCells& cells) {
  assert(scores.size() == cells.km2.size() && scores.size() == cells.counts.size());
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  const double ground = total_of(cells.km2);
  const double all = total_of(cells.counts);
  assert(ground > 0.0 && all > 0.0);
  HitCurve curve{{0.0}, {0.0}};
  double area = 0.0;
  double caught = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    area += cells.km2[order[i]];
    caught += cells.counts[order[i]];
    if (i + 1 < order.size() && scores[order[i + 1]] == scores[order[i]]) continue;
    curve.area_share.push_back(area / ground);
    curve.hit_share.push_back(caught / all);
  }
  curve.area_share.back() = 1.0;
  curve.hit_share.back() = 1.0;
  return curve;
}

HitCurve best_curve(const JudgedCells& cells) {
  std::vector<double> density;
  density.reserve(cells.km2.size());
  for (std::size_t i = 0; i < cells.km2.size(); ++i) density.push_back(cells.counts[i] / cells.km2[i]);
  return hit_curve(density, cells);
}

double hits_at(const HitCurve& curve, double area_share) {
  assert(0.0 <= area_share && area_share <= 1.0);
  const auto above = std::lower_bound(curve.area_share.begin(), curve.area_share.end(), area_share);
  const auto i = static_cast<std::size_t>(above - curve.area_share.begin());
  if (i == 0) return curve.hit_share.front();
  const double from = curve.area_share[i - 1];
  const double part = (area_share - from) / (curve.area_share[i] - from);
  return curve.hit_share[i - 1] + part * (curve.hit_share[i] - curve.hit_share[i - 1]);
}

double predictive_accuracy(double hit_share, double area_share) {
  assert(area_share > 0.0);
  return hit_share / area_share;
}

double predictive_efficiency(double hit_share, double best_share) {
  return best_share > 0.0 ? hit_share / best_share : 0.0;
}

double recapture_rate(double later_share, double earlier_share) {
  return earlier_share > 0.0 ? later_share / earlier_share : 0.0;
}

core::Result<std::vector<ChanceHits>> hits_by_chance(const ChanceQuestion& question, const jobs::Progress& progress) {
  assert(question.area_shares.size() == question.observed.size());
  if (question.options.draws < kLeastDraws || question.options.draws > kMostDraws) {
    return core::invalid_argument("random draws: between 99 and 99,999; 999 is usual");
  }
  const auto draws = static_cast<std::size_t>(question.options.draws);
  const std::size_t shares = question.area_shares.size();
  std::vector<double> hits(draws * shares);
  constexpr std::size_t kDrawsARange = 32;
  const auto done = jobs::parallel_for(draws, kDrawsARange, progress, [&](std::size_t begin, std::size_t end) {
    RandomOrders orders(question.cells.km2.size());
    for (std::size_t draw = begin; draw < end; ++draw) {
      orders.hits(question, draw, std::span(hits).subspan(draw * shares, shares));
    }
  });
  if (!done) return done.error();
  std::vector<ChanceHits> by_share;
  for (std::size_t share = 0; share < shares; ++share) {
    std::vector<double> own;
    own.reserve(draws);
    for (std::size_t draw = 0; draw < draws; ++draw) own.push_back(hits[draw * shares + share]);
    by_share.push_back(summary_of(std::move(own), question.observed[share]));
  }
  return by_share;
}

}  // namespace wardscope::analysis
