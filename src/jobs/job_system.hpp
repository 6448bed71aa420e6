// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "jobs/progress.hpp"

namespace wardscope::jobs {

using JobId = std::uint64_t;

enum class JobState { waiting, running, finished };

/// What a tray shows of a job.
struct JobRecord {
  JobId id = 0;
  std::string label;
  JobState state = JobState::waiting;
  double fraction = 0.0;
  std::string stage;
  bool stopping = false;
};

/// Runs work off the main thread. `work` sees only values and snapshots and returns the call that delivers its result;
/// that call runs in drain(), on the main thread. Destruction stops and waits for everything.
class JobSystem {
 public:
  using Deliver = std::function<void()>;
  using Work = std::function<Deliver(const Progress&)>;

  explicit JobSystem(unsigned workers = 1);
  JobSystem(const JobSystem&) = delete;
  JobSystem& operator=(const JobSystem&) = delete;
  ~JobSystem();

  JobId submit(std::string label, Work work);
  /// As submit(), and stops an earlier job of the same `slot` that has not been delivered: newest wins.
  JobId submit_newest(std::string slot, std::string label, Work work);
  void stop(JobId job);
  void stop_all();

  /// Runs the deliveries of finished jobs, on the calling thread. @returns how many ran.
  std::size_t drain();
  [[nodiscard]] std::vector<JobRecord> records() const;
  [[nodiscard]] bool idle() const;
  /// Sleeps until some job has finished and waits to be delivered, or `most` has passed. @returns true for the former.
  bool wait_finished(std::chrono::milliseconds most);
  /// Called on a worker whenever a job ends, so that a sleeping frame loop can be woken.
  void set_wake(std::function<void()> wake);

 private:
  struct Job;
  void run_worker(const std::stop_token& stop);
  JobId enqueue(std::string slot, std::string label, Work work);

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::condition_variable_any finished_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::vector<std::shared_ptr<Job>> live_;
  JobId next_id_ = 1;
  std::function<void()> wake_;
  std::vector<std::jthread> workers_;
};

}  // namespace wardscope::jobs
