// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/poisson_draw.hpp"

#include <cassert>
#include <cmath>

namespace wardscope::stats {

PoissonDraw::PoissonDraw() {
  constexpr double kNegligible = 1e-17;
  for (std::size_t mean = 0; mean <= kWhole; ++mean) {
    const auto m = static_cast<double>(mean);
    double probability = std::exp(-m);
    double sum = probability;
    at_most_[mean].push_back(sum);
    for (double x = 1.0; x < m || probability > kNegligible; x += 1.0) {
      probability *= m / x;
      sum += probability;
      at_most_[mean].push_back(sum);
    }
  }
}

std::int64_t PoissonDraw::small(std::size_t mean, core::CounterRng& rng) const {
  const std::vector<double>& at_most = at_most_[mean];
  const double u = rng.uniform();
  std::size_t x = 0;
  while (x + 1 < at_most.size() && u >= at_most[x]) ++x;
  return static_cast<std::int64_t>(x);
}

std::int64_t PoissonDraw::operator()(std::int64_t mean, core::CounterRng& rng) const {
  assert(mean >= 0);
  constexpr auto kStep = static_cast<std::int64_t>(kWhole);
  std::int64_t sum = 0;
  std::int64_t rest = mean;
  for (; rest > kStep; rest -= kStep) sum += small(kWhole, rng);
  return sum + small(static_cast<std::size_t>(rest), rng);
}

}  // namespace wardscope::stats
