// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/told_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/disclosure.hpp"

namespace wardscope::catalog {

std::optional<std::int64_t> told_count(double count, borough::Sensitivity sensitivity) {
  const std::int64_t base = analysis::DisclosureControl().threshold(sensitivity);
  const std::int64_t exact = std::llround(count);
  const bool is_zero = exact == 0 && sensitivity != borough::Sensitivity::sensitive;
  if (!is_zero && 2 * exact < 3 * base) return std::nullopt;
  return (exact + base / 2) / base * base;
}

std::optional<double> told_share(double part, double whole, borough::Sensitivity sensitivity) {
  assert(0.0 <= part && part <= whole);
  const auto base = static_cast<double>(analysis::DisclosureControl().threshold(sensitivity));
  if (whole < base) return std::nullopt;
  if (part == whole) return 1.0;
  return std::min(1.0, std::round(part / base) * base / whole);
}

std::optional<double> told_weight(const WeightSum& weights, borough::Sensitivity sensitivity) {
  constexpr double kRounding = 1e-9;  // of adding up weights
  if (std::abs(weights.sum - weights.heaviest * static_cast<double>(weights.incidents)) <= kRounding * weights.sum)
    return weights.sum;
  const auto of_the_heaviest = told_count(weights.sum / weights.heaviest, sensitivity);
  if (!of_the_heaviest) return std::nullopt;
  return static_cast<double>(*of_the_heaviest) * weights.heaviest;
}

std::string told_p(double p) {
  if (std::isnan(p)) return "not tested";
  for (const double level : {0.001, 0.01, 0.05, 0.1}) {
    if (p < level) return fmt::format("under {:g}", level);
  }
  return "0.1 or more";
}

}  // namespace wardscope::catalog
