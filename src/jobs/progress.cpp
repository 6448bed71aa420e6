// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/progress.hpp"

#include <algorithm>
#include <utility>

namespace wardscope::jobs {

struct Progress::Shared {
  std::atomic<double> fraction{0.0};
  std::mutex stage_mutex;
  std::string stage;
};

Progress::Progress() : Progress(std::stop_token{}) {}

Progress::Progress(std::stop_token stop) : shared_(std::make_shared<Shared>()), stop_(std::move(stop)) {}

bool Progress::tick(double fraction) const {
  shared_->fraction.store(from_ + (to_ - from_) * std::clamp(fraction, 0.0, 1.0), std::memory_order_relaxed);
  return !stop_.stop_requested();
}

bool Progress::stopped() const { return stop_.stop_requested(); }

Progress Progress::part(double from, double to, std::string_view stage) const {
  Progress child = *this;
  child.from_ = from_ + (to_ - from_) * from;
  child.to_ = from_ + (to_ - from_) * to;
  if (!stage.empty()) {
    const std::scoped_lock lock(shared_->stage_mutex);
    shared_->stage = stage;
  }
  return child;
}

double Progress::fraction() const { return shared_->fraction.load(std::memory_order_relaxed); }

std::string Progress::stage() const {
  const std::scoped_lock lock(shared_->stage_mutex);
  return shared_->stage;
}

}  // namespace wardscope::jobs
