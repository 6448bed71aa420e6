// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/default_project.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::project {
namespace {

borough::Area square(const std::string& code, double x) {
  borough::Area area;
  area.code = code;
  area.name = code;
  area.shape = {geo::to_polygon({x, 0, x + 1000, 500})};
  return area;
}

borough::Dataset dataset() {
  borough::Dataset data;
  borough::AreaSet hoods{
      .name = "Targeted", .kind = borough::AreaKind::neighbourhood, .vintage = "", .areas = {square("N", 100)}};
  borough::AreaSet wards{
      .name = "Wards", .kind = borough::AreaKind::ward, .vintage = "", .areas = {square("A", 0), square("B", 1000)}};
  data.area_sets = {core::make_snapshot(hoods), core::make_snapshot(wards)};
  data.hubs = core::make_snapshot(borough::HubRegister{borough::Hub{}});
  data.cameras = core::make_snapshot(borough::CameraRegister{borough::Camera{}});
  borough::IncidentTable incidents;
  incidents.add({10, 10}, borough::category_index(incidents, "Burglary", borough::Sensitivity::open), 0,
                core::TimePrecision::month);
  data.incidents = core::make_snapshot(incidents);
  return data;
}

std::vector<std::string> ids(const Project& project) {
  std::vector<std::string> found;
  for (const Layer& layer : project.layers) found.push_back(layer.id);
  return found;
}

const Layer& layer(const Project& project, std::string_view id) {
  return *std::find_if(project.layers.begin(), project.layers.end(), [&](const Layer& l) { return l.id == id; });
}

TEST(DefaultProject, PilesSurfacesBelowOutlinesBelowSymbols) {
  const Project project = make_default_project(
      dataset(), {{"gaps", "Gaps", "gap"}, {"density", "Density", "density"}, {"views", "Views", "view"}});

  EXPECT_THAT(ids(project), testing::ElementsAre("land", "result:density", "areas:Wards", "result:views", "result:gaps",
                                                 "incidents", "cameras", "hubs", "areas:Targeted"));
}

TEST(DefaultProject, HidesPointsUnderADensitySurfaceOnly) {
  EXPECT_TRUE(layer(make_default_project(dataset(), {}), "incidents").visible);
  EXPECT_FALSE(layer(make_default_project(dataset(), {{"d", "Density", "density"}}), "incidents").visible);
}

TEST(DefaultProject, ShowsOneSurfaceAtATime) {
  const Project project = make_default_project(dataset(), {{"a", "A", "density"}, {"b", "B", "choropleth:rate"}});

  EXPECT_TRUE(layer(project, "result:a").visible);
  EXPECT_FALSE(layer(project, "result:b").visible);
  EXPECT_EQ(layer(project, "result:b").style.column, "rate");
}

TEST(DefaultProject, ADensityIsShownBeforeAnyOtherSurfaceWhateverItsPlace) {
  const Project project = make_default_project(
      dataset(),
      {{"b", "B", "choropleth:rate"}, {"r", "Reach", "reach"}, {"a", "A", "density"}, {"h", "Hotspots", "hotspot"}});

  EXPECT_TRUE(layer(project, "result:a").visible);
  EXPECT_FALSE(layer(project, "result:b").visible);
  EXPECT_FALSE(layer(project, "result:r").visible);
  EXPECT_TRUE(layer(project, "result:h").visible);
}

TEST(DefaultProject, OfWhatCamerasSeeTheirOwnViewsAreShownAndACountIsASurface) {
  const Project project = make_default_project(dataset(), {{"c", "By ward", "choropleth:in_view_percent", "1"},
                                                           {"n", "Cameras per place", "count", "2"},
                                                           {"t", "By type", "table", "2"},
                                                           {"u", "Ground in view", "union", "2"},
                                                           {"v", "Views", "view", "1"}});

  EXPECT_TRUE(layer(project, "result:n").visible);
  EXPECT_FALSE(layer(project, "result:c").visible);
  EXPECT_TRUE(layer(project, "result:v").visible);
  EXPECT_FALSE(layer(project, "result:u").visible);
  EXPECT_TRUE(
      std::none_of(project.layers.begin(), project.layers.end(), [](const Layer& l) { return l.id == "result:t"; }));
  EXPECT_EQ(with_fresh_results(project, {{"t", "By type", "table"}}).layers.size(), project.layers.size());
}

TEST(DefaultProject, OfSeveralSetsOfHotspotsTheNewestIsShown) {
  const Project project = make_default_project(dataset(), {{"a", "A", "hotspot", "2026-01-02"},
                                                           {"b", "B", "hotspot", "2026-01-03"},
                                                           {"c", "C", "hotspot", "2026-01-01"},
                                                           {"g", "G", "gap", "2025-01-01"}});

  EXPECT_FALSE(layer(project, "result:a").visible);
  EXPECT_TRUE(layer(project, "result:b").visible);
  EXPECT_FALSE(layer(project, "result:c").visible);
  EXPECT_TRUE(layer(project, "result:g").visible);
}

TEST(FreshResults, AreShownAndWhatWouldBeTakenForThemIsHidden) {
  Project project = make_default_project(dataset(), {{"a", "A", "hotspot"}, {"g", "G", "gap"}});

  project = with_fresh_results(std::move(project), {{"b", "B", "hotspot"}});

  EXPECT_FALSE(layer(project, "result:a").visible);
  EXPECT_TRUE(layer(project, "result:b").visible);
  EXPECT_TRUE(layer(project, "result:g").visible);
  EXPECT_TRUE(layer(project, "incidents").visible);
}

TEST(FreshResults, ASurfaceHidesThePointsAndTheSurfaceBefore) {
  Project project = make_default_project(dataset(), {{"d", "D", "density"}});

  project = with_fresh_results(std::move(project), {{"r", "R", "choropleth:rate"}, {"w", "W", "choropleth:share"}});

  EXPECT_FALSE(layer(project, "result:d").visible);
  EXPECT_TRUE(layer(project, "result:r").visible);
  EXPECT_FALSE(layer(project, "result:w").visible);
  EXPECT_FALSE(layer(project, "incidents").visible);
}

TEST(FreshResults, ARunOnceMoreKeepsItsStyleAndIsTitledAnew) {
  Project project = make_default_project(dataset(), {{"a", "A in 2024", "hotspot"}});
  std::find_if(project.layers.begin(), project.layers.end(), [](const Layer& l) {
    return l.id == "result:a";
  })->opacity = 0.4;

  project = with_fresh_results(std::move(project), {{"a", "A in 2025", "hotspot"}});

  EXPECT_EQ(layer(project, "result:a").title, "A in 2025");
  EXPECT_EQ(layer(project, "result:a").opacity, 0.4);
}

TEST(BroughtUpToDate, ResultsHaveTheirTitlesOfNowAndTheViewItsStyles) {
  Project kept = make_default_project(dataset(), {{"a", "A in 2024", "hotspot"}});
  for (Layer& l : kept.layers) l.opacity = 0.5;

  const Project now = brought_up_to_date(kept, make_default_project(dataset(), {{"a", "A in 2025", "hotspot"}}));

  EXPECT_EQ(layer(now, "result:a").title, "A in 2025");
  EXPECT_EQ(layer(now, "result:a").opacity, 0.5);
}

TEST(BroughtUpToDate, WhatCameSinceIsAddedAndWhatWentIsLeftOut) {
  const Project kept = make_default_project(dataset(), {{"a", "A", "hotspot"}, {"gone", "Gone", "gap"}});

  const Project now = brought_up_to_date(
      kept, make_default_project(dataset(), {{"a", "A", "hotspot"}, {"b", "B", "hotspot", "2026"}, {"g", "G", "gap"}}));

  EXPECT_TRUE(layer(now, "result:a").visible);
  EXPECT_FALSE(layer(now, "result:b").visible) << "the view shows another set of hotspots";
  EXPECT_TRUE(layer(now, "result:g").visible);
  EXPECT_EQ(std::count_if(now.layers.begin(), now.layers.end(), [](const Layer& l) { return l.id == "result:gone"; }),
            0);
  EXPECT_EQ(now.layers.size(), kept.layers.size() + 1);
}

TEST(DefaultProject, LooksAtAllWards) {
  const Project project = make_default_project(dataset(), {});

  EXPECT_EQ(project.camera.centre, (geo::Point{1000, 250}));
  EXPECT_NEAR(project.camera.metres_per_point, 2000 / (960 * 0.9), 1e-9 /* m a point */);
}

TEST(DefaultProject, SurvivesItsOwnJson) {
  const Project project = make_default_project(dataset(), {{"d", "Density", "density"}});

  const auto read = from_json(to_json(project));

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->layers, project.layers);
}

TEST(DefaultProject, AnEmptyDatasetIsAnEmptyMapOfTheCountry) {
  const Project project = make_default_project({}, {});

  EXPECT_TRUE(project.layers.empty());
  EXPECT_GT(project.camera.metres_per_point, 100);
}

TEST(Fit, ASinglePointGetsAStreetNotZero) { EXPECT_GT(fit({5, 5, 5, 5}, 800, 600).metres_per_point, 0); }

}  // namespace
}  // namespace wardscope::project
