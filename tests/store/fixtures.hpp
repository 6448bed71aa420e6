// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::store::test {

/// A new workspace; the test ends where it can't be made.
inline Workspace new_workspace(const std::filesystem::path& path) {
  auto made = Workspace::create(path, "Saltmere (synthetic)", Contents::synthetic);
  if (!made) throw std::runtime_error(made.error().message);
  return *std::move(made);
}

inline Workspace reopened(const std::filesystem::path& path, Access access = Access::read) {
  auto opened = Workspace::open(path, access);
  if (!opened) throw std::runtime_error(opened.error().message);
  return *std::move(opened);
}

inline BatchSource source(std::string file_name = "incidents.csv") {
  return {"police-street", "Incidents", std::move(file_name), std::string(64, 'a'), "Contains public data",
          "Helmert",       2.5};
}

inline std::vector<IncidentRow> incident_rows(std::int64_t count) {
  std::vector<IncidentRow> rows;
  for (std::int64_t i = 0; i < count; ++i) {
    IncidentRow row;
    row.row = i + 2;
    row.position = geo::Point{400000 + 7.25 * static_cast<double>(i % 1000),  // a lattice of 7.25 m by 3.5 m
                              91000 + 3.5 * static_cast<double>(i / 1000)};
    row.category = i % 3 == 0 ? "Burglary" : "Anti-social behaviour";
    row.sensitivity = i % 3 == 0 ? borough::Sensitivity::official : borough::Sensitivity::open;
    row.time = static_cast<core::LocalMinute>(28'000'000 + i);
    row.precision = core::TimePrecision::minute;
    row.source_id = "id" + std::to_string(i);
    row.location = "On or near High Street";
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Imports this many incidents as one batch and returns its id.
inline std::int64_t import_incidents(Workspace& workspace, std::int64_t count,
                                     std::string file_name = "incidents.csv") {
  const auto batch = workspace.begin_batch(source(std::move(file_name)));
  EXPECT_TRUE(batch) << batch.error().message;
  const auto added = workspace.add_incidents(*batch, incident_rows(count));
  EXPECT_TRUE(added) << added.error().message;
  const auto done = workspace.commit_batch(*batch, {count, count, 0});
  EXPECT_TRUE(done) << done.error().message;
  return *batch;
}

inline borough::Dataset loaded(const Workspace& workspace, borough::Parts parts = borough::Parts::all()) {
  auto dataset = workspace.load(parts, jobs::Progress());
  if (!dataset) throw std::runtime_error(dataset.error().message);
  return *std::move(dataset);
}

inline std::size_t incident_count(const Workspace& workspace) {
  const borough::Dataset dataset = loaded(workspace, borough::Part::incidents);
  return dataset.incidents ? dataset.incidents->size() : 0;
}

inline geo::MultiPolygon square(double x, double y, double side) {
  return {geo::to_polygon(geo::Extent{x, y, x + side, y + side})};
}

}  // namespace wardscope::store::test
