// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/on_the_land.hpp"

#include <fmt/format.h>

#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"
#include "catalog/view_words.hpp"

namespace wardscope::catalog {

geo::PolygonCoverage land_coverage(const borough::Dataset& dataset) {
  core::Diagnostics unheard;  // that there is no land matters at the edges of a surface alone
  std::vector<geo::MultiPolygon> pieces;
  for (geo::Polygon& piece : land_of(dataset, unheard)) pieces.push_back({std::move(piece)});
  return geo::PolygonCoverage(pieces);
}

core::Result<std::vector<std::uint32_t>> rows_on_land(const borough::Dataset& dataset,
                                                      const std::vector<std::uint32_t>& rows,
                                                      core::Diagnostics& diagnostics) {
  const geo::PolygonCoverage land = land_coverage(dataset);
  if (land.area_count() == 0) return rows;
  const borough::IncidentTable& incidents = *dataset.incidents;
  std::vector<std::uint32_t> on_land;
  on_land.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    if (land.locate(incidents.position(row))) on_land.push_back(row);
  }
  if (on_land.empty()) {
    return core::invalid_argument(
        "none of the selected incidents lies on the land of these areas; choose the areas of the place where they "
        "happened, or check the coordinate system that they were imported with");
  }
  note_off_the_land(static_cast<std::int64_t>(rows.size() - on_land.size()),
                    analysis::sensitivity_of_rows(incidents, rows), diagnostics);
  return on_land;
}

void note_off_the_land(std::int64_t off_land, borough::Sensitivity sensitivity, core::Diagnostics& diagnostics) {
  if (off_land == 0) return;
  diagnostics.note("off-the-land", fmt::format("left out, for they lie off the wards: {} of the selected incidents",
                                               shown_count(off_land, sensitivity)));
}

}  // namespace wardscope::catalog
