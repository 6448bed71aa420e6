// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// Selected incidents, by whether they lie in a unit.
struct OnTheGround {
  std::int64_t inside = 0;
  std::int64_t elsewhere = 0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
};

/// @returns invalid_argument, with what to do, where none lies in a unit though enough are selected (their coordinate
///   system is wrong, or the land is that of another place), or fewer than may be told: `what` ("clusters") of so few
///   would show single records.
core::Status check_enough(const OnTheGround& incidents, const GroundUnits& units, std::string_view what);

}  // namespace wardscope::catalog
