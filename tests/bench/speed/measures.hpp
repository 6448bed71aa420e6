// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace wardscope::bench {

/// One statistic timed in a process of its own: the input read, then the call repeated. Writes "ms 12.34 WORDS" to
/// stdout, the median from input in memory to result, and in words what was found, to be held against a peer's.
struct Measure {
  std::string_view name;
  std::function<std::string(std::int64_t n)> run;  ///< @returns that line; empty: no input of this size
};

/// All of them, ours and the peers that are libraries.
std::span<const Measure> measures();

}  // namespace wardscope::bench
