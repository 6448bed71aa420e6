// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "borough/incidents.hpp"

namespace wardscope::ops {

struct AskedIncidents {
  borough::IncidentFilter filter;
  std::int64_t data_revision = 0;  ///< of which an open end of the period was the data's
};

/// The incidents that a run asked for, by its provenance, of the months that it counted; none where its operation
/// chooses none, or the text is no provenance.
std::optional<AskedIncidents> asked_incidents(std::string_view provenance_json);

}  // namespace wardscope::ops
