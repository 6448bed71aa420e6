// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace wardscope::core {

/// Members 0 … size - 1 in sets that are joined; a set is known by its lowest member, whatever the order of joining.
/// Nearly constant time each (paths are halved; Tarjan & van Leeuwen 1984).
class DisjointSets {
 public:
  /// @pre size <= 2^32
  explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t find(std::size_t member) {
    while (parent_[member] != member) {
      parent_[member] = parent_[parent_[member]];
      member = parent_[member];
    }
    return static_cast<std::uint32_t>(member);
  }
  void join(std::size_t a, std::size_t b) {
    const std::uint32_t first = find(a);
    const std::uint32_t second = find(b);
    parent_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace wardscope::core
