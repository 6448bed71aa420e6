// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/coordinate_transform.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "support/shared_data.hpp"

namespace wardscope::geo {
namespace {

using testing::HasSubstr;

constexpr Point kSheffield{-1.4659, 53.3811};  // longitude, latitude of the town hall, about

CoordinateTransform to_grid(const CoordinateReferenceSystem& source, const GridShift& grid = {}) {
  auto made = CoordinateTransform::to_british_national_grid(source, grid);
  EXPECT_TRUE(made) << made.error().message;
  return *std::move(made);
}

TEST(CoordinateReferenceSystem, ACodeTellsNameAndKind) {
  const auto wgs84 = CoordinateReferenceSystem::from_text(" EPSG:4326 ");
  const auto grid = CoordinateReferenceSystem::from_text("EPSG:27700");

  ASSERT_TRUE(wgs84);
  ASSERT_TRUE(grid);
  EXPECT_EQ(wgs84->name(), "WGS 84");
  EXPECT_EQ(wgs84->code(), "EPSG:4326");
  EXPECT_TRUE(wgs84->is_geographic());
  EXPECT_EQ(grid->name(), "OSGB36 / British National Grid");
  EXPECT_FALSE(grid->is_geographic());
}

TEST(CoordinateReferenceSystem, NonsenseIsNamedWithARemedy) {
  const auto nothing = CoordinateReferenceSystem::from_text("EPSG:99999999");

  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, core::ErrorCode::malformed);
  EXPECT_THAT(nothing.error().message, HasSubstr("EPSG:27700"));
}

TEST(CoordinateReferenceSystem, AnEllipsoidIsNotACrs) {
  const auto ellipsoid = CoordinateReferenceSystem::from_text("urn:ogc:def:ellipsoid:EPSG::7001");

  ASSERT_FALSE(ellipsoid);
  EXPECT_EQ(ellipsoid.error().code, core::ErrorCode::unsupported);
}

TEST(CoordinateTransform, TheGridItselfNeedsNoOperation) {
  auto transform = to_grid(CoordinateReferenceSystem::british_national_grid());
  const auto p = transform.transform(Point{408000.5, 91000.25});

  ASSERT_TRUE(p);
  EXPECT_EQ(*p, (Point{408000.5, 91000.25}));
  EXPECT_TRUE(transform.is_identity());
  EXPECT_EQ(transform.accuracy_metres(), 0.0);
  EXPECT_EQ(transform.operation(), "none needed");
}

TEST(CoordinateTransform, AnEsriShapefilesNationalGridIsRecognised) {
  const auto esri = CoordinateReferenceSystem::from_text(
      R"(PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,)"
      R"(299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
      R"(PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],)"
      R"(PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]])");
  ASSERT_TRUE(esri);
  auto transform = to_grid(*esri);

  const auto p = transform.transform(Point{408000.5, 91000.25});

  ASSERT_TRUE(p);
  EXPECT_NEAR(p->x, 408000.5, 1e-3);
  EXPECT_NEAR(p->y, 91000.25, 1e-3);
}

TEST(CoordinateTransform, WithoutTheGridSheffieldIsWithinFiveMetresAndSaysSo) {
  WARDSCOPE_SHARED_DATA(grids, "grids");
  auto plain = to_grid(CoordinateReferenceSystem::wgs84());
  auto exact = to_grid(CoordinateReferenceSystem::wgs84(), {grids});

  const auto a = plain.transform(kSheffield);
  const auto b = exact.transform(kSheffield);

  ASSERT_TRUE(a);
  ASSERT_TRUE(b);
  EXPECT_GT(distance(*a, *b), 0.5);
  EXPECT_LT(distance(*a, *b), 5.0);
  EXPECT_GE(plain.accuracy_metres(), 1.0) << plain.operation();
  EXPECT_LE(plain.accuracy_metres(), 5.0);
  EXPECT_LE(exact.accuracy_metres(), 1.0) << exact.operation();
  EXPECT_NE(plain.operation(), exact.operation());
}

// Two of the positions that Ordnance Survey publishes for OSTN15: ETRS89 and grid.
TEST(CoordinateTransform, WithTheGridItAgreesWithOrdnanceSurveysTestPoints) {
  WARDSCOPE_SHARED_DATA(grids, "grids");
  auto transform = to_grid(CoordinateReferenceSystem::wgs84(), {grids / "uk_os_OSTN15_NTv2_OSGBtoETRS.tif"});
  struct Case {
    Point degrees;
    Point metres;
  };
  const Case cases[] = {{{1.716073973, 52.658007833}, {651409.804, 313177.450}},  // Caister water tower
                        {{-6.299777752, 49.92226394}, {91492.146, 11318.804}}};   // St Mary's, Scilly

  for (const Case& known : cases) {
    const auto p = transform.transform(known.degrees);
    ASSERT_TRUE(p);
    EXPECT_LT(distance(*p, known.metres), 0.02 /* m */) << p->x << " " << p->y;
  }
}

TEST(CoordinateTransform, ThereAndBackIsWithinEightMillimetres) {
  WARDSCOPE_SHARED_DATA(grids, "grids");
  auto there = to_grid(CoordinateReferenceSystem::wgs84(), {grids});
  auto made = CoordinateTransform::from_british_national_grid(CoordinateReferenceSystem::wgs84(), {grids});
  ASSERT_TRUE(made);

  for (const Point p : {Point{435000, 387000}, Point{408000, 91000}, Point{530000, 180000}, Point{259000, 665000}}) {
    const auto degrees = made->transform(p);
    ASSERT_TRUE(degrees);
    const auto back = there.transform(*degrees);
    ASSERT_TRUE(back);
    EXPECT_LT(distance(*back, p), 0.008 /* m */);
  }
}

TEST(CoordinateTransform, AxisOrderIsAlwaysLongitudeFirst) {
  auto by_code = to_grid(CoordinateReferenceSystem::wgs84());
  auto by_urn = to_grid(*CoordinateReferenceSystem::from_text("urn:ogc:def:crs:OGC:1.3:CRS84"));

  const auto a = by_code.transform(kSheffield);
  const auto b = by_urn.transform(kSheffield);

  ASSERT_TRUE(a);
  ASSERT_TRUE(b);
  EXPECT_LT(distance(*a, *b), 0.001);
  EXPECT_NEAR(a->x, 435600, 500);
  EXPECT_NEAR(a->y, 387300, 500);
}

TEST(CoordinateTransform, WebMercatorWorks) {
  auto transform = to_grid(*CoordinateReferenceSystem::from_text("EPSG:3857"));
  auto direct = to_grid(CoordinateReferenceSystem::wgs84());

  const auto p = transform.transform(Point{-163183.25, 7053680.35});
  const auto q = direct.transform(Point{-163183.25 / 111319.49079327358, 53.38});

  ASSERT_TRUE(p) << p.error().message;
  ASSERT_TRUE(q);
  EXPECT_NEAR(p->x, q->x, 5.0);
  EXPECT_LT(std::abs(p->y - q->y), 2000.0);
}

TEST(CoordinateTransform, PlacesAbroadSwappedAndInfiniteOnesAreNamed) {
  auto transform = to_grid(CoordinateReferenceSystem::wgs84());
  std::vector<double> x = {kSheffield.x, 8.55, kSheffield.y, std::numeric_limits<double>::quiet_NaN()};
  std::vector<double> y = {kSheffield.y, 47.37, kSheffield.x, 51.0};

  const auto faults = transform.transform(x, y);

  using enum PlaceFault;
  EXPECT_THAT(faults, testing::ElementsAre(none, outside_great_britain, looks_swapped, not_finite));
  EXPECT_TRUE(std::isfinite(x[0]));
  EXPECT_TRUE(std::isnan(x[1]));
  EXPECT_TRUE(std::isnan(y[2]));
}

TEST(CoordinateTransform, FarAwayMetresAreRefusedNotTurnedIntoNonsense) {
  auto made = CoordinateTransform::from_british_national_grid(CoordinateReferenceSystem::wgs84());
  ASSERT_TRUE(made);

  const auto p = made->transform(Point{1e7, 1e7});

  ASSERT_FALSE(p);
  EXPECT_THAT(p.error().message, HasSubstr("outside Great Britain"));
}

TEST(CoordinateTransform, AShapeGoesVertexByVertexOrNotAtAll) {
  auto transform = to_grid(CoordinateReferenceSystem::wgs84());
  const Geometry good = MultiPolygon{to_polygon({-1.5, 53.3, -1.4, 53.4})};
  const Geometry bad = MultiPolygon{to_polygon({-1.5, 53.3, 30.0, 53.4})};

  const auto moved = transform.transform(good);

  ASSERT_TRUE(moved);
  EXPECT_NEAR(area(std::get<MultiPolygon>(*moved)), 74e6, 1e6 /* m^2 */);
  EXPECT_FALSE(transform.transform(bad));
}

TEST(CoordinateTransform, AMissingGridIsAnErrorNotASilentFallback) {
  const auto made =
      CoordinateTransform::to_british_national_grid(CoordinateReferenceSystem::wgs84(), {"no/such/folder"});

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, core::ErrorCode::not_found);
}

}  // namespace
}  // namespace wardscope::geo
