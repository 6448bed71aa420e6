// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/permutation_test.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

using Unit = Neighbours::Unit;
using Fixed = std::int64_t;

/// The values as whole multiples of a power of two: sums of them are exact, whatever their order.
std::vector<Fixed> fixed_point(std::span<const double> values) {
  constexpr int kBits = 40;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double range = *most - *least;
  const int exponent = range > 0.0 ? kBits - std::ilogb(range) : 0;
  std::vector<Fixed> fixed;
  fixed.reserve(values.size());
  for (const double value : values) fixed.push_back(std::llround(std::ldexp(value - *least, exponent)));
  return fixed;
}

Fixed sum_of(std::span<const Unit> units, const std::vector<Fixed>& values) {
  Fixed sum = 0;
  for (const Unit unit : units) sum += values[unit];
  return sum;
}

/// Of the permuted sums of a unit.
struct Tails {
  std::size_t high = 0;  ///< as great as the observed or greater
  std::size_t low = 0;   ///< as small or smaller
};

/// Numbers in ascending order of which one can be changed. Equal ones can stand for each other.
class SortedSums {
 public:
  explicit SortedSums(std::vector<Fixed> sums) : sorted_(std::move(sums)) { std::sort(sorted_.begin(), sorted_.end()); }

  void change(Fixed from, Fixed to) {
    if (to > from) {
      auto at = std::upper_bound(sorted_.begin(), sorted_.end(), from) - 1;
      for (; at + 1 != sorted_.end() && *(at + 1) < to; ++at) *at = *(at + 1);
      *at = to;
    } else if (to < from) {
      auto at = std::lower_bound(sorted_.begin(), sorted_.end(), from);
      for (; at != sorted_.begin() && *(at - 1) > to; --at) *at = *(at - 1);
      *at = to;
    }
  }

  /// How many are at least, and how many at most, as great as the number.
  [[nodiscard]] Tails tails(Fixed observed) const {
    const auto below = std::lower_bound(sorted_.begin(), sorted_.end(), observed);
    const auto above = std::upper_bound(below, sorted_.end(), observed);
    return {static_cast<std::size_t>(sorted_.end() - below), static_cast<std::size_t>(above - sorted_.begin())};
  }

 private:
  std::vector<Fixed> sorted_;
};

/// A number of the draws: from unit `drawn` + 1 on, its permutation has `drawn` there instead of `drawn` + 1.
struct Draw {
  Unit drawn;
  std::uint32_t permutation;
  std::uint32_t place;  ///< within the permutation
};

/// Some of the permutations of a plan.
struct Batch {
  std::size_t first;
  std::size_t size;
};

struct Draws {
  std::size_t permutations;
  std::size_t most;
  std::vector<Unit> table;
  std::vector<Draw> by_unit;  ///< ascending by `drawn`
};

/// A deck of all numbers below `others`, from which permutations are dealt. A permutation depends on its number alone.
class Dealer {
 public:
  Dealer(std::size_t others, std::size_t most, std::uint64_t seed) : deck_(others), swapped_(most), seed_(seed) {
    std::iota(deck_.begin(), deck_.end(), Unit{0});
  }

  std::vector<Unit> deal(const Batch& batch) {
    std::vector<Unit> table;
    table.reserve(batch.size * swapped_.size());
    for (std::size_t permutation = batch.first; permutation < batch.first + batch.size; ++permutation) {
      core::CounterRng rng(seed_, permutation);
      for (std::size_t place = 0; place < swapped_.size(); ++place) {
        swapped_[place] = place + rng.below(deck_.size() - place);
        std::swap(deck_[place], deck_[swapped_[place]]);
        table.push_back(deck_[place]);
      }
      for (std::size_t place = swapped_.size(); place-- > 0;) std::swap(deck_[place], deck_[swapped_[place]]);
    }
    return table;
  }

 private:
  std::vector<Unit> deck_;
  std::vector<std::size_t> swapped_;
  std::uint64_t seed_;
};

Draws in_order_of_units(std::vector<Unit> table, std::size_t most) {
  Draws draws{table.size() / most, most, std::move(table), {}};
  draws.by_unit.reserve(draws.table.size());
  for (std::size_t i = 0; i < draws.table.size(); ++i) {
    draws.by_unit.push_back(
        {draws.table[i], static_cast<std::uint32_t>(i / most), static_cast<std::uint32_t>(i % most)});
  }
  std::sort(draws.by_unit.begin(), draws.by_unit.end(), [](const Draw& a, const Draw& b) { return a.drawn < b.drawn; });
  return draws;
}

