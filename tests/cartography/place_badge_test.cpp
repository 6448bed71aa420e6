// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>

#include "borough/place_sharing.hpp"
#include "cartography/sample_town.hpp"
#include "cartography/scene_builder.hpp"
#include "cartography/text_measure.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

struct BadgeTown {
  project::Project project;
  MapData data;
};

/// The sample town with one surface of its incidents; moved ones stand on a single map point.
BadgeTown town_with_points(bool moved) {
  BadgeTown town;
  town.data.dataset = test::sample_town();
  town.data.results = test::sample_results(town.data.dataset);
  borough::IncidentTable incidents = *town.data.dataset.incidents;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (moved) incidents.x[row] = incidents.y[row] = 0.0;
  }
  if (moved) {
    EXPECT_FALSE(borough::place_sharing(incidents).street_level());
    town.data.dataset.incidents = core::make_snapshot(std::move(incidents));
  }
  std::vector<project::ResultDescriptor> results;
  for (MapResult& r : town.data.results) {
    results.push_back({r.name, r.title, r.style});
    if (r.name == "density") r.incidents = borough::IncidentFilter{};
  }
  town.project = project::make_default_project(town.data.dataset, results);
  for (project::Layer& layer : town.project.layers) layer.visible = layer.id == "result:density";
  return town;
}

std::size_t badges(const BadgeTown& town, FurnitureKind furniture) {
  PageSpec page;
  page.furniture = furniture;
  const auto scene = build_scene(town.project, town.data, page, estimated_text);
  return static_cast<std::size_t>(
      std::count_if(scene->furniture.begin(), scene->furniture.end(), [](const FurnitureItem& item) {
        const auto* text = std::get_if<TextItem>(&item);
        return text != nullptr && text->text == borough::kNoStreetLevel;
      }));
}

TEST(PlaceBadge, StandsOnceOnMapsOfMovedPoints) {
  const BadgeTown town = town_with_points(true);

  EXPECT_EQ(badges(town, FurnitureKind::screen), 1U);
  EXPECT_EQ(badges(town, FurnitureKind::sheet), 1U);
}

TEST(PlaceBadge, IsNotOnMapsThatShowNoIncidents) {
  BadgeTown town = town_with_points(true);
  for (project::Layer& layer : town.project.layers) layer.visible = layer.id == "cameras";

  EXPECT_EQ(badges(town, FurnitureKind::screen), 0U);
}

TEST(PlaceBadge, StandsForThePointsThemselves) {
  BadgeTown town = town_with_points(true);
  for (project::Layer& layer : town.project.layers) layer.visible = layer.id == "incidents";

  EXPECT_EQ(badges(town, FurnitureKind::screen), 1U);
}

TEST(PlaceBadge, IsNotWhereEachIncidentHasItsPlace) {
  EXPECT_EQ(badges(town_with_points(false), FurnitureKind::sheet), 0U);
}

/// A hundred more of another type, each at a place of its own: a result of these alone knows their places.
TEST(PlaceBadge, IsOfTheIncidentsThatTheResultUsed) {
  BadgeTown town = town_with_points(true);
  borough::IncidentTable incidents = *town.data.dataset.incidents;
  const auto type = borough::category_index(incidents, "Fly-tipping", borough::Sensitivity::open);
  for (int i = 0; i < 100; ++i) incidents.add({7.0 * i, 31.0}, type, 0, core::TimePrecision::month);
  town.data.dataset.incidents = core::make_snapshot(std::move(incidents));
  EXPECT_EQ(badges(town, FurnitureKind::sheet), 1U);
  for (MapResult& result : town.data.results) {
    if (result.incidents) result.incidents->types = {"Fly-tipping"};
  }

  EXPECT_EQ(badges(town, FurnitureKind::sheet), 0U);
}

/// Who lives on the ground of hotspots hangs on where the hotspots are; of wards it does not.
TEST(PlaceBadge, StandsForAnIndexOfTheGroundOfAResultOrOfCountedAreas) {
  BadgeTown town = town_with_points(true);
  table::FeatureTable areas({{"index", "Index", "", table::ColumnType::number, false},
                             {"vli", "Index", "", table::ColumnType::number, false}});
  areas.add_row({120.0, 120.0}, geo::MultiPolygon{geo::to_polygon({0, 0, 500, 500})});
  town.data.results = {{"who", "Who", "choropleth:index", {}, core::make_snapshot(std::move(areas)), {}}};
  const auto badges_of = [&](const char* style, const char* record) {
    town.data.results.front().style = style;
    town.data.results.front().provenance = record;
    town.project = project::make_default_project(town.data.dataset, {{"who", "Who", style}});
    for (project::Layer& layer : town.project.layers) layer.visible = layer.id == "result:who";
    return badges(town, FurnitureKind::sheet);
  };

  EXPECT_EQ(badges_of("choropleth:index", R"({"parameters": {"result": "hotspots"}})"), 1U);
  EXPECT_EQ(badges_of("choropleth:index", R"({"parameters": {"result": "", "ward": ["Pier"]}})"), 0U);
  EXPECT_EQ(badges_of("choropleth:vli", R"({"parameters":{"burglary":"","damage":"d"}})"), 1U);
  EXPECT_EQ(badges_of("choropleth:vli", R"({"parameters": {"burglary": "b", "damage": "d"}})"), 0U);
}

/// Street density leaves out what the source moved: its record says so.
TEST(PlaceBadge, IsNotWhereTheMovedIncidentsWereLeftOut) {
  BadgeTown town = town_with_points(false);
  borough::IncidentTable incidents = *town.data.dataset.incidents;
  incidents.place_names = {"Quay Road"};
  incidents.place.assign(incidents.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < incidents.size(); row += 2) incidents.place[row] = 0;
  town.data.dataset.incidents = core::make_snapshot(std::move(incidents));
  EXPECT_EQ(badges(town, FurnitureKind::sheet), 1U);
  const auto recorded = [&](const char* record) {
    for (MapResult& result : town.data.results) result.provenance = record;
    return badges(town, FurnitureKind::sheet);
  };

  EXPECT_EQ(recorded(R"({"parameters": {"shared-points": "leave-out"}})"), 0U);
  EXPECT_EQ(recorded(R"({"parameters":{"shared-points":"leave-out"}})"), 0U);
  EXPECT_EQ(recorded(R"({"parameters": {"shared-points": "use"}})"), 1U);
}

}  // namespace
}  // namespace wardscope::cartography
