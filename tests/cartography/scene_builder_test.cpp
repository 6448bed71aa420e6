// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/scene_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cartography/incident_words.hpp"
#include "cartography/sample_town.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

struct Town {
  MapData data;
  project::Project project;
};

Town town() {
  Town result;
  result.data.dataset = test::sample_town();
  result.data.results = test::sample_results(result.data.dataset);
  std::vector<project::ResultDescriptor> results;
  for (const MapResult& r : result.data.results) results.push_back({r.name, r.title, r.style});
  result.project = project::make_default_project(result.data.dataset, results);
  return result;
}

project::Layer& layer(project::Project& project, std::string_view id) {
  return *std::find_if(project.layers.begin(), project.layers.end(), [&](const auto& l) { return l.id == id; });
}

const SceneLayer* find(const Scene& scene, std::string_view id) {
  const auto found = std::find_if(scene.layers.begin(), scene.layers.end(), [&](const auto& l) { return l.id == id; });
  return found == scene.layers.end() ? nullptr : &*found;
}

// Only the parts: pointers of all geometry in a scene.
std::vector<const void*> geometry_of(const Scene& scene) {
  std::vector<const void*> pointers;
  for (const SceneLayer& shown : scene.layers) {
    if (const auto* polygons = std::get_if<PolygonLayer>(&shown.content)) pointers.push_back(polygons->shapes.get());
    if (const auto* lines = std::get_if<LineLayer>(&shown.content)) pointers.push_back(lines->lines.get());
    if (const auto* points = std::get_if<PointLayer>(&shown.content)) pointers.push_back(points->points.get());
    if (const auto* raster = std::get_if<RasterLayer>(&shown.content)) pointers.push_back(raster->raster.get());
  }
  return pointers;
}

TEST(SceneBuilder, APanReusesTheGeometryOfEveryLayer) {
  Town t = town();
  SceneBuilder builder(estimated_text);
  const auto before = builder.build(t.project, t.data, {});
  t.project.camera.centre.x += 100;
  layer(t.project, "cameras").opacity = 0.5;

  const auto after = builder.build(t.project, t.data, {});

  ASSERT_TRUE(before && after);
  EXPECT_EQ(geometry_of(*before), geometry_of(*after));
  EXPECT_GT(geometry_of(*before).size(), 8U);
  EXPECT_NE(before->view, after->view);
  EXPECT_EQ(find(*after, "cameras")->opacity, 0.5F);
}

TEST(SceneBuilder, LargerSymbolsAreTheSamePoints) {
  Town t = town();
  t.project.camera.metres_per_point = 1.0;
  SceneBuilder builder(estimated_text);
  const auto before = builder.build(t.project, t.data, {});
  layer(t.project, "cameras").style.size *= 2;

  const auto after = builder.build(t.project, t.data, {});

  const auto& small = std::get<PointLayer>(find(*before, "cameras")->content);
  const auto& large = std::get<PointLayer>(find(*after, "cameras")->content);
  EXPECT_EQ(small.points.get(), large.points.get());
  EXPECT_FLOAT_EQ(large.styles.front().size, 2 * small.styles.front().size);
}

TEST(SceneBuilder, IncidentsAreSmallerOnACoarserMap) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  const auto size_at = [&](double scale) {
    t.project.camera.metres_per_point = scale;
    const auto scene = build_scene(t.project, t.data, {}, estimated_text);
    return std::get<PointLayer>(find(*scene, "incidents")->content).styles.front().size;
  };

  EXPECT_FLOAT_EQ(size_at(1.0), 5.0F);
  EXPECT_LT(size_at(12.0), 2.5F);
}

