// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/raw_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <tuple>

#include "core/text.hpp"
#include "digest.hpp"
#include "sample/truth.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::sample {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path.filename();
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The files of the test borough, written once.
class RawFiles : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<test::TemporaryFolder>();
    const auto written = write_raw_files(test_borough(), {.folder = *folder_ / "raw", .grid = {}}, jobs::Progress());
    ASSERT_TRUE(written) << written.error().message;
  }
  static void TearDownTestSuite() { folder_.reset(); }
  static std::filesystem::path file(std::string_view name) { return *folder_ / "raw" / name; }

  static std::unique_ptr<test::TemporaryFolder> folder_;
};
std::unique_ptr<test::TemporaryFolder> RawFiles::folder_;

TEST_F(RawFiles, PoliceMonthsAndCouncilListTogetherHoldEveryIncidentOnce) {
  std::size_t police = 0;
  std::size_t months = 0;
  for (const auto& entry : std::filesystem::directory_iterator(file("police"))) {
    ++months;
    police += lines_of(read(entry.path())).size() - 1;
  }
  const std::size_t council = lines_of(read(file("council_incidents_synthetic.csv"))).size() - 1;

  EXPECT_EQ(months, 36U);
  EXPECT_EQ(police + council, static_cast<std::size_t>(kTestIncidents));
  EXPECT_GT(police, 15'000U);
}

TEST_F(RawFiles, APoliceFileHasTheColumnsOfDataPoliceUkAndItsOwnMonthOnly) {
  const auto lines = lines_of(read(file("police/2024-07-saltmere-synthetic-street.csv")));

  EXPECT_EQ(lines.front(),
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
            "Last outcome category,Context");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto fields = core::split(lines[i], ',');
    ASSERT_EQ(fields.size(), 12U) << lines[i];
    ASSERT_EQ(fields[1], "2024-07");
    if (!fields[4].empty()) {
      ASSERT_NEAR(core::parse_number(fields[5]).value_or(0), 50.25, 0.1);  // the Channel
    }
  }
}

TEST_F(RawFiles, PublishedPointsComeBackToTheirPlace) {
  auto back = geo::CoordinateTransform::to_british_national_grid(geo::CoordinateReferenceSystem::wgs84());
  ASSERT_TRUE(back);
  const auto& model_month = generate_incidents(test_borough(), 0, 400);
  const auto lines = lines_of(read(file("police/2023-01-saltmere-synthetic-street.csv")));
  std::size_t line = 1;

  for (const SampleIncident& incident : model_month) {
    if (incident.source != IncidentSource::police) continue;
    const auto fields = core::split(lines[line++], ',');
    ASSERT_EQ(fields[4].empty(), !incident.position.has_value());
    if (!incident.position) continue;
    const auto place = back->transform({*core::parse_number(fields[4]), *core::parse_number(fields[5])});
    ASSERT_TRUE(place);
    ASSERT_LT(geo::distance(*place, *incident.position), 0.2 /* m: six decimals of a degree are 0.1 m */);
  }
}

TEST_F(RawFiles, WardsInDegreesStillShareTheirBorders) {
  using Edge = std::tuple<double, double, double, double>;
  const auto json = nlohmann::json::parse(read(file("wards_synthetic.geojson")));
  std::multiset<Edge> edges;
  for (const auto& feature : json.at("features")) {
    for (const auto& part : feature.at("geometry").at("coordinates")) {
      for (const auto& ring : part) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
          edges.emplace(ring[i - 1][0], ring[i - 1][1], ring[i][0], ring[i][1]);
        }
      }
    }
  }
  std::size_t unshared = 0;
  for (const auto& [ax, ay, bx, by] : edges) unshared += edges.contains({bx, by, ax, ay}) ? 0 : 1;
  const std::size_t outline = geo::vertex_count(test_borough().area_sets[2].areas[0].shape);

  EXPECT_EQ(json.at("features").size(), test_borough().area_sets[0].areas.size());
  EXPECT_NEAR(static_cast<double>(unshared), static_cast<double>(outline), 10.0);
}

