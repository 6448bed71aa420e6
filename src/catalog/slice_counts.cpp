// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/slice_counts.hpp"

#include <fmt/format.h>

#include <cassert>

#include "core/civil_time.hpp"

namespace wardscope::catalog {

core::Result<SliceCounts> count_by_slice(const GroundUnits& units, const SlicedIncidents& incidents, int months_a_slice,
                                         const jobs::Progress& progress) {
  assert(months_a_slice >= 1);
  const borough::IncidentTable& table = incidents.table;
  const auto span = analysis::recorded_period(table, incidents.filter.from, incidents.filter.to);
  if (!span) return span.error();
  const int slices = span->months() / months_a_slice;
  if (slices < 2) {
    return core::invalid_argument(
        fmt::format("{} {} of records are too few to be told apart in slices of {}: choose a longer period",
                    span->months(), span->months() == 1 ? "month" : "months", months_a_slice));
  }
  const int first = span->last + 1 - slices * months_a_slice;
  SliceCounts found;
  std::vector<std::vector<std::uint32_t>> rows(static_cast<std::size_t>(slices));
  for (const std::uint32_t row : incidents.rows) {
    const int month = core::month_index(table.time[row]);
    if (table.precision[row] == core::TimePrecision::unknown || month < first || month > span->last) continue;
    rows[static_cast<std::size_t>((month - first) / months_a_slice)].push_back(row);
  }
  found.counts.resize(units.size() * rows.size());
  for (std::size_t slice = 0; slice < rows.size(); ++slice) {
    const int begins = first + static_cast<int>(slice) * months_a_slice;
    found.slices.push_back({begins, begins + months_a_slice - 1});
    const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(rows.size()); };
    const auto counts = count_on(units, table, rows[slice], progress.part(share(slice), share(slice + 1), "Counting"));
    if (!counts) return counts.error();
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      found.counts[unit * rows.size() + slice] = counts->counts[unit];
    }
    found.elsewhere += counts->elsewhere;
    found.inside += static_cast<std::int64_t>(rows[slice].size()) - counts->elsewhere;
  }
  return found;
}

}  // namespace wardscope::catalog