TEST(SceneBuilder, APeakFarAboveTheRestEndsTheRampBelowItAndTheKeySaysSo) {
  raster::Raster<float> raster(raster::GridSpec{0, 0, 10, 100, 100}, 5.0F);
  for (std::size_t i = 0; i < 4000; ++i) raster.values()[i] = 10.0F;
  project::Layer layer;
  MapResult result{"d", "D", "density", "per km²", {}, core::make_snapshot(raster)};
  const DrawnLayer even = draw_result(layer, result);
  raster.values()[7] = 1000.0F;
  result.raster = core::make_snapshot(raster);

  const DrawnLayer skewed = draw_result(layer, result);

  EXPECT_EQ(std::get<RasterLayer>(skewed.parts.front().content).high, 10.0F);
  EXPECT_EQ(skewed.legend.ramp.high, "10.0 or more");
  EXPECT_EQ(even.legend.ramp.high, "10.0");
}

TEST(SceneBuilder, CamerasPerPlaceHaveAClassEachAndNothingBetween) {
  raster::Raster<float> raster(raster::GridSpec{0, 0, 10, 3, 2});
  raster.values() = {0, 1, 2, 3, 4, 17};
  project::Layer layer;
  layer.form = "count";

  const DrawnLayer drawn =
      draw_result(layer, {"c", "Cameras per place", "count", "cameras", {}, core::make_snapshot(raster)});

  const auto& content = std::get<RasterLayer>(drawn.parts.front().content);
  const auto colour_of = [&](float value) {
    const float place = std::clamp((value - content.low) / (content.high - content.low), 0.0F, 1.0F);
    return content.ramp[static_cast<std::size_t>(std::lround(place * 255.0F))];
  };
  EXPECT_FALSE(content.smooth);
  ASSERT_EQ(content.ramp.size(), 256U);
  EXPECT_EQ(colour_of(0).a, 0.0F);
  ASSERT_EQ(drawn.legend.rows.size(), 3U);
  EXPECT_TRUE(drawn.legend.ramp.ramp.empty());
  EXPECT_EQ(drawn.legend.rows[2].text, "3 cameras or more");
  for (const float cameras : {1.0F, 2.0F, 3.0F, 17.0F}) {
    const auto row = static_cast<std::size_t>(std::min(cameras, 3.0F)) - 1;
    EXPECT_EQ(std::get<PatchSwatch>(drawn.legend.rows[row].swatch).fill, colour_of(cameras)) << cameras;
  }
}

TEST(SceneBuilder, ANewFilterRedrawsIncidentsAlone) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  SceneBuilder builder(estimated_text);
  const auto before = builder.build(t.project, t.data, {});
  t.project.filter.types = {"Burglary"};

  const auto after = builder.build(t.project, t.data, {});

  const auto& all = std::get<PointLayer>(find(*before, "incidents")->content);
  const auto& some = std::get<PointLayer>(find(*after, "incidents")->content);
  EXPECT_LT(some.points->x.size(), all.points->x.size());
  EXPECT_EQ(std::get<PolygonLayer>(find(*before, "land")->content).shapes.get(),
            std::get<PolygonLayer>(find(*after, "land")->content).shapes.get());
}

TEST(SceneBuilder, AFilterForAnUnknownTypeIsAnErrorThatNamesIt) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  t.project.filter.types = {"Piracy"};

  const auto scene = build_scene(t.project, t.data, {}, estimated_text);

  ASSERT_FALSE(scene);
  EXPECT_THAT(scene.error().message, testing::HasSubstr("Piracy"));
}

TEST(SceneBuilder, StackedIncidentsBecomeOneSymbolThatGrows) {
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Burglary", borough::Sensitivity::open);
  for (int i = 0; i < 16; ++i) incidents.add({100, 100}, type, 0, core::TimePrecision::month);
  incidents.add({200, 100}, type, 0, core::TimePrecision::month);
  std::vector<std::uint32_t> rows(17);
  for (std::uint32_t i = 0; i < 17; ++i) rows[i] = i;

  const DrawnLayer drawn = draw_incidents({}, incidents, rows);

  const auto& points = std::get<PointLayer>(drawn.parts.front().content);
  ASSERT_EQ(points.points->x.size(), 2U);
  const float large = points.styles[points.points->style_of[0]].size;
  const float small = points.styles[points.points->style_of[1]].size;
  EXPECT_NEAR(large / small, 4.0F /* the square root of 16 */, 1e-5);
}

