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

/// Says now and then how much of a test is done.
class Watched {
 public:
  explicit Watched(const std::function<bool(double)>& go_on) : go_on_(go_on) {}
  [[nodiscard]] bool goes_on(double done) const { return !go_on_ || go_on_(done); }

 private:
  const std::function<bool(double)>& go_on_;
};

/// The permutations of a plan in batches: so few sums that moving one of them stays cheap, so that the time grows with
/// B and not with its square, and so few draws that a batch is dealt in an instant.
std::vector<Batch> batches_of(std::size_t permutations, std::size_t most) {
  constexpr std::size_t kBatch = 2048;
  constexpr std::size_t kDraws = std::size_t{1} << 20U;
  const std::size_t size = std::clamp<std::size_t>(kDraws / std::max<std::size_t>(1, most), 1, kBatch);
  std::vector<Batch> batches;
  for (std::size_t first = 0; first < permutations; first += size) {
    batches.push_back({first, std::min(size, permutations - first)});
  }
  return batches;
}

/// What all units are ranked by.
struct Ranked {
  const NeighbourhoodTest& test;
  const PermutationPlan& plan;
  std::vector<Fixed> values;
  std::vector<std::vector<Unit>> units_by_count;  ///< how many neighbours -> units, ascending
  std::size_t tested_counts = 0;                  ///< 1 .. this less one can be tested

  Ranked(const NeighbourhoodTest& of, const PermutationPlan& by) : test(of), plan(by), values(fixed_point(of.values)) {
    for (std::size_t unit = 0; unit < values.size(); ++unit) {
      const std::size_t count = of.neighbours.of(unit).size();
      if (count >= units_by_count.size()) units_by_count.resize(count + 1);
      units_by_count[count].push_back(static_cast<Unit>(unit));
    }
    tested_counts = std::min(units_by_count.size(), values.size() - 1);
  }
  [[nodiscard]] std::size_t most() const { return units_by_count.size() - 1; }
};

core::Result<std::vector<Tails>> conditional_tails(const Ranked& ranked, const Watched& watched) {
  constexpr std::size_t kUnitsATime = 8192;
  std::vector<Tails> tails(ranked.values.size());
  Dealer dealer(ranked.values.size() - 1, ranked.most(), ranked.plan.seed);
  const std::vector<Batch> batches = batches_of(ranked.plan.permutations, ranked.most());
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const Draws draws = in_order_of_units(dealer.deal(batches[batch]), ranked.most());
    std::size_t units_done = 0;
    for (std::size_t count = 1; count < ranked.tested_counts; ++count) {
      if (ranked.units_by_count[count].empty()) continue;
      PermutedSums sums(draws, count, ranked.values);
      for (const Unit unit : ranked.units_by_count[count]) {
        if (units_done++ % kUnitsATime == 0) {
          const double of_batch = static_cast<double>(units_done) / static_cast<double>(tails.size());
          const double done = (static_cast<double>(batch) + of_batch) / static_cast<double>(batches.size());
          if (!watched.goes_on(std::min(1.0, done))) return core::cancelled();
        }
        const Tails own = sums.tails(unit, sum_of(ranked.test.neighbours.of(unit), ranked.values));
        tails[unit].high += own.high;
        tails[unit].low += own.low;
      }
    }
  }
  return tails;
}

/// Units with as many neighbours, by the sum of each with its neighbours.
struct SameCount {
  std::size_t count = 0;
  std::vector<Fixed> sums;          ///< different ones, ascending
  std::vector<std::size_t> sum_of;  ///< of each unit, among them
  std::vector<Tails> tails;         ///< of each sum
};

