// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to hotspot_stability: the incidents as they are moved and drawn anew in each run.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/hotspot_stability.hpp"
#include "analysis/map_point_catchments.hpp"
#include "stats/poisson_draw.hpp"

namespace wardscope::analysis {

/// A place of the selected incidents on the land.
struct StabilityPlace {
  static constexpr std::uint32_t kStays = UINT32_MAX;
  geo::Point at;
  std::uint32_t incidents = 0;
  std::uint32_t catchment = kStays;  ///< on which they are thrown
};

/// Some incidents of a place in one run.
struct StabilityPiece {
  geo::Point at;
  std::uint32_t incidents = 0;  ///< as they are
  std::uint32_t drawn = 0;      ///< as often as they occur in the resample
};

class StabilityPieces {
 public:
  /// Finds the places and, where anything is thrown, the catchments. `land` is borrowed.
  static core::Result<StabilityPieces> build(const StabilityInput& input, const LandBoundary& land,
                                             const StabilityOptions& options, const jobs::Progress& progress);

  /// The pieces of a run, in the order of the places.
  core::Status draw(std::int64_t run, std::vector<StabilityPiece>& pieces, const jobs::Progress& progress) const;

  [[nodiscard]] const std::vector<StabilityPlace>& places() const { return places_; }
  [[nodiscard]] std::int64_t thrown() const;
  [[nodiscard]] core::Metres reach() const { return reach_; }

 private:
  core::Status add_catchments(const StabilityInput& input, const LandBoundary& land, const jobs::Progress& progress);
  void draw_place(std::int64_t run, std::size_t place, std::vector<StabilityPiece>& pieces) const;

  std::uint64_t seed_ = 1;
  SnapJitter jitter_ = SnapJitter::none;
  std::vector<StabilityPlace> places_;
  std::optional<MapPointCatchments> catchments_;
  core::Metres reach_{0.0};
  stats::PoissonDraw poisson_;
};

}  // namespace wardscope::analysis
