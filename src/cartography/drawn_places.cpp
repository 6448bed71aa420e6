// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdint>
#include <utility>

#include "cartography/drawn_layer.hpp"
#include "cartography/street_names.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

LegendEntry legend_of(const project::Layer& layer) {
  LegendEntry entry;
  entry.layer_id = layer.id;
  entry.title = layer.title;
  return entry;
}

// Styles of the camera layer, in the order of its table below.
enum CameraStyle : std::uint8_t { directed, undirected, quiet, proposed };

CameraStyle style_of(const borough::Camera& camera, bool has_bearing) {
  if (camera.status == borough::CameraStatus::proposed) return proposed;
  if (camera.status == borough::CameraStatus::out_of_service) return quiet;
  return has_bearing ? directed : undirected;
}

std::vector<PointStyle> camera_styles(float size) {
  constexpr float kEdge = 0.9F;
  return {{Symbol::camera, theme::kCamera, theme::kPaper, size * 1.35F, kEdge},
          {Symbol::disc, theme::kCamera, theme::kPaper, size * 0.9F, kEdge},
          {Symbol::square, theme::kCameraQuiet, theme::kPaper, size * 0.8F, kEdge},
          {Symbol::diamond, theme::kCameraProposed, theme::kInk, size, kEdge}};
}

// Okabe-Ito colours, one shape a kind: told apart without colour too.
constexpr std::array kHubKinds{borough::HubKind::library, borough::HubKind::community_centre,
                               borough::HubKind::childrens_centre, borough::HubKind::reporting_centre,
                               borough::HubKind::other};

std::vector<PointStyle> hub_styles(float size) {
  constexpr float kEdge = 1.0F;
  return {{Symbol::square, rgb(0x009E73), theme::kPaper, size, kEdge},
          {Symbol::hub, rgb(0xD55E00), theme::kPaper, size * 1.15F, kEdge},
          {Symbol::triangle, rgb(0x0072B2), theme::kPaper, size * 1.1F, kEdge},
          {Symbol::diamond, rgb(0xA23B72), theme::kPaper, size, kEdge},
          {Symbol::cross, theme::kQuietInk, theme::kPaper, size, kEdge}};
}

// Minor streets merge into a grey mist on a map of a whole county, buildings on one of a town.
constexpr double kBuildingsCoarsest = 14.0;
constexpr double kMinorCoarsest = 40.0;
constexpr double kPathCoarsest = 6.0;

LineLayer street_style(RoadClass road, float width) {
  LineLayer line;
  switch (road) {
    case RoadClass::path:
      line.colour = theme::kPath;
      line.width = 0.45F * width;
      break;
    case RoadClass::minor:
      line.colour = theme::kMinorRoad;
      line.casing = theme::kMinorRoadEdge;
      line.width = 1.1F * width;
      break;
    case RoadClass::second:
      line.colour = theme::kSecondRoad;
      line.casing = theme::kSecondRoadEdge;
      line.width = 1.7F * width;
      break;
    case RoadClass::main:
      line.colour = theme::kMainRoad;
      line.casing = theme::kMainRoadEdge;
      line.width = 2.3F * width;
      break;
  }
  constexpr float kEdge = 0.9F;  // both sides together
  if (line.casing.a > 0) line.casing_width = line.width + kEdge;
  return line;
}

}  // namespace

DrawnLayer draw_cameras(const project::Layer& layer, const borough::CameraRegister& cameras) {
  PointColumns columns;
  std::array<std::int64_t, 4> counts{};
  for (const borough::Camera& camera : cameras) {
    std::vector<double> bearings;
    for (const borough::CameraView& view : camera.views) {
      if (view.bearing) bearings.push_back(view.bearing->value());
    }
    const CameraStyle style = style_of(camera, !bearings.empty());
    ++counts[style];
    if (style != directed) bearings = {0.0};
    for (const double bearing : bearings) {
      columns.x.push_back(camera.position.x);
      columns.y.push_back(camera.position.y);
      columns.style_of.push_back(style);
      columns.rotation.push_back(static_cast<float>(bearing));
    }
  }
  DrawnLayer drawn;
  const auto styles = camera_styles(static_cast<float>(layer.style.size));
  drawn.legend = legend_of(layer);
  constexpr std::array kTexts{"Camera, pointing to its bearing", "Camera, bearing not known", "Camera out of service",
                              "Camera proposed"};
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    if (counts[i] > 0) drawn.legend.rows.push_back({styles[i], std::string(kTexts[i])});
  }
  drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(columns)), styles}});
  return drawn;
}

