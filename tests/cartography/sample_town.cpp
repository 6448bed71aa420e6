// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/sample_town.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "core/random.hpp"

namespace wardscope::test {
namespace {

constexpr geo::Point kOrigin{400000, 90000};
constexpr double kSide = 1000.0;
constexpr geo::Point kHarbour = {401350, 91300};
constexpr geo::Point kMarket = {402300, 92350};

// Wards share their corners and their wavy sides exactly.
geo::Point bend(double u, double v) {
  return {kOrigin.x + u * kSide + 60 * std::sin(2.1 * v + 0.7 * u), kOrigin.y + v * kSide + 70 * std::sin(1.9 * u + v)};
}

geo::MultiPolygon block(double u0, double v0, double u1, double v1) {
  constexpr int kSteps = 24;
  geo::Ring ring;
  for (int i = 0; i < kSteps; ++i) ring.push_back(bend(u0 + (u1 - u0) * i / kSteps, v0));
  for (int i = 0; i < kSteps; ++i) ring.push_back(bend(u1, v0 + (v1 - v0) * i / kSteps));
  for (int i = 0; i < kSteps; ++i) ring.push_back(bend(u1 - (u1 - u0) * i / kSteps, v1));
  for (int i = 0; i < kSteps; ++i) ring.push_back(bend(u0, v1 - (v1 - v0) * i / kSteps));
  ring.push_back(ring.front());
  return {{ring, {}}};
}

borough::AreaSet wards() {
  constexpr std::array kNames{
      "Harbour", "Cliff Top & Chines",      "West Quay", "Old Town", "St Aldhelm's", "Kingsmead", "Northfields",
      "Priory",  "Moorside and Upper Heath"};
  borough::AreaSet set{.name = "Wards", .kind = borough::AreaKind::ward, .vintage = "", .areas = {}};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    borough::Area area;
    area.code = "X0500000" + std::to_string(i + 1);
    area.name = kNames[i];
    const auto u = static_cast<double>(i % 3);
    const auto v = static_cast<double>(i / 3);
    area.shape = block(u, v, u + 1, v + 1);
    area.population = 5200.0 + 731.0 * static_cast<double>(i);
    set.areas.push_back(std::move(area));
  }
  return set;
}

borough::IncidentTable incidents() {
  borough::IncidentTable table;
  const std::array<std::pair<const char*, borough::Sensitivity>, 9> kTypes{{
      {"Anti-social behaviour", borough::Sensitivity::open},
      {"Violence and sexual offences", borough::Sensitivity::open},
      {"Shoplifting", borough::Sensitivity::open},
      {"Criminal damage and arson", borough::Sensitivity::open},
      {"Vehicle crime", borough::Sensitivity::open},
      {"Burglary", borough::Sensitivity::open},
      {"Drugs", borough::Sensitivity::open},
      {"Bicycle theft", borough::Sensitivity::open},
      {"Hate crime", borough::Sensitivity::sensitive},
  }};
  for (const auto& [name, sensitivity] : kTypes) (void)borough::category_index(table, name, sensitivity);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    core::CounterRng rng(7, i);
    geo::Point at = bend(3 * rng.uniform(), 3 * rng.uniform());
    const double spread = i % 3 == 0 ? 110.0 : 170.0;
    const geo::Point centre = i % 3 == 0 ? kHarbour : kMarket;
    if (i % 3 != 2) at = centre + geo::Point{spread * core::sample_normal(rng), spread * core::sample_normal(rng)};
    // Some lie on street points, as data.police.uk publishes them.
    if (rng.chance(0.6)) at = {std::round(at.x / 60) * 60, std::round(at.y / 60) * 60};
    const auto type = static_cast<std::uint16_t>(std::min(rng.below(9), rng.below(9)));
    const auto day = static_cast<int>(rng.below(365));
    const auto hour = static_cast<int>((14 + rng.below(6) + rng.below(7)) % 24);
    table.add(at, type, core::local_minute({2025, 1, 1}, hour) + day * core::kMinutesPerDay,
              core::TimePrecision::minute);
  }
  return table;
}

borough::CameraRegister cameras() {
  borough::CameraRegister result;
  for (int i = 0; i < 14; ++i) {
    core::CounterRng rng(11, static_cast<std::uint64_t>(i));
    borough::Camera camera;
    camera.id = i + 1;
    camera.reference = "CAM " + std::to_string(100 + i);
    camera.name = "Column " + std::to_string(i);
    camera.position = (i % 2 == 0 ? kHarbour : kMarket) + geo::Point{rng.uniform(-450, 450), rng.uniform(-450, 450)};
    if (i % 4 != 3) camera.views = {{core::Degrees(rng.uniform(0, 360)), core::Degrees(60)}};
    if (i == 5) camera.status = borough::CameraStatus::out_of_service;
    if (i == 6) camera.status = borough::CameraStatus::proposed;
    result.push_back(camera);
  }
  return result;
}

borough::HubRegister hubs() {
  borough::HubRegister result;
  constexpr std::array kKinds{borough::HubKind::library, borough::HubKind::community_centre,
                              borough::HubKind::childrens_centre, borough::HubKind::reporting_centre};
  for (std::size_t i = 0; i < 8; ++i) {
    core::CounterRng rng(13, i);
    borough::Hub hub;
    hub.id = static_cast<std::int64_t>(i);
    hub.kind = kKinds[i % kKinds.size()];
    hub.name = std::string(borough::to_label(hub.kind)) + " " + std::to_string(i + 1);
    hub.position = bend(rng.uniform(0.2, 2.8), rng.uniform(0.2, 2.8));
    result.push_back(hub);
  }
  return result;
}

