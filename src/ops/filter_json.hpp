// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to ops: a filter as it is remembered.

#include <nlohmann/json_fwd.hpp>

#include "borough/incidents.hpp"

namespace wardscope::ops {

nlohmann::ordered_json filter_json(const borough::IncidentFilter& filter);
/// Throws nlohmann's exception where the text is not what filter_json() writes: for callers that catch it.
borough::IncidentFilter filter_from(const nlohmann::ordered_json& json);

}  // namespace wardscope::ops
