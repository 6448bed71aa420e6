// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "borough/areas.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

std::string kml(const std::string& inside, const std::string& head = R"(<?xml version="1.0" encoding="UTF-8"?>)") {
  return head + R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>)" + inside + "</Document></kml>";
}

std::string point(const std::string& name, const std::string& coordinates, const std::string& more = {}) {
  return "<Placemark><name>" + name + "</name>" + more + "<Point><coordinates>" + coordinates +
         "</coordinates></Point></Placemark>";
}

TEST(Kml, ColumnsOfExtendedDataAreReadInBothOfTheirForms) {
  ImportHarness town;

  const auto report = town.import_text(
      "cams.kml", kml(point("Pier", "-1.88,50.72,4",
                            R"(<ExtendedData><Data name="Bearing"><value>90</value></Data></ExtendedData>)") +
                      point("Quay", "-1.87,50.72",
                            R"(<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="Bearing">SW</SimpleData>
              <SimpleData name="camera_id">C7</SimpleData></SchemaData></ExtendedData>)")));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].kind, "camera-register");
  const auto cameras = town.load().cameras;
  ASSERT_EQ(cameras->size(), 2U);
  EXPECT_EQ(cameras->at(0).name, "Pier");
  EXPECT_EQ(cameras->at(0).views.at(0).bearing, core::Degrees(90));
  EXPECT_EQ(cameras->at(1).reference, "C7");
  EXPECT_EQ(cameras->at(1).views.at(0).bearing, core::Degrees(225));
}

TEST(Kml, NamesAndPointsAloneAreARegisterWhereTheUserSaysSo) {
  ImportHarness town;
  const std::string file = kml(point("Pier", "-1.88,50.72"));
  EXPECT_THAT(town.refusal_of_text("cams.kml", file),
              HasSubstr("is not recognised by its columns (Name, Description)"));

  town.options.kind = "camera-register";

  EXPECT_EQ(town.refusal_of_text("cams.kml", file), "imported");
  EXPECT_EQ(town.load().cameras->at(0).name, "Pier");
}

TEST(Kml, EachFolderIsALayerAndPolygonsKeepTheirHoles) {
  ImportHarness town;
  const std::string outer = "-1.9,50.7 -1.8,50.7 -1.8,50.8 -1.9,50.8 -1.9,50.7";
  const std::string hole = "-1.86,50.74 -1.84,50.74 -1.84,50.76 -1.86,50.76 -1.86,50.74";
  const auto ring = [](const std::string& text) {
    return "<LinearRing><coordinates>" + text + "</coordinates></LinearRing>";
  };

  const auto report = town.import_text(
      "plan.kml",
      kml("<Folder><name>Areas</name><Placemark><name>Harbour</name><MultiGeometry><Polygon><innerBoundaryIs>" +
          ring(hole) + "</innerBoundaryIs><outerBoundaryIs>" + ring(outer) +
          "</outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder><Folder><name>Streets</"
          "name><Placemark><name>Sea "
          "Street</name><LineString><coordinates>-1.9,50.7 -1.8,50.7</coordinates></LineString></Placemark></Folder>"));

  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->files.size(), 2U);
  EXPECT_EQ(report->files[0].quality.file_name, "plan.kml|Areas");
  EXPECT_EQ(report->files[0].kind, "areas");
  EXPECT_EQ(report->files[1].kind, "streets");
  const auto dataset = town.load();
  ASSERT_EQ(dataset.area_sets.at(0)->areas.at(0).shape.size(), 1U);
  EXPECT_EQ(dataset.area_sets[0]->areas[0].shape[0].holes.size(), 1U);
}

TEST(Kml, ACoordinateThatIsNoNumberIsARejectedRowAndNotTheEndOfTheFile) {
  ImportHarness town;
  town.options.kind = "camera-register";

  const auto report =
      town.import_text("cams.kml", kml(point("Pier", "-1.88,50.72") + point("Quay", "north,50.72") + point("Far", "")));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->stored(), 1);
  EXPECT_EQ(report->rejected(), 2);
  EXPECT_THAT(town.rejects("cams.kml").at(1), HasSubstr("'north,50.72' is no longitude and latitude"));
}

TEST(Kml, TheDeclaredEncodingIsHonoured) {
  ImportHarness town;
  town.options.kind = "camera-register";

  const auto report = town.import_text(
      "cams.kml", kml(point("Caf\xE9", "-1.88,50.72"), R"(<?xml version="1.0" encoding="ISO-8859-1"?>)"));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(town.load().cameras->at(0).name, "Café");
}

TEST(Kml, WhatIsNoKmlIsNamed) {
  ImportHarness town;
  EXPECT_THAT(town.refusal_of_text("a.kml", "<html><body>Not found</body></html>"),
              HasSubstr("'a.kml': it is not a KML file"));
  EXPECT_THAT(town.refusal_of_text("b.kml", kml("")), HasSubstr("it holds no placemarks"));
  EXPECT_THAT(town.refusal_of_text("c.kml", R"(<!DOCTYPE kml [<!ENTITY a "b">]>)" + kml(point("&a;", "-1,50"), "")),
              HasSubstr("entities of its own"));
}

TEST(Kml, ThousandsOfNestedElementsAreAnErrorAndNoCrash) {
  ImportHarness town;
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<Folder>";
  EXPECT_THAT(town.refusal_of_text("deep.kml", kml(deep)), HasSubstr("'deep.kml': "));

  std::string nested = "<Placemark><name>x</name>";
  for (int i = 0; i < 2000; ++i) nested += "<MultiGeometry>";
  for (int i = 0; i < 2000; ++i) nested += "</MultiGeometry>";
  EXPECT_THAT(town.refusal_of_text("nested.kml", kml(nested + "</Placemark>")), HasSubstr("'nested.kml'"));
}

}  // namespace
}  // namespace wardscope::io
