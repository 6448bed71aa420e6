// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cartography/scene.hpp"
#include "catalog/map_workspace.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// A map of what a run found, as wide as the text of an A4 page, zoomed to it, with key, inset and sources beside or
/// below it, scale bar and north. No incident's point is on it; cameras and hubs are where the result is about them.
struct ResultMap {
  cartography::Scene scene;
  std::string words;  ///< what it shows, where and when
};

/// The results of a run together, as the window draws them: of several surfaces the first.
/// @param workspace its results as they may leave the program
/// @param names of results that are drawn on maps, the one that the map is about first; at least one
/// @returns the scene builder's error
core::Result<ResultMap> result_map(const MapWorkspace& workspace, const std::vector<std::string>& names);

}  // namespace wardscope::catalog
