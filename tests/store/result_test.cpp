// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

using table::ColumnType;

table::FeatureTable gaps() {
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"incidents", "Incidents", "", ColumnType::integer, true},
                                {"Area", "Area", "km2", ColumnType::number, false},
                                {"area", "Area again", "m2", ColumnType::number, false},
                                {"geometry", "Say \"what\"", "", ColumnType::text, false}});
  features.add_row({std::int64_t{1}, std::int64_t{431}, 0.25, 250000.0, std::string("O'Hare; \"the\" gap")},
                   square(400000, 91000, 500));
  features.add_row({std::int64_t{2}, {}, {}, 3.0, std::string()}, square(401000, 91000, 100));
  features.add_row({std::int64_t{3}, std::int64_t{0}, -0.5, {}, {}}, {});
  return features;
}

StoredResult result(std::string name) {
  StoredResult stored;
  stored.name = std::move(name);
  stored.title = "Coverage gaps";
  stored.operation = "find-gaps";
  stored.provenance_json = R"({"reach": 50})";
  stored.dataset_revision = 7;
  stored.style = "gap";
  return stored;
}

void expect_equal(const table::FeatureTable& a, const table::FeatureTable& b) {
  ASSERT_EQ(a.columns().size(), b.columns().size());
  for (std::size_t i = 0; i < a.columns().size(); ++i) {
    EXPECT_EQ(a.columns()[i].name, b.columns()[i].name);
    EXPECT_EQ(a.columns()[i].label, b.columns()[i].label);
    EXPECT_EQ(a.columns()[i].unit, b.columns()[i].unit);
    EXPECT_EQ(a.columns()[i].type, b.columns()[i].type);
    EXPECT_EQ(a.columns()[i].disclosive_count, b.columns()[i].disclosive_count);
  }
  ASSERT_EQ(a.row_count(), b.row_count());
  for (std::size_t row = 0; row < a.row_count(); ++row) {
    EXPECT_EQ(a.geometry(row), b.geometry(row));
    for (std::size_t i = 0; i < a.columns().size(); ++i) EXPECT_EQ(a.at(row, i), b.at(row, i)) << row << "," << i;
  }
}

class Results : public testing::Test {
 protected:
  StoredResult through(const StoredResult& stored) {
    const auto saved = workspace_.save_result(stored);
    EXPECT_TRUE(saved) << saved.error().message;
    auto back = reopened(folder_ / "w.sqlite").load_result(stored.name);
    EXPECT_TRUE(back) << back.error().message;
    return back ? *std::move(back) : StoredResult{};
  }

  wardscope::test::TemporaryFolder folder_;
  Workspace workspace_ = new_workspace(folder_ / "w.sqlite");
};

TEST_F(Results, TablesComeBackEqualThoughColumnNamesCollideInSql) {
  StoredResult stored = result("gaps");
  stored.features = gaps();

  const StoredResult back = through(stored);

  EXPECT_EQ(back.title, stored.title);
  EXPECT_EQ(back.operation, stored.operation);
  EXPECT_EQ(back.provenance_json, stored.provenance_json);
  EXPECT_EQ(back.dataset_revision, 7);
  EXPECT_EQ(back.style, stored.style);
  EXPECT_FALSE(back.raster.has_value());
  ASSERT_TRUE(back.features.has_value());
  expect_equal(*back.features, *stored.features);
}

TEST_F(Results, PointsLinesMixturesAndNoGeometryComeBackEqual) {
  const std::vector<table::Column> columns = {{"name", "Name", "", ColumnType::text, false}};
  const geo::Geometry point = geo::Point{1.5, 2.5};
  const geo::Geometry lines = geo::MultiLineString{{{0, 0}, {5, 5}}, {{7, 7}, {8, 9}, {9, 9}}};
  for (const auto& [name, shapes] : std::vector<std::pair<std::string, std::vector<geo::Geometry>>>{
           {"points", {point, geo::Point{3, 4}}},
           {"lines", {lines}},
           {"mixed", {point, lines, geo::Geometry(square(0, 0, 1))}},
           {"none", {{}, {}}},
           {"no rows", {}}}) {
    StoredResult stored = result(name);
    stored.features = table::FeatureTable(columns);
    for (const geo::Geometry& shape : shapes) stored.features->add_row({name}, shape);

    const StoredResult back = through(stored);

    ASSERT_TRUE(back.features.has_value()) << name;
    expect_equal(*back.features, *stored.features);
  }
}

