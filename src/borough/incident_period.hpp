// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "borough/incidents.hpp"

namespace wardscope::borough {

/// The filter with its open ends set to the first and last month of the table: what it chooses of today's incidents,
/// also after more were imported. A table without times leaves it as it is.
IncidentFilter with_period(IncidentFilter filter, const IncidentTable& incidents);

}  // namespace wardscope::borough
