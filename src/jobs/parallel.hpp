// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::jobs {

/// Threads that parallel_for uses; 0 asks for one a processor. Results never depend on it: a test sets it to 1, 2
/// and 7.
void set_thread_count(unsigned count);
unsigned thread_count();

/// Calls `body(begin, end)` for consecutive ranges that cover 0..count, on several threads, `grain` items a range (the
/// last may be shorter). Ranges depend on count and grain alone, never on the number of threads. Ticks between ranges.
/// `body` must not throw and must write only to places that belong to its range.
/// @pre grain > 0. @returns cancelled where the progress said stop; ranges not yet begun are then left out.
core::Status parallel_for(std::size_t count, std::size_t grain, const Progress& progress,
                          const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace wardscope::jobs
