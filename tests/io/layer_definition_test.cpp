// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/layer_definition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "io/column_binding.hpp"
#include "io/recognition.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::io {
namespace {

using testing::HasSubstr;

const std::vector<LayerDefinition>& shipped() {
  static const std::vector<LayerDefinition> definitions = [] {
    auto loaded = load_layer_definitions();
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
    return loaded ? *loaded : std::vector<LayerDefinition>();
  }();
  return definitions;
}

SourceSchema schema_of(std::string_view header, ShapeKind shape = ShapeKind::none, std::string_view file = "table") {
  SourceSchema schema;
  schema.file_name = file;
  schema.shape = shape;
  for (const std::string_view column : core::split(header, ',')) schema.columns.emplace_back(column);
  return schema;
}

std::string kind_of(std::string_view header, ShapeKind shape = ShapeKind::none, std::string_view file = "table") {
  const auto recognition = recognise(schema_of(header, shape, file), shipped());
  return recognition ? recognition->definition->id : recognition.error().message;
}

TEST(LayerDefinitions, TheShippedOnesAreWellFormedAndComplete) {
  std::set<LayerKind> layers;
  for (const LayerDefinition& definition : shipped()) {
    EXPECT_FALSE(definition.required.empty() && definition.typical.empty()) << definition.id;
    layers.insert(definition.layer);
  }
  EXPECT_EQ(layers.size(), 9U) << "every part of the workspace has a definition";
}

TEST(LayerDefinitions, AnyOnsNamingOfWardsIsRecognised) {
  EXPECT_EQ(kind_of("WD20CD,WD20NM,WD20NMW,LAD20CD,LAD20NM", ShapeKind::polygon), "wards");
  EXPECT_EQ(kind_of("OBJECTID,wd19cd,wd19nm,wd19nmw,bng_e,bng_n,long,lat,st_areasha", ShapeKind::polygon), "wards");
  EXPECT_EQ(kind_of("WD23CD,WD23NM,WD23NMW,LAD23CD,LAD23NM,LAD23NMW,BNG_E,BNG_N,LONG,LAT", ShapeKind::polygon),
            "wards");
  EXPECT_EQ(kind_of("LAD20CD,LAD20NM", ShapeKind::polygon), "local-authority");
  EXPECT_EQ(kind_of("LSOA11CD,LSOA11NM,IMD_decile,IMD_rank", ShapeKind::polygon), "lsoa");
  EXPECT_EQ(kind_of("lsoa21_name,lsoa21_code,ward24_code,ward24_name,population,IMD_rank", ShapeKind::polygon), "lsoa");
}

TEST(LayerDefinitions, TablesOfPointsAreRecognisedByTheirColumns) {
  EXPECT_EQ(
      kind_of("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
              "Last outcome category,Context"),
      "police-street");
  EXPECT_EQ(kind_of("Ref,Incident type,Incident date,Incident time,Easting,Northing"), "council-incidents");
  EXPECT_EQ(kind_of("reference,category,date,lon,lat"), "council-incidents");
  EXPECT_EQ(kind_of(",type,id,tags,geometry"), "osm-cameras");
  EXPECT_EQ(kind_of("type,id,Type of mount,Type of camera,tags_ele,tags_man_made,Location,tags_surveillance:type,"
                    "tags_surveillance:zone,Image URL,tags_camera:direction,lat,lon,New"),
            "osm-camera-table");
  EXPECT_EQ(kind_of("cam_number,location,notes", ShapeKind::point), "sheffield-cctv");
  EXPECT_EQ(kind_of("Camera No,Site Name,Easting,Northing,Camera Type,Mounting Height (ft),Lens (mm)"),
            "camera-register");
  EXPECT_EQ(kind_of("asset_ref,location,grid_ref,bearing,fov,range_m,status"), "camera-register");
  EXPECT_EQ(kind_of("Name,Hub type,Address,Easting,Northing"), "hubs");
}

TEST(LayerDefinitions, OtherLayersAreRecognised) {
  EXPECT_EQ(kind_of("height,min_height", ShapeKind::polygon), "osm-buildings");
  EXPECT_EQ(kind_of("osm_id,height", ShapeKind::polygon), "osm-buildings");
  EXPECT_EQ(kind_of("TOID,RelH2,AbsHMax", ShapeKind::polygon), "os-buildings");
  EXPECT_EQ(kind_of("name,height_m", ShapeKind::polygon), "buildings");
  EXPECT_EQ(kind_of("name,road_class", ShapeKind::line), "streets");
  EXPECT_EQ(kind_of("indicator,area_code,period,value,unit"), "indicators");
  EXPECT_EQ(kind_of("theme,action,owner,due,status"), "actions");
  EXPECT_EQ(kind_of("name,reason", ShapeKind::polygon), "targeted-neighbourhoods");
  EXPECT_EQ(kind_of("name,notes", ShapeKind::polygon), "areas");
}

TEST(LayerDefinitions, BuildingsAreAttributedToThoseWhomTheirColumnsName) {
  const std::vector<LayerDefinition> definitions = shipped();
  const auto attribution = [&](const char* columns) {
    SourceSchema schema = schema_of(columns);
    schema.shape = ShapeKind::polygon;
    const auto recognition = recognise(schema, definitions);
    return recognition ? recognition->definition->attribution : recognition.error().message;
  };

  EXPECT_EQ(attribution("height,min_height"), "© OpenStreetMap contributors");
  EXPECT_EQ(attribution("full_id,osm_id,height"), "© OpenStreetMap contributors");
  EXPECT_EQ(attribution("TOID,AbsHMin,AbsH2,AbsHMax,RelH2,RelHMax"),
            "© Crown copyright and database rights, Ordnance Survey");
  EXPECT_EQ(attribution("name,height_m"), "");
}

TEST(LayerDefinitions, TargetedNeighbourhoodsNeedANameAlone) {
  SourceSchema schema = schema_of("name,note");
  schema.shape = ShapeKind::polygon;

  EXPECT_TRUE(recognise_as("targeted-neighbourhoods", schema, shipped()));
  schema.columns = {"name"};
  EXPECT_TRUE(recognise_as("targeted-neighbourhoods", schema, shipped()));
  schema.file_name = "our_neighbourhoods.geojson";
  const auto by_file_name = recognise(schema, shipped());
  ASSERT_TRUE(by_file_name) << by_file_name.error().message;
  EXPECT_EQ(by_file_name->definition->id, "targeted-neighbourhoods");
}

TEST(LayerDefinitions, RecognitionSaysWhy) {
  const auto recognition = recognise(schema_of("Ref,Incident type,Incident date,Easting,Northing"), shipped());

  ASSERT_TRUE(recognition);
  EXPECT_EQ(recognition->because, "because of the columns Incident type, Incident date, Easting, Northing");
}

TEST(LayerDefinitions, UnknownColumnsAreRefusedAndNamed) {
  EXPECT_THAT(kind_of("colour,taste"), HasSubstr("'table' is not recognised by its columns (colour, taste)"));
}

TEST(LayerDefinitions, AmbiguityIsRefusedWithTheCandidates) {
  auto twins = shipped();
  LayerDefinition twin = twins.front();
  for (const LayerDefinition& definition : shipped()) {
    if (definition.id == "council-incidents") twin = definition;
  }
  twin.id = "twin";
  twins.push_back(twin);

  const auto recognition = recognise(schema_of("category,date,lon,lat"), twins);

  ASSERT_FALSE(recognition);
  EXPECT_THAT(recognition.error().message, HasSubstr("may be any of: council-incidents"));
  EXPECT_THAT(recognition.error().message, HasSubstr("twin"));
}

TEST(LayerDefinitions, AForcedKindNamesWhatTheFileLacks) {
  const auto recognition = recognise_as("police-street", schema_of("Month,Longitude"), shipped());

  ASSERT_FALSE(recognition);
  EXPECT_THAT(recognition.error().message,
              HasSubstr("lacks a column for category and a column for force and a position"));
  EXPECT_THAT(recognise_as("wrads", schema_of("a"), shipped()).error().message,
              HasSubstr("there is no kind 'wrads'; known: actions"));
}

TEST(LayerDefinitions, ANewKindIsAJsonFile) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("bins.json", R"({"id": "litter-bins", "title": "Litter bins", "layer": "incidents",
    "shape": "point", "required": ["category"], "fields": {"category": ["bin colour"]}, "positions": ["british-grid"]})");

  const auto definitions = load_layer_definitions(folder.path());

  ASSERT_TRUE(definitions) << definitions.error().message;
  const auto recognition = recognise(schema_of("Bin_Colour,Easting,Northing"), *definitions);
  ASSERT_TRUE(recognition) << recognition.error().message;
  EXPECT_EQ(recognition->definition->id, "litter-bins");
}

