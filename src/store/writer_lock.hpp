// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.hpp"
#include "store/connection.hpp"

namespace wardscope::store {

/// Whether a claim put this workspace's name on the lock, or this process had it already.
enum class WriterClaim { taken, held_before };

// One program at a time has a workspace open for writing. Who it is stands in the table writer_lock: host, process,
// when that process began (a number may be given again) and since when. SQLite's own locks keep the file whole anyway;
// this one tells the second user at once whom to wait for, before an hour's work ends in "busy".

/// Puts this process on the lock. A lock whose process has ended, or whose computer was started anew, is taken over; of
/// another computer's processes nothing can be known, and their lock counts for twelve hours.
/// @returns conflict that says who has the workspace open and since when; as Connection where the file is busy.
core::Result<WriterClaim> claim_writer_lock(const Connection& connection);

/// Takes this process off the lock. Trouble is left to the next claim, which finds the process ended.
void release_writer_lock(const Connection& connection);

}  // namespace wardscope::store
