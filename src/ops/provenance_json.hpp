// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to ops: what the provenance of a result and that of a map share.

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "borough/dataset.hpp"
#include "ops/provenance.hpp"

namespace wardscope::ops {

/// Adds CRS, place, data revision, sources and program.
void add_dataset(nlohmann::ordered_json& object, const borough::Dataset& dataset);

/// The code over all that the object holds now, then the date.
Provenance sealed(nlohmann::ordered_json object, std::string_view now_utc);

}  // namespace wardscope::ops
