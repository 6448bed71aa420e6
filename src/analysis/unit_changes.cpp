// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/unit_changes.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace wardscope::analysis {
namespace {

constexpr std::array kChangeCorrections{core::Choice{"none", "None"},
                                        core::Choice{"benjamini-hochberg", "Benjamini-Hochberg (false discovery rate)"},
                                        core::Choice{"benjamini-yekutieli", "Benjamini-Yekutieli (any dependence)"},
                                        core::Choice{"bonferroni", "Bonferroni (chance of any false one)"}};

/// The fewest incidents of both periods together of which some division has a p-value below the level.
std::int64_t least_testable(const ChangeCounts& counts, double level) {
  const double rarer = std::min(counts.earlier_days, counts.later_days) / (counts.earlier_days + counts.later_days);
  // The rarest division puts all into the shorter period: p = 2 rarer^n.
  std::int64_t n = 1;
  for (double p = 2.0 * rarer; p >= level; p *= rarer) ++n;
  return n;
}

double sum_of(std::span<const double> counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

stats::PeriodCounts pair_of(double earlier, double later, const ChangeCounts& counts) {
  return {std::llround(earlier), std::llround(later), counts.earlier_days, counts.later_days};
}

}  // namespace

void describe(ChangeOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"correction", "Correction", "What is done about many tests at once"}, kChangeCorrections,
                      options.correction);
  visitor.number({"level", "Level", "Of the corrected two-sided p-value"}, {0.0001, 0.5}, options.level);
}

std::string_view words_of(ChangeClass change_class) {
  switch (change_class) {
    case ChangeClass::not_tested:
      return "too few to test";
    case ChangeClass::no_clear_change:
      return "no clear change";
    case ChangeClass::up:
      return "up";
    case ChangeClass::down:
      return "down";
  }
  return {};
}

core::Result<UnitChanges> test_changes(const ChangeCounts& counts, const ChangeOptions& options) {
  assert(counts.earlier.size() == counts.later.size() && counts.earlier_days > 0.0 && counts.later_days > 0.0);
  if (!(options.level > 0.0) || !(options.level < 1.0)) {
    return core::invalid_argument("the level must lie between 0 and 1: 0.05 is usual");
  }
  if (sum_of(counts.earlier) + sum_of(counts.later) <= 0.0) {
    return core::invalid_argument("neither period has an incident here: choose other types, months or ground");
  }
  UnitChanges changes;
  changes.least_together = std::max(counts.least_together, least_testable(counts, options.level));
  changes.together = stats::change_test(pair_of(sum_of(counts.earlier), sum_of(counts.later), counts));
  std::vector<double> p;
  p.reserve(counts.earlier.size());
  for (std::size_t unit = 0; unit < counts.earlier.size(); ++unit) {
    UnitChange change;
    const stats::PeriodCounts pair = pair_of(counts.earlier[unit], counts.later[unit], counts);
    change.test = stats::change_test(pair);
    if (pair.earlier + pair.later < changes.least_together) change.test.p = std::numeric_limits<double>::quiet_NaN();
    p.push_back(change.test.p);
    changes.units.push_back(change);
  }
  const std::vector<double> corrected = stats::adjusted_p_values(p, options.correction);
  for (std::size_t unit = 0; unit < p.size(); ++unit) {
    UnitChange& change = changes.units[unit];
    change.corrected_p = corrected[unit];
    if (std::isnan(p[unit])) continue;
    ++changes.tested;
    if (p[unit] < options.level) ++changes.uncorrected;
    change.change_class = ChangeClass::no_clear_change;
    if (!(corrected[unit] < options.level)) continue;
    const bool rises = counts.later[unit] / counts.later_days > counts.earlier[unit] / counts.earlier_days;
    change.change_class = rises ? ChangeClass::up : ChangeClass::down;
    ++(rises ? changes.up : changes.down);
  }
  return changes;
}

}  // namespace wardscope::analysis
