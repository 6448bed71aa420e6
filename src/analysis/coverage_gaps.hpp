// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/building_index.hpp"
#include "analysis/busiest_place.hpp"
#include "analysis/camera_view.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The ground on which gaps are looked for.
enum class GapGround {
  targeted_hotspots,  ///< hotspot ground within the targeted neighbourhoods
  hotspots,           ///< all hotspot ground
  neighbourhoods,     ///< all ground of the targeted neighbourhoods
};

/// Whether roofs are ground. Views end at walls, so that with `keep` every roof is out of view.
enum class BuildingGround { leave_out, keep };

struct CoverageGapOptions {
  GapGround ground = GapGround::targeted_hotspots;
  std::vector<std::string> neighbourhoods = {};  ///< names or codes; empty: all of the set
  BuildingGround buildings = BuildingGround::leave_out;
  core::SquareKilometres smallest_area{0.0001};  ///< smaller pieces are slivers and left out, 0 … 1 km2; 10 m x 10 m
  std::int64_t least_incidents = 1;              ///< gaps with fewer are left out, >= 0
  core::Metres tolerance{0.0};                   ///< as CoverageOptions; and an incident on the ground this near to a
                                                 ///< gap, and not in view, is in it
};

void describe(CoverageGapOptions& options, core::ParameterVisitor& visitor);

/// A hotspot by its outline.
struct HotspotGround {
  int rank = 0;  ///< as Hotspot
  geo::MultiPolygon shape;
};

/// What gaps are found from. Borrows everything.
struct CoverageGapInput {
  const CameraViewSet& views;
  const borough::CameraRegister& cameras;  ///< that `views` were made of
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;  ///< selected rows of `incidents`
  std::span<const HotspotGround> hotspots;
  const borough::AreaSet* neighbourhoods = nullptr;  ///< targeted ones; null: there are none
  const borough::AreaSet* wards = nullptr;           ///< null: wards are not named
  const BuildingIndex* buildings = nullptr;          ///< null: there are none
  const geo::MultiPolygon* in_view = nullptr;        ///< Coverage::in_view of the same views; null: computed
  /// How far the source may have moved its points (placement() of borough): for CoverageGapSet::perhaps_in_view.
  core::Metres moved_by{0.0};
};

struct NearestCamera {
  std::size_t camera = 0;  ///< row of the register
  std::string reference;
  std::string name;
  double metres = 0.0;      ///< straight line from the gap's busiest place; where it has none, from its centroid
  bool view_known = false;  ///< false: it may see the gap, nobody can say
};

/// A contiguous piece of ground out of every known view.
struct CoverageGap {
  int rank = 0;             ///< 1 holds the most incidents (weight) out of view
  geo::MultiPolygon shape;  ///< one polygon, possibly with holes
  double area_km2 = 0.0;
  std::int64_t incidents = 0;               ///< out of view, in the gap
  double weight = 0.0;                      ///< sum of their weights; equals incidents where unweighted
  double heaviest = 0.0;                    ///< weight of the one that weighs most
  std::vector<int> hotspots;                ///< ranks of the hotspots that it belongs to; empty on neighbourhood ground
  std::vector<std::string> wards;           ///< largest part first
  std::vector<std::string> neighbourhoods;  ///< targeted ones, largest part first
  std::string main_type;  ///< most frequent type of its incidents, equals by name; empty: no incidents
  std::int64_t main_type_incidents = 0;
  std::optional<BusiestPlace> busiest;          ///< where to go and look; nothing: no incidents
  std::optional<NearestCamera> nearest_camera;  ///< of those asked about; nothing: there are none
  std::int64_t cameras_not_known = 0;  ///< cameras inside the gap whose view is not known: ask their owner first
};

struct CoverageGapSet {
  std::vector<CoverageGap> gaps;  ///< by rank
  double ground_km2 = 0.0;        ///< that was looked at, roofs left out where asked
  double in_view_km2 = 0.0;       ///< of it
  double gaps_km2 = 0.0;          ///< of the gaps listed
  double left_out_km2 = 0.0;      ///< slivers, and gaps with too few incidents
  // incidents = in_view + in_gaps + on_roofs + in_left_out
  std::int64_t incidents = 0;        ///< selected, on the ground looked at, roofs included
  std::int64_t in_view = 0;          ///< of these
  std::int64_t in_gaps = 0;          ///< out of view, in the gaps listed
  std::int64_t on_roofs = 0;         ///< out of view, on a footprint and beyond the tolerance of every gap
  std::int64_t in_left_out = 0;      ///< out of view, in slivers and in gaps with too few incidents
  std::int64_t perhaps_in_view = 0;  ///< in view, or no farther from a view than CoverageGapInput::moved_by
  [[nodiscard]] std::int64_t out_of_view() const { return incidents - in_view; }
};

/// Ground that matters and that no camera is known to see, ranked by the incidents that it holds.
///
/// Gap ground = (hotspots, clipped to the targeted neighbourhoods) - union of the views - roofs, cut into contiguous
/// pieces. Incidents on the ground are counted once each: in view; or in the gap they lie in, or else in the nearest
/// within the tolerance; or on roofs; or in pieces that are left out. A wider tolerance never raises out_of_view().
/// What the views do not model (trees, slopes, darkness) is not known to be seen either: a gap list is where to go and
/// look, not proof that a camera is needed.
///
/// @returns invalid_argument where an option is out of its range or the ground asked for has nothing to be made of;
///   not_found for a neighbourhood that the set has not, with the known ones, and where there are cameras but no
///   known view; cancelled.
core::Result<CoverageGapSet> coverage_gaps(const CoverageGapInput& input, const CoverageGapOptions& options,
                                           const jobs::Progress& progress);

}  // namespace wardscope::analysis
