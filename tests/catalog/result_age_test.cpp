// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_age.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

using Kind = store::DataChange::Kind;

TEST(ResultAge, NamesTheImportOrWithdrawalThatMadeItOld) {
  EXPECT_THAT(age_in_words({}, 4, 4), IsEmpty());
  EXPECT_EQ(age_in_words({{Kind::import, 5, 19, "may.csv", ""}}, 4, 5), "before import 19 (may.csv)");
  EXPECT_EQ(age_in_words({{Kind::withdrawal, 5, 3, "wards.gpkg", ""}, {Kind::import, 6, 4, "b", ""}}, 4, 6),
            "before the withdrawal of import 3 (wards.gpkg) and 1 more change");
  EXPECT_EQ(age_in_words({}, 4, 6), "on data revision 4 of 6");
}

/// A workspace with the wards and incidents of the small borough.
class OnAWorkspace : public testing::Test {
 protected:
  void SetUp() override {
    auto workspace = store::Workspace::create(path_, "Testham", store::Contents::real);
    ASSERT_TRUE(workspace);
    const borough::Dataset data = small_borough();
    const auto wards = borough::areas_of(data, borough::AreaKind::ward);
    const auto batch = workspace->begin_batch(source("wards.geojson"));
    ASSERT_TRUE(batch && workspace->add_area_set(*batch, *wards));
    const auto count = static_cast<std::int64_t>(wards->areas.size());
    ASSERT_TRUE(workspace->commit_batch(*batch, {count, count, 0}));
    add_incidents(*workspace, *data.incidents, "january.csv");
  }

  static store::BatchSource source(std::string file) { return {"test", "Test", std::move(file), "", "", "", 0.0}; }

  static void add_incidents(store::Workspace& workspace, const borough::IncidentTable& incidents, std::string file) {
    std::vector<store::IncidentRow> rows;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
      store::IncidentRow row;
      row.row = static_cast<std::int64_t>(i) + 2;
      row.position = incidents.position(i);
      row.category = incidents.categories[incidents.category[i]].name;
      row.sensitivity = borough::Sensitivity::open;
      row.time = incidents.time[i];
      row.precision = incidents.precision[i];
      rows.push_back(std::move(row));
    }
    const auto batch = workspace.begin_batch(source(std::move(file)));
    ASSERT_TRUE(batch && workspace.add_incidents(*batch, rows));
    const auto count = static_cast<std::int64_t>(rows.size());
    ASSERT_TRUE(workspace.commit_batch(*batch, {count, count, 0}));
  }

  void import_more() {
    auto workspace = store::Workspace::open(path_, store::Access::write);
    ASSERT_TRUE(workspace);
    add_incidents(*workspace, *small_borough().incidents, "february.csv");
  }

  using Settings = std::vector<std::pair<std::string, std::string>>;
  core::Result<ops::RunOutcome> run(const char* name, const Settings& settings, core::Diagnostics& diagnostics) {
    auto operation = builtin_operations().make(name);
    for (const auto& [key, value] : settings) EXPECT_TRUE(ops::set_parameter(*operation, key, {value}));
    return ops::run_operation(*operation, {path_, ops::Keep::yes, "2026-11-21T20:00:00Z"}, jobs::Progress(),
                              diagnostics);
  }
  std::vector<std::string> info(const Settings& settings = {}) {
    core::Diagnostics diagnostics;
    const auto outcome = run("info", settings, diagnostics);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? outcome->result.sentences : std::vector<std::string>();
  }

  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

TEST_F(OnAWorkspace, InfoListsTheHotspotsOfTwoTypesSideBySide) {
  core::Diagnostics diagnostics;
  const std::string type = small_borough().incidents->categories.front().name;
  ASSERT_TRUE(run("hotspots", {}, diagnostics));
  ASSERT_TRUE(run("hotspots", {{"type", type}, {"name", "one-type"}}, diagnostics));

  const auto lines = info();

  EXPECT_THAT(lines, Contains(testing::StartsWith("result  hotspots ")));
  EXPECT_THAT(lines, Contains(HasSubstr("result  one-type ")));
  EXPECT_THAT(lines, Contains(HasSubstr("Hotspots: " + type + " (one-type); ")));
  EXPECT_THAT(lines, Contains(HasSubstr("result  one-type-density")));
  EXPECT_EQ(diagnostics.count("result-replaced"), 0);
}

TEST_F(OnAWorkspace, AResultIsMarkedAsOldInInfoAndExport) {
  core::Diagnostics before;
  ASSERT_TRUE(run("hotspots", {}, before));
  const std::string file = (folder_ / "hotspots.csv").string();
  ASSERT_TRUE(run("export", {{"layer", "hotspots"}, {"output", file}}, before));
  EXPECT_EQ(before.count("result-old"), 0);
  EXPECT_THAT(info(), Not(Contains(HasSubstr("old: computed"))));

  import_more();
  core::Diagnostics after;
  ASSERT_TRUE(run("export", {{"layer", "hotspots"}, {"output", file}}, after));

  EXPECT_THAT(info(), Contains(HasSubstr("old: computed before import 3 (february.csv), run it again")));
  ASSERT_EQ(after.count("result-old"), 1);
  EXPECT_EQ(after.kept().front().message,
            "'hotspots' is old: it was computed before import 3 (february.csv); run 'hotspots' again for numbers "
            "of today's data");
}

TEST_F(OnAWorkspace, ARenderedMapSaysThatAResultIsOld) {
  core::Diagnostics diagnostics;
  ASSERT_TRUE(run("hotspots", {}, diagnostics));
  import_more();

  const auto drawn = run("render", {{"output", (folder_ / "map.svg").string()}}, diagnostics);

  ASSERT_TRUE(drawn) << drawn.error().message;
  EXPECT_EQ(diagnostics.count("result-old"), 2);  // hotspots and their density
}

TEST_F(OnAWorkspace, InfoListsTheNamesOfAreasWhereAsked) {
  const auto wards = borough::areas_of(small_borough(), borough::AreaKind::ward);

  const auto lines = info({{"areas", "true"}});

  for (const borough::Area& ward : wards->areas) {
    EXPECT_THAT(lines, Contains(testing::AllOf(HasSubstr(ward.name), HasSubstr(ward.code))));
  }
  EXPECT_EQ(info().size() + wards->areas.size() + 1, lines.size());
}

TEST_F(OnAWorkspace, AnUnknownWardIsAnsweredWithNearNamesInProfileAndMapAlike) {
  const auto wards = borough::areas_of(small_borough(), borough::AreaKind::ward);
  std::string slip = wards->areas.front().name;
  slip += "x";
  core::Diagnostics diagnostics;
  for (const char* operation : {"profile", "render"}) {
    const auto outcome = run(operation, {{"ward", slip}, {"output", (folder_ / "out.png").string()}}, diagnostics);
    ASSERT_FALSE(outcome) << operation;
    EXPECT_THAT(outcome.error().message,
                HasSubstr("no ward '" + slip + "'; did you mean '" + wards->areas.front().name + "'"));
  }
}

TEST_F(OnAWorkspace, AnUnknownResultIsAnsweredWithThoseThatAreThere) {
  core::Diagnostics diagnostics;
  ASSERT_TRUE(run("hotspots", {}, diagnostics));

  const auto outcome = run("export", {{"layer", "hotspts"}, {"output", (folder_ / "h.csv").string()}}, diagnostics);

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message,
              HasSubstr("no result 'hotspts'; did you mean 'hotspots'? The results are: density, hotspots"));
}

}  // namespace
}  // namespace wardscope::catalog
