// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "store/connection.hpp"

namespace wardscope::store {

constexpr std::int64_t kRowsPerTick = 8192;  // between two looks at whether to stop

/// Reads the rows of complete batches.
struct PartReader {
  const Connection* connection;
  std::int64_t staged;  ///< batch whose rows are not to be seen, 0: none
  jobs::Progress progress;

  /// Calls `take(row)` for each row of a query whose one parameter is the staged batch; ticks up to `expected` rows.
  core::Status each_row(std::string_view sql, std::int64_t expected,
                        const std::function<core::Status(const Statement&)>& take) const;
  /// How many rows complete batches put into a table.
  [[nodiscard]] std::int64_t expected(std::string_view table) const;
};

// One function a part: appends what the workspace holds. @returns malformed for damaged geometry, cancelled.
core::Status read_area_sets(const PartReader& reader, std::vector<core::Snapshot<borough::AreaSet>>& snapshots);
core::Status read_incidents(const PartReader& reader, borough::IncidentTable& incidents);
core::Status read_cameras(const PartReader& reader, borough::CameraRegister& cameras);
core::Status read_hubs(const PartReader& reader, borough::HubRegister& hubs);
core::Status read_points_of_interest(const PartReader& reader, borough::PointsOfInterest& points);
core::Status read_buildings(const PartReader& reader, borough::BuildingSet& buildings);
core::Status read_streets(const PartReader& reader, borough::StreetSet& streets);
core::Status read_indicators(const PartReader& reader, borough::IndicatorSeries& values);
core::Status read_actions(const PartReader& reader, borough::ActionPlan& actions);
core::Status read_sources(const PartReader& reader, std::vector<borough::SourceNote>& sources);

}  // namespace wardscope::store
