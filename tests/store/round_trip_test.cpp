// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <stop_token>

#include "fixtures.hpp"
#include "store/geometry_blob.hpp"
#include "store/sha256.hpp"

namespace wardscope::store::test {
namespace {

class RoundTrip : public testing::Test {
 protected:
  /// Stores through `add` in one batch and loads what a fresh connection sees.
  template <typename Add>
  borough::Dataset through(const Add& add) {
    {
      Workspace workspace = new_workspace(folder_ / "w.sqlite");
      const auto batch = workspace.begin_batch(source());
      EXPECT_TRUE(batch);
      const core::Status added = add(workspace, *batch);
      EXPECT_TRUE(added) << added.error().message;
      const core::Status done = workspace.commit_batch(*batch, {});
      EXPECT_TRUE(done) << done.error().message;
    }
    return loaded(reopened(folder_ / "w.sqlite"));
  }

  wardscope::test::TemporaryFolder folder_;
};

TEST_F(RoundTrip, HeadingAndSourcesComeBack) {
  {
    Workspace workspace = new_workspace(folder_ / "w.sqlite");
    import_incidents(workspace, 3);
  }

  const borough::Dataset dataset = loaded(reopened(folder_ / "w.sqlite"));

  EXPECT_EQ(dataset.place, "Saltmere (synthetic)");
  EXPECT_TRUE(dataset.synthetic);
  EXPECT_EQ(dataset.revision, 1);
  ASSERT_EQ(dataset.sources.size(), 1U);
  EXPECT_EQ(dataset.sources[0].layer, "Incidents");
  EXPECT_EQ(dataset.sources[0].file_name, "incidents.csv");
  EXPECT_EQ(dataset.sources[0].sha256, std::string(64, 'a'));
  EXPECT_EQ(dataset.sources[0].attribution, "Contains public data");
  EXPECT_EQ(dataset.sources[0].crs_operation, "Helmert");
  EXPECT_EQ(dataset.sources[0].accuracy_metres, 2.5);
  EXPECT_EQ(dataset.sources[0].rows, 3);
  EXPECT_EQ(dataset.sources[0].imported_at.size(), std::string("2025-01-31T00:00:00Z").size());
}

TEST_F(RoundTrip, IncidentsKeepEveryColumnAndThoseWithoutPlaceStayOut) {
  std::vector<IncidentRow> rows = incident_rows(5);
  rows[1].position.reset();
  rows[2].weight = 0.1F;
  rows[3].precision = core::TimePrecision::unknown;
  {
    Workspace workspace = new_workspace(folder_ / "w.sqlite");
    const auto batch = workspace.begin_batch(source());
    ASSERT_TRUE(workspace.add_incidents(*batch, rows));
    ASSERT_TRUE(workspace.commit_batch(*batch, {5, 5, 0}));
  }

  const borough::Dataset dataset = loaded(reopened(folder_ / "w.sqlite"));

  ASSERT_TRUE(dataset.incidents);
  const borough::IncidentTable& incidents = *dataset.incidents;
  ASSERT_EQ(incidents.size(), 4U);
  ASSERT_EQ(incidents.categories.size(), 2U);
  EXPECT_EQ(incidents.categories[0].name, "Burglary");
  EXPECT_EQ(incidents.categories[0].sensitivity, borough::Sensitivity::official);
  EXPECT_EQ(incidents.categories[1].sensitivity, borough::Sensitivity::open);
  EXPECT_EQ(incidents.category, (std::vector<std::uint16_t>{0, 1, 0, 1}));
  EXPECT_EQ(incidents.position(3), *rows[4].position);
  EXPECT_EQ(incidents.time, (std::vector<core::LocalMinute>{28'000'000, 28'000'002, 28'000'003, 28'000'004}));
  EXPECT_EQ(incidents.precision[2], core::TimePrecision::unknown);
  EXPECT_EQ(incidents.weight, (std::vector<float>{1.0F, 0.1F, 1.0F, 1.0F}));
}

TEST_F(RoundTrip, OnlyAnonymisedPlaceTextsBecomePlaceNames) {
  std::vector<IncidentRow> rows = incident_rows(5);
  rows[1].location = "Flat 7, Rose Court";  // free text of a council: an address
  rows[2].location = "No Location";
  rows[3].location = "On or near Quay Road";
  {
    Workspace workspace = new_workspace(folder_ / "w.sqlite");
    const auto batch = workspace.begin_batch(source());
    ASSERT_TRUE(workspace.add_incidents(*batch, rows));
    ASSERT_TRUE(workspace.commit_batch(*batch, {5, 5, 0}));
  }

  const borough::Dataset dataset = loaded(reopened(folder_ / "w.sqlite"));

  constexpr std::uint32_t kNone = borough::IncidentTable::kNoPlace;
  EXPECT_EQ(dataset.incidents->place_names, (std::vector<std::string>{"High Street", "Quay Road"}));
  EXPECT_EQ(dataset.incidents->place, (std::vector<std::uint32_t>{0, kNone, kNone, 1, 0}));
}

TEST_F(RoundTrip, WeightsThatAreAllOneAreLeftOut) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");
  import_incidents(workspace, 10);

