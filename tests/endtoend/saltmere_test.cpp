// SPDX-License-Identifier: GPL-3.0-or-later
//
// The synthetic borough's raw files, imported as a stranger's would be, must give what was planted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "endtoend/steps.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::endtoend {
namespace {

constexpr std::int64_t kIncidents = 20'000;
constexpr double kTinyHotspot = 0.01;  // of all incidents: below it, chance decides whether it stands out

/// Both ways into a workspace, made once for all tests.
class Saltmere : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TemporaryFolder;
    run_step("sample", {},
             {{"output", {direct().string()}},
              {"incidents", {std::to_string(kIncidents)}},
              {"raw-folder", {raw().string()}}});
    run_step("import", imported(), {{"files", {raw().string()}}});
    std::ifstream file(raw() / "truth_synthetic.json");
    truth_ = nlohmann::json::parse(file, nullptr, false);
    ASSERT_TRUE(truth_.is_object());
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::filesystem::path direct() { return *folder_ / "direct.sqlite"; }
  static std::filesystem::path raw() { return *folder_ / "raw"; }
  static std::filesystem::path imported() { return *folder_ / "imported.sqlite"; }
  static const nlohmann::json& truth() { return truth_; }
  static geo::Point centre(const nlohmann::json& hotspot) { return {hotspot["centre"][0], hotspot["centre"][1]}; }

 private:
  static inline test::TemporaryFolder* folder_ = nullptr;
  static inline nlohmann::json truth_;
};

TEST_F(Saltmere, EveryRawFileIsRecognisedAndEveryRowAccountedFor) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(raw())) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.starts_with("truth") && !name.starts_with("README")) files.insert(name);
  }
  std::map<std::string, std::int64_t> stored;
  for (const store::BatchRecord& batch : batches_of(imported())) {
    EXPECT_EQ(batch.counts.read, batch.counts.stored + batch.counts.rejected) << batch.source.file_name;
    EXPECT_EQ(files.erase(batch.source.file_name), 1U) << batch.source.file_name;
    stored[batch.source.layer] += batch.counts.stored;
  }

  EXPECT_THAT(files, testing::IsEmpty());  // none was passed over
  EXPECT_EQ(stored["incidents"], kIncidents);
}

TEST_F(Saltmere, TheFilesHoldWhatTheSampleHolds) {
  const borough::Dataset files = load_all(imported());
  const borough::Dataset sample = load_all(direct());

  const auto wards = borough::areas_of(files, borough::AreaKind::ward);
  ASSERT_TRUE(wards);
  EXPECT_EQ(wards->areas.size(), 33U);
  for (const auto kind : {borough::AreaKind::ward, borough::AreaKind::small_area, borough::AreaKind::neighbourhood}) {
    const auto read = borough::areas_of(files, kind);
    const auto made = borough::areas_of(sample, kind);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->areas.size(), made->areas.size());
    for (const borough::Area& area : made->areas) {
      const borough::Area* same = borough::find_area(*read, area.name);
      ASSERT_NE(same, nullptr) << area.name;
      EXPECT_NEAR(geo::area(same->shape) / geo::area(area.shape), 1.0, 1e-3) << area.name;
    }
  }
  EXPECT_EQ(files.incidents->size(), sample.incidents->size());
  EXPECT_EQ(files.cameras->size(), sample.cameras->size());
  EXPECT_EQ(files.buildings->size(), sample.buildings->size());
  EXPECT_EQ(files.streets->size(), sample.streets->size());
  EXPECT_EQ(files.indicators->size(), sample.indicators->size());
  EXPECT_EQ(files.actions->size(), sample.actions->size());
  std::map<std::string, borough::HubKind> kinds;
  for (const borough::Hub& hub : *sample.hubs) kinds[hub.name] = hub.kind;
  ASSERT_EQ(files.hubs->size(), sample.hubs->size());
  for (const borough::Hub& hub : *files.hubs) EXPECT_EQ(hub.kind, kinds[hub.name]) << hub.name;
}

// A council's own list may hold anything, so that its types are sensitive unless a definition says otherwise: an import
// may be more careful than the sample, never less.
TEST_F(Saltmere, SensitiveTypesStaySensitiveByWayOfTheFiles) {
  const borough::Dataset sample = load_all(direct());
  const borough::Dataset files = load_all(imported());
  std::map<std::string, borough::Sensitivity> read;
  for (const auto& category : files.incidents->categories) read[category.name] = category.sensitivity;
  std::size_t sensitive = 0;
  for (const auto& category : sample.incidents->categories) {
    if (category.sensitivity == borough::Sensitivity::open || !read.contains(category.name)) continue;
    ++sensitive;
    EXPECT_NE(read[category.name], borough::Sensitivity::open) << category.name;
  }
  EXPECT_GT(sensitive, 0U);
}

