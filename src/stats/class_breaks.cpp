// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/class_breaks.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace wardscope::stats {
namespace {

/// Fisher's grouping of sorted values into contiguous classes, by dynamic programming over distinct values.
///   cost(i, j) = sum of w (v - mean)^2 over the distinct values i..j-1, w how often each occurs
///   best(k, j) = min over i of best(k - 1, i) + cost(i, j)
/// The best i never falls as j grows (the cost obeys the quadrangle inequality), so each row is filled by halving.
class NaturalBreaks {
 public:
  explicit NaturalBreaks(std::span<const double> sorted) {
    for (const double value : sorted) {
      if (distinct_.empty() || value != distinct_.back()) {
        distinct_.push_back(value);
        count_.push_back(0.0);
      }
      count_.back() += 1.0;
    }
    // Sums about the middle value keep digits where the values are large and close together.
    const double origin = distinct_[distinct_.size() / 2];
    weight_.assign(distinct_.size() + 1, 0.0);
    sum_ = weight_;
    squares_ = weight_;
    for (std::size_t i = 0; i < distinct_.size(); ++i) {
      const double v = distinct_[i] - origin;
      weight_[i + 1] = weight_[i] + count_[i];
      sum_[i + 1] = sum_[i] + count_[i] * v;
      squares_[i + 1] = squares_[i] + count_[i] * v * v;
    }
  }

  std::vector<double> edges(std::size_t classes) {
    const std::size_t n = distinct_.size();
    classes = std::min(classes, n);
    best_.assign(n + 1, std::numeric_limits<double>::infinity());
    best_[0] = 0.0;
    std::vector<std::vector<std::uint32_t>> from(classes, std::vector<std::uint32_t>(n + 1, 0));
    for (std::size_t k = 0; k < classes; ++k) {
      next_.assign(n + 1, std::numeric_limits<double>::infinity());
      fill(from[k], {k + 1, n, k, n - 1});
      best_ = next_;
    }
    std::vector<double> edges = {distinct_.back()};
    std::size_t end = n;
    for (std::size_t k = classes; k-- > 0;) {
      end = from[k][end];
      edges.push_back(distinct_[end]);
    }
    std::reverse(edges.begin(), edges.end());
    return edges;
  }

 private:
  struct Range {
    std::size_t first_end;
    std::size_t last_end;
    std::size_t first_begin;
    std::size_t last_begin;
  };

  [[nodiscard]] double cost(std::size_t i, std::size_t j) const {
    const double s = sum_[j] - sum_[i];
    return squares_[j] - squares_[i] - s * s / (weight_[j] - weight_[i]);
  }

  /// Fills best(k, j) for j in first_end..last_end, knowing that the best begin lies in first_begin..last_begin.
  void fill(std::vector<std::uint32_t>& from, Range range) {
    if (range.first_end > range.last_end) return;
    const std::size_t j = range.first_end + (range.last_end - range.first_end) / 2;
    std::size_t chosen = range.first_begin;
    for (std::size_t i = range.first_begin; i <= std::min(range.last_begin, j - 1); ++i) {
      const double total = best_[i] + cost(i, j);
      if (total < next_[j]) {
        next_[j] = total;
        chosen = i;
      }
    }
    from[j] = static_cast<std::uint32_t>(chosen);
    fill(from, {range.first_end, j - 1, range.first_begin, chosen});
    fill(from, {j + 1, range.last_end, chosen, range.last_begin});
  }

  std::vector<double> distinct_;
  std::vector<double> count_;
  std::vector<double> weight_;
  std::vector<double> sum_;
  std::vector<double> squares_;
  std::vector<double> best_;
  std::vector<double> next_;
};

/// The least of 1, 2, 5, 10 … times a power of ten that is at least `step`, within rounding.
double nice_step(double step) {
  const double power = std::pow(10.0, std::floor(std::log10(step)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= step * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

std::vector<double> pretty_edges(double least, double most, std::size_t classes) {
  const double step = nice_step((most - least) / static_cast<double>(classes));
  const double first = std::floor(least / step + 1e-9);
  const double last = std::ceil(most / step - 1e-9);
  std::vector<double> edges;
  for (double i = first; i <= last; i += 1.0) edges.push_back(i * step);
  return edges;
}

}  // namespace

double quantile(std::span<const double> sorted, double probability) {
  assert(!sorted.empty() && probability >= 0.0 && probability <= 1.0);
  const double h = static_cast<double>(sorted.size() - 1) * probability;
  const auto below = static_cast<std::size_t>(h);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (h - std::floor(h)) * (sorted[below + 1] - sorted[below]);
}

std::vector<double> class_breaks(std::span<const double> values, ClassMethod method, std::size_t classes) {
  assert(classes >= 1);
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
  if (sorted.empty()) return {};
  std::sort(sorted.begin(), sorted.end());
  const double least = sorted.front();
  const double most = sorted.back();
  if (least == most) return {least, most};
  if (method == ClassMethod::natural_breaks) return NaturalBreaks(sorted).edges(classes);
  if (method == ClassMethod::pretty) return pretty_edges(least, most, classes);
  std::vector<double> edges = {least};
  for (std::size_t i = 1; i < classes; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(classes);
    edges.push_back(method == ClassMethod::quantile ? quantile(sorted, share) : least + (most - least) * share);
  }
  edges.push_back(most);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

std::size_t class_of(std::span<const double> edges, double value) {
  assert(edges.size() >= 2 && std::isfinite(value));
  const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
  return static_cast<std::size_t>(above - edges.begin()) - 1;
}

}  // namespace wardscope::stats