  EXPECT_TRUE(loaded(workspace).incidents->weight.empty());
}

TEST_F(RoundTrip, RangesOfTimeComeBackWithTheirIncidents) {
  std::vector<IncidentRow> rows = incident_rows(5);
  rows[0].position.reset();
  rows[0].until = rows[0].time + 10;  // in no column: it has no place
  rows[1].until = rows[1].time + 600;
  rows[4].until = rows[4].time + 20'000;
  {
    Workspace workspace = new_workspace(folder_ / "w.sqlite");
    import_incidents(workspace, 3, "before.csv");
    const auto batch = workspace.begin_batch(source());
    ASSERT_TRUE(workspace.add_incidents(*batch, rows));
    ASSERT_TRUE(workspace.commit_batch(*batch, {5, 5, 0}));
  }

  const Workspace workspace = reopened(folder_ / "w.sqlite", Access::write);
  const borough::IncidentTable incidents = *loaded(workspace).incidents;

  ASSERT_EQ(incidents.until.size(), incidents.size());
  std::vector<core::LocalMinute> widths;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    widths.push_back(incidents.until[row] - incidents.time[row]);
  }
  EXPECT_EQ(widths, (std::vector<core::LocalMinute>{0, 0, 0, 600, 0, 0, 20'000}));
  EXPECT_TRUE(workspace.verify_content(jobs::Progress()));
}

TEST_F(RoundTrip, WithoutAnyRangeThereIsNoColumnOfThem) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");
  import_incidents(workspace, 10);
  EXPECT_TRUE(loaded(workspace).incidents->until.empty());
}

TEST_F(RoundTrip, AWithdrawnImportTakesItsRangesAlong) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");
  import_incidents(workspace, 4);
  std::vector<IncidentRow> rows = incident_rows(3);
  for (IncidentRow& row : rows) row.until = row.time + 60;
  const auto batch = workspace.begin_batch(source("ranges.csv"));
  ASSERT_TRUE(workspace.add_incidents(*batch, rows));
  ASSERT_TRUE(workspace.commit_batch(*batch, {3, 3, 0}));

  const auto withdrawn = workspace.withdraw_batch(*batch);

  ASSERT_TRUE(withdrawn) << withdrawn.error().message;
  EXPECT_EQ(incident_count(workspace), 4U);
  EXPECT_TRUE(loaded(workspace).incidents->until.empty());
  // The ids of the withdrawn are given again, to incidents without a range.
  import_incidents(workspace, 3, "again.csv");
  EXPECT_TRUE(loaded(workspace).incidents->until.empty());
}

TEST_F(RoundTrip, AreaSetsKeepShapesAndWhatIsNotKnown) {
  borough::AreaSet set;
  set.name = "Wards (December 2020)";
  set.kind = borough::AreaKind::ward;
  set.vintage = "December 2020";
  set.land_only = false;
  geo::MultiPolygon with_hole = square(400000.1, 91000.2, 1000);
  with_hole.front().holes.push_back(
      {{400100, 91100}, {400100, 91200}, {400200, 91200}, {400200, 91100}, {400100, 91100}});
  with_hole.push_back(square(402000, 91000, 10).front());
  set.areas.push_back({"E05012661", "Boscombe West", with_hole, 9821.0, std::nullopt, ""});
  set.areas.push_back({"E05012662", "Talbot & O'Hare", square(401000, 91000, 500), std::nullopt, 12.0, "a note"});

  const borough::Dataset dataset =
      through([&](Workspace& workspace, std::int64_t batch) { return workspace.add_area_set(batch, set); });

  ASSERT_EQ(dataset.area_sets.size(), 1U);
  const borough::AreaSet& back = *dataset.area_sets[0];
  EXPECT_EQ(back.name, set.name);
  EXPECT_EQ(back.kind, set.kind);
  EXPECT_EQ(back.vintage, set.vintage);
  EXPECT_EQ(back.land_only, set.land_only);
  ASSERT_EQ(back.areas.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(back.areas[i].code, set.areas[i].code);
    EXPECT_EQ(back.areas[i].name, set.areas[i].name);
    EXPECT_EQ(back.areas[i].shape, set.areas[i].shape);
    EXPECT_EQ(back.areas[i].population, set.areas[i].population);
    EXPECT_EQ(back.areas[i].deprivation_rank, set.areas[i].deprivation_rank);
    EXPECT_EQ(back.areas[i].note, set.areas[i].note);
  }
}

TEST_F(RoundTrip, CamerasKeepTheirViewsAndGetIds) {
  borough::Camera full;
  full.reference = "C-07";
  full.name = "Fargate";
  full.register_name = "Town centre";
  full.owner = "Council";
  full.position = {435321.5, 387398.25};
  full.kind = borough::CameraKind::pan_tilt_zoom;
  full.status = borough::CameraStatus::in_service;
  full.views = {{core::Degrees(45), core::Degrees(90)}, {std::nullopt, core::Degrees(360)}};
  full.range = core::Metres(80);
  full.mounting_height = core::Metres(6.5);
  full.focal_length = core::Metres(0.004);
  full.purpose = "traffic";
  full.note = "on a lamp column";
  borough::Camera bare;
  bare.position = {435000, 387000};

  const borough::Dataset dataset = through([&](Workspace& workspace, std::int64_t batch) {
    return workspace.add_cameras(batch, {full, bare});
  });

  ASSERT_TRUE(dataset.cameras);
  ASSERT_EQ(dataset.cameras->size(), 2U);
  const borough::Camera& back = dataset.cameras->front();
  EXPECT_NE(back.id, dataset.cameras->back().id);
  EXPECT_EQ(back.reference, full.reference);
  EXPECT_EQ(back.name, full.name);
  EXPECT_EQ(back.register_name, full.register_name);
  EXPECT_EQ(back.owner, full.owner);
  EXPECT_EQ(back.position, full.position);
  EXPECT_EQ(back.kind, full.kind);
  EXPECT_EQ(back.status, full.status);
  ASSERT_EQ(back.views.size(), 2U);
  EXPECT_EQ(back.views[0].bearing, full.views[0].bearing);
  EXPECT_EQ(back.views[1].bearing, std::nullopt);
  EXPECT_EQ(back.views[1].field_of_view, full.views[1].field_of_view);
  EXPECT_EQ(back.range, full.range);
  EXPECT_EQ(back.mounting_height, full.mounting_height);
  EXPECT_EQ(back.focal_length, full.focal_length);
  EXPECT_EQ(back.purpose, full.purpose);
  EXPECT_EQ(back.note, full.note);
  EXPECT_TRUE(dataset.cameras->back().views.empty());
  EXPECT_FALSE(dataset.cameras->back().range.has_value());
}

TEST_F(RoundTrip, HubsBuildingsAndStreetsComeBack) {
  const borough::Hub hub{
      0,    borough::HubKind::reporting_centre, "The Hub", {410000.5, 92000.5}, "1 High Street", "Mo-Fr 09:00-17:00",
      false};
  const borough::Building tall{square(410000, 92000, 12).front(), core::Metres(9.5)};
  const borough::Building unknown{square(410100, 92000, 8).front(), std::nullopt};
  const borough::Street street{"High Street", "A", {{410000, 92000}, {410050.5, 92010.25}, {410100, 92000}}};

  const borough::Dataset dataset = through([&](Workspace& workspace, std::int64_t batch) {
    core::Status done = workspace.add_hubs(batch, {hub});
    if (done) done = workspace.add_buildings(batch, {tall, unknown});
    if (done) done = workspace.add_streets(batch, {street});
    return done;
  });

  ASSERT_TRUE(dataset.hubs);
  EXPECT_EQ(dataset.hubs->front().kind, hub.kind);
  EXPECT_EQ(dataset.hubs->front().name, hub.name);
  EXPECT_EQ(dataset.hubs->front().position, hub.position);
  EXPECT_EQ(dataset.hubs->front().address, hub.address);
  EXPECT_EQ(dataset.hubs->front().opening_hours, hub.opening_hours);
  EXPECT_FALSE(dataset.hubs->front().open);
  ASSERT_TRUE(dataset.buildings);
  EXPECT_EQ(dataset.buildings->at(0).footprint, tall.footprint);
  EXPECT_EQ(dataset.buildings->at(0).height, tall.height);
  EXPECT_EQ(dataset.buildings->at(1).height, std::nullopt);
  ASSERT_TRUE(dataset.streets);
  EXPECT_EQ(dataset.streets->front().name, street.name);
  EXPECT_EQ(dataset.streets->front().road_class, street.road_class);
  EXPECT_EQ(dataset.streets->front().line, street.line);
}

TEST_F(RoundTrip, IndicatorsAndActionsComeBack) {
  const borough::IndicatorValue value{"Feels safe", "E05012661", "2025-26 Q1", 71.5, "%", false};
  const borough::PlanAction action{"Lighting", "Relight the underpass", "Highways", "TBC", "open", ""};

  const borough::Dataset dataset = through([&](Workspace& workspace, std::int64_t batch) {
    core::Status done = workspace.add_indicators(batch, {value});
    if (done) done = workspace.add_actions(batch, {action});
    return done;
  });

  ASSERT_TRUE(dataset.indicators);
  const borough::IndicatorValue& back = dataset.indicators->front();
  EXPECT_EQ(back.indicator, value.indicator);
  EXPECT_EQ(back.area_code, value.area_code);
  EXPECT_EQ(back.period, value.period);
  EXPECT_EQ(back.value, value.value);
  EXPECT_EQ(back.unit, value.unit);
  EXPECT_FALSE(back.higher_is_better);
  ASSERT_TRUE(dataset.actions);
  EXPECT_EQ(dataset.actions->front().title, action.title);
  EXPECT_EQ(dataset.actions->front().due, "TBC");
}

TEST_F(RoundTrip, PartsThatWereNotAskedForStayEmpty) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");
  import_incidents(workspace, 10);

