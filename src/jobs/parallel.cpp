// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

namespace wardscope::jobs {
namespace {

std::atomic<unsigned> g_thread_count{0};

}  // namespace

void set_thread_count(unsigned count) { g_thread_count = count; }

unsigned thread_count() {
  const unsigned asked = g_thread_count;
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

core::Status parallel_for(std::size_t count, std::size_t grain, const Progress& progress,
                          const std::function<void(std::size_t, std::size_t)>& body) {
  assert(grain > 0);
  const std::size_t ranges = (count + grain - 1) / grain;
  std::atomic<std::size_t> next{0};
  std::mutex ticking;  // so that two threads don't tick in the wrong order and the fraction never falls
  std::size_t done = 0;
  std::atomic<bool> stop{false};
  const auto work = [&] {
    while (!stop.load(std::memory_order_relaxed)) {
      const std::size_t range = next.fetch_add(1, std::memory_order_relaxed);
      if (range >= ranges) return;
      body(range * grain, std::min(count, (range + 1) * grain));
      const std::scoped_lock lock(ticking);
      if (!progress.tick(static_cast<double>(++done) / static_cast<double>(ranges))) stop = true;
    }
  };
  if (progress.stopped()) return core::cancelled();
  const std::size_t helpers = std::min<std::size_t>(thread_count(), ranges);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < helpers; ++i) threads.emplace_back(work);
    work();
  }
  if (progress.stopped()) return core::cancelled();
  return {};
}

}  // namespace wardscope::jobs
