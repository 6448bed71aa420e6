// SPDX-License-Identifier: GPL-3.0-or-later
//
// The synthetic borough as the files that a council gets, read back: what was written is what is known.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "io/import_harness.hpp"
#include "sample/raw_files.hpp"
#include "sample/sample.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;

constexpr std::int64_t kIncidents = 2000;

const sample::SampleBorough& borough_of_test() {
  static const sample::SampleBorough made = [] {
    auto borough = sample::make_borough({.incidents = kIncidents, .seed = 3}, jobs::Progress());
    EXPECT_TRUE(borough);
    return *std::move(borough);
  }();
  return made;
}

/// The folder of raw files, written once for all tests.
const std::filesystem::path& raw_files() {
  static const wardscope::test::TemporaryFolder folder;
  static const std::filesystem::path raw = [] {
    const auto written =
        sample::write_raw_files(borough_of_test(), {.folder = folder / "raw", .grid = {}}, jobs::Progress());
    EXPECT_TRUE(written);
    return folder / "raw";
  }();
  return raw;
}

TEST(SampleFiles, EveryFileIsRecognisedAndEveryRowComesBack) {
  const sample::SampleBorough& written = borough_of_test();
  ImportHarness town;

  const auto report = town.import({raw_files()});

  ASSERT_TRUE(report) << report.error().message;
  for (const FailedFile& failure : report->failures) ADD_FAILURE() << failure.error.message;
  for (const ImportedFile& file : report->files) EXPECT_EQ(file.quality.rejected, 0) << file.file_name;
  const auto dataset = town.load();
  ASSERT_EQ(dataset.cameras->size(), written.registers[0].cameras.size() + written.registers[1].cameras.size());
  EXPECT_EQ(dataset.hubs->size(), written.hubs.size());
  EXPECT_EQ(dataset.buildings->size(), written.buildings.size());
  EXPECT_EQ(dataset.indicators->size(), written.indicators.size());
  EXPECT_EQ(dataset.actions->size(), written.actions.size());
  EXPECT_EQ(borough::areas_of(dataset, borough::AreaKind::ward)->areas.size(), written.area_sets[0].areas.size());
  EXPECT_EQ(borough::areas_of(dataset, borough::AreaKind::neighbourhood)->areas.size(),
            written.area_sets[3].areas.size());
}

TEST(SampleFiles, TheCouncilsListGivesItsRangesOfTimeBack) {
  const sample::SampleBorough& written = borough_of_test();
  ImportHarness town;
  const auto report = town.import({raw_files() / "council_incidents_synthetic.csv"});
  ASSERT_TRUE(report) << report.error().message;
  const auto incidents = town.load().incidents;

  std::size_t row = 0;
  std::int64_t ranged = 0;
  for (const sample::SampleIncident& incident : sample::generate_incidents(written, 0, kIncidents)) {
    if (incident.source != sample::IncidentSource::council) continue;
    const auto between = sample::known_between(written, incident);
    ranged += between ? 1 : 0;
    if (!incident.position) continue;
    ASSERT_LT(row, incidents->size());
    ASSERT_EQ(incidents->time[row], between ? between->from : incident.time);
    ASSERT_EQ(incidents->has_range(row), between.has_value());
    if (between) {
      ASSERT_EQ(incidents->until[row], between->until);
    }
    ++row;
  }
  EXPECT_GT(ranged, 10);
  EXPECT_EQ(report->files.front().quality.ranged, ranged);
}

/// Compares what both know; what the register left out must be left out here.
void expect_same(const std::optional<core::Metres>& read, const std::optional<core::Metres>& written,
                 double tolerance) {
  ASSERT_EQ(read.has_value(), written.has_value());
  if (!read) return;
  EXPECT_NEAR(read->value(), written->value(), tolerance);
}

TEST(SampleFiles, BothOldRegistersGiveTheirCamerasBackInMetresAndDegrees) {
  const sample::SampleBorough& written = borough_of_test();
  for (const auto& [index, name] :
       {std::pair{0U, "cameras_saltmere_borough_synthetic.csv"}, {1U, "cameras_eastcliff_udc_synthetic.csv"}}) {
    ImportHarness town;

    ASSERT_TRUE(town.import({raw_files() / name}));

    const auto cameras = town.load().cameras;
    const borough::CameraRegister& expected = written.registers[index].cameras;
    ASSERT_EQ(cameras->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      SCOPED_TRACE(std::string(name) + " camera " + expected[i].reference);
      EXPECT_EQ(cameras->at(i).reference, expected[i].reference);
      EXPECT_EQ(cameras->at(i).status, expected[i].status);
      EXPECT_NEAR(geo::distance(cameras->at(i).position, expected[i].position), 0.0,
                  0.2 /* m: six decimals of a degree */);
      expect_same(cameras->at(i).range, expected[i].range, 0.6 /* m: whole yards */);
      expect_same(cameras->at(i).mounting_height, expected[i].mounting_height, 0.2 /* m: whole feet */);
      expect_same(cameras->at(i).focal_length, expected[i].focal_length, 0.0001 /* m: tenths of a millimetre */);
      if (expected[i].views.empty() || !expected[i].views[0].bearing || expected[i].kind == borough::CameraKind::dome)
        continue;
      ASSERT_FALSE(cameras->at(i).views.empty());
      const double turn =
          std::remainder(cameras->at(i).views[0].bearing->value() - expected[i].views[0].bearing->value(), 360.0);
      EXPECT_LE(std::abs(turn), 11.26 /* degrees: half a compass point */);
    }
  }
}

}  // namespace
}  // namespace wardscope::io
