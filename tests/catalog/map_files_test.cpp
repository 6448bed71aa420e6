// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a map that becomes a file says of itself: on the sheet, in the file and beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>

#include "catalog/map_workspace.hpp"
#include "catalog/small_workspace.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class MapFiles : public SmallWorkspace {
 protected:
  void SetUp() override {
    make(small_borough());
    ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  }
};

/// Sources, method, parameters, date and data revision, as the provenance of a map has them.
auto names_everything() {
  return AllOf(HasSubstr("incidents.csv"), HasSubstr("Licence of incidents.csv"), HasSubstr("kernel density"),
               HasSubstr("\"bandwidth\": 180.0"), HasSubstr("\"date\": \"2"), HasSubstr("\"data_revision\": "));
}

std::string unescaped(std::string text) {
  for (std::size_t at = 0; (at = text.find("&quot;", at)) != std::string::npos; ++at) text.replace(at, 6, "\"");
  return text;
}

TEST_F(MapFiles, APngCarriesItsProvenanceInItsTexts) {
  ASSERT_TRUE(run("render", {{"output", file("map.png")}}));

  const std::string png = text_of("map.png");
  EXPECT_THAT(png, AllOf(HasSubstr("iTXtProvenance"), HasSubstr("iTXtSource"), HasSubstr("iTXtMethod")));
  EXPECT_THAT(png, names_everything());
}

TEST_F(MapFiles, AnSvgCarriesItsProvenanceAsMetadata) {
  ASSERT_TRUE(run("render", {{"output", file("map.svg")}}));

  const std::string svg = text_of("map.svg");
  EXPECT_THAT(svg, AllOf(HasSubstr("<metadata>"), HasSubstr("<title>Testham</title>"), HasSubstr("bandwidth 180")));
  EXPECT_THAT(unescaped(svg), names_everything());
}

TEST_F(MapFiles, APdfNamesSourcesMethodAndRevisionInItsInformation) {
  ASSERT_TRUE(run("render", {{"output", file("map.pdf")}}));

  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("pdfinfo " + file("map.pdf") + " 2>/dev/null").c_str(), "r"),
                                                   &pclose);
  std::array<char, 8192> buffer{};
  const std::string info(buffer.data(), std::fread(buffer.data(), 1, buffer.size(), pipe.get()));
  if (info.empty()) GTEST_SKIP() << "needs pdfinfo (poppler-utils), which is not here";
  EXPECT_THAT(info, AllOf(HasSubstr("Title:           Testham"), HasSubstr("bandwidth 180"),
                          HasSubstr("Licence of incidents.csv"), HasSubstr("data revision"), HasSubstr("provenance"),
                          HasSubstr("CreationDate")));
}

TEST_F(MapFiles, EachMapHasItsProvenanceBesideIt) {
  for (const char* name : {"map.png", "map.svg", "map.pdf"}) {
    ASSERT_TRUE(run("render", {{"output", file(name)}}));
    EXPECT_THAT(text_of(std::string(name) + ".provenance.json"), names_everything()) << name;
  }
}

TEST_F(MapFiles, AWardsMapIsTitledByTheWard) {
  ASSERT_TRUE(run("render", {{"output", file("map.svg")}, {"ward", "Ward 2"}}));

  EXPECT_THAT(text_of("map.svg"), HasSubstr("<title>Ward 2</title>"));
}

TEST_F(MapFiles, AFilterThatChangesNothingOnTheMapIsRefusedByItsFlag) {
  const auto refused = run("render", {{"output", file("map.svg")}, {"type", "Burglary"}, {"from", "2025-01"}});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("--type and --from"), HasSubstr("--show \"Recorded incidents\"")));
}

TEST_F(MapFiles, ATitleNamesNoFilterThatOtherLayersDoNotHave) {
  ASSERT_TRUE(run("render", {{"output", file("map.svg")}, {"type", "Burglary"}, {"show", "Recorded incidents"}}));

  const std::string words = text_of("map.svg.provenance.json");
  EXPECT_THAT(words, HasSubstr("\"subtitle\": \"Hotspots, density and map points of recorded incidents"));
  EXPECT_THAT(words, HasSubstr("; its layers count different incidents, as the key says\""));
  EXPECT_THAT(words, HasSubstr("\"Recorded incidents: Burglary; "));
}

TEST_F(MapFiles, ATitleNamesTheIncidentsThatAllLayersShow) {
  ASSERT_TRUE(run("render", {{"output", file("map.svg")}, {"show", "Recorded incidents"}}));

  EXPECT_THAT(text_of("map.svg.provenance.json"),
              HasSubstr("\"subtitle\": \"Hotspots, density and map points of recorded incidents; "));
  EXPECT_THAT(text_of("map.svg.provenance.json"),
              testing::ContainsRegex("; [A-Z][a-z]+ 20[0-9]+ to [A-Z][a-z]+ 20[0-9]+, all types\""));
}

TEST_F(MapFiles, ASubtitleSaysWhatWhereAndWhen) {
  ASSERT_TRUE(run("render", {{"output", file("map.svg")}, {"title", "For the board"}, {"ward", "Ward 2"}}));

  const std::string words = text_of("map.svg.provenance.json");
  EXPECT_THAT(words, HasSubstr("\"title\": \"For the board\""));
  EXPECT_THAT(words, testing::ContainsRegex("\"subtitle\": \"Hotspots[^\"]* of recorded incidents[^\"]* in Ward 2, "
                                            "Testham; [^\"]* to [^\"]*, all types\""));
}

TEST_F(MapFiles, AResultKnowsTheIncidentsThatItShows) {
  ASSERT_TRUE(run("kernel-density", {{"type", "Burglary"}, {"bandwidth", "180"}}));

  const auto map = load_map_workspace(workspace(), {});

  ASSERT_TRUE(map);
  for (const cartography::MapResult& result : map->data.results) {
    ASSERT_TRUE(result.incidents) << result.name;
    EXPECT_FALSE(result.incidents->from.empty() || result.incidents->to.empty()) << result.name;
    EXPECT_EQ(result.incidents->types.size(), result.name == "density" ? 1U : 0U) << result.name;
  }
}

TEST_F(SmallWorkspace, AMapOfSensitivePointsAloneIsRefused) {
  borough::Dataset borough = small_borough();
  borough::IncidentTable incidents = *borough.incidents;
  for (borough::IncidentCategory& category : incidents.categories) {
    if (category.name == "Burglary") category.sensitivity = borough::Sensitivity::sensitive;
  }
  borough.incidents = core::make_snapshot(std::move(incidents));
  make(borough);

  const auto refused =
      run("render", {{"output", file("map.svg")}, {"type", "Burglary"}, {"show", "Recorded incidents"}});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("--type"), HasSubstr("sensitive")));
}

}  // namespace
}  // namespace wardscope::catalog
