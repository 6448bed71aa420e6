// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every file names its sources, method, parameters, date and data revision: in itself where its format has a place for
// that, and beside it. Maps are in map_files_test.cpp, profiles in profile_operation_test.cpp and tests/report.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "catalog/small_workspace.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class EveryFile : public SmallWorkspace {
 protected:
  void SetUp() override { make(small_borough()); }

  void export_to(const std::string& layer, const std::string& name) {
    const auto written = run("export", {{"layer", layer}, {"output", file(name)}});
    ASSERT_TRUE(written) << written.error().message;
  }
};

/// As the provenance of a run on the small borough has them.
auto names_everything(const char* parameter) {
  return AllOf(HasSubstr("\"file\": \"incidents.csv\""), HasSubstr("\"sha256\": \"ab12\""), HasSubstr("\"method\": \""),
               HasSubstr(parameter), HasSubstr("\"date\": \"2026-11-22T02:00:00Z\""), HasSubstr("\"data_revision\": "));
}

TEST_F(EveryFile, OfFeaturesHasItsProvenanceBesideIt) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  for (const char* name : {"h.csv", "h.gpkg", "h.geojson", "h.xlsx", "h.ods", "h.shp"}) {
    export_to("hotspots", name);
    EXPECT_THAT(text_of(std::string(name) + ".provenance.json"), names_everything("\"bandwidth\": 180.0")) << name;
  }
}

TEST_F(EveryFile, OfFeaturesSaysBesideItWhatItsColumnsHold) {
  ASSERT_TRUE(run("hotspots", {}));
  export_to("hotspots", "h.csv");

  const std::string beside = text_of("h.csv.provenance.json");
  EXPECT_THAT(beside, HasSubstr("\"label\": \"Peak density\""));
  EXPECT_THAT(beside, HasSubstr("hidden where the column 'suppressed' says so"));
}

TEST_F(EveryFile, ThatIsAGeoJsonOrAGeoPackageHasItInside) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  export_to("hotspots", "h.geojson");
  export_to("hotspots", "h.gpkg");

  EXPECT_THAT(text_of("h.geojson"), AllOf(HasSubstr("\"provenance\":{"), names_everything("\"bandwidth\": 180.0")));
  EXPECT_THAT(text_of("h.gpkg"), AllOf(HasSubstr("PROVENANCE"), HasSubstr("incidents.csv"), HasSubstr("180.0")));
}

TEST_F(EveryFile, ThatIsAGeoTiffHasItInsideAndBeside) {
  ASSERT_TRUE(run("kernel-density", {{"bandwidth", "180"}}));
  export_to("density", "d.tif");

  EXPECT_THAT(text_of("d.tif"), AllOf(HasSubstr("PROVENANCE"), HasSubstr("incidents.csv"), HasSubstr("180.0")));
  EXPECT_THAT(text_of("d.tif.provenance.json"), names_everything("\"bandwidth\": 180.0"));
}

TEST_F(EveryFile, OfDataQualityHasItsProvenanceAndThePageAFoot) {
  for (const char* name : {"q.html", "q.csv"}) {
    ASSERT_TRUE(run("info", {{"report", file(name)}}));
    EXPECT_THAT(text_of(std::string(name) + ".provenance.json"), names_everything("\"parameters\": {")) << name;
  }
  EXPECT_THAT(text_of("q.html"),
              AllOf(HasSubstr("<footer><p>Data revision "), HasSubstr("provenance "), HasSubstr("Wardscope ")));
}

TEST_F(EveryFile, OfRejectedRowsHasItsProvenanceWithTheFileThatWasRead) {
  std::ofstream(file("list.csv")) << "id,easting,northing,date,time,type\n"
                                     "1,400500,100500,2025-01-03,10:00,Theft\n2,x,100500,2025-01-04,11:00,Theft\n";

  ASSERT_TRUE(run("import", {{"files", file("list.csv")}, {"reject-folder", file("")}}));

  EXPECT_THAT(text_of("list.csv.rejects.csv.provenance.json"),
              AllOf(HasSubstr("\"operation\": \"import\""), HasSubstr("\"file\": \"list.csv\""),
                    HasSubstr("\"date\": \"2026-11-22T02:00:00Z\""), testing::Not(HasSubstr(file("")))));
}

TEST_F(EveryFile, OfPlantedTruthsHasItsProvenance) {
  const auto made = run("sample", {{"output", file("s.sqlite")}, {"incidents", "200"}, {"seed", "7"}});

  ASSERT_TRUE(made) << made.error().message;
  EXPECT_THAT(text_of("s.truth.json.provenance.json"),
              AllOf(HasSubstr("\"operation\": \"sample\""), HasSubstr("\"seed\": 7"),
                    HasSubstr("\"date\": \"2026-11-22T02:00:00Z\"")));
}

}  // namespace
}  // namespace wardscope::catalog
