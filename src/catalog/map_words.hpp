// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "cartography/scene_builder.hpp"
#include "project/project.hpp"

namespace wardscope::catalog {

/// The visible layers of incidents.
struct IncidentLayers {
  bool points = false;                         ///< some are drawn in the file as points
  std::vector<borough::IncidentFilter> shown;  ///< of each layer, that of the points first
  [[nodiscard]] bool agree() const;
};

/// Points of sensitive types are in no file.
IncidentLayers incident_layers(const project::Project& project, const cartography::MapData& data);

/// The name of the place: that of its one borough where the workspace has its outline, else its own; empty where nobody
/// named it.
std::string place_of(const borough::Dataset& dataset);

/// What a sheet is about.
struct MapHeading {
  std::string title;
  std::string subtitle;  ///< "Hotspots of recorded incidents in City, Sheffield; January to March 2025, all types"
};

/// What the visible layers show, where and when. A title that was not asked for is the area or the place, or what the
/// map shows where neither is known. Where layers count different incidents the subtitle says so.
/// @param asked the title that was asked for, or empty; @param area the name of the ward that the map is of, or empty
MapHeading heading_of(const project::Project& project, const cartography::MapData& data, const std::string& asked,
                      const std::string& area);

}  // namespace wardscope::catalog
