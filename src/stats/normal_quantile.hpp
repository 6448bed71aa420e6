// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wardscope::stats {

/// The z below which a standard normal value lies with this probability: normal_quantile(0.975) = 1.96.
/// @pre 0 < probability < 1
double normal_quantile(double probability);

}  // namespace wardscope::stats
