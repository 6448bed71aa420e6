// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/disclosure.hpp"
#include "analysis/judged_counts.hpp"

namespace wardscope::analysis {

std::string_view words_of(HotspotHistory history) {
  switch (history) {
    case HotspotHistory::persistent:
      return "persistent";
    case HotspotHistory::emerging:
      return "emerging";
    case HotspotHistory::former:
      return "former";
    case HotspotHistory::intermittent:
      return "intermittent";
    case HotspotHistory::once:
      return "once";
    case HotspotHistory::not_tested:
      return "not tested";
    case HotspotHistory::never:
      break;
  }
  return "never";
}

std::size_t recent_periods(std::size_t periods) { return std::max<std::size_t>(1, (periods + 2) / 4); }

HotspotHistory history_of(const std::vector<bool>& hot) {
  assert(!hot.empty());
  const std::size_t recent = recent_periods(hot.size());
  const std::size_t earlier = hot.size() - recent;
  const auto border = hot.begin() + static_cast<std::ptrdiff_t>(earlier);
  const auto hot_before = static_cast<std::size_t>(std::count(hot.begin(), border, true));
  const auto hot_lately = static_cast<std::size_t>(std::count(border, hot.end(), true));
  const std::size_t all = hot_before + hot_lately;
  if (4 * all >= 3 * hot.size() && hot_lately > 0) return HotspotHistory::persistent;
  if (hot_lately > 0 && 2 * hot_lately >= recent && 4 * hot_before <= earlier) return HotspotHistory::emerging;
  if (hot_before >= 2 && hot_lately == 0) return HotspotHistory::former;
  if (all >= 2) return HotspotHistory::intermittent;
  return all == 1 ? HotspotHistory::once : HotspotHistory::never;
}

namespace {

/// What of the periods goes into one test.
struct OnePeriod {
  std::vector<double> values;
  std::vector<double> incidents;
};

OnePeriod one_period(const TestedValues& tested, std::size_t period) {
  const std::size_t units = tested.neighbours.size();
  const std::size_t periods = tested.values.size() / units;
  OnePeriod here;
  here.values.reserve(units);
  here.incidents.reserve(tested.incidents.empty() ? 0 : units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    here.values.push_back(tested.values[unit * periods + period]);
    if (!tested.incidents.empty()) here.incidents.push_back(tested.incidents[unit * periods + period]);
  }
  return here;
}

/// Whether the units that can be tested all hold the same.
bool are_alike(const std::vector<double>& values, const stats::Neighbours& neighbours) {
  const double* first = nullptr;
  for (std::size_t unit = 0; unit < values.size(); ++unit) {
    if (neighbours.of(unit).empty()) continue;
    if (first == nullptr) first = &values[unit];
    if (values[unit] != *first) return false;
  }
  return true;
}

/// By unit and period.
struct HotScores {
  std::vector<std::vector<bool>> hot;
  std::vector<std::vector<double>> scores;
};

/// Units whose trend may be told: enough incidents lie in and around them in all periods together.
std::vector<bool> with_enough_for_a_trend(const TestedValues& tested) {
  const std::size_t units = tested.neighbours.size();
  std::vector<bool> enough(units, true);
  if (tested.incidents.empty()) return enough;
  const std::size_t periods = tested.incidents.size() / units;
  std::vector<double> sums(units, 0.0);
  for (std::size_t i = 0; i < tested.incidents.size(); ++i) sums[i / periods] += tested.incidents[i];
  const auto least = static_cast<double>(DisclosureControl().threshold(tested.sensitivity));
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto [own, around] = judged_counts({sums, tested.neighbours, sums, tested.sensitivity}, unit);
    enough[unit] = own + around >= least;
  }
  return enough;
}

/// What the tests found, unit by unit.
void tell_histories(const TestedValues& tested, const HotScores& of, HotspotHistories& found) {
  const std::vector<bool> enough = with_enough_for_a_trend(tested);
  for (std::size_t unit = 0; unit < found.units.size(); ++unit) {
    UnitHistory& own = found.units[unit];
    const std::size_t around = tested.neighbours.of(unit).size();
    if (around == 0 || around + 1 == found.units.size()) {
      own.history = HotspotHistory::not_tested;
      continue;
    }
    ++found.tested;
    const std::vector<bool>& hot = of.hot[unit];
    own.history = history_of(hot);
    own.hot_periods = static_cast<std::size_t>(std::count(hot.begin(), hot.end(), true));
    own.recent_hot_periods =
        static_cast<std::size_t>(std::count(hot.end() - static_cast<std::ptrdiff_t>(found.recent), hot.end(), true));
    if (enough[unit]) own.trend = stats::mann_kendall(of.scores[unit]);
  }
}

}  // namespace

core::Result<HotspotHistories> hotspot_histories(const TestedValues& tested, const LocalTestOptions& options,
                                                 const jobs::Progress& progress) {
  const std::size_t units = tested.neighbours.size();
  const std::size_t periods = units == 0 ? 0 : tested.values.size() / units;
  assert(tested.values.size() == units * periods);
  if (options.statistic == LocalStatistic::local_moran) {
    return core::invalid_argument("histories are told by Gi* or Gi: local Moran's high units may lie among low ones");
  }
  if (periods < kLeastPeriods) {
    return core::invalid_argument(fmt::format(
        "{} periods are too few to tell what lasts from what is new (at least {}): choose a longer time or shorter "
        "slices",
        periods, kLeastPeriods));
  }
  HotspotHistories found;
  found.periods = periods;
  found.recent = recent_periods(periods);
  found.units.resize(units);
  HotScores of{std::vector<std::vector<bool>>(units, std::vector<bool>(periods, false)),
               std::vector<std::vector<double>>(units, std::vector<double>(periods, 0.0))};
  const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(periods); };
  for (std::size_t period = 0; period < periods; ++period) {
    const jobs::Progress part = progress.part(share(period), share(period + 1));
    if (!part.tick(0.0)) return core::cancelled();
    const OnePeriod here = one_period(tested, period);
    found.hot_by_period.push_back(0);
    if (are_alike(here.values, tested.neighbours)) {
      ++found.empty;
      continue;
    }
    const auto test = test_locally({here.values, tested.neighbours, here.incidents, tested.sensitivity}, options, part);
    if (!test) return test.error();
    for (std::size_t unit = 0; unit < units; ++unit) {
      const LocalResult& result = test->units[unit];
      if (!std::isnan(result.z)) of.scores[unit][period] = result.z;
      if (!is_high(result.local_class)) continue;
      of.hot[unit][period] = true;
      ++found.hot_by_period.back();
    }
  }
  if (found.empty == periods) {
    return core::invalid_argument("in no period is there a difference between cells or areas: widen the filter");
  }
  tell_histories(tested, of, found);
  return found;
}

}  // namespace wardscope::analysis
