// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/shared_bar.hpp"

#include <algorithm>
#include <cassert>

namespace wardscope::jobs {

SharedBar::SharedBar(const Progress& progress, std::size_t parts) : progress_(progress), done_(parts, 0.0) {
  assert(parts > 0);
}

bool SharedBar::tick(std::size_t part, double share) {
  assert(part < done_.size());
  const std::scoped_lock lock(mutex_);
  const double gained = std::clamp(share, 0.0, 1.0) - done_[part];
  if (gained > 0.0) {
    sum_ += gained;
    done_[part] += gained;
  }
  return progress_.tick(sum_ / static_cast<double>(done_.size()));
}

}  // namespace wardscope::jobs
