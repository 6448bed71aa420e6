// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/alias_table.hpp"

#include <cassert>
#include <numeric>

namespace wardscope::sample {

AliasTable::AliasTable(const std::vector<double>& weights) : keep_(weights.size(), 1.0), other_(weights.size()) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  assert(sum > 0);
  std::vector<double> scaled;
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    other_[i] = i;
    scaled.push_back(weights[i] / sum * static_cast<double>(weights.size()));
    (scaled.back() < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t poor = small.back();
    small.pop_back();
    const std::uint32_t rich = large.back();
    keep_[poor] = scaled[poor];
    other_[poor] = rich;
    scaled[rich] -= 1 - scaled[poor];
    if (scaled[rich] >= 1) continue;
    large.pop_back();
    small.push_back(rich);
  }
}

}  // namespace wardscope::sample