DrawnLayer draw_hubs(const project::Layer& layer, const borough::HubRegister& hubs) {
  PointColumns columns;
  std::array<std::int64_t, kHubKinds.size()> counts{};
  DrawnLayer drawn;
  for (const borough::Hub& hub : hubs) {
    if (!hub.open) continue;  // closed for good: no place to go to
    columns.x.push_back(hub.position.x);
    columns.y.push_back(hub.position.y);
    columns.style_of.push_back(static_cast<std::uint8_t>(hub.kind));
    ++counts[static_cast<std::size_t>(hub.kind)];
    if (!layer.style.labels) continue;
    drawn.labels.push_back({{hub.position, hub.name, 7.5F, false, theme::kInk}, 1.0, 0.0});
  }
  const auto styles = hub_styles(static_cast<float>(layer.style.size));
  drawn.legend = legend_of(layer);
  for (std::size_t i = 0; i < kHubKinds.size(); ++i) {
    if (counts[i] > 0) drawn.legend.rows.push_back({styles[i], std::string(borough::to_label(kHubKinds[i]))});
  }
  drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(columns)), styles}});
  return drawn;
}

DrawnLayer draw_buildings(const project::Layer& layer, const borough::BuildingSet& buildings) {
  std::vector<geo::MultiPolygon> shapes;
  shapes.reserve(buildings.size());
  for (const borough::Building& building : buildings) shapes.push_back({building.footprint});
  PolygonLayer polygons;
  polygons.fill_of.assign(shapes.size(), 0);
  polygons.shapes = core::make_snapshot(std::move(shapes));
  polygons.fills = {theme::kBuilding};
  polygons.stroke = theme::kBuildingEdge;
  polygons.stroke_width = 0.3F;
  DrawnLayer drawn;
  drawn.legend = legend_of(layer);
  drawn.legend.rows.push_back({PatchSwatch{theme::kBuilding, Hatch::none, theme::kBuildingEdge, 0.5F}, "Building"});
  drawn.parts.push_back({std::move(polygons), kBuildingsCoarsest});
  return drawn;
}

DrawnLayer draw_streets(const project::Layer& layer, const borough::StreetSet& streets) {
  std::array<std::vector<geo::LineString>, 4> lines;
  for (const borough::Street& street : streets) {
    lines[static_cast<std::size_t>(road_class(street))].push_back(street.line);
  }
  constexpr std::array kTexts{"Path", "Street", "B road", "A road"};
  constexpr std::array kCoarsest{kPathCoarsest, kMinorCoarsest, 120.0, 400.0};
  DrawnLayer drawn;
  drawn.legend = legend_of(layer);
  drawn.labels = street_names(streets);
  for (const RoadClass road : {RoadClass::path, RoadClass::minor, RoadClass::second, RoadClass::main}) {
    const auto i = static_cast<std::size_t>(road);
    if (lines[i].empty()) continue;
    LineLayer line = street_style(road, static_cast<float>(layer.style.line_width));
    line.lines = core::make_snapshot(std::move(lines[i]));
    drawn.legend.rows.insert(drawn.legend.rows.begin(),
                             {LineSwatch{line.colour, line.casing, line.width}, std::string(kTexts[i])});
    drawn.parts.push_back({std::move(line), kCoarsest[i]});
  }
  return drawn;
}

}  // namespace wardscope::cartography
