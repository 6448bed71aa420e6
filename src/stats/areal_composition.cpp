// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/areal_composition.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace wardscope::stats {
namespace {

struct Sum {
  double residents = 0.0;
  double of_group = 0.0;
  void add(const Sum& other, double times) {
    residents += times * other.residents;
    of_group += times * other.of_group;
  }
};

/// A unit on the border, with the limits of the share of its residents that lives inside.
struct CutUnit {
  Sum all;
  double least = 0.0;
  double most = 1.0;
};

/// The highest quotient that can be had, where the cut units come in falling order of theirs.
double highest(Sum sum, const std::vector<CutUnit>& falling) {
  for (const CutUnit& unit : falling) sum.add(unit.all, unit.least);
  for (const CutUnit& unit : falling) {
    if (sum.residents > 0.0 && unit.all.of_group * sum.residents <= sum.of_group * unit.all.residents) break;
    sum.add(unit.all, unit.most - unit.least);
  }
  return sum.of_group / sum.residents;
}

/// The same of those who are not in the group.
Sum others(const Sum& sum) { return {sum.residents, sum.residents - sum.of_group}; }

Interval extremes(const Sum& whole, std::vector<CutUnit> cut) {
  std::stable_sort(cut.begin(), cut.end(), [](const CutUnit& a, const CutUnit& b) {
    return a.all.of_group * b.all.residents > b.all.of_group * a.all.residents;
  });
  Interval range;
  range.high = highest(whole, cut);
  std::reverse(cut.begin(), cut.end());
  for (CutUnit& unit : cut) unit.all = others(unit.all);
  range.low = 1.0 - highest(others(whole), cut);
  return range;
}

}  // namespace

GroupShare group_share(std::span<const UnitPart> units) {
  double inside_all = 0.0;
  for (const UnitPart& unit : units) inside_all += unit.share_inside * unit.residents;
  GroupShare result;
  Sum whole;
  std::vector<CutUnit> near_even;
  std::vector<CutUnit> any;
  for (const UnitPart& unit : units) {
    assert(unit.residents >= 0.0 && unit.of_group >= 0.0 && unit.of_group <= unit.residents);
    assert(unit.share_inside >= 0.0 && unit.share_inside <= 1.0);
    const bool gives_little = unit.share_inside * unit.residents <= kBorderSliver * inside_all;
    if (unit.residents <= 0.0 || (unit.share_inside <= kBorderSliver && gives_little)) continue;
    const Sum all{unit.residents, unit.of_group};
    const bool is_whole = unit.share_inside >= 1.0 - kBorderSliver;
    const double inside = is_whole ? 1.0 : unit.share_inside;
    result.residents += inside * unit.residents;
    result.of_group += inside * unit.of_group;
    ++(is_whole ? result.whole : result.cut);
    if (is_whole) {
      whole.add(all, 1.0);
    } else {
      near_even.push_back({all, inside / kDensityFactor, std::min(1.0, inside * kDensityFactor)});
      any.push_back({all, 0.0, 1.0});
    }
  }
  if (result.residents <= 0.0) return result;
  result.share = result.of_group / result.residents;
  result.likely = extremes(whole, std::move(near_even));
  result.bounds = extremes(whole, std::move(any));
  return result;
}

}  // namespace wardscope::stats
