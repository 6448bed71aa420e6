// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "cartography/label_placer.hpp"
#include "cartography/legend.hpp"
#include "cartography/scene.hpp"
#include "project/project.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::cartography {

/// A result as the map draws it: of ops::ResultLayer or store::StoredResult. One of features and raster is set.
struct MapResult {
  std::string name;
  std::string title;
  std::string style;  ///< hint, as store::StoredResult::style
  std::string unit;   ///< of the raster
  core::Snapshot<table::FeatureTable> features;
  core::Snapshot<raster::Raster<float>> raster;
  std::string provenance = {};  ///< JSON of the run that made it, or empty
  /// The incidents that it shows, with the period as far as it is known; none where it is not of incidents.
  std::optional<borough::IncidentFilter> incidents = {};
};

/// A piece of a layer and the scales at which it is drawn.
struct LayerPart {
  LayerContent content;
  double coarsest = std::numeric_limits<double>::infinity();  ///< m a point: not drawn where the map is coarser
  bool sensitive = false;  ///< points of sensitive types: drawn on screen alone, see PageSpec
};

/// A layer as it is drawn at any place and scale.
struct DrawnLayer {
  std::vector<LayerPart> parts;  ///< the first at the bottom
  std::vector<LabelCandidate> labels;
  LegendEntry legend;
};

/// Below 1:10,000 the points of sensitive types are not drawn (m a point: 10,000 points of 1/72 inch).
inline constexpr double kSensitiveCoarsest = 10000.0 * 0.0254 / 72.0;

// Each makes the geometry snapshots once; keep the result for as long as the data and the layer's style are the same,
// so that the graphics card keeps what it has.
DrawnLayer draw_areas(const project::Layer& layer, const borough::AreaSet& set);
DrawnLayer draw_incidents(const project::Layer& layer, const borough::IncidentTable& incidents,
                          const std::vector<std::uint32_t>& rows);
DrawnLayer draw_cameras(const project::Layer& layer, const borough::CameraRegister& cameras);
DrawnLayer draw_hubs(const project::Layer& layer, const borough::HubRegister& hubs);
/// A colour and a shape for each kind, the most frequent first; the rarest of very many share one.
DrawnLayer draw_points_of_interest(const project::Layer& layer, const borough::PointsOfInterest& points);
DrawnLayer draw_buildings(const project::Layer& layer, const borough::BuildingSet& buildings);
DrawnLayer draw_streets(const project::Layer& layer, const borough::StreetSet& streets);
/// `land`, where it is known, cuts a surface at the coast; borrowed.
DrawnLayer draw_result(const project::Layer& layer, const MapResult& result, const borough::AreaSet* land = nullptr);

/// The ranks of a result's areas; none of a choropleth. With `within` only of those that have ground in it, and there:
/// on the map of a ward a rank beyond its border would be taken for one of its own.
std::vector<LabelCandidate> rank_labels(const project::Layer& layer, const table::FeatureTable& features,
                                        const geo::MultiPolygon* within);

}  // namespace wardscope::cartography