TEST(SceneBuilder, SensitiveIncidentsAreNotDrawnBelowOneToTenThousand) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  const auto parts = [&](double scale) {
    t.project.camera.metres_per_point = scale;
    const auto scene = build_scene(t.project, t.data, {}, estimated_text);
    return std::count_if(scene->layers.begin(), scene->layers.end(), [](const auto& l) { return l.id == "incidents"; });
  };

  EXPECT_EQ(parts(3.5), 2);
  EXPECT_EQ(parts(3.6), 1);
}

TEST(SceneBuilder, SensitiveIncidentsAreInNoFileAtAnyScale) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  t.project.camera.metres_per_point = 0.5;
  PageSpec page;
  page.sensitive_points = SensitivePoints::never;

  const auto scene = build_scene(t.project, t.data, page, estimated_text);

  const auto parts =
      std::count_if(scene->layers.begin(), scene->layers.end(), [](const auto& l) { return l.id == "incidents"; });
  EXPECT_EQ(parts, 1);
}

/// The key of that layer; without a title where it has none.
LegendEntry key_of_layer(const Town& t, std::string_view id,
                         SensitivePoints points = SensitivePoints::from_1_to_10000) {
  SceneBuilder builder(estimated_text);
  const auto legend = builder.legend(t.project, t.data, points);
  for (const LegendEntry& entry : *legend) {
    if (entry.layer_id == id) return entry;
  }
  return {};
}

TEST(SceneBuilder, PointsThatAreNotDrawnHaveNoSymbolInTheKey) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  t.project.filter.types = {"Hate crime"};
  t.project.camera.metres_per_point = 1.0;

  EXPECT_EQ(key_of_layer(t, "incidents").rows.size(), 1U);
  EXPECT_EQ(key_of_layer(t, "incidents", SensitivePoints::never).rows.size(), 0U);
  EXPECT_THAT(key_of_layer(t, "incidents", SensitivePoints::never).note, testing::HasSubstr("never in a file"));
  t.project.camera.metres_per_point = 10.0;
  EXPECT_EQ(key_of_layer(t, "incidents").rows.size(), 0U);
}

TEST(SceneBuilder, EachLayerOfIncidentsSaysWhichOnesItShows) {
  Town t = town();
  layer(t.project, "incidents").visible = true;
  t.project.filter.types = {"Burglary"};
  t.project.filter.from = t.project.filter.to = "2025-03";
  for (MapResult& result : t.data.results) {
    if (result.name == "density") result.incidents = borough::IncidentFilter{{}, "2023-01", "2025-12", {}};
  }

  EXPECT_EQ(key_of_layer(t, "incidents").incidents, "Burglary; March 2025");
  EXPECT_EQ(key_of_layer(t, "result:density").incidents, "All types; January 2023 to December 2025");
  EXPECT_EQ(key_of_layer(t, "cameras").incidents, "");
}

TEST(IncidentWords, BesideATitleSayWhatItLeavesOut) {
  const borough::IncidentFilter march{{"Burglary"}, "2025-03", "2025-03", {}};

  EXPECT_EQ(incidents_beside("Density", march), "Burglary; March 2025");
  EXPECT_EQ(incidents_beside("Density: Burglary", march), "March 2025");
  EXPECT_EQ(incidents_beside("Density: Burglary; 2025-03", march), "");
}

TEST(SceneBuilder, CamerasPointToTheirBearingAndUnknownOnesDoNot) {
  borough::Camera known;
  known.views = {{core::Degrees(120), {}}};
  const DrawnLayer drawn = draw_cameras({}, {known, borough::Camera{}});

  const auto& points = std::get<PointLayer>(drawn.parts.front().content);
  EXPECT_EQ(points.points->rotation[0], 120.0F);
  EXPECT_EQ(points.styles[points.points->style_of[0]].symbol, Symbol::camera);
  EXPECT_EQ(points.styles[points.points->style_of[1]].symbol, Symbol::disc);
  EXPECT_EQ(drawn.legend.rows[1].text, "Camera, bearing not known");
}