TEST_F(Results, RastersComeBackBitForBitWithTheirHoles) {
  StoredResult stored = result("density");
  stored.unit = "per km2";
  stored.raster = raster::Raster<float>({400000, 91000, 12.5, 40, 30}, 0.1F);
  stored.raster->at(3, 4) = std::numeric_limits<float>::quiet_NaN();
  stored.raster->at(39, 29) = 1e30F;

  const StoredResult back = through(stored);

  ASSERT_TRUE(back.raster.has_value());
  EXPECT_EQ(back.unit, "per km2");
  EXPECT_EQ(back.raster->grid(), stored.raster->grid());
  EXPECT_TRUE(std::isnan(back.raster->at(3, 4)));
  EXPECT_EQ(back.raster->at(39, 29), 1e30F);
  EXPECT_EQ(back.raster->at(0, 0), 0.1F);
}

TEST_F(Results, SavingAgainReplacesTheWholeResult) {
  StoredResult first = result("gaps");
  first.features = gaps();
  first.raster = raster::Raster<float>({0, 0, 1, 2, 2}, 1.0F);
  ASSERT_TRUE(workspace_.save_result(first));
  StoredResult second = result("gaps");
  second.features = table::FeatureTable({{"name", "Name", "", ColumnType::text, false}});
  second.features->add_row({std::string("only")}, geo::Point{1, 2});

  const StoredResult back = through(second);

  expect_equal(*back.features, *second.features);
  EXPECT_FALSE(back.raster.has_value());
  EXPECT_EQ(*workspace_.result_names(), std::vector<std::string>{"gaps"});
  EXPECT_EQ(raw_integer(folder_ / "w.sqlite",
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND "
                        "substr(name, 1, 11) = 'result_gaps'"),
            1);
}

TEST_F(Results, AResultThatCannotBeStoredLeavesTheOldOne) {
  StoredResult good = result("gaps");
  good.features = gaps();
  ASSERT_TRUE(workspace_.save_result(good));
  StoredResult bad = result("gaps");
  bad.features = table::FeatureTable(std::vector<table::Column>{});
  bad.features->add_row({}, geo::Point{std::numeric_limits<double>::infinity(), 0});

  const auto saved = workspace_.save_result(bad);

  ASSERT_FALSE(saved);
  EXPECT_THAT(saved.error().message, testing::HasSubstr("row 1 has a coordinate that is not a finite number"));
  expect_equal(*workspace_.load_result("gaps")->features, *good.features);
}

TEST_F(Results, NamesThatReadAlikeAsTablesStayApart) {
  for (const char* name : {"Gaps (50 m)", "gaps_50_m", "gaps 50 m "}) {
    StoredResult stored = result(name);
    stored.features = gaps();
    ASSERT_TRUE(workspace_.save_result(stored)) << name;
  }

  EXPECT_EQ(workspace_.result_names()->size(), 3U);
  EXPECT_EQ(workspace_.load_result("Gaps (50 m)")->features->row_count(), 3U);
}

