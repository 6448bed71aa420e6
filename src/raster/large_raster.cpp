// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/large_raster.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <cstdint>
#include <utility>
#include <vector>

namespace wardscope::raster {
namespace {

/// Advice only: where it is refused, nothing is lost.
void ask_for_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#ifdef __linux__
  constexpr std::uintptr_t kHugePage = std::uintptr_t{2} << 20U;
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t first = (begin + kHugePage - 1) / kHugePage * kHugePage;
  const std::uintptr_t end = (begin + bytes) / kHugePage * kHugePage;
  if (first >= end) return;
  (void)madvise(static_cast<char*>(memory) + (first - begin), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace

Raster<float> large_raster(const GridSpec& grid, float fill) {
  std::vector<float> values;
  values.reserve(grid.size());
  ask_for_huge_pages(values.data(), grid.size() * sizeof(float));
  values.assign(grid.size(), fill);
  return {grid, std::move(values)};
}

}  // namespace wardscope::raster