TEST(SceneBuilder, EachKindOfHubHasAShapeOfItsOwn) {
  const Town t = town();

  const DrawnLayer drawn = draw_hubs({}, *t.data.dataset.hubs);

  std::vector<Symbol> symbols;
  for (const PointStyle& style : std::get<PointLayer>(drawn.parts.front().content).styles)
    symbols.push_back(style.symbol);
  std::sort(symbols.begin(), symbols.end());
  EXPECT_EQ(std::unique(symbols.begin(), symbols.end()), symbols.end());
}

TEST(SceneBuilder, TheLegendHasNoKeyForWhatIsNotDrawnAtThisScale) {
  Town t = town();
  SceneBuilder builder(estimated_text);
  const auto lists_buildings = [&](double scale) {
    t.project.camera.metres_per_point = scale;
    const auto legend = builder.legend(t.project, t.data);
    return std::any_of(legend->begin(), legend->end(), [](const auto& entry) { return entry.layer_id == "buildings"; });
  };

  EXPECT_TRUE(lists_buildings(5.0));
  EXPECT_FALSE(lists_buildings(50.0));
}

TEST(SceneBuilder, TheLegendListsResultsFirstThenTheOthersFromTheTop) {
  Town t = town();
  SceneBuilder builder(estimated_text);
  layer(t.project, "hubs").visible = false;

  const auto legend = builder.legend(t.project, t.data);

  ASSERT_TRUE(legend);
  const auto is_result = [](const auto& entry) { return entry.layer_id.starts_with("result:"); };
  EXPECT_TRUE(is_result(legend->front()));
  EXPECT_TRUE(std::is_partitioned(legend->begin(), legend->end(), is_result));
  EXPECT_EQ(std::find_if_not(legend->begin(), legend->end(), is_result)->layer_id, "areas:Targeted neighbourhoods");
  EXPECT_EQ(std::count_if(legend->begin(), legend->end(), [](const auto& e) { return e.layer_id == "hubs"; }), 0);
  const auto density =
      std::find_if(legend->begin(), legend->end(), [](const auto& e) { return e.layer_id == "result:density"; });
  ASSERT_NE(density, legend->end());
  EXPECT_EQ(density->unit, "recorded incidents per km²");
  EXPECT_EQ(density->ramp.low, "0");
}

/// The sample's views, `known` of three with a shape.
Town with_views(std::size_t known) {
  Town t = town();
  table::FeatureTable views({{"camera", "Camera", "", table::ColumnType::text, false}});
  for (std::size_t i = 0; i < 3; ++i) {
    views.add_row({std::string("C")},
                  i < known ? geo::Geometry(geo::MultiPolygon{geo::disc({400500, 100500}, 50)}) : geo::Geometry());
  }
  for (MapResult& result : t.data.results) {
    if (result.style == "view") result.features = core::make_snapshot(std::move(views));
  }
  return t;
}

std::string note_of_views(const Town& t) {
  SceneBuilder builder(estimated_text);
  const auto legend = builder.legend(t.project, t.data);
  const auto views =
      std::find_if(legend->begin(), legend->end(), [](const auto& e) { return e.layer_id == "result:views"; });
  return views == legend->end() ? "not in the legend" : views->note;
}

TEST(SceneBuilder, ALayerOfViewsThatAreNotKnownSaysSoInTheLegend) {
  EXPECT_EQ(note_of_views(with_views(3)), "");
  EXPECT_EQ(note_of_views(with_views(1)), "2 of 3 views are not known");
  EXPECT_EQ(note_of_views(with_views(0)), "No view is known: the cameras have no bearing or no range");
}

