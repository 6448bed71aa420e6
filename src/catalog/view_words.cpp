// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/view_words.hpp"

#include <fmt/format.h>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_land.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

std::string shown_count(std::int64_t count, borough::Sensitivity sensitivity) {
  const analysis::DisclosureControl control;
  if (!control.is_small(count, sensitivity)) return core::with_thousands(count);
  return fmt::format("fewer than {}", control.threshold(sensitivity));
}

std::string with_street_level(const std::string& text, const borough::Dataset& dataset,
                              const std::vector<std::uint32_t>& rows) {
  core::Diagnostics told_elsewhere;
  const auto on_land = rows_on_land(dataset, rows, told_elsewhere);
  if (!on_land) return text;
  const std::string words = borough::street_level_words(borough::place_sharing(*dataset.incidents, *on_land));
  return words.empty() ? text : text + " " + words;
}

std::string shared_point_words(const analysis::PointSharing& sharing) {
  return borough::street_level_words(sharing) + " Whether a single incident is in view cannot be said.";
}

std::string perhaps_in_view_words(const InView& counts, const analysis::PointSharing& sharing) {
  const analysis::DisclosureControl control;
  const auto as_they_stand = control.share(counts.in_view, counts.incidents, counts.sensitivity);
  const auto at_most = control.share(counts.perhaps, counts.incidents, counts.sensitivity);
  if (!(sharing.moved_by().value() > 0.0) || !as_they_stand.value || !at_most.value) return {};
  return fmt::format(
      " By the points as they stand {} are in view; {} are in view or within {} m of a view, the usual distance "
      "between neighbouring points: "
      "the points tell no more than that span.",
      percent(*as_they_stand.value), percent(*at_most.value), core::fixed(sharing.moved_by().value(), 0));
}

}  // namespace wardscope::catalog