TEST(LayerDefinitions, WrongMembersAreNamed) {
  const auto trouble = [](std::string_view json) {
    const auto parsed = parse_layer_definition(json, "x.json");
    return parsed ? std::string("accepted") : parsed.error().message;
  };
  EXPECT_THAT(trouble("{"), HasSubstr("'x.json': not valid JSON at line 1, column 2: the file ends"));
  EXPECT_THAT(trouble("[]"), HasSubstr("'x.json' is not a JSON object"));
  EXPECT_THAT(trouble(R"({"id": "a", "title": "A", "layer": "sewers"})"),
              HasSubstr("member \"layer\": 'sewers' is none of areas"));
  EXPECT_THAT(trouble(R"({"id": "a", "title": "A", "layer": "hubs", "required": ["nme"], "fields": {}})"),
              HasSubstr("'nme' is no member of \"fields\""));
  EXPECT_THAT(trouble(R"({"id": "a", "title": "A", "layer": "hubs", "positions": ["martian"]})"),
              HasSubstr("known: british-grid"));
}

TEST(LayerDefinitions, AnUnknownCategoryIsSensitive) {
  for (const LayerDefinition& definition : shipped()) {
    if (definition.layer != LayerKind::incidents) continue;
    EXPECT_EQ(sensitivity_of(definition.sensitivity, "Zorbing"), borough::Sensitivity::sensitive) << definition.id;
  }
}

TEST(LayerDefinitions, TheMostConfidentialWordWins) {
  SensitivityRule rule{{"graffiti"}, {"damage"}, {"hate"}, borough::Sensitivity::open};

  EXPECT_EQ(sensitivity_of(rule, "Hate graffiti (damage)"), borough::Sensitivity::sensitive);
  EXPECT_EQ(sensitivity_of(rule, "Graffiti damage"), borough::Sensitivity::official);
  EXPECT_EQ(sensitivity_of(rule, "GRAFFITI"), borough::Sensitivity::open);
}

TEST(TagValue, ReadsPythonDictionaries) {
  EXPECT_EQ(tag_value("{'camera:direction': '90;160', 'man_made': 'surveillance'}", "camera:direction"), "90;160");
  EXPECT_EQ(tag_value(R"({'name': "St John's", 'website': 'href=\"x'})", "name"), "St John's");
  EXPECT_EQ(tag_value(R"({'website': 'href=\"x', 'level': 2})", "level"), "2");
  EXPECT_EQ(tag_value("{'a': 'b'}", "c"), std::nullopt);
  EXPECT_EQ(tag_value("not a dictionary", "c"), std::nullopt);
}

}  // namespace
}  // namespace wardscope::io
