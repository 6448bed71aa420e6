// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cartography/scene.hpp"
#include "catalog/map_workspace.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// A map of one result over the place, as wide as the text of an A4 page, with its key, scale bar, north and sources.
/// No incident's point is on it; cameras and hubs are where the result is about them.
struct ResultMap {
  cartography::Scene scene;
  std::string words;  ///< what it shows, where and when
};

/// @param workspace its results as they may leave the program @param name of a result that is drawn on maps
/// @returns the scene builder's error
core::Result<ResultMap> result_map(const MapWorkspace& workspace, const std::string& name);

}  // namespace wardscope::catalog
