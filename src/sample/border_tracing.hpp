// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "geo/shapes.hpp"
#include "sample/area_labels.hpp"

namespace wardscope::sample {

/// A border between two small areas, or between one and the outside: the vertices that both share.
struct Border {
  geo::LineString line;  ///< smoothed, EPSG:27700, whole centimetres; a closed one repeats its first point
  std::size_t from = 0;  ///< node where it begins
  std::size_t to = 0;
  std::int32_t left = 0;  ///< small area, or AreaLabels::kOutside
  std::int32_t right = 0;
};

/// All borders of the labelled cells, each traced once, smoothed between its ends and given vertices about 5 m apart.
std::vector<Border> trace_borders(const AreaLabels& labels);

/// The polygons of each group of small areas: `group(small area)` is 0 … group_count - 1 (it is not asked about the
/// outside). Neighbours share their vertices exactly, because both are made of the same borders.
std::vector<geo::MultiPolygon> assemble(const std::vector<Border>& borders, std::size_t group_count,
                                        const std::function<std::size_t(std::int32_t)>& group);

}  // namespace wardscope::sample
