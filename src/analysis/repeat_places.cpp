// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/repeat_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kWithinDays{1.0, 366.0};

std::int32_t day_of(const borough::IncidentTable& incidents, std::uint32_t row) {
  return core::days_from_civil(core::date_of(incidents.time[row]));
}

/// How many of the dates, in rising order, come no more than `most` days after the one before.
std::int64_t soon_after(std::vector<std::int32_t>& days, std::int64_t most) {
  std::sort(days.begin(), days.end());
  std::int64_t soon = 0;
  for (std::size_t i = 1; i < days.size(); ++i) soon += days[i] - days[i - 1] <= most ? 1 : 0;
  return soon;
}

}  // namespace

void describe(RepeatPlaceOptions& options, core::ParameterVisitor& visitor) {
  visitor.integer({"within-days", "Repeat within (days)", "A repeat so soon after the incident before at its place"},
                  kWithinDays, options.within_days);
}

std::int64_t RepeatPlaces::places_in(double share) const {
  assert(share > 0.0 && share <= 1.0);
  return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(places.size())));
}

std::int64_t RepeatPlaces::incidents_at_top(double share) const {
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < places_in(share); ++i) sum += places[static_cast<std::size_t>(i)].incidents;
  return sum;
}

std::int64_t RepeatPlaces::places_with(std::int64_t least, std::int64_t most) const {
  return std::count_if(places.begin(), places.end(),
                       [&](const RepeatPlace& place) { return place.incidents >= least && place.incidents <= most; });
}

core::Result<RepeatPlaces> repeat_places(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows,
                                         const RepeatPlaceOptions& options, const jobs::Progress& progress) {
  const auto within = static_cast<double>(options.within_days);
  if (!(within >= kWithinDays.least && within <= kWithinDays.most)) {
    return core::invalid_argument(fmt::format("repeats within {} days: the number must be {:g} to {:g}",
                                              options.within_days, kWithinDays.least, kWithinDays.most));
  }
  std::vector<std::uint32_t> order(rows.begin(), rows.end());
  const auto place_of = [&](std::uint32_t row) { return std::tuple(incidents.x[row], incidents.y[row]); };
  if (!progress.tick(0.0)) return core::cancelled();
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple_cat(place_of(a), std::tuple(a)) < std::tuple_cat(place_of(b), std::tuple(b));
  });
  RepeatPlaces found;
  found.incidents = static_cast<std::int64_t>(order.size());
  std::vector<std::int32_t> days;
  constexpr std::size_t kBetweenTicks = 4096;  // places
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    days.clear();
    for (; end < order.size() && place_of(order[end]) == place_of(order[begin]); ++end) {
      if (incidents.precision[order[end]] >= core::TimePrecision::day) days.push_back(day_of(incidents, order[end]));
    }
    found.dated += static_cast<std::int64_t>(days.size());
    found.soon += soon_after(days, options.within_days);
    const std::uint32_t first = order[begin];
    found.places.push_back(
        {incidents.x[first], incidents.y[first], static_cast<std::int64_t>(end - begin), order[begin]});
    if (end - begin > 1) ++found.repeat_places;
    begin = end;
    const double done = static_cast<double>(end) / static_cast<double>(order.size());
    if (found.places.size() % kBetweenTicks == 0 && !progress.tick(done)) return core::cancelled();
  }
  // They stand from west to east and south to north: a stable sort leaves equals so.
  std::stable_sort(found.places.begin(), found.places.end(),
                   [](const RepeatPlace& a, const RepeatPlace& b) { return a.incidents > b.incidents; });
  return found;
}

}  // namespace wardscope::analysis
