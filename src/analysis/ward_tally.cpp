// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ward_tally.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "analysis/located_rows.hpp"
#include "core/civil_time.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::analysis {
namespace {

constexpr int kMonthsInAYear = 12;
constexpr std::size_t kRowsBetweenTicks = 65536;

/// Months from…to of the filter; open ends reach as far as the records.
struct MonthRange {
  int first = std::numeric_limits<int>::min();
  int last = std::numeric_limits<int>::max();
  bool whole_months = true;  ///< false: a day or a minute bounds the period
};

MonthRange months_of(const borough::IncidentFilter& filter) {
  MonthRange range;
  if (const auto from = core::parse_time(filter.from)) {
    range.first = core::month_index(from->minute);
    range.whole_months = from->precision == core::TimePrecision::month;
  }
  if (const auto to = core::parse_time(filter.to)) {
    range.last = core::month_index(to->minute);
    range.whole_months = range.whole_months && to->precision == core::TimePrecision::month;
  }
  return range;
}

std::set<int> months_with_records(const borough::IncidentTable& incidents) {
  std::set<int> months;
  core::LocalMinute last = std::numeric_limits<core::LocalMinute>::min();
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown || incidents.time[row] == last) continue;
    last = incidents.time[row];
    months.insert(core::month_index(last));
  }
  return months;
}

class Counter {
 public:
  Counter(const TallyInput& input, const WardTallies& tallies) : input_(input), tallies_(tallies) {}

  /// @param i place in the selection
  void add(WardTally& tally, std::uint32_t row, std::size_t i) const {
    const borough::IncidentTable& incidents = input_.incidents;
    ++tally.incidents;
    ++tally.by_category[incidents.category[row]];
    if (!input_.cameras_by_row.empty() && input_.cameras_by_row[i] > 0) ++tally.in_view;
    const core::TimePrecision precision = incidents.precision[row];
    if (precision == core::TimePrecision::unknown) return;
    const int month = core::month_index(incidents.time[row]);
    const auto found = std::lower_bound(tallies_.months.begin(), tallies_.months.end(), month);
    if (found != tallies_.months.end() && *found == month) {
      ++tally.by_month[static_cast<std::size_t>(found - tallies_.months.begin())];
    }
    if (precision != core::TimePrecision::minute) return;
    ++tally.with_hours;
    ++tally.by_hour[static_cast<std::size_t>(core::weekday_of(incidents.time[row]))]
                   [static_cast<std::size_t>(core::hour_of(incidents.time[row]))];
  }

  /// Adds the row to `later` or `earlier`, where its month is one of the compared ones or of their counterparts.
  void compare(WardTally& tally, std::uint32_t row) const {
    if (input_.incidents.precision[row] == core::TimePrecision::unknown) return;
    const int month = core::month_index(input_.incidents.time[row]);
    const auto is_compared = [&](int m) {
      return std::binary_search(tallies_.compared_months.begin(), tallies_.compared_months.end(), m);
    };
    if (is_compared(month)) ++tally.later;
    if (is_compared(month + kMonthsInAYear)) ++tally.earlier;
  }

 private:
  const TallyInput& input_;
  const WardTallies& tallies_;
};

/// Empty counts for each ward. @pre the months are set
void prepare(const TallyInput& input, WardTallies& tallies) {
  WardTally empty;
  empty.by_category.assign(input.incidents.categories.size(), 0);
  empty.by_month.assign(tallies.months.size(), 0);
  tallies.wards.assign(input.wards.areas.size(), empty);
  tallies.borough = empty;
}

void add_to_borough(WardTallies& tallies) {
  WardTally& borough = tallies.borough;
  const auto add = [](std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& part) {
    std::transform(sum.begin(), sum.end(), part.begin(), sum.begin(), std::plus<>());
  };
  for (const WardTally& ward : tallies.wards) {
    borough.incidents += ward.incidents;
    add(borough.by_category, ward.by_category);
    add(borough.by_month, ward.by_month);
    for (std::size_t day = 0; day < 7; ++day) {
      for (std::size_t hour = 0; hour < 24; ++hour) borough.by_hour[day][hour] += ward.by_hour[day][hour];
    }
    borough.with_hours += ward.with_hours;
    borough.in_view += ward.in_view;
    borough.in_hotspots += ward.in_hotspots;
    borough.later += ward.later;
    borough.earlier += ward.earlier;
  }
}

