// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/job_system.hpp"

#include <algorithm>
#include <utility>

namespace wardscope::jobs {

struct JobSystem::Job {
  JobId id = 0;
  std::string slot;
  std::string label;
  Work work;
  Deliver deliver;
  std::stop_source stop;
  Progress progress{stop.get_token()};
  JobState state = JobState::waiting;
  bool superseded = false;  ///< a newer job took its slot: its result is not delivered
};

JobSystem::JobSystem(unsigned workers) {
  for (unsigned i = 0; i < std::max(1U, workers); ++i) {
    workers_.emplace_back([this](const std::stop_token& stop) { run_worker(stop); });
  }
}

JobSystem::~JobSystem() {
  stop_all();
  for (std::jthread& worker : workers_) worker.request_stop();
  changed_.notify_all();
  workers_.clear();
}

JobId JobSystem::submit(std::string label, Work work) { return enqueue({}, std::move(label), std::move(work)); }

JobId JobSystem::submit_newest(std::string slot, std::string label, Work work) {
  return enqueue(std::move(slot), std::move(label), std::move(work));
}

JobId JobSystem::enqueue(std::string slot, std::string label, Work work) {
  auto job = std::make_shared<Job>();
  job->slot = std::move(slot);
  job->label = std::move(label);
  job->work = std::move(work);
  const std::scoped_lock lock(mutex_);
  job->id = next_id_++;
  if (!job->slot.empty()) {
    for (const auto& other : live_) {
      if (other->slot != job->slot) continue;
      other->stop.request_stop();
      other->superseded = true;
    }
  }
  waiting_.push_back(job);
  live_.push_back(job);
  changed_.notify_one();
  return job->id;
}

void JobSystem::stop(JobId id) {
  const std::scoped_lock lock(mutex_);
  for (const auto& job : live_) {
    if (job->id == id) job->stop.request_stop();
  }
}

void JobSystem::stop_all() {
  const std::scoped_lock lock(mutex_);
  for (const auto& job : live_) job->stop.request_stop();
}

std::size_t JobSystem::drain() {
  std::vector<std::shared_ptr<Job>> finished;
  {
    const std::scoped_lock lock(mutex_);
    const auto split = std::stable_partition(live_.begin(), live_.end(),
                                             [](const auto& job) { return job->state != JobState::finished; });
    finished.assign(split, live_.end());
    live_.erase(split, live_.end());
  }
  std::size_t delivered = 0;
  for (const auto& job : finished) {
    if (job->superseded || !job->deliver) continue;
    job->deliver();
    ++delivered;
  }
  return delivered;
}

std::vector<JobRecord> JobSystem::records() const {
  const std::scoped_lock lock(mutex_);
  std::vector<JobRecord> records;
  for (const auto& job : live_) {
    records.push_back(
        {job->id, job->label, job->state, job->progress.fraction(), job->progress.stage(), job->stop.stop_requested()});
  }
  return records;
}

bool JobSystem::idle() const {
  const std::scoped_lock lock(mutex_);
  return live_.empty();
}

bool JobSystem::wait_finished(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return finished_.wait_for(lock, most, [this] {
    return std::any_of(live_.begin(), live_.end(), [](const auto& job) { return job->state == JobState::finished; });
  });
}

void JobSystem::set_wake(std::function<void()> wake) {
  const std::scoped_lock lock(mutex_);
  wake_ = std::move(wake);
}

void JobSystem::run_worker(const std::stop_token& stop) {
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      job = waiting_.front();
      waiting_.pop_front();
      job->state = JobState::running;
    }
    Deliver deliver = job->work(job->progress);
    std::function<void()> wake;
    {
      const std::scoped_lock lock(mutex_);
      job->deliver = std::move(deliver);
      job->work = nullptr;
      job->state = JobState::finished;
      wake = wake_;
    }
    finished_.notify_all();
    if (wake) wake();
  }
}

}  // namespace wardscope::jobs
