// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::io {

/// A row whose easting and northing are probably in each other's place.
struct SwappedPlace {
  std::int64_t line = 0;
  geo::Point position;  ///< as it stands
};

/// Watches the places of a source for single rows with easting and northing exchanged, which the country's box can't
/// tell: both orders lie in it. A row is one where its place lies more than 50 km from the wards and the exchanged
/// place does not. Where the workspace has no wards, the rest of the source stands for them, if nine in ten of its rows
/// lie on one side of the line easting = northing: exchanging takes a place to the other side.
class SwappedPlaces {
 public:
  /// `wards` in EPSG:27700; empty: none.
  explicit SwappedPlaces(const geo::Extent& wards) : wards_(wards) {}

  /// @param position in EPSG:27700, as the source has it.
  void add(std::int64_t line, geo::Point position);
  /// In the order of the source; of a side with more than 10,000 rows none.
  [[nodiscard]] std::vector<SwappedPlace> found() const;

 private:
  struct Side {
    std::int64_t count = 0;
    geo::Extent extent;
    std::vector<SwappedPlace> rows;  ///< the first of them
  };
  geo::Extent wards_;
  std::array<Side, 2> sides_;  ///< easting not above northing, above it; the first alone where there are wards
};

}  // namespace wardscope::io
