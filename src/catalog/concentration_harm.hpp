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

/// The weight of the incidents on each unit of ground, from counts by type and unit as they may be told and from
/// nothing else: whoever has all of it knows no more than who has these counts (decisions/0038).
///
/// A count is told to the nearest five (ten of sensitive types), not where it is small, and of areas not where the
/// table of areas by types hides it (decisions/0020). For one that is not told a unit is taken to hold the mean of such
/// units: what is left of the type's total, told in the same way, over their number.
struct UnitHarm {
  HarmWeights weights;          ///< types and sum are of the incidents on units
  std::vector<double> numbers;  ///< by unit: incidents of the types that are weighed
  std::vector<double> sums;     ///< by unit: their weights
  std::vector<double> taken;    ///< by unit: the part of it that is of counts taken for those that are not told
  double sum = 0.0;             ///< of all units; 0: no type could be weighed
  /// Types of which the number on all units may not be told: they are not weighed.
  std::vector<std::string> left_out;

  /// The unit's part of the sum, 0..1; nothing where more than a fifth of its own weight is of counts that are not
  /// told, or no type could be weighed.
  [[nodiscard]] std::optional<double> part_of_weight(std::size_t unit) const;
  /// Share of the sum that is of counts taken for those that are not told, 0..1. @pre sum > 0
  [[nodiscard]] double taken_share() const;
  /// Whether how it is spread says something of the incidents: at most a fifth of the sum is taken.
  [[nodiscard]] bool tells_its_spread() const;
};

/// What is weighed, and where. Borrows everything.
struct HarmInput {
  const GroundUnits& units;
  const HarmedIncidents& selected;
  const borough::IncidentFilter& filter;  ///< that selected them
  borough::Sensitivity sensitivity;       ///< of a count on a unit that is no area
  /// Selected incidents by unit: where a cell is told to hold none, it holds none of each type.
  const std::vector<double>& counts;
};
/// @returns as count_on(); invalid_argument where the incidents on the units weigh nothing.
core::Result<UnitHarm> harm_on(const HarmInput& input, HarmWeights weights, const jobs::Progress& progress);

/// @returns invalid_argument where cells are so small that weights would single out sensitive incidents at their exact
/// places (decisions/0038).
core::Status check_cells_of_weights(const UnitChoice& choice, const HarmedIncidents& selected,
                                    const HarmWeights& weights);

/// Places by part_of_weight(), the heaviest first, equals alike; nothing of those without one.
std::vector<std::optional<std::int64_t>> harm_ranks(const UnitHarm& harm);

}  // namespace wardscope::catalog
