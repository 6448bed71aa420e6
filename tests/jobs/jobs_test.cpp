// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <numeric>
#include <stop_token>
#include <thread>
#include <vector>

#include "jobs/job_system.hpp"
#include "jobs/parallel.hpp"
#include "jobs/progress.hpp"
#include "jobs/shared_bar.hpp"

namespace wardscope::jobs {
namespace {

void drain_until_idle(JobSystem& jobs) {
  while (!jobs.idle()) {
    jobs.drain();
    std::this_thread::yield();
  }
}

TEST(Progress, APartCountsItsOwnShareOfTheWhole) {
  const Progress whole;
  const Progress part = whole.part(0.5, 1.0, "Second half");

  EXPECT_TRUE(part.tick(0.5));

  EXPECT_DOUBLE_EQ(whole.fraction(), 0.75);
  EXPECT_EQ(whole.stage(), "Second half");
}

TEST(Progress, TickAnswersFalseOnceStopped) {
  std::stop_source stop;
  const Progress progress(stop.get_token());
  EXPECT_TRUE(progress.tick(0.1));

  stop.request_stop();

  EXPECT_FALSE(progress.tick(0.2));
}

TEST(ParallelFor, CoversEveryIndexOnceWithAnyNumberOfThreads) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    set_thread_count(threads);
    std::vector<int> seen(10007, 0);

    const auto status = parallel_for(seen.size(), 64, Progress(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++seen[i];
    });

    EXPECT_TRUE(status);
    EXPECT_EQ(std::accumulate(seen.begin(), seen.end(), 0), 10007);
    EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 1);
  }
  set_thread_count(0);
}

TEST(ParallelFor, StopsWhenAsked) {
  std::stop_source stop;
  const Progress progress(stop.get_token());
  const auto status = parallel_for(1000, 1, progress, [&](std::size_t begin, std::size_t) {
    if (begin == 10) stop.request_stop();
  });

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, core::ErrorCode::cancelled);
}

TEST(SharedBar, AddsUpItsPartsAndNeverFalls) {
  std::stop_source source;
  const Progress progress(source.get_token());
  SharedBar bar(progress, 4);

  EXPECT_TRUE(bar.tick(2, 0.5));
  EXPECT_TRUE(bar.tick(0, 1.0));
  EXPECT_DOUBLE_EQ(progress.fraction(), 0.375);
  EXPECT_TRUE(bar.tick(2, 0.2)) << "a part that begins again is no step back";
  EXPECT_TRUE(bar.tick(0, 7.0));
  EXPECT_DOUBLE_EQ(progress.fraction(), 0.375);
  source.request_stop();
  EXPECT_FALSE(bar.tick(1, 0.1));
}

TEST(JobSystem, DeliversOnTheThreadThatDrains) {
  JobSystem jobs(2);
  std::thread::id delivered_on;
  jobs.submit("work", [&](const Progress&) -> JobSystem::Deliver {
    return [&] { delivered_on = std::this_thread::get_id(); };
  });

  drain_until_idle(jobs);

  EXPECT_EQ(delivered_on, std::this_thread::get_id());
}

TEST(JobSystem, TheNewestOfASlotWins) {
  JobSystem jobs(1);
  std::vector<int> delivered;
  for (int i = 0; i < 5; ++i) {
    jobs.submit_newest("preview", "preview", [&delivered, i](const Progress&) -> JobSystem::Deliver {
      return [&delivered, i] { delivered.push_back(i); };
    });
  }

  drain_until_idle(jobs);

  EXPECT_EQ(delivered, std::vector<int>{4});
}

TEST(JobSystem, StoppingReachesTheWork) {
  JobSystem jobs(1);
  bool stopped = false;
  const JobId job = jobs.submit("long", [&](const Progress& progress) -> JobSystem::Deliver {
    while (progress.tick(0.0)) std::this_thread::yield();
    return [&] { stopped = true; };
  });

  jobs.stop(job);
  drain_until_idle(jobs);

  EXPECT_TRUE(stopped);
}

TEST(JobSystem, DestructionStopsRunningWork) {
  {
    JobSystem jobs(1);
    jobs.submit("endless", [](const Progress& progress) -> JobSystem::Deliver {
      while (progress.tick(0.0)) std::this_thread::yield();
      return {};
    });
  }
  SUCCEED();
}

}  // namespace
}  // namespace wardscope::jobs