void add_streets_and_buildings(borough::Dataset& town) {
  borough::StreetSet streets;
  borough::BuildingSet buildings;
  for (int i = 1; i < 24; ++i) {
    const double t = i / 8.0;
    geo::LineString across;
    geo::LineString along;
    for (int k = 0; k <= 48; ++k) {
      across.push_back(bend(k / 16.0, t));
      along.push_back(bend(t, k / 16.0));
    }
    const char* road = i == 12 ? "A" : i % 6 == 0 ? "B" : "minor";
    streets.push_back({"Street " + std::to_string(i), road, across});
    streets.push_back({"Road " + std::to_string(i), road, along});
  }
  for (int i = 0; i < 72; ++i) {
    for (int k = 0; k < 72; ++k) {
      core::CounterRng rng(17, static_cast<std::uint64_t>(i * 72 + k));
      if (rng.chance(0.25)) continue;
      const double u = i / 24.0;
      const double v = k / 24.0;
      const geo::Point at = bend(u + 0.02, v + 0.02);
      const double width = rng.uniform(12, 24);
      const double depth = rng.uniform(10, 20);
      buildings.push_back(
          {geo::to_polygon({at.x, at.y, at.x + width, at.y + depth}), core::Metres(rng.uniform(5, 14))});
    }
  }
  town.streets = core::make_snapshot(std::move(streets));
  town.buildings = core::make_snapshot(std::move(buildings));
}

cartography::MapResult polygons_of(const char* name, const char* title, const char* style,
                                   const std::vector<geo::MultiPolygon>& shapes) {
  table::FeatureTable table({{"rank", "Rank", "", table::ColumnType::integer, false}});
  for (std::size_t i = 0; i < shapes.size(); ++i) table.add_row({static_cast<std::int64_t>(i + 1)}, shapes[i]);
  return {name, title, style, {}, core::make_snapshot(std::move(table)), {}};
}

raster::Raster<float> density(const borough::Dataset& town) {
  raster::Raster<float> raster(raster::grid_covering(borough::extent_of(town), 25.0), raster::no_data<float>());
  const raster::GridSpec& grid = raster.grid();
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const geo::Point at = grid.centre(column, row);
      bool land = false;
      for (const auto& ward : town.area_sets.front()->areas) land = land || geo::contains(ward.shape, at);
      if (!land) continue;
      const double a = geo::distance(at, kHarbour) / 190.0;
      const double b = geo::distance(at, kMarket) / 260.0;
      raster.at(column, row) = static_cast<float>(900 * std::exp(-a * a / 2) + 620 * std::exp(-b * b / 2) + 12);
    }
  }
  return raster;
}

}  // namespace

borough::Dataset sample_town() {
  borough::Dataset town;
  town.place = "Saltmere (synthetic)";
  town.synthetic = true;
  town.revision = 3;
  borough::AreaSet hoods{
      .name = "Targeted neighbourhoods", .kind = borough::AreaKind::neighbourhood, .vintage = "", .areas = {}};
  borough::Area hood;
  hood.code = "N1";
  hood.name = "Quayside";
  hood.shape = block(1.05, 1.0, 1.75, 1.7);
  hoods.areas.push_back(hood);
  town.area_sets = {core::make_snapshot(wards()), core::make_snapshot(hoods)};
  town.incidents = core::make_snapshot(incidents());
  town.cameras = core::make_snapshot(cameras());
  town.hubs = core::make_snapshot(hubs());
  add_streets_and_buildings(town);
  borough::SourceNote note;
  note.layer = "Incidents";
  note.attribution = "Contains public sector information licensed under the Open Government Licence v3.0";
  town.sources = {note, note};
  note.layer = "Wards";
  note.attribution = "Contains OS data © Crown copyright and database right 2025";
  town.sources.push_back(note);
  return town;
}

std::vector<cartography::MapResult> sample_results(const borough::Dataset& town) {
  std::vector<cartography::MapResult> results;
  results.push_back({"density",
                     "Density of recorded incidents",
                     "density",
                     "recorded incidents per km²",
                     {},
                     core::make_snapshot(density(town))});
  results.push_back(
      polygons_of("hotspots", "Hotspots", "hotspot", {{geo::disc(kHarbour, 260)}, {geo::disc(kMarket, 300)}}));
  results.push_back(
      polygons_of("gaps", "Coverage gaps", "gap",
                  {{geo::to_polygon({kHarbour.x + 40, kHarbour.y - 200, kHarbour.x + 190, kHarbour.y + 20})}}));
  std::vector<geo::MultiPolygon> views;
  for (const borough::Camera& camera : *town.cameras) {
    if (camera.views.empty()) continue;
    geo::Ring ring{camera.position};
    for (int i = -6; i <= 6; ++i) {
      const double angle = core::radians(*camera.views.front().bearing) + i * 0.0873;
      ring.push_back(camera.position + geo::Point{80 * std::sin(angle), 80 * std::cos(angle)});
    }
    ring.push_back(ring.front());
    views.push_back({{ring, {}}});
  }
  results.push_back(polygons_of("views", "Ground in view of cameras", "view", views));
  table::FeatureTable rates({{"rate", "Recorded incidents per 1,000 residents", "", table::ColumnType::number, false},
                             {"rate_suppressed", "Suppressed", "", table::ColumnType::integer, false}});
  for (std::size_t i = 0; i < town.area_sets.front()->areas.size(); ++i) {
    table::Value value = 20.0 + 13.7 * static_cast<double>((i * 7) % 9);
    if (i == 3 || i == 8) value = std::monostate{};
    rates.add_row({value, std::int64_t{i == 3}}, town.area_sets.front()->areas[i].shape);
  }
  results.push_back(
      {"rates", "Recorded incident rate", "choropleth:rate", {}, core::make_snapshot(std::move(rates)), {}});
  return results;
}

}  // namespace wardscope::test