  const borough::Dataset dataset = loaded(workspace, borough::Part::cameras);

  EXPECT_FALSE(dataset.incidents);
  EXPECT_FALSE(dataset.cameras);
}

TEST_F(RoundTrip, ALoadThatIsStoppedSaysSo) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");
  import_incidents(workspace, 20'000);
  std::stop_source stop;
  stop.request_stop();

  const auto dataset = workspace.load(borough::Parts::all(), jobs::Progress(stop.get_token()));

  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, core::ErrorCode::cancelled);
}

TEST_F(RoundTrip, DocumentsAreReplacedAndUnknownOnesAreNothing) {
  Workspace workspace = new_workspace(folder_ / "w.sqlite");

  ASSERT_TRUE(workspace.save_document("project", "{}"));
  ASSERT_TRUE(workspace.save_document("project", "{\"layers\": []}"));

  EXPECT_EQ(*workspace.load_document("project"), std::optional<std::string>("{\"layers\": []}"));
  EXPECT_EQ(*workspace.load_document("other"), std::nullopt);
}

TEST(GeometryBlob, RefusesEveryTruncationAndACountThatTheBytesCannotHold) {
  const Blob blob = to_blob(square(0, 0, 10));

  for (std::size_t size = 1; size < blob.size(); ++size) {
    EXPECT_FALSE(geometry_from(std::span(blob).first(size))) << size;
  }
  Blob huge = blob;
  constexpr std::size_t kPolygonCountAt = 43;
  huge[kPolygonCountAt + 2] = std::byte{0x7F};
  EXPECT_FALSE(geometry_from(huge));
  EXPECT_TRUE(geometry_from(blob));
}

TEST(Sha256, AgreesWithTheStandardsExamples) {
  // FIPS 180-4 examples (NIST, "SHA256.pdf"): one block, two blocks; and the empty message.
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, OfAFileIsThatOfItsBytesHoweverTheyArrive) {
  const wardscope::test::TemporaryFolder folder;
  const std::string bytes(3'000'001, 'x');
  Sha256 pieces;
  for (std::size_t at = 0; at < bytes.size(); at += 7777) pieces.add(std::string_view(bytes).substr(at, 7777));

  const auto of_file = sha256_of_file(folder.write("big.bin", bytes));

  ASSERT_TRUE(of_file);
  EXPECT_EQ(*of_file, sha256_of(bytes));
  EXPECT_EQ(*of_file, pieces.finish());
  EXPECT_EQ(sha256_of_file(folder / "none").error().code, core::ErrorCode::not_found);
}

}  // namespace
}  // namespace wardscope::store::test
