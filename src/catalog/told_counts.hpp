// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "borough/incidents.hpp"

namespace wardscope::catalog {

/// A count in a cell as it may be told: to the nearest five (ten of sensitive types), and nothing of one that is small.
/// Cells are too many, and their counts by type and month add up in too many ways, for anything finer (decision 0024).
std::optional<std::int64_t> told_count(double count, borough::Sensitivity sensitivity);

/// part / whole as it may be told beside such counts: of the part rounded as told_count() rounds, but small ones too,
/// for it is of many units together. 0..1; nothing where the whole is small. @pre 0 <= part <= whole
std::optional<double> told_share(double part, double whole, borough::Sensitivity sensitivity);

/// Weights of incidents together.
struct WeightSum {
  double sum = 0.0;
  double heaviest = 0.0;  ///< weight of the incident that weighs most
  std::int64_t incidents = 0;
};
/// The sum as it is told of an area that was found on a surface, beside the number of incidents in it. Exactly where
/// all weigh the same; else to the nearest five (ten) of the heaviest and nothing of less than eight (fifteen). It
/// blurs how many are of the gravest type and does not hide it, and need not: weights that differ are on surfaces of
/// open types and of published map points alone, which show more (decisions/0019 and 0038).
std::optional<double> told_weight(const WeightSum& weights, borough::Sensitivity sensitivity);

/// "under 0.001": a p-value as far as it may be told of every unit; of NaN "not tested".
std::string told_p(double p);

}  // namespace wardscope::catalog
