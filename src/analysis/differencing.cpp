// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/differencing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/located_rows.hpp"
#include "borough/incident_period.hpp"

namespace wardscope::analysis {
namespace {

/// Counts of one area.
struct Overlap {
  std::int64_t both = 0;
  std::int64_t only_first = 0;
  std::int64_t only_second = 0;
  bool open_remainder = false;  ///< some of what is in one alone is of no sensitive type
};

/// Whether one selection holds the other as far as an outsider can know. That it does in one area is a matter of
/// chance, which the counts don't say; but where it has hardly any beside it in all areas together, that may be known.
bool one_holds_the_other(const Overlap& all, const DisclosureControl& control) {
  return std::min(all.only_first, all.only_second) < control.threshold(borough::Sensitivity::open);
}

bool tells(const Overlap& area, const DisclosureControl& control) {
  if ((area.only_first > 0) == (area.only_second > 0)) return false;  // equal, or neither holds the other
  if (control.is_small(area.both + area.only_first) || control.is_small(area.both + area.only_second)) return false;
  const auto class_of_remainder = area.open_remainder ? borough::Sensitivity::open : borough::Sensitivity::sensitive;
  return control.is_small(area.only_first + area.only_second, class_of_remainder);
}

}  // namespace

core::Result<std::vector<AreaDifference>> differences(const SelectionPair& pair, const DisclosureControl& control,
                                                      const jobs::Progress& progress) {
  const auto first = borough::select(pair.incidents, pair.first);
  if (!first) return first.error();
  const auto second = borough::select(pair.incidents, pair.second);
  if (!second) return second.error();
  std::vector<std::uint32_t> rows;
  std::set_union(first->rows.begin(), first->rows.end(), second->rows.begin(), second->rows.end(),
                 std::back_inserter(rows));
  std::vector<AreaDifference> found(pair.areas.areas.size() + 1);
  if (rows.size() == first->rows.size() && rows.size() == second->rows.size()) return found;

  const auto area_of = located_rows(pair.areas, pair.incidents, rows, progress);
  if (!area_of) return area_of.error();

  std::vector<Overlap> overlaps(pair.areas.areas.size() + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((*area_of)[i] == geo::PolygonCoverage::kNowhere) continue;
    const bool in_first = std::binary_search(first->rows.begin(), first->rows.end(), rows[i]);
    const bool in_second = std::binary_search(second->rows.begin(), second->rows.end(), rows[i]);
    const borough::IncidentCategory& type = pair.incidents.categories[pair.incidents.category[rows[i]]];
    for (Overlap* area : {&overlaps[static_cast<std::size_t>((*area_of)[i])], &overlaps.back()}) {
      if (in_first && in_second) {
        ++area->both;
        continue;
      }
      ++(in_first ? area->only_first : area->only_second);
      area->open_remainder = area->open_remainder || sensitivity_of(type) != borough::Sensitivity::sensitive;
    }
  }
  const bool nested = one_holds_the_other(overlaps.back(), control);
  for (std::size_t i = 0; i < overlaps.size(); ++i) {
    found[i] = {overlaps[i].only_first + overlaps[i].only_second, nested && tells(overlaps[i], control)};
  }
  return found;
}

core::Result<std::vector<std::size_t>> told_by_difference(const SelectionPair& pair, const DisclosureControl& control,
                                                          const jobs::Progress& progress) {
  const auto found = differences(pair, control, progress);
  if (!found) return found.error();
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < found->size(); ++i) {
    if ((*found)[i].tells) told.push_back(i);
  }
  return told;
}

borough::IncidentFilter with_period(borough::IncidentFilter filter, const borough::IncidentTable& incidents) {
  return borough::with_period(std::move(filter), incidents);
}

}  // namespace wardscope::analysis
