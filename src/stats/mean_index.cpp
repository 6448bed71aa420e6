// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/mean_index.hpp"

#include <cassert>
#include <cmath>

namespace wardscope::stats {

std::optional<MeanIndex> mean_index(std::span<const std::optional<double>> rates) {
  constexpr double kMeanIs = 100.0;
  MeanIndex result;
  double sum = 0.0;
  for (const auto& rate : rates) {
    if (!rate) continue;
    assert(std::isfinite(*rate));
    sum += *rate;
    ++result.known;
  }
  if (result.known == 0 || !(sum > 0.0)) return std::nullopt;
  result.mean = sum / static_cast<double>(result.known);
  result.index.reserve(rates.size());
  for (const auto& rate : rates) {
    std::optional<double> index;
    if (rate) index.emplace(kMeanIs * *rate / result.mean);
    result.index.push_back(index);
  }
  return result;
}

std::vector<std::optional<double>> mean_of_indices(std::span<const MeanIndex> indices) {
  std::vector<std::optional<double>> means;
  if (indices.empty()) return means;
  for (std::size_t area = 0; area < indices.front().index.size(); ++area) {
    double sum = 0.0;
    bool known = true;
    for (const MeanIndex& one : indices) {
      assert(one.index.size() == indices.front().index.size());
      known = known && one.index[area].has_value();
      sum += one.index[area].value_or(0.0);
    }
    std::optional<double> mean;
    if (known) mean.emplace(sum / static_cast<double>(indices.size()));
    means.push_back(mean);
  }
  return means;
}

}  // namespace wardscope::stats