TEST(SceneBuilder, RoofsInAGapHaveAThinnerOutlineThanTheGap) {
  table::FeatureTable gaps({{"rank", "Rank", "", table::ColumnType::integer, false}});
  geo::Polygon piece = geo::disc({400500, 100500}, 50);
  piece.holes.push_back(geo::disc({400500, 100500}, 10).exterior);
  gaps.add_row({std::int64_t{1}}, geo::MultiPolygon{piece});
  project::Layer layer;
  layer.form = "gap";

  const DrawnLayer drawn = draw_result(layer, {"g", "Gaps", "gap", "", core::make_snapshot(gaps), {}});

  ASSERT_EQ(drawn.parts.size(), 2U);
  const auto& outline = std::get<LineLayer>(drawn.parts[1].content);
  EXPECT_EQ(outline.lines->size(), 1U);
  EXPECT_LT(std::get<PolygonLayer>(drawn.parts[0].content).stroke_width, outline.width / 2);
}

TEST(SceneBuilder, AssumedViewsAreTheirOwnRowAndCamerasOutOfServiceAreNotUnknown) {
  Town t = town();
  table::FeatureTable views({{"status", "View", "", table::ColumnType::text, false}});
  const geo::Geometry ground(geo::MultiPolygon{geo::disc({400500, 100500}, 50)});
  views.add_row({std::string("known")}, ground);
  views.add_row({std::string("assumed")}, ground);
  views.add_row({std::string("assumed")}, ground);
  views.add_row({std::string("not known")}, {});
  views.add_row({std::string("left out")}, {});
  for (MapResult& result : t.data.results) {
    if (result.style == "view") result.features = core::make_snapshot(views);
  }

  const LegendEntry key = key_of_layer(t, "result:views");

  ASSERT_EQ(key.rows.size(), 2U);
  EXPECT_EQ(key.rows[0].text, "Ground in view");
  EXPECT_EQ(key.rows[1].text, "Ground in view, assumed (2 of 5 cameras)");
  EXPECT_LT(std::get<PatchSwatch>(key.rows[1].swatch).stroke.a, std::get<PatchSwatch>(key.rows[0].swatch).stroke.a);
  EXPECT_EQ(key.note, "1 of 5 views are not known; 1 out of service or proposed");
}

TEST(SceneBuilder, ASheetNamesTitleSourcesAndPage) {
  const Town t = town();
  PageSpec page;
  page.furniture = FurnitureKind::sheet;
  page.title = "Finding";
  page.marking = "OFFICIAL";
  page.page = 2;
  page.pages = 5;

  const auto scene = build_scene(t.project, t.data, page, estimated_text);

  std::vector<std::string> texts;
  for (const FurnitureItem& item : scene->furniture) {
    if (const auto* text = std::get_if<TextItem>(&item)) texts.push_back(text->text);
  }
  EXPECT_THAT(texts, testing::IsSupersetOf({"Finding", "Page 2 of 5", "Synthetic data", "N",
                                            "Contains OS data © Crown copyright and database right 2025"}));
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "OFFICIAL"), 2);
}

TEST(SceneBuilder, TheCameraOfASheetKeepsTheGroundClearOfTheKey) {
  PageSpec page;
  page.furniture = FurnitureKind::sheet;
  const geo::Extent ground{400000, 90000, 406000, 96000};

  const geo::Extent view = view_of(camera_for(ground, page), page.width, page.height);

  const double scale = view.width() / static_cast<double>(page.width);
  EXPECT_GT((view.max_x - ground.max_x) / scale, 190.0 /* points */);
  EXPECT_GT((ground.min_y - view.min_y) / scale, 44.0 /* points */);
  EXPECT_GE(ground.min_x, view.min_x);
  EXPECT_LE(ground.max_y, view.max_y);
}

TEST(SceneBuilder, AMissingResultIsLeftOut) {
  Town t = town();
  t.data.results.clear();

  const auto scene = build_scene(t.project, t.data, {}, estimated_text);

  ASSERT_TRUE(scene);
  EXPECT_EQ(find(*scene, "result:density"), nullptr);
  EXPECT_NE(find(*scene, "land"), nullptr);
}

}  // namespace
}  // namespace wardscope::cartography
