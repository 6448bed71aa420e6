// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

#include "jobs/progress.hpp"

namespace wardscope::jobs {

/// The progress of parts that several threads work on at once, each of which takes long: parallel_for() ticks between
/// ranges alone. Give parallel_for() a progress that nobody watches, and let each range tick its part here.
class SharedBar {
 public:
  /// The progress is borrowed. @pre parts > 0
  SharedBar(const Progress& progress, std::size_t parts);

  /// From any thread: a part is done by this share, 0..1; one that falls is no news. The bar never falls.
  /// @returns false where all must stop
  [[nodiscard]] bool tick(std::size_t part, double share);

 private:
  const Progress& progress_;
  std::mutex mutex_;
  std::vector<double> done_;  ///< by part
  double sum_ = 0.0;
};

}  // namespace wardscope::jobs
