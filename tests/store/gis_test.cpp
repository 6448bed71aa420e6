// SPDX-License-Identifier: GPL-3.0-or-later
//
// What other programs see: ogrinfo of GDAL where it is installed (gdal-bin), and the registers that they read.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

using testing::HasSubstr;

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string text;
  std::array<char, 4096> piece{};
  while (pipe && std::fgets(piece.data(), piece.size(), pipe.get()) != nullptr) text += piece.data();
  return text;
}

class Gis : public testing::Test {
 protected:
  void SetUp() override {
    Workspace workspace = new_workspace(path_);
    const auto batch = workspace.begin_batch(source());
    ASSERT_TRUE(workspace.add_incidents(*batch, incident_rows(2500)));
    borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
    wards.areas.push_back({"E1", "One", square(400000, 91000, 1000), {}, {}, ""});
    ASSERT_TRUE(workspace.add_area_set(*batch, wards));
    ASSERT_TRUE(workspace.add_original_geometry(*batch, "E1", square(400000, 91000, 1001)));
    borough::Camera camera;
    camera.reference = "C1";
    camera.position = {400100.5, 91100.25};
    ASSERT_TRUE(workspace.add_cameras(*batch, {camera}));
    ASSERT_TRUE(workspace.add_hubs(*batch, {{0, borough::HubKind::library, "Library", {400200, 91200}, "", "", true}}));
    ASSERT_TRUE(workspace.add_buildings(*batch, {{square(400300, 91300, 10).front(), core::Metres(7)}}));
    ASSERT_TRUE(workspace.add_streets(*batch, {{"High Street", "A", {{400000, 91000}, {400500, 91500}}}}));
    ASSERT_TRUE(workspace.commit_batch(*batch, {2500, 2500, 0}));
    StoredResult result;
    result.name = "Gaps";
    result.features = table::FeatureTable({{"rank", "Rank", "", table::ColumnType::integer, false}});
    result.features->add_row({std::int64_t{1}}, square(400000, 91000, 50));
    ASSERT_TRUE(workspace.save_result(result));
  }
  /// What ogrinfo says of a layer, or of the file.
  std::string ogrinfo(const std::string& layer) {
    return output_of("ogrinfo -ro -so '" + path_.string() + "' " + layer + " 2>&1");
  }

  wardscope::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

#define WARDSCOPE_NEEDS_OGRINFO() \
  if (std::system("ogrinfo --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "needs ogrinfo (Debian package gdal-bin)"

TEST_F(Gis, OgrinfoListsEveryLayerWithItsGeometryType) {
  WARDSCOPE_NEEDS_OGRINFO();

  const std::string layers = ogrinfo("");

  for (const char* line :
       {"incident (Point)", "area (Multi Polygon)", "area_original (Multi Polygon)", "camera (Point)", "hub (Point)",
        "building (Polygon)", "street (Line String)", "result_gaps (Multi Polygon)", "incident_readable (Point)",
        "area_readable (Multi Polygon)"}) {
    EXPECT_THAT(layers, HasSubstr(line));
  }
}

TEST_F(Gis, OgrinfoSeesCountExtentAndReferenceSystem) {
  WARDSCOPE_NEEDS_OGRINFO();

  const std::string incidents = ogrinfo("incident");
  const std::string areas = ogrinfo("area");

  EXPECT_THAT(incidents, HasSubstr("Feature Count: 2500"));
  EXPECT_THAT(incidents, HasSubstr("Extent: (400000.000000, 91000.000000) - (407242.750000, 91007.000000)"));
  EXPECT_THAT(incidents, HasSubstr("ID[\"EPSG\",27700]"));
  EXPECT_THAT(areas, HasSubstr("Extent: (400000.000000, 91000.000000) - (401000.000000, 92000.000000)"));
}

TEST_F(Gis, OgrinfoSelectsByTheSpatialIndex) {
  WARDSCOPE_NEEDS_OGRINFO();

  const std::string selected =
      output_of("ogrinfo -ro -so -spat 400000 91000 400072.6 91003.6 '" + path_.string() + "' incident 2>&1");

  // Eleven columns of points 7.25 m apart, two rows 3.5 m apart.
  EXPECT_THAT(selected, HasSubstr("Feature Count: 22"));
}

TEST_F(Gis, EveryGeometryColumnIsRegisteredWithItsIndexAndTriggers) {
  EXPECT_EQ(
      raw_integer(path_, "SELECT count(*) FROM geometry_columns WHERE srid <> 27700 OR spatial_index_enabled <> 1"), 0);
  EXPECT_EQ(raw_text(path_, "SELECT geometry_type FROM geometry_columns WHERE f_table_name = 'result_gaps'"), "6");
  // An edit in a GIS must keep the index true: SpatiaLite's three triggers are back after the import.
  EXPECT_EQ(raw_integer(path_,
                        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incident' AND "
                        "substr(name, 1, 4) IN ('gii_', 'giu_', 'gid_')"),
            3);
}

TEST_F(Gis, TheSpatialIndexHoldsEveryRowThatHasAPlace) {
  EXPECT_EQ(raw_text(path_, "SELECT rtreecheck('idx_incident_geometry')"), "ok");
  EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM idx_incident_geometry"), 2500);
  EXPECT_EQ(raw_integer(path_,
                        "SELECT count(*) FROM incident LEFT JOIN idx_incident_geometry ON pkid = id "
                        "WHERE pkid IS NULL OR NOT (xmin <= easting AND easting <= xmax AND ymin <= northing AND "
                        "northing <= ymax)"),
            0);
}

TEST_F(Gis, TheIndexFollowsAWithdrawal) {
  {
    Workspace workspace = reopened(path_, Access::write);
    import_incidents(workspace, 40);
    ASSERT_TRUE(workspace.withdraw_batch(1));
  }

  EXPECT_EQ(raw_text(path_, "SELECT rtreecheck('idx_incident_geometry')"), "ok");
  EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM idx_incident_geometry"), 40);
  EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM idx_area_geometry"), 0);
  EXPECT_EQ(raw_text(path_, "SELECT extent_max_x FROM geometry_columns_statistics WHERE f_table_name = 'incident'"),
            "400282.75");
  EXPECT_EQ(raw_text(path_, "PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace wardscope::store::test
