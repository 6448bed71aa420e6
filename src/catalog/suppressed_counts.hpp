// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "ops/counted_incidents.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// How the rows of a table differ from what an earlier export showed of the same areas.
struct EarlierExport {
  std::vector<std::int64_t> remainder;  ///< by row: incidents that one of the two counted and the other not
  std::vector<bool> told;               ///< by row: subtracting the two counts would tell a small count
};

struct Suppression {
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of the counts: which threshold holds
  std::vector<EarlierExport> earlier = {};
  ops::HiddenAreas hidden = {};  ///< by what files of other types tell
};
/// What is hidden of any table of these counts, whatever left before.
Suppression suppression_of(const ops::CountedIncidents& counted);

/// What a kept result counted, by its provenance. Of one that is older than the record of that, the counts are
/// sensitive where all types that it was asked for are, by their names.
ops::CountedIncidents counted_of(std::string_view provenance_json);

/// The table as it may leave the program: in a row with a disclosive count that is small (DisclosureControl, internal
/// profile), every disclosive count and everything that follows from one is empty. One small row alone takes the next
/// smallest with it: the total is known. So does a row of which only a few incidents are out of view, and one of an
/// area that `how.hidden` names; where it hides the total, no share of it is left in any row. Each column that may be
/// emptied gets a column `<name>_suppressed`, 1 or 0, which maps hatch by; a rank by rate is that among the rows shown;
/// the text column `suppressed` says it in words. Shapes stay: areas are public, and a hotspot's outline is as coarse
/// as its bandwidth. A table without disclosive counts comes back as it is.
table::FeatureTable suppressed_counts(const table::FeatureTable& features, const Suppression& how = {});

/// Whether suppressed_counts() emptied the row.
bool is_hidden(const table::FeatureTable& safe, std::size_t row);

/// For files that people read: what suppressed_counts() made without the marks of single columns, which maps need; the
/// column `suppressed` says it of the row.
table::FeatureTable with_one_mark(const table::FeatureTable& safe);

}  // namespace wardscope::catalog
