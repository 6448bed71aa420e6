// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/hidden_areas.hpp"

#include <utility>

#include "analysis/sums_over_types.hpp"

namespace wardscope::catalog {

core::Result<AllTypes> all_types(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter) {
  auto selection = borough::select(incidents, analysis::with_all_types(filter));
  if (!selection) return selection.error();
  return AllTypes{std::move(selection->rows), {}};
}

core::Result<AllTypes> all_types_seen(const CoverageRun& run, const jobs::Progress& progress) {
  auto all = all_types(run.input.incidents, run.filter);
  if (!all) return all.error();
  if (run.filter.types.empty()) {
    all->cameras_by_row = run.found.cameras_by_row;
    return all;
  }
  const auto seen = analysis::coverage({run.input.views, run.input.incidents, all->rows}, run.options, progress);
  if (!seen) return seen.error();
  all->cameras_by_row = seen->cameras_by_row;
  return all;
}

core::Result<ops::HiddenAreas> hidden_areas(const CountsOfAreas& of, const jobs::Progress& progress) {
  const analysis::DisclosureControl control;
  const auto sums_of = [&](std::span<const std::uint32_t> rows) {
    return analysis::sums_hidden_by_types({of.incidents, rows, of.areas, of.filter.types}, control, progress);
  };
  auto hidden = sums_of(of.all.rows);
  if (!hidden) return hidden.error();
  if (!of.all.cameras_by_row.empty()) {
    std::vector<std::uint32_t> in_view;
    std::vector<std::uint32_t> out_of_view;
    for (std::size_t i = 0; i < of.all.rows.size(); ++i) {
      (of.all.cameras_by_row[i] > 0 ? in_view : out_of_view).push_back(of.all.rows[i]);
    }
    for (const auto* part : {&in_view, &out_of_view}) {
      const auto sums = sums_of(*part);
      if (!sums) return sums.error();
      for (std::size_t area = 0; area < sums->areas.size(); ++area) hidden->areas[area] = hidden->areas[area] || sums->areas[area];
    }
  }
  ops::HiddenAreas areas;
  areas.total = hidden->total;
  for (std::size_t area = 0; area < hidden->areas.size(); ++area) {
    if (hidden->areas[area]) areas.codes.push_back(of.areas.areas[area].code);
  }
  return areas;
}

}  // namespace wardscope::catalog
