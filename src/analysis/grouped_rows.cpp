// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/grouped_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "analysis/density_land.hpp"
#include "analysis/st_dbscan.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::int64_t kDaysOfAMonth = 31;
constexpr std::size_t kRowsOfATick = std::size_t{1} << 16U;

std::int32_t day_of(core::LocalMinute time) {
  const std::int32_t day = time / core::kMinutesPerDay;
  return time % core::kMinutesPerDay < 0 ? day - 1 : day;
}

/// Whether the row can be placed in time, to `days`.
bool has_day(core::TimePrecision precision, std::int64_t days) {
  if (precision == core::TimePrecision::unknown) return false;
  return precision != core::TimePrecision::month || days >= kDaysOfAMonth;
}

core::Status check_any(const PlacedRows& placed, const IncidentClusterOptions& options) {
  if (!placed.rows.empty()) return {};
  if (placed.no_day > 0) {
    return core::invalid_argument(fmt::format(
        "the day of the selected incidents is not known, the month alone or nothing: within {} days says nothing "
        "then; use --days {} or more, or --method dbscan",
        options.days, kDaysOfAMonth));
  }
  return core::invalid_argument(
      "none of the selected incidents lies on the land: check the coordinate system of the incidents, or "
      "import the wards that they lie in");
}

}  // namespace

core::Result<PlacedRows> placed_rows(const IncidentClusterInput& input, const IncidentClusterOptions& options,
                                     const jobs::Progress& progress) {
  const borough::IncidentTable& table = input.incidents;
  const LandBoundary boundary(input.land);
  const bool by_day = options.method == ClusterMethod::st_dbscan;
  PlacedRows placed;
  placed.rows.reserve(input.rows.size());
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    if (i % kRowsOfATick == 0 && !progress.tick(static_cast<double>(i) / static_cast<double>(input.rows.size()))) {
      return core::cancelled();
    }
    const std::uint32_t row = input.rows[i];
    if (!boundary.empty() && !boundary.contains(table.position(row))) {
      ++placed.off_land;
    } else if (by_day && !has_day(table.precision[row], options.days)) {
      ++placed.no_day;
    } else {
      placed.rows.push_back(row);
    }
  }
  if (auto status = check_any(placed, options); !status) return status.error();
  const auto key = [&](std::uint32_t row) {
    return std::tuple(table.x[row], table.y[row], by_day ? day_of(table.time[row]) : 0);
  };
  std::sort(placed.rows.begin(), placed.rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple_cat(key(a), std::tuple(a)) < std::tuple_cat(key(b), std::tuple(b));
  });
  for (std::size_t i = 0; i < placed.rows.size(); ++i) {
    const std::uint32_t row = placed.rows[i];
    if (i > 0 && key(row) == key(placed.rows[i - 1])) {
      ++placed.incidents.back();
      continue;
    }
    placed.first.push_back(static_cast<std::uint32_t>(i));
    placed.x.push_back(table.x[row]);
    placed.y.push_back(table.y[row]);
    if (by_day) placed.day.push_back(day_of(table.time[row]));
    placed.incidents.push_back(1);
  }
  placed.first.push_back(static_cast<std::uint32_t>(placed.rows.size()));
  return placed;
}

core::Result<GroupedRows> grouped_rows(const PlacedRows& placed, const IncidentClusterInput& input,
                                       const IncidentClusterOptions& options, const jobs::Progress& progress) {
  if (options.least > 0 && options.least < input.least_told) {
    return core::invalid_argument(fmt::format(
        "a least of {} incidents: clusters of fewer than {} of them would show single records; use {} or more, or 0",
        options.least, input.least_told, input.least_told));
  }
  std::int64_t least = options.least;
  if (least == 0) {
    const auto incidents = static_cast<std::int64_t>(placed.rows.size());
    least = options.method == ClusterMethod::nnh      ? kUsualNnhLeast
            : options.method == ClusterMethod::dbscan ? default_least(incidents)
                                                      : default_st_least(incidents);
    least = std::max(least, input.least_told);
  }
  GroupedRows grouped;
  grouped.reach = options.reach;
  if (options.method == ClusterMethod::nnh) {
    const double land = LandBoundary(input.land).area();
    auto found = nearest_neighbour_hierarchy(
        {placed.x, placed.y, placed.incidents},
        {options.threshold, options.reach, options.chance, least, core::from_square_metres(land)}, progress);
    if (!found) return found.error();
    grouped.reach = found->threshold;
    grouped.clusters = std::move(found->first);
    grouped.wider = std::move(found->wider);
    return grouped;
  }
  auto found = options.method == ClusterMethod::dbscan
                   ? dbscan({placed.x, placed.y, placed.incidents}, {options.reach, least}, progress)
                   : st_dbscan({placed.x, placed.y, placed.day, placed.incidents}, {options.reach, options.days, least},
                               progress);
  if (!found) return found.error();
  grouped.clusters = *std::move(found);
  return grouped;
}

}  // namespace wardscope::analysis
