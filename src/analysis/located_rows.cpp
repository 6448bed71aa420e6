// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/located_rows.hpp"

namespace wardscope::analysis {

core::Result<std::vector<std::int32_t>> located_rows(const geo::PolygonCoverage& coverage,
                                                     const borough::IncidentTable& incidents,
                                                     std::span<const std::uint32_t> rows,
                                                     const jobs::Progress& progress) {
  std::vector<double> x;
  std::vector<double> y;
  x.reserve(rows.size());
  y.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    x.push_back(incidents.x[row]);
    y.push_back(incidents.y[row]);
  }
  return coverage.locate_all(x, y, progress);
}

core::Result<std::vector<std::int32_t>> located_rows(const borough::AreaSet& areas,
                                                     const borough::IncidentTable& incidents,
                                                     std::span<const std::uint32_t> rows,
                                                     const jobs::Progress& progress) {
  std::vector<geo::MultiPolygon> shapes;
  shapes.reserve(areas.areas.size());
  for (const borough::Area& area : areas.areas) shapes.push_back(area.shape);
  return located_rows(geo::PolygonCoverage(shapes), incidents, rows, progress);
}

}  // namespace wardscope::analysis
