// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace wardscope::bench {

/// What a command did that ran as a process of its own.
struct ChildOutcome {
  enum class End { done, absent, failed, too_slow };
  End end = End::failed;
  std::string output;     ///< stdout
  double peak_mib = 0.0;  ///< of its memory, as the system counted it (getrusage): input and interpreter included
};

/// Runs `words[0]`, found along PATH, and waits, at most `seconds`; then it is killed. Its stderr is dropped.
ChildOutcome run_child(const std::vector<std::string>& words, double seconds);

}  // namespace wardscope::bench
