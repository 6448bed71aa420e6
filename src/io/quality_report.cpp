// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/quality_report.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace wardscope::io {

std::size_t QualityCounter::PointHash::operator()(const geo::Point& p) const {
  constexpr std::size_t kMix = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio: spreads neighbouring coordinates
  return std::hash<double>()(p.x) * kMix ^ std::hash<double>()(p.y);
}

void QualityCounter::add_place(geo::Point position) { ++stacks_[position]; }

void QualityCounter::add_time(core::LocalMinute minute, core::TimePrecision precision) {
  switch (precision) {
    case core::TimePrecision::unknown:
      ++report_.without_time;
      break;
    case core::TimePrecision::month:
      ++report_.month_only;
      break;
    case core::TimePrecision::day:
      ++report_.day_only;
      break;
    case core::TimePrecision::minute:
      if (minute % core::kMinutesPerDay == 0) ++report_.at_midnight;
      break;
  }
}

void QualityCounter::add_range(core::LocalMinute width) {
  ++report_.ranged;
  if (width > core::kMinutesPerDay) ++report_.ranged_over_a_day;
  if (width > 7 * core::kMinutesPerDay) ++report_.ranged_over_a_week;
}

void QualityCounter::add_id(std::string_view id) {
  if (!id.empty()) ids_.push_back(std::hash<std::string_view>()(id));
}

void QualityCounter::add_repair(double area_change) {
  ++report_.repaired_shapes;
  report_.repair_area_change += std::abs(area_change);
}

QualityReport QualityCounter::finish() const {
  QualityReport report = report_;
  report.off_the_borough = off_;
  report.distinct_points = static_cast<std::int64_t>(stacks_.size());
  for (const auto& [point, rows] : stacks_) {
    report.largest_stack = std::max(report.largest_stack, rows);
    if (rows >= kStackedRows) report.rows_in_stacks += rows;
  }
  if (!ids_.empty()) {
    std::vector<std::uint64_t> ids = ids_;
    std::sort(ids.begin(), ids.end());
    const auto different = std::unique(ids.begin(), ids.end()) - ids.begin();
    report.repeated_ids = static_cast<std::int64_t>(ids_.size()) - different;
  }
  return report;
}

}  // namespace wardscope::io
