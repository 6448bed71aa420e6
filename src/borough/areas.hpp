// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::borough {

/// What a set of areas is for. A workspace holds any number of sets; wards are the ones that profiles are about.
enum class AreaKind { ward, small_area, borough, neighbourhood, other };

struct Area {
  std::string code;  ///< official code, "E05012661"; unique within the set; made from the name where there is none
  std::string name;
  geo::MultiPolygon shape;                 ///< valid, EPSG:27700
  std::optional<double> population;        ///< residents
  std::optional<double> deprivation_rank;  ///< IMD rank, 1 the most deprived
  std::string note;                        ///< of a targeted neighbourhood: why it is one
  std::string ward_code = {};  ///< of a small area: the ward in which its publisher puts it; empty: not said
};

/// Areas that were published together: the wards of December 2020, the LSOAs of 2021.
struct AreaSet {
  std::string name;  ///< unique in the workspace, "Wards (December 2020)"
  AreaKind kind = AreaKind::other;
  std::string vintage;    ///< "December 2020" or empty
  bool land_only = true;  ///< clipped to the coast
  std::vector<Area> areas;
};

/// Union of the extents.
geo::Extent extent_of(const AreaSet& set);
/// The area with this code, or else with this name (ASCII case ignored); null where there is none.
const Area* find_area(const AreaSet& set, std::string_view name_or_code);
/// The message for an area that is not there, with the names that it may have meant and the command that lists them
/// all: a part of a name is never taken for it. `what` is one of them: "ward".
std::string no_area(const AreaSet& set, std::string_view what, std::string_view name);

}  // namespace wardscope::borough