/// The months of the period that have records, and those that can be compared with a year before.
void set_months(const TallyInput& input, WardTallies& tallies) {
  const MonthRange range = months_of(input.filter);
  const std::set<int> records = months_with_records(input.incidents);
  std::copy_if(records.begin(), records.end(), std::back_inserter(tallies.months),
               [&](int month) { return month >= range.first && month <= range.last; });
  if (tallies.months.empty() || !range.whole_months) return;
  const int last = tallies.months.back();
  std::copy_if(tallies.months.begin(), tallies.months.end(), std::back_inserter(tallies.compared_months),
               [&](int month) { return month > last - kMonthsInAYear && records.contains(month - kMonthsInAYear); });
}

core::Status count_comparison(const TallyInput& input, const geo::PolygonCoverage& wards, WardTallies& tallies,
                              const jobs::Progress& progress) {
  if (tallies.compared_months.empty()) return {};
  borough::IncidentFilter any_period = input.filter;
  any_period.from.clear();
  any_period.to.clear();
  const auto selection = borough::select(input.incidents, any_period);
  if (!selection) return selection.error();
  const auto located = located_rows(wards, input.incidents, selection->rows, progress);
  if (!located) return located.error();
  const Counter counter(input, tallies);
  for (std::size_t i = 0; i < selection->rows.size(); ++i) {
    const std::int32_t ward = (*located)[i];
    if (ward != geo::PolygonCoverage::kNowhere)
      counter.compare(tallies.wards[static_cast<std::size_t>(ward)], selection->rows[i]);
  }
  return {};
}

}  // namespace

core::Result<WardTallies> tally_wards(const TallyInput& input, const jobs::Progress& progress) {
  const auto selection = borough::select(input.incidents, input.filter);
  if (!selection) return selection.error();
  if (!input.cameras_by_row.empty() && input.cameras_by_row.size() != selection->rows.size()) {
    return core::invalid_argument(
        "the camera coverage counts another selection of incidents; run it with the same filter");
  }
  WardTallies tallies;
  tallies.time_not_exact = selection->time_not_exact;
  set_months(input, tallies);
  prepare(input, tallies);
  const Counter counter(input, tallies);
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& area : input.wards.areas) shapes.push_back(area.shape);
  const geo::PolygonCoverage wards(shapes);
  const geo::PolygonCoverage hotspots(input.hotspots);
  const auto located = located_rows(wards, input.incidents, selection->rows, progress.part(0.0, 0.3));
  if (!located) return located.error();
  for (std::size_t i = 0; i < selection->rows.size(); ++i) {
    if (i % kRowsBetweenTicks == 0 &&
        !progress.tick(0.3 + 0.4 * static_cast<double>(i) / static_cast<double>(selection->rows.size()))) {
      return core::cancelled();
    }
    const std::int32_t ward = (*located)[i];
    if (ward == geo::PolygonCoverage::kNowhere) {
      ++tallies.elsewhere;
      continue;
    }
    const std::uint32_t row = selection->rows[i];
    const std::int32_t hotspot = hotspots.index_at(input.incidents.position(row));
    WardTally& tally = tallies.wards[static_cast<std::size_t>(ward)];
    counter.add(tally, row, i);
    if (hotspot != geo::PolygonCoverage::kNowhere) ++tally.in_hotspots;
    tallies.rows.push_back(row);
    tallies.ward_of_row.push_back(ward);
    tallies.hotspot_of_row.push_back(hotspot);
  }
  if (const auto done = count_comparison(input, wards, tallies, progress.part(0.7, 1.0)); !done) return done.error();
  add_to_borough(tallies);
  return tallies;
}

}  // namespace wardscope::analysis
