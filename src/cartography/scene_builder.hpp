// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "borough/place_sharing.hpp"
#include "cartography/drawn_layer.hpp"
#include "cartography/furniture.hpp"
#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"
#include "project/project.hpp"

namespace wardscope::cartography {

/// What there is to draw. Cheap to copy.
struct MapData {
  borough::Dataset dataset;
  std::vector<MapResult> results;
};

enum class FurnitureKind {
  none,    ///< the map alone
  screen,  ///< scale bar, north arrow, sources
  sheet,   ///< title, legend and imprint as well
};

/// Whether points of sensitive types are drawn. What leaves the program never shows them (decisions/0010).
enum class SensitivePoints { from_1_to_10000, never };

/// The page and the words round the map. An empty title leaves its panel out.
struct PageSpec {
  float width = 800.0F;  ///< points
  float height = 600.0F;
  FurnitureKind furniture = FurnitureKind::screen;
  std::string title;
  std::string subtitle;
  std::string marking;                  ///< "OFFICIAL" or empty
  std::string date;                     ///< as it is printed: cartography reads no clock
  std::string code;                     ///< that stands for the map's provenance, or empty
  std::vector<std::string> provenance;  ///< how what is shown was made, a line each
  int page = 1;
  int pages = 1;
  SensitivePoints sensitive_points = SensitivePoints::from_1_to_10000;
  const geo::MultiPolygon* ranks_within = nullptr;  ///< borrowed; the area that the map is of: ranks stand in it alone
};

/// Turns a project into a Scene, and keeps what it made: as long as a layer's data and style are the same its geometry
/// is the same Snapshot, so a painter may cache uploads by pointer and a pan costs a label placement. Symbols shrink
/// where the map is coarse, so that points don't become a carpet; a change of symbol size or opacity redraws nothing.
class SceneBuilder {
 public:
  explicit SceneBuilder(TextMeasure measure);

  /// The scene of the project's camera on this page. Layers whose data is absent are left out.
  /// @pre page.width, page.height and the camera's metres_per_point > 0.
  /// @returns invalid_argument where the project's filter does not fit the data (see borough::select).
  core::Result<Scene> build(const project::Project& project, const MapData& data, const PageSpec& page);

  /// Keys of the visible layers that are drawn at the camera's scale: results first, then the others, each from the
  /// topmost layer down. Points that are not drawn (see PageSpec::sensitive_points) have none. Each layer of incidents
  /// says which ones it shows.
  core::Result<std::vector<LegendEntry>> legend(const project::Project& project, const MapData& data,
                                                SensitivePoints points = SensitivePoints::from_1_to_10000);

 private:
  /// What a layer was drawn from; equal means that the drawing still holds.
  struct Inputs {
    core::Snapshot<borough::AreaSet> areas;
    core::Snapshot<borough::IncidentTable> incidents;
    core::Snapshot<borough::CameraRegister> cameras;
    core::Snapshot<borough::HubRegister> hubs;
    core::Snapshot<borough::PointsOfInterest> points_of_interest;
    core::Snapshot<borough::BuildingSet> buildings;
    core::Snapshot<borough::StreetSet> streets;
    core::Snapshot<table::FeatureTable> features;
    core::Snapshot<raster::Raster<float>> raster;
    std::string filter;
    friend bool operator==(const Inputs&, const Inputs&) = default;
  };
  struct Cached {
    Inputs inputs;
    project::Layer layer;
    DrawnLayer drawn;
  };

  static Inputs inputs_of(const project::Layer& layer, const MapData& data, const borough::IncidentFilter& filter);
  core::Result<const Cached*> drawn(const project::Layer& layer, const MapData& data,
                                    const borough::IncidentFilter& filter);
  void forget_removed(const project::Project& project);
  /// Whether what is shown may be read street by street: false where a layer shows places of incidents and the points
  /// of those that it used do not tell that much (borough::PlaceSharing).
  bool supports_street_level(const project::Project& project, const MapData& data);

  TextMeasure measure_;
  std::map<std::string, Cached, std::less<>> cache_;  ///< by layer id
  bool supports_street_level(const borough::IncidentTable& incidents, const MapResult* result);
  core::Snapshot<borough::IncidentTable> judged_;  ///< that shared_points_ and street_level_ are of
  borough::SharedPoints shared_points_;
  std::map<std::string, bool, std::less<>> street_level_;  ///< by what was selected
};

/// The ground that a page shows.
geo::Extent view_of(const project::MapCamera& camera, float width, float height);

/// The camera that shows `ground` on this page in what the key and the imprint of a sheet leave free.
project::MapCamera camera_for(const geo::Extent& ground, const PageSpec& page);

/// One scene without a cache: for a page of a report.
core::Result<Scene> build_scene(const project::Project& project, const MapData& data, const PageSpec& page,
                                const TextMeasure& measure);

}  // namespace wardscope::cartography
