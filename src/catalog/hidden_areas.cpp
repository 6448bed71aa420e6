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

namespace {

/// What cameras see and what they don't; both empty where that is not known.
struct ByView {
  std::vector<std::uint32_t> in_view;
  std::vector<std::uint32_t> out_of_view;
};

ByView by_view(const AllTypes& all) {
  ByView parts;
  if (all.cameras_by_row.empty()) return parts;
  for (std::size_t i = 0; i < all.rows.size(); ++i)
    (all.cameras_by_row[i] > 0 ? parts.in_view : parts.out_of_view).push_back(all.rows[i]);
  return parts;
}

/// All, those in view and those out of view are looked at one after the other.
jobs::Progress pass_of(const jobs::Progress& progress, int pass) {
  constexpr double kPasses = 3.0;
  return progress.part(pass / kPasses, (pass + 1) / kPasses);
}

}  // namespace

core::Result<ops::HiddenAreas> hidden_areas(const CountsOfAreas& of, const jobs::Progress& progress) {
  const analysis::DisclosureControl control;
  int passes = 0;
  const auto sums_of = [&](std::span<const std::uint32_t> rows) {
    const jobs::Progress part = pass_of(progress, passes++);
    return analysis::sums_hidden_by_types({of.incidents, rows, of.areas, of.filter.types}, control, part);
  };
  auto hidden = sums_of(of.all.rows);
  if (!hidden) return hidden.error();
  const ByView parts = by_view(of.all);
  for (const auto* part : {&parts.in_view, &parts.out_of_view}) {
    if (part->empty()) continue;
    const auto sums = sums_of(*part);
    if (!sums) return sums.error();
    for (std::size_t area = 0; area < sums->areas.size(); ++area)
      hidden->areas[area] = hidden->areas[area] || sums->areas[area];
  }
  ops::HiddenAreas areas;
  areas.total = hidden->total;
  for (std::size_t area = 0; area < hidden->areas.size(); ++area) {
    if (hidden->areas[area]) areas.codes.push_back(of.areas.areas[area].code);
  }
  return areas;
}

core::Result<std::vector<bool>> hidden_types(const CountsOfAreas& of, const jobs::Progress& progress) {
  const analysis::DisclosureControl control;
  const ByView parts = by_view(of.all);
  std::vector<bool> hidden(of.incidents.categories.size(), false);
  const std::span<const std::uint32_t> all = of.all.rows;
  int passes = 0;
  for (const std::span<const std::uint32_t> rows : {all, std::span(parts.in_view), std::span(parts.out_of_view)}) {
    if (rows.empty()) continue;
    const auto totals = analysis::totals_hidden_by_type({of.incidents, rows, of.areas, of.filter.types}, control,
                                                        pass_of(progress, passes++));
    if (!totals) return totals.error();
    for (std::size_t category = 0; category < hidden.size(); ++category)
      hidden[category] = hidden[category] || (*totals)[category];
  }
  return hidden;
}

}  // namespace wardscope::catalog
