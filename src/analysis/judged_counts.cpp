// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/judged_counts.hpp"

#include <algorithm>
#include <cassert>

#include "analysis/disclosure.hpp"

namespace wardscope::analysis {

JudgedCounts judged_counts(const TestedValues& tested, std::size_t unit) {
  assert(!tested.incidents.empty());
  JudgedCounts counts{tested.incidents[unit], 0.0};
  for (const stats::Neighbours::Unit other : tested.neighbours.of(unit)) counts.around += tested.incidents[other];
  return counts;
}

bool judged_by_too_few(const TestedValues& tested, std::size_t unit, LocalClass would_be) {
  assert(stands_out(would_be));
  if (tested.incidents.empty()) return false;
  const auto [own, around] = judged_counts(tested, unit);
  const auto least = static_cast<double>(DisclosureControl().threshold(tested.sensitivity));
  const bool also_empty = tested.sensitivity == borough::Sensitivity::sensitive;
  switch (would_be) {
    case LocalClass::high:
      return own + around < least;
    case LocalClass::low:
      return also_empty && own + around < least;
    case LocalClass::high_around:
      return around < least;
    case LocalClass::low_around:
      return also_empty && around < least;
    case LocalClass::high_high:
      return also_empty ? std::min(own, around) < least : own + around < least;
    case LocalClass::high_low:
      return also_empty ? std::min(own, around) < least : own < least;
    case LocalClass::low_high:
      return also_empty ? std::min(own, around) < least : around < least;
    case LocalClass::low_low:
      return also_empty && std::min(own, around) < least;
    case LocalClass::not_tested:
    case LocalClass::all_around:
    case LocalClass::ordinary:
      break;
  }
  return false;
}

double mean_incidents_judged(const TestedValues& tested, LocalStatistic statistic) {
  double sum = 0.0;
  double units = 0.0;
  for (std::size_t unit = 0; unit < tested.values.size(); ++unit) {
    if (tested.neighbours.of(unit).empty()) continue;
    const auto [own, around] = judged_counts(tested, unit);
    sum += statistic == LocalStatistic::gi_star ? own + around : around;
    ++units;
  }
  return units > 0.0 ? sum / units : 0.0;
}

}  // namespace wardscope::analysis
