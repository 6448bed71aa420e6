// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ward_profile.hpp"
#include "cartography/scene.hpp"
#include "cartography/scene_builder.hpp"
#include "core/result.hpp"

namespace wardscope::report {

/// Draws the maps of a dataset's ward profiles: what they share is made ready once.
class WardMaps {
 public:
  explicit WardMaps(const borough::Dataset& dataset);

  /// The map of a profile, as wide as the text of an A4 page: the ward in its surroundings with its hotspots, the
  /// ground in view, cameras and hubs; never a point of an incident. Scale bar, grid north, key and sources are on it.
  /// May be called by several threads at once.
  /// @pre the profile's shape is not empty
  [[nodiscard]] core::Result<cartography::Scene> draw(const analysis::WardProfile& profile) const;
  /// The same for the narrow screen of a telephone, with texts as large: the key stands below the ward.
  [[nodiscard]] core::Result<cartography::Scene> draw_narrow(const analysis::WardProfile& profile) const;

 private:
  enum class Shape { page, narrow };
  [[nodiscard]] core::Result<cartography::Scene> draw_as(const analysis::WardProfile& profile, Shape shape) const;
  borough::Dataset dataset_;  ///< without incidents
  cartography::SceneBuilder ready_;
};

/// One map alone.
core::Result<cartography::Scene> ward_map(const analysis::WardProfile& profile, const borough::Dataset& dataset);

}  // namespace wardscope::report