std::vector<SameCount> by_own_sums(const Ranked& ranked) {
  std::vector<SameCount> groups;
  for (std::size_t count = 1; count < ranked.tested_counts; ++count) {
    const std::vector<Unit>& units = ranked.units_by_count[count];
    if (units.empty()) continue;
    SameCount group;
    group.count = count;
    std::vector<Fixed> own;
    own.reserve(units.size());
    for (const Unit unit : units) {
      own.push_back(ranked.values[unit] + sum_of(ranked.test.neighbours.of(unit), ranked.values));
    }
    group.sums = own;
    std::sort(group.sums.begin(), group.sums.end());
    group.sums.erase(std::unique(group.sums.begin(), group.sums.end()), group.sums.end());
    group.sum_of.reserve(own.size());
    for (const Fixed sum : own) {
      group.sum_of.push_back(
          static_cast<std::size_t>(std::lower_bound(group.sums.begin(), group.sums.end(), sum) - group.sums.begin()));
    }
    group.tails.resize(group.sums.size());
    groups.push_back(std::move(group));
  }
  return groups;
}

/// Ranks the sums of a group among the sums of the first draws of each permutation, both ascending.
void rank(SameCount& group, std::vector<Fixed>& permuted) {
  std::sort(permuted.begin(), permuted.end());
  std::size_t below = 0;
  std::size_t not_above = 0;
  for (std::size_t i = 0; i < group.sums.size(); ++i) {
    while (below < permuted.size() && permuted[below] < group.sums[i]) ++below;
    while (not_above < permuted.size() && permuted[not_above] <= group.sums[i]) ++not_above;
    group.tails[i].high += permuted.size() - below;
    group.tails[i].low += not_above;
  }
}

core::Result<std::vector<Tails>> total_tails(const Ranked& ranked, const Watched& watched) {
  const std::size_t most = std::min(ranked.most() + 1, ranked.values.size());
  std::vector<SameCount> groups = by_own_sums(ranked);
  Dealer dealer(ranked.values.size(), most, ranked.plan.seed);
  const std::vector<Batch> batches = batches_of(ranked.plan.permutations, most);
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    if (!watched.goes_on(static_cast<double>(batch) / static_cast<double>(batches.size()))) return core::cancelled();
    const std::vector<Unit> table = dealer.deal(batches[batch]);
    std::vector<Fixed> sums(batches[batch].size, 0);
    std::vector<Fixed> sorted;
    std::size_t added = 0;
    for (SameCount& group : groups) {
      for (; added <= group.count; ++added) {
        for (std::size_t b = 0; b < sums.size(); ++b) sums[b] += ranked.values[table[b * most + added]];
      }
      sorted = sums;
      rank(group, sorted);
    }
  }
  std::vector<Tails> tails(ranked.values.size());
  for (const SameCount& group : groups) {
    const std::vector<Unit>& units = ranked.units_by_count[group.count];
    for (std::size_t i = 0; i < units.size(); ++i) tails[units[i]] = group.tails[group.sum_of[i]];
  }
  return tails;
}

}  // namespace

std::vector<Unit> neighbourhood_draws(std::size_t others, std::size_t most, const PermutationPlan& plan) {
  assert(most <= others);
  return Dealer(others, most, plan.seed).deal({0, plan.permutations});
}

core::Result<std::vector<PermutationP>> neighbourhood_permutation_p(const NeighbourhoodTest& test,
                                                                    const PermutationPlan& plan,
                                                                    const std::function<bool(double)>& go_on) {
  assert(test.values.size() == test.neighbours.size() && test.values.size() >= 2 && plan.permutations >= 1);
  constexpr double kNotTested = std::numeric_limits<double>::quiet_NaN();
  std::vector<PermutationP> p(test.values.size(), {kNotTested, kNotTested, kNotTested});
  const Ranked ranked(test, plan);
  if (ranked.tested_counts <= 1) return p;
  const Watched watched(go_on);
  const auto tails =
      test.null == NeighbourhoodNull::total ? total_tails(ranked, watched) : conditional_tails(ranked, watched);
  if (!tails) return tails.error();
  for (std::size_t count = 1; count < ranked.tested_counts; ++count) {
    for (const Unit unit : ranked.units_by_count[count]) p[unit] = p_of((*tails)[unit], plan.permutations);
  }
  return p;
}

std::vector<PermutationP> neighbourhood_permutation_p(std::span<const double> values, const Neighbours& neighbours,
                                                      const PermutationPlan& plan) {
  return neighbourhood_permutation_p({values, neighbours, NeighbourhoodNull::conditional}, plan, {}).value();
}

}  // namespace wardscope::stats
