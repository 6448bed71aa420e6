// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/null_counts.hpp"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

using Generator = std::unique_ptr<gsl_rng, decltype(&gsl_rng_free)>;

/// Taus113 starts in nanoseconds where a Mersenne twister takes microseconds; its streams are picked by CounterRng.
Generator generator_of(const Replication& replication) {
  Generator generator(gsl_rng_alloc(gsl_rng_taus113), &gsl_rng_free);
  gsl_rng_set(generator.get(), core::CounterRng(replication.seed, replication.number).bits());
  return generator;
}

}  // namespace

void draw_multinomial(std::uint32_t cases, std::span<const double> weights, const Replication& replication,
                      std::span<std::uint32_t> counts) {
  assert(counts.size() == weights.size());
  static_assert(sizeof(unsigned) == sizeof(std::uint32_t));
  const Generator generator = generator_of(replication);
  gsl_ran_multinomial(generator.get(), weights.size(), cases, weights.data(), counts.data());
}

void draw_with_same_margins(std::span<const std::uint32_t> table, std::size_t periods, const Replication& replication,
                            std::span<std::uint32_t> counts) {
  assert(counts.size() == table.size() && periods > 0 && table.size() % periods == 0);
  std::vector<std::uint32_t> times;
  for (std::size_t i = 0; i < table.size(); ++i) {
    times.insert(times.end(), table[i], static_cast<std::uint32_t>(i % periods));
  }
  core::CounterRng rng(replication.seed, replication.number);
  std::fill(counts.begin(), counts.end(), 0U);
  std::size_t next = 0;
  for (std::size_t first = 0; first < table.size(); first += periods) {
    std::uint32_t cases = 0;
    for (std::size_t period = 0; period < periods; ++period) cases += table[first + period];
    for (; cases > 0; --cases, ++next) {  // Fisher and Yates, from the front
      std::swap(times[next], times[next + rng.below(times.size() - next)]);
      ++counts[first + times[next]];
    }
  }
}

}  // namespace wardscope::stats