TEST_F(Results, ARemovedResultIsGoneWithItsTables) {
  StoredResult stored = result("gaps");
  stored.features = gaps();
  ASSERT_TRUE(workspace_.save_result(stored));

  ASSERT_TRUE(workspace_.remove_result("gaps"));

  EXPECT_TRUE(workspace_.result_names()->empty());
  EXPECT_EQ(workspace_.load_result("gaps").error().code, core::ErrorCode::not_found);
  EXPECT_EQ(workspace_.remove_result("gaps").error().code, core::ErrorCode::not_found);
  EXPECT_EQ(raw_integer(folder_ / "w.sqlite", "SELECT count(*) FROM sqlite_master WHERE name LIKE '%gaps%'"), 0);
  EXPECT_EQ(raw_integer(folder_ / "w.sqlite", "SELECT count(*) FROM geometry_columns WHERE f_table_name LIKE '%gaps%'"),
            0);
  EXPECT_EQ(raw_integer(folder_ / "w.sqlite",
                        "SELECT count(*) FROM geometry_columns_statistics WHERE f_table_name LIKE '%gaps%'"),
            0);
}

TEST_F(Results, DamagedCellsAreFoundOut) {
  StoredResult stored = result("density");
  stored.raster = raster::Raster<float>({0, 0, 1, 8, 8}, 1.0F);
  ASSERT_TRUE(workspace_.save_result(stored));

  raw_execute(folder_ / "w.sqlite", "UPDATE result_raster SET cells = zeroblob(256)");

  const auto back = workspace_.load_result("density");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, core::ErrorCode::malformed);
  EXPECT_THAT(back.error().message, testing::HasSubstr("'density'"));
}

TEST_F(Results, AreListedWithoutTheirRows) {
  StoredResult one = result("gaps");
  one.features = gaps();
  ASSERT_TRUE(workspace_.save_result(one));
  StoredResult surface = result("density");
  surface.raster = raster::Raster<float>({400000, 91000, 50, 2, 2}, 1.0F);
  ASSERT_TRUE(workspace_.save_result(surface));

  const auto summaries = workspace_.result_summaries();

  ASSERT_TRUE(summaries) << summaries.error().message;
  ASSERT_EQ(summaries->size(), 2U);
  EXPECT_EQ((*summaries)[0].name, "density");
  EXPECT_TRUE((*summaries)[0].is_surface);
  EXPECT_EQ((*summaries)[1].title, "Coverage gaps");
  EXPECT_EQ((*summaries)[1].rows, 3);
  EXPECT_FALSE((*summaries)[1].is_surface);
  EXPECT_EQ((*summaries)[1].dataset_revision, 7);
}

TEST_F(Results, ThatAreNotThereAreAnsweredWithNearNames) {
  ASSERT_TRUE(workspace_.save_result(result("hotspots")));

  const auto loaded = workspace_.load_result("hotspts");
  const auto removed = workspace_.remove_result("hotspts");

  ASSERT_FALSE(loaded || removed);
  EXPECT_EQ(loaded.error().message,
            "w.sqlite: no result 'hotspts'; did you mean 'hotspots'? The results are: hotspots");
  EXPECT_EQ(removed.error().message, loaded.error().message);
}

TEST_F(Results, AreMadeOldByTheImportsAndWithdrawalsAfterThem) {
  const std::int64_t first = import_incidents(workspace_, 10, "january.csv");
  const std::int64_t revision = workspace_.revision();
  const std::int64_t second = import_incidents(workspace_, 20, "february.csv");
  ASSERT_TRUE(workspace_.withdraw_batch(first));

  const auto changes = workspace_.changes_after(revision);

  ASSERT_TRUE(changes) << changes.error().message;
  ASSERT_EQ(changes->size(), 2U);
  EXPECT_EQ((*changes)[0].kind, DataChange::Kind::import);
  EXPECT_EQ((*changes)[0].batch, second);
  EXPECT_EQ((*changes)[0].file_name, "february.csv");
  EXPECT_EQ((*changes)[1].kind, DataChange::Kind::withdrawal);
  EXPECT_EQ((*changes)[1].batch, first);
  EXPECT_EQ((*changes)[1].revision, workspace_.revision());
  EXPECT_TRUE(workspace_.changes_after(workspace_.revision())->empty());
}

}  // namespace
}  // namespace wardscope::store::test