/// The sums of the first `count` draws of each permutation, for one unit after the other.
class PermutedSums {
 public:
  PermutedSums(const Draws& draws, std::size_t count, const std::vector<Fixed>& values)
      : draws_(draws), count_(count), values_(values), sums_(first_sums(draws, count, values)), sorted_(sums_) {}

  /// @pre not below the unit asked for before
  Tails tails(std::size_t unit, Fixed observed) {
    for (; next_ < draws_.by_unit.size() && draws_.by_unit[next_].drawn < unit; ++next_) {
      const Draw& draw = draws_.by_unit[next_];
      if (draw.place >= count_) continue;
      Fixed& sum = sums_[draw.permutation];
      const Fixed moved = sum + values_[draw.drawn] - values_[draw.drawn + 1];
      sorted_.change(sum, moved);
      sum = moved;
    }
    return sorted_.tails(observed);
  }

 private:
  /// As unit 0 has them: every number stands for the unit after it.
  static std::vector<Fixed> first_sums(const Draws& draws, std::size_t count, const std::vector<Fixed>& values) {
    std::vector<Fixed> sums(draws.permutations, 0);
    for (std::size_t permutation = 0; permutation < draws.permutations; ++permutation) {
      for (std::size_t place = 0; place < count; ++place) {
        sums[permutation] += values[draws.table[permutation * draws.most + place] + 1];
      }
    }
    return sums;
  }

  const Draws& draws_;
  std::size_t count_;
  const std::vector<Fixed>& values_;
  std::vector<Fixed> sums_;  ///< by permutation
  SortedSums sorted_;
  std::size_t next_ = 0;  ///< of draws_.by_unit: those before it have been taken over
};

PermutationP p_of(const Tails& tails, std::size_t permutations) {
  const double all = static_cast<double>(permutations) + 1.0;
  PermutationP p{(1.0 + static_cast<double>(tails.high)) / all, (1.0 + static_cast<double>(tails.low)) / all, 1.0};
  p.two_sided = std::min(1.0, 2.0 * std::min(p.high, p.low));
  return p;
}

}  // namespace

std::vector<Unit> neighbourhood_draws(std::size_t others, std::size_t most, const PermutationPlan& plan) {
  assert(most <= others);
  return Dealer(others, most, plan.seed).deal({0, plan.permutations});
}

std::vector<PermutationP> neighbourhood_permutation_p(std::span<const double> values, const Neighbours& neighbours,
                                                      const PermutationPlan& plan) {
  assert(values.size() == neighbours.size() && values.size() >= 2 && plan.permutations >= 1);
  const std::size_t others = values.size() - 1;
  std::vector<std::vector<Unit>> units_by_count;  // how many neighbours -> units, ascending
  for (std::size_t unit = 0; unit < values.size(); ++unit) {
    const std::size_t count = neighbours.of(unit).size();
    if (count >= units_by_count.size()) units_by_count.resize(count + 1);
    units_by_count[count].push_back(static_cast<Unit>(unit));
  }
  const std::vector<Fixed> fixed = fixed_point(values);
  const std::size_t tested_counts = std::min(units_by_count.size(), others);
  std::vector<Tails> tails(values.size());
  Dealer dealer(others, units_by_count.size() - 1, plan.seed);
  // So few sums that moving one of them stays cheap: the time grows with B and not with its square.
  constexpr std::size_t kBatch = 2048;
  for (std::size_t first = 0; first < plan.permutations && tested_counts > 1; first += kBatch) {
    const Draws draws =
        in_order_of_units(dealer.deal({first, std::min(kBatch, plan.permutations - first)}), units_by_count.size() - 1);
    for (std::size_t count = 1; count < tested_counts; ++count) {
      if (units_by_count[count].empty()) continue;
      PermutedSums sums(draws, count, fixed);
      for (const Unit unit : units_by_count[count]) {
        const Tails own = sums.tails(unit, sum_of(neighbours.of(unit), fixed));
        tails[unit].high += own.high;
        tails[unit].low += own.low;
      }
    }
  }
  constexpr double kNotTested = std::numeric_limits<double>::quiet_NaN();
  std::vector<PermutationP> p(values.size(), {kNotTested, kNotTested, kNotTested});
  for (std::size_t count = 1; count < tested_counts; ++count) {
    for (const Unit unit : units_by_count[count]) p[unit] = p_of(tails[unit], plan.permutations);
  }
  return p;
}

}  // namespace wardscope::stats