TEST_F(RawFiles, TheTwoRegistersDifferInColumnsAndUnits) {
  const auto saltmere = lines_of(read(file("cameras_saltmere_borough_synthetic.csv")));
  const auto eastcliff = lines_of(read(file("cameras_eastcliff_udc_synthetic.csv")));

  EXPECT_EQ(saltmere.size(), test_borough().registers[0].cameras.size() + 1);
  EXPECT_EQ(eastcliff.size(), test_borough().registers[1].cameras.size() + 1);
  EXPECT_NE(saltmere.front().find("Easting,Northing"), std::string::npos);
  EXPECT_NE(eastcliff.front().find("Lat,Long,Facing,Height (ft)"), std::string::npos);
}

TEST_F(RawFiles, EveryGeoJsonIsWhole) {
  const std::vector<std::pair<std::string, std::size_t>> files{
      {"lsoa_synthetic.geojson", test_borough().area_sets[1].areas.size()},
      {"neighbourhoods_synthetic.geojson", 5},
      {"buildings_synthetic.geojson", test_borough().buildings.size()},
      {"streets_synthetic.geojson", test_borough().streets.size()}};
  for (const auto& [name, features] : files) {
    const auto json = nlohmann::json::parse(read(file(name)));
    EXPECT_EQ(json.at("features").size(), features) << name;
  }
}

TEST_F(RawFiles, EveryFileSaysThatItIsSynthetic) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(file(""))) {
    if (!entry.is_regular_file()) continue;
    EXPECT_NE(entry.path().filename().string().find("synthetic"), std::string::npos) << entry.path().filename();
  }
}

TEST_F(RawFiles, AFolderThatHoldsSomethingIsRefused) {
  const auto again = write_raw_files(test_borough(), {.folder = file(""), .grid = {}}, jobs::Progress());

  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, core::ErrorCode::conflict);
}

TEST(RawFileErrors, AFolderInsideAFileIsAnErrorThatNamesIt) {
  const test::TemporaryFolder folder;
  const auto in_the_way = folder.write("in-the-way", "a file");

  const auto written = write_raw_files(test_borough(), {.folder = in_the_way / "raw", .grid = {}}, jobs::Progress());

  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, core::ErrorCode::io);
  EXPECT_TRUE(written.error().message.starts_with("raw: the folder could not be made")) << written.error().message;
}

TEST(Truth, NamesHotspotsBlindOnesAndDuplicates) {
  const auto truth = nlohmann::json::parse(truth_json(test_borough()));

  EXPECT_TRUE(truth.at("synthetic").get<bool>());
  EXPECT_EQ(truth.at("hotspots").size(), test_borough().hotspots.size());
  EXPECT_GE(truth.at("blind_hotspots").size(), 3U);
  EXPECT_EQ(truth.at("duplicate_cameras").size(), test_borough().duplicates.size());
  EXPECT_EQ(truth.at("contents").at("Incidents").get<std::int64_t>(), kTestIncidents);
}

TEST(Truth, ExpectedTypesAddUpToAllIncidentsAndWardSharesToAHundred) {
  const auto truth = nlohmann::json::parse(truth_json(test_borough()));
  double types = 0;
  for (const auto& count : truth.at("expected_counts").at("by_type")) types += count.get<double>();
  double share = 0;
  for (const auto& ward : truth.at("expected_counts").at("by_ward")) share += ward.at("share_percent").get<double>();

  EXPECT_NEAR(types, static_cast<double>(kTestIncidents), 0.5);
  EXPECT_NEAR(share, 100.0, 0.3);
}

TEST(Truth, BlindGroundLiesInTargetedNeighbourhoods) {
  const auto truth = nlohmann::json::parse(truth_json(test_borough()));
  std::set<std::string> neighbourhoods;
  for (const auto& spot : truth.at("hotspots")) {
    if (spot.at("seen_by_a_camera").get<bool>() || spot.at("neighbourhood").is_null()) continue;
    neighbourhoods.insert(spot.at("neighbourhood").get<std::string>());
  }

  EXPECT_GE(neighbourhoods.size(), 3U);
}

}  // namespace
}  // namespace wardscope::sample
