// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/ward_streets.hpp"
#include "borough/dataset.hpp"
#include "geo/point_index.hpp"
#include "geo/shapes.hpp"

namespace wardscope::catalog {

/// Says where a point is, to somebody who has to go there: the nearest named street, or, where the workspace has no
/// streets, the name that the source of the incidents gives its nearest map point. Borrows the dataset.
class PlaceNames {
 public:
  explicit PlaceNames(const borough::Dataset& dataset);
  /// Empty where nothing within 50 m has a name; names of kinds of place ("Parking Area") name none.
  [[nodiscard]] std::string near(geo::Point p) const;

 private:
  const borough::Dataset& dataset_;
  std::optional<analysis::StreetNames> streets_;
  geo::PointIndex points_;            ///< named map points, without streets
  std::vector<std::uint32_t> names_;  ///< as the points; into IncidentTable::place_names
};

}  // namespace wardscope::catalog
