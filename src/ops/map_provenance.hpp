// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "ops/operation.hpp"
#include "ops/provenance.hpp"

namespace wardscope::ops {

/// What a map that becomes a file shows.
struct MapContent {
  std::string title;
  std::string subtitle;
  std::string scale;                 ///< "1:25,000", in the map's middle
  geo::Extent ground;                ///< that the sheet shows, EPSG:27700
  std::vector<std::string> layers;   ///< titles of the visible ones, the topmost first
  std::vector<std::string> results;  ///< provenance of those that are results of operations, JSON
};

/// The provenance of a map: what is on it and where, each result's own operation, method, parameters, code and data
/// revision, every source with its checksum, date and program.
/// @pre `now_utc` is ISO 8601
Provenance make_map_provenance(const borough::Dataset& dataset, const MapContent& map, std::string_view now_utc);

/// The same for the foot of the sheet: "Map 3fa81b02, data revision 25", then a line for each run whose results are
/// shown with its code and the parameters that tell it from others: those that are not the default, and those by which
/// the method is known (kernel, bandwidth, rule …), under the labels of its form. What selects incidents is left out:
/// the key says it.
std::vector<std::string> provenance_lines(const borough::Dataset& dataset, const MapContent& map,
                                          const OperationRegistry& registry);

}  // namespace wardscope::ops
