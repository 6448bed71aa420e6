// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

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

core::Result<HotspotHistories> hotspot_histories(std::span<const double> values, const stats::Neighbours& neighbours,
                                                 const LocalTestOptions& options, const jobs::Progress& progress) {
  const std::size_t units = neighbours.size();
  const std::size_t periods = units == 0 ? 0 : values.size() / units;
  assert(values.size() == units * periods);
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
  std::vector<std::vector<bool>> hot(units, std::vector<bool>(periods, false));
  std::vector<std::vector<double>> scores(units, std::vector<double>(periods, 0.0));
  std::vector<double> here(units);
  for (std::size_t period = 0; period < periods; ++period) {
    if (!progress.tick(static_cast<double>(period) / static_cast<double>(periods))) return core::cancelled();
    for (std::size_t unit = 0; unit < units; ++unit) here[unit] = values[unit * periods + period];
    found.hot_by_period.push_back(0);
    if (std::all_of(here.begin(), here.end(), [&](double value) { return value == here.front(); })) {
      ++found.empty;
      continue;
    }
    const auto test = test_locally(here, neighbours, options);
    if (!test) return test.error();
    for (std::size_t unit = 0; unit < units; ++unit) {
      const LocalResult& result = test->units[unit];
      if (!std::isnan(result.z)) scores[unit][period] = result.z;
      if (result.local_class != LocalClass::high) continue;
      hot[unit][period] = true;
      ++found.hot_by_period.back();
    }
  }
  if (found.empty == periods) {
    return core::invalid_argument("in no period is there a difference between cells or areas: widen the filter");
  }
  for (std::size_t unit = 0; unit < units; ++unit) {
    UnitHistory& own = found.units[unit];
    own.history = history_of(hot[unit]);
    own.hot_periods = static_cast<std::size_t>(std::count(hot[unit].begin(), hot[unit].end(), true));
    own.recent_hot_periods = static_cast<std::size_t>(
        std::count(hot[unit].end() - static_cast<std::ptrdiff_t>(found.recent), hot[unit].end(), true));
    own.trend = stats::mann_kendall(scores[unit]);
  }
  return found;
}

}  // namespace wardscope::analysis
