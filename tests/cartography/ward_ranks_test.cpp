// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

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

/// Legend rows and the places marked of a gap of this size (m) with this busiest place.
std::pair<std::vector<std::string>, std::vector<geo::Point>> marks_of_gap(double side, const std::string& busiest,
                                                                          double metres_per_point) {
  table::FeatureTable table({{"rank", "Rank", "", table::ColumnType::integer, false},
                             {"busiest_place", "Busiest place", "", table::ColumnType::text, false}});
  table.add_row({std::int64_t{1}, busiest},
                geo::MultiPolygon{geo::to_polygon({400000, 100000, 400000 + side, 100000 + side})});
  MapData data;
  data.results.push_back({"gaps", "Coverage gaps", "gap", {}, core::make_snapshot(std::move(table)), {}});
  project::Project project = project::make_default_project(data.dataset, {{"gaps", "Coverage gaps", "gap"}});
  project.camera = {{400100, 100100}, metres_per_point};
  SceneBuilder builder(estimated_text);
  const auto scene = builder.build(project, data, {});
  std::pair<std::vector<std::string>, std::vector<geo::Point>> found;
  for (const SceneLayer& layer : scene->layers) {
    const auto* points = std::get_if<PointLayer>(&layer.content);
    for (std::size_t i = 0; points != nullptr && i < points->points->x.size(); ++i) {
      found.second.push_back({points->points->x[i], points->points->y[i]});
    }
  }
  const auto legend = builder.legend(project, data);
  for (const LegendRow& row : legend->front().rows) found.first.push_back(row.text);
  return found;
}

TEST(GapMarks, ALargeGapIsMarkedAtItsBusiestPlace) {
  const auto [keys, marks] = marks_of_gap(200, "SU 0012 0003", 2.0);

  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks.front(), (geo::Point{400125, 100035}));
  EXPECT_THAT(keys, testing::Contains("Busiest place of a large gap"));
}

TEST(GapMarks, ASmallGapOneThatTellsNoPlaceAndACoarseMapHaveNone) {
  for (const auto& [keys, marks] :
       {marks_of_gap(100, "SU 0001 0003", 2.0), marks_of_gap(200, "", 2.0), marks_of_gap(200, "SU 0012 0003", 40.0)}) {
    EXPECT_TRUE(marks.empty());
    EXPECT_EQ(keys.size(), 1U);
  }
}

}  // namespace
}  // namespace wardscope::cartography
