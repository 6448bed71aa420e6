// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "cartography/scene_builder.hpp"
#include "geo/polygon_operations.hpp"
#include "geo/shapes.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

const geo::MultiPolygon kWard{geo::to_polygon({1000, 1000, 2000, 2000})};

/// Hotspots: in the ward, across its border with its middle beyond it, touching it, and far from it.
MapData four_hotspots() {
  table::FeatureTable table({{"rank", "Rank", "", table::ColumnType::integer, false}});
  std::int64_t rank = 0;
  for (const geo::Extent& box : {geo::Extent{1400, 1400, 1600, 1600}, geo::Extent{1900, 1200, 2700, 1400},
                                 geo::Extent{2000, 1600, 2200, 1800}, geo::Extent{200, 200, 400, 400}}) {
    table.add_row({++rank}, geo::MultiPolygon{geo::to_polygon(box)});
  }
  MapData data;
  data.results.push_back({"hotspots", "Hotspots", "hotspot", {}, core::make_snapshot(std::move(table)), {}});
  return data;
}

std::map<std::string, geo::Point> ranks_on(const geo::MultiPolygon* within) {
  const MapData data = four_hotspots();
  project::Project project = project::make_default_project(data.dataset, {{"hotspots", "Hotspots", "hotspot"}});
  project.camera = {{1400, 1400}, 4.0};
  PageSpec page;
  page.ranks_within = within;
  const auto scene = build_scene(project, data, page, estimated_text);
  std::map<std::string, geo::Point> ranks;
  for (const SceneLayer& layer : scene->layers) {
    const auto* names = std::get_if<LabelLayer>(&layer.content);
    if (names == nullptr) continue;
    for (const Label& label : names->labels) ranks[label.text] = label.at;
  }
  return ranks;
}

TEST(WardRanks, StandInTheWardThatTheMapIsOf) {
  const auto ranks = ranks_on(&kWard);

  ASSERT_EQ(ranks.size(), 2U);
  EXPECT_TRUE(geo::contains(kWard, ranks.at("H1")));
  EXPECT_TRUE(geo::contains(kWard, ranks.at("H2"))) << "its middle is at 2300, its part in the ward left of 2000";
}

TEST(WardRanks, StandInTheMiddleOfTheirAreasOnAMapOfAll) {
  const auto ranks = ranks_on(nullptr);

  ASSERT_EQ(ranks.size(), 4U);
  EXPECT_FALSE(geo::contains(kWard, ranks.at("H2")));
}

}  // namespace
}  // namespace wardscope::cartography
