// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wardscope::stats {

/// GSL aborts the program where it cannot answer; no number of a user may do that. Called before a function of GSL that
/// may not answer: it gives NaN then.
void keep_gsl_from_aborting();

}  // namespace wardscope::stats
