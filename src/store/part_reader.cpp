// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/part_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "store/geometry_blob.hpp"
#include "store/words.hpp"

namespace wardscope::store {
namespace {

// A look at the stop flag after so many rows: some milliseconds.

std::optional<double> optional_number(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.number(column);
}

template <typename Quantity>
std::optional<Quantity> optional_quantity(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Quantity(row.number(column));
}

std::string text(const Statement& row, int column) { return std::string(row.text(column)); }

/// The geometry of a column, as this alternative; a default one where the column is NULL or holds another type.
template <typename Shape>
core::Result<Shape> shape(const Statement& row, int column) {
  auto geometry = geometry_from(row.blob(column));
  if (!geometry) return geometry.error();
  if (auto* found = std::get_if<Shape>(&*geometry)) return std::move(*found);
  return Shape{};
}

}  // namespace

core::Status PartReader::each_row(std::string_view sql, std::int64_t expected,
                                  const std::function<core::Status(const Statement&)>& take) const {
  auto rows = connection->query(sql, {staged});
  if (!rows) return rows.error();
  std::int64_t count = 0;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    if (auto taken = take(*rows); !taken) return taken;
    if (++count % kRowsPerTick != 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(std::max(expected, count));
    if (!progress.tick(share)) return core::cancelled();
  }
  if (!row) return row.error();
  return {};
}

std::int64_t PartReader::expected(std::string_view table) const {
  return connection->integer("SELECT coalesce(sum(row_count), 0) FROM batch_content WHERE table_name = ?", {table})
      .value_or(0);
}

core::Status read_area_sets(const PartReader& reader, std::vector<core::Snapshot<borough::AreaSet>>& snapshots) {
  std::vector<borough::AreaSet> sets;
  std::unordered_map<std::int64_t, std::size_t> place;
  std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> area_at;  // by id: set, area within it
  core::Status done =
      reader.each_row("SELECT id, name, kind, vintage, land_only FROM area_set WHERE batch_id <> ? ORDER BY id", 0,
                      [&](const Statement& row) -> core::Status {
                        place.emplace(row.integer(0), sets.size());
                        sets.push_back({text(row, 1),
                                        enum_of(kAreaKindWords, row.text(2), borough::AreaKind::other),
                                        text(row, 3),
                                        row.integer(4) != 0,
                                        {}});
                        return {};
                      });
  if (!done) return done;
  done = reader.each_row(
      "SELECT area_set_id, code, name, population, deprivation_rank, note, geometry, id FROM area WHERE batch_id <> ? "
      "ORDER BY id",
      reader.expected("area"), [&](const Statement& row) -> core::Status {
        auto polygons = shape<geo::MultiPolygon>(row, 6);
        if (!polygons) return polygons.error().within(fmt::format("area '{}'", row.text(2)));
        const auto set = place.find(row.integer(0));
        if (set == place.end()) return core::malformed(fmt::format("area '{}' belongs to no set", row.text(2)));
        sets[set->second].areas.push_back({text(row, 1), text(row, 2), *std::move(polygons), optional_number(row, 3),
                                           optional_number(row, 4), text(row, 5)});
        area_at.emplace(row.integer(7), std::pair(set->second, sets[set->second].areas.size() - 1));
        return {};
      });
  if (!done) return done;
  done = reader.each_row("SELECT area_id, ward_code FROM area_ward WHERE batch_id <> ?", 0,
                         [&](const Statement& row) -> core::Status {
                           const auto area = area_at.find(row.integer(0));
                           if (area == area_at.end()) return {};  // the foreign key forbids it
                           sets[area->second.first].areas[area->second.second].ward_code = row.text(1);
                           return {};
                         });
  for (borough::AreaSet& set : sets) snapshots.push_back(core::make_snapshot(std::move(set)));
  return done;
}

core::Status read_cameras(const PartReader& reader, borough::CameraRegister& cameras) {
  std::unordered_map<std::int64_t, std::size_t> place;
  core::Status done = reader.each_row(
      "SELECT id, reference, name, register_name, owner, kind, status, range_metres, mounting_height_metres, "
      "focal_length_metres, purpose, note, geometry FROM camera WHERE batch_id <> ? ORDER BY id",
      reader.expected("camera"), [&](const Statement& row) -> core::Status {
        auto position = shape<geo::Point>(row, 12);
        if (!position) return position.error().within(fmt::format("camera '{}'", row.text(1)));
        place.emplace(row.integer(0), cameras.size());
        borough::Camera& camera = cameras.emplace_back();
        camera.id = row.integer(0);
        camera.reference = text(row, 1);
        camera.name = text(row, 2);
        camera.register_name = text(row, 3);
        camera.owner = text(row, 4);
        camera.kind = enum_of(kCameraKindWords, row.text(5), borough::CameraKind::unknown);
        camera.status = enum_of(kCameraStatusWords, row.text(6), borough::CameraStatus::unknown);
        camera.range = optional_quantity<core::Metres>(row, 7);
        camera.mounting_height = optional_quantity<core::Metres>(row, 8);
        camera.focal_length = optional_quantity<core::Metres>(row, 9);
        camera.purpose = text(row, 10);
        camera.note = text(row, 11);
        camera.position = *position;
        return {};
      });
  if (!done) return done;
  return reader.each_row(
      "SELECT camera_id, bearing_degrees, field_of_view_degrees FROM camera_view WHERE batch_id <> ? ORDER BY id",
      reader.expected("camera_view"), [&](const Statement& row) -> core::Status {
        const auto camera = place.find(row.integer(0));
        if (camera == place.end()) return {};  // the foreign key forbids it
        cameras[camera->second].views.push_back(
            {optional_quantity<core::Degrees>(row, 1), optional_quantity<core::Degrees>(row, 2)});
        return {};
      });
}

core::Status read_hubs(const PartReader& reader, borough::HubRegister& hubs) {
  return reader.each_row(
      "SELECT id, kind, name, address, opening_hours, open, geometry FROM hub WHERE batch_id <> ? ORDER BY id",
      reader.expected("hub"), [&](const Statement& row) -> core::Status {
        auto position = shape<geo::Point>(row, 6);
        if (!position) return position.error().within(fmt::format("hub '{}'", row.text(2)));
        hubs.push_back({row.integer(0), borough::hub_kind_from(row.text(1)), text(row, 2), *position, text(row, 3),
                        text(row, 4), row.integer(5) != 0});
        return {};
      });
}

core::Status read_points_of_interest(const PartReader& reader, borough::PointsOfInterest& points) {
  return reader.each_row("SELECT kind, name, geometry FROM point_of_interest WHERE batch_id <> ? ORDER BY id",
                         reader.expected("point_of_interest"), [&](const Statement& row) -> core::Status {
                           auto position = shape<geo::Point>(row, 2);
                           if (!position) return position.error().within("a point of interest");
                           points.push_back({text(row, 0), text(row, 1), *position});
                           return {};
                         });
}

core::Status read_buildings(const PartReader& reader, borough::BuildingSet& buildings) {
  const std::int64_t expected = reader.expected("building");
  buildings.reserve(static_cast<std::size_t>(expected));
  return reader.each_row("SELECT height_metres, geometry FROM building WHERE batch_id <> ? ORDER BY id", expected,
                         [&](const Statement& row) -> core::Status {
                           auto footprint = shape<geo::MultiPolygon>(row, 1);
                           if (!footprint) return footprint.error().within("a building");
                           borough::Building& building = buildings.emplace_back();
                           if (!footprint->empty()) building.footprint = std::move(footprint->front());
                           building.height = optional_quantity<core::Metres>(row, 0);
                           return {};
                         });
}

core::Status read_streets(const PartReader& reader, borough::StreetSet& streets) {
  return reader.each_row("SELECT name, road_class, geometry FROM street WHERE batch_id <> ? ORDER BY id",
                         reader.expected("street"), [&](const Statement& row) -> core::Status {
                           auto lines = shape<geo::MultiLineString>(row, 2);
                           if (!lines) return lines.error().within(fmt::format("street '{}'", row.text(0)));
                           borough::Street& street = streets.emplace_back();
                           street.name = text(row, 0);
                           street.road_class = text(row, 1);
                           if (!lines->empty()) street.line = std::move(lines->front());
                           return {};
                         });
}

core::Status read_indicators(const PartReader& reader, borough::IndicatorSeries& values) {
  return reader.each_row(
      "SELECT indicator, area_code, period, value, unit, higher_is_better FROM indicator WHERE batch_id <> ? "
      "ORDER BY id",
      reader.expected("indicator"), [&](const Statement& row) -> core::Status {
        values.push_back({text(row, 0), text(row, 1), text(row, 2),
                          optional_number(row, 3).value_or(std::numeric_limits<double>::quiet_NaN()), text(row, 4),
                          row.integer(5) != 0});
        return {};
      });
}

core::Status read_actions(const PartReader& reader, borough::ActionPlan& actions) {
  return reader.each_row(
      "SELECT theme, title, owner, due, status, area_code FROM plan_action WHERE batch_id <> ? ORDER BY id",
      reader.expected("plan_action"), [&](const Statement& row) -> core::Status {
        actions.push_back({text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5)});
        return {};
      });
}

core::Status read_sources(const PartReader& reader, std::vector<borough::SourceNote>& sources) {
  return reader.each_row(
      "SELECT layer, file_name, sha256, attribution, imported_at, rows_stored, crs_operation, accuracy_metres "
      "FROM import_batch WHERE state = 'complete' AND id <> ? ORDER BY id",
      0, [&](const Statement& row) -> core::Status {
        sources.push_back({text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), row.integer(5),
                           text(row, 6), row.number(7)});
        return {};
      });
}

}  // namespace wardscope::store