TEST_F(Saltmere, ACameraIsTheSameInFeetAndInMetres) {
  const borough::Dataset sample = load_all(direct());
  const borough::Dataset files = load_all(imported());
  std::map<std::string, borough::Camera> made;
  for (const borough::Camera& camera : *sample.cameras) made[camera.reference] = camera;
  std::set<std::string> registers;
  for (const borough::Camera& camera : *files.cameras) {
    ASSERT_TRUE(made.contains(camera.reference)) << camera.reference;
    const borough::Camera& same = made[camera.reference];
    registers.insert(camera.register_name);
    EXPECT_LT(geo::distance(camera.position, same.position), 0.15) << camera.reference;  // six decimals of a degree
    EXPECT_EQ(camera.status, same.status) << camera.reference;
    ASSERT_EQ(camera.range.has_value(), same.range.has_value()) << camera.reference;
    if (camera.range) {
      EXPECT_NEAR(camera.range->value(), same.range->value(), 0.16) << camera.reference;  // half a foot
    }
    ASSERT_EQ(camera.mounting_height.has_value(), same.mounting_height.has_value()) << camera.reference;
    if (camera.mounting_height) {
      EXPECT_NEAR(camera.mounting_height->value(), same.mounting_height->value(), 0.16) << camera.reference;
    }
  }
  EXPECT_EQ(registers.size(), 2U);
}

TEST_F(Saltmere, APlantedDuplicateStandsInBothRegisters) {
  const borough::Dataset files = load_all(imported());
  std::map<std::string, borough::Camera> cameras;
  for (const borough::Camera& camera : *files.cameras) cameras[camera.reference] = camera;

  ASSERT_FALSE(truth()["duplicate_cameras"].empty());
  for (const auto& pair : truth()["duplicate_cameras"]) {
    const auto first = cameras.find(pair["first_reference"]);
    const auto second = cameras.find(pair["second_reference"]);
    ASSERT_TRUE(first != cameras.end() && second != cameras.end()) << pair.dump();
    EXPECT_NE(first->second.register_name, second->second.register_name);
    const double apart = pair["apart_m"];
    EXPECT_NEAR(geo::distance(first->second.position, second->second.position), apart, 0.2) << pair.dump();
  }
}

TEST_F(Saltmere, PlantedHotspotsAreFound) {
  const auto found = shapes_of(layer(run_step("hotspots", imported(), {{"area-share", {"0.05"}}}), "hotspots"));

  std::size_t checked = 0;
  for (const auto& hotspot : truth()["hotspots"]) {
    if (hotspot["expected_planted"].get<double>() < kTinyHotspot * static_cast<double>(kIncidents)) continue;
    ++checked;
    EXPECT_TRUE(any_holds(found, centre(hotspot))) << hotspot["name"];
  }
  EXPECT_GE(checked, 5U);
}

TEST_F(Saltmere, PlantedBlindSpotsAreAmongTheGaps) {
  const auto result = run_step(
      "coverage-gaps", imported(),
      {{"area-share", {"0.05"}}, {"ground", {"hotspots"}}, {"assumed-range", {"60"}}, {"buildings", {"keep"}}});
  const auto gaps = shapes_of(layer(result, "gaps"));

  std::size_t checked = 0;
  for (const auto& hotspot : truth()["hotspots"]) {
    const bool tiny = hotspot["expected_planted"].get<double>() < kTinyHotspot * static_cast<double>(kIncidents);
    if (tiny || hotspot["seen_by_a_camera"].get<bool>()) continue;
    ++checked;
    EXPECT_TRUE(any_holds(gaps, centre(hotspot))) << hotspot["name"];
  }
  EXPECT_GE(checked, 3U);
}

TEST_F(Saltmere, EveryOtherAnalysisAnswers) {
  for (const char* operation : {"area-rates", "kernel-density", "camera-view", "coverage", "hub-access"}) {
    const auto result = run_step(operation, imported(), {});
    EXPECT_FALSE(result.layers.empty()) << operation;
    EXPECT_FALSE(result.sentences.empty()) << operation;
  }
}

}  // namespace
}  // namespace wardscope::endtoend
