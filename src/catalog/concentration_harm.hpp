// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/harm_table.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::catalog {

/// The weight of the incidents on each unit of ground.
struct UnitHarm {
  HarmWeights weights;                  ///< types and sum are of the incidents on units
  std::vector<double> sums;             ///< by unit
  std::vector<double> heaviest;         ///< weight of the gravest type on the unit
  std::vector<std::int64_t> incidents;  ///< by unit
  double sum = 0.0;                     ///< of all units

  /// The unit's part of the sum as it may be told, 0..1; see told_weight().
  [[nodiscard]] std::optional<double> told_share(std::size_t unit, borough::Sensitivity sensitivity) const;
};

/// @returns as count_on(); invalid_argument where the incidents on the units weigh nothing.
core::Result<UnitHarm> harm_on(const GroundUnits& units, const HarmedIncidents& selected, HarmWeights weights,
                               const jobs::Progress& progress);

/// Places by what may be told of their weight, the heaviest first, equals alike; nothing of those that may not be told.
std::vector<std::optional<std::int64_t>> harm_ranks(const UnitHarm& harm, borough::Sensitivity sensitivity);

}  // namespace wardscope::catalog
