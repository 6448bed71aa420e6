// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identify.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wardscope::app {
namespace {

using core::Metres;

class IdentifyTest : public testing::Test {
 protected:
  IdentifyTest() {
    borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
    wards.areas.push_back({"W1", "North", {geo::to_polygon({0, 0, 1000, 1000})}, 5000.0, {}, ""});
    dataset.area_sets.push_back(core::make_snapshot(std::move(wards)));
    borough::IncidentTable incidents;
    const auto asb = borough::category_index(incidents, "ASB", borough::Sensitivity::open);
    const auto abuse = borough::category_index(incidents, "Domestic abuse", borough::Sensitivity::sensitive);
    for (int i = 0; i < 7; ++i) incidents.add({500, 500}, asb, 0, core::TimePrecision::month);
    incidents.add({501, 500}, abuse, 0, core::TimePrecision::month);
    dataset.incidents = core::make_snapshot(std::move(incidents));
    project.layers.push_back(layer("areas", "Wards", project::LayerSource::area_set));
    project.layers.push_back(layer("incidents", "", project::LayerSource::incidents));
  }
  static project::Layer layer(const char* id, const char* name, project::LayerSource source) {
    project::Layer layer;
    layer.id = id;
    layer.name = name;
    layer.source = source;
    return layer;
  }
  borough::Dataset dataset;
  project::Project project;
};

TEST_F(IdentifyTest, NamesTheWardAndCountsTheIncidentsNearby) {
  const auto found = identify({500, 500}, Metres(10), project, dataset, {});

  ASSERT_EQ(found.blocks.size(), 2U);
  EXPECT_EQ(found.blocks[0].title, "7 recorded incidents within 10 m")
      << "the topmost layer first, sensitive ones left out";
  EXPECT_EQ(found.blocks[1].rows[0].second, "North");
}

TEST_F(IdentifyTest, ASensitiveIncidentIsNeverShownUnderAClick) {
  const auto found = identify({501, 500}, Metres(0.5), project, dataset, {});

  ASSERT_EQ(found.blocks.size(), 1U);
  EXPECT_EQ(found.blocks[0].title, "Wards");
}

TEST_F(IdentifyTest, TheLandBelowDoesNotNameTheWardTwice) {
  project::Layer land = layer("land", "Wards", project::LayerSource::area_set);
  land.form = "land";
  project.layers.insert(project.layers.begin(), land);

  EXPECT_EQ(identify({500, 500}, Metres(10), project, dataset, {}).blocks.size(), 2U);
}

TEST_F(IdentifyTest, AHiddenLayerIsNotAsked) {
  project.layers[0].visible = false;
  project.layers[1].visible = false;

  EXPECT_TRUE(identify({500, 500}, Metres(10), project, dataset, {}).blocks.empty());
}

TEST_F(IdentifyTest, ASurfaceSaysItsValueWithUnitAndNothingOffTheLand) {
  raster::Raster<float> surface({0, 0, 100, 10, 10}, 12.5F);
  surface.at(0, 0) = raster::no_data<float>();
  project.layers = {layer("result:density", "density", project::LayerSource::result)};
  const std::vector<cartography::MapResult> results = {
      {"density", "Density", "density", "per km²", {}, core::make_snapshot(std::move(surface))}};

  const auto on_land = identify({550, 550}, Metres(5), project, dataset, results);
  const auto off_land = identify({50, 50}, Metres(5), project, dataset, results);
  const auto outside = identify({5000, 50}, Metres(5), project, dataset, results);

  ASSERT_EQ(on_land.blocks.size(), 1U);
  EXPECT_EQ(on_land.blocks[0].rows[0].second, "12.5 per km²");
  EXPECT_TRUE(off_land.blocks.empty());
  EXPECT_TRUE(outside.blocks.empty());
}

}  // namespace
}  // namespace wardscope::app
