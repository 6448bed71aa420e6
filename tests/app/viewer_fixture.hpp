// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/viewer_app.hpp"
#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::app {

inline constexpr std::chrono::milliseconds kPatience{50};

inline const std::vector<cartography::LegendEntry> no_legend;

inline std::shared_ptr<const ops::Operation> density_of(const ops::OperationRegistry& registry, const char* bandwidth) {
  auto operation = registry.make("kernel-density");
  EXPECT_TRUE(ops::set_parameter(*operation, "bandwidth", {bandwidth}));
  return operation;
}

/// The viewer of a small town, without its window.
class ViewerTest : public testing::Test {
 protected:
  ViewerTest() {
    auto workspace = store::Workspace::create(path, "Testham", store::Contents::real);
    EXPECT_TRUE(workspace) << workspace.error().message;
    borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
    wards.areas.push_back({"W1", "North", {geo::to_polygon({400000, 100000, 402000, 102000})}, 5000.0, {}, ""});
    const auto areas = workspace->begin_batch({"wards", "Wards", "wards.geojson", "", "", "", 0.0});
    EXPECT_TRUE(areas);
    EXPECT_TRUE(workspace->add_area_set(*areas, wards));
    EXPECT_TRUE(workspace->commit_batch(*areas, {1, 1, 0}));
    const auto batch = workspace->begin_batch({"police-street", "Incidents", "a.csv", "", "", "", 0.0});
    EXPECT_TRUE(batch);
    std::vector<store::IncidentRow> rows;
    for (int i = 0; i < 50; ++i) {
      store::IncidentRow row;
      row.row = i + 1;
      row.position = geo::Point{401000.0 + i, 101000.0};
      row.category = "ASB";
      row.sensitivity = borough::Sensitivity::open;
      row.time = core::local_minute({2025, 1 + i % 12, 1});
      row.precision = core::TimePrecision::month;
      rows.push_back(row);
    }
    EXPECT_TRUE(workspace->add_incidents(*batch, rows));
    EXPECT_TRUE(workspace->commit_batch(*batch, {50, 50, 0}));
  }

  void settle(Viewer& viewer) {
    do {
      viewer.jobs().wait_finished(kPatience);
      viewer.drain();
    } while (viewer.busy());
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "w.sqlite";
  ops::OperationRegistry registry = catalog::builtin_operations();
};

}  // namespace wardscope::app
