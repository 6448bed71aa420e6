// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/global_test.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "jobs/parallel.hpp"
#include "stats/moran_permutations.hpp"

namespace wardscope::analysis {

core::Result<std::optional<GlobalTest>> test_globally(const TestedValues& tested, const LocalTestOptions& options,
                                                      const jobs::Progress& progress) {
  if (options.method != TestMethod::permutation) return std::optional<GlobalTest>();
  const stats::MoranPermutations moran(tested.values, tested.neighbours, static_cast<std::uint64_t>(options.seed));
  GlobalTest test;
  test.permutations = std::min(static_cast<std::size_t>(options.permutations), kMostGlobalPermutations);
  std::vector<double> permuted(test.permutations);
  constexpr std::size_t kOrdersATime = 16;
  const auto status =
      jobs::parallel_for(permuted.size(), kOrdersATime, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t b = begin; b < end; ++b) permuted[b] = moran.permuted(b);
      });
  if (!status) return status.error();
  test.p = stats::p_among(moran.observed(), permuted);
  return std::optional<GlobalTest>(test);
}

}  // namespace wardscope::analysis
