// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "store/geometry_blob.hpp"
#include "store/words.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {
namespace {

// Data layers hold at most this many types: an index of 16 bits.
constexpr std::int64_t kMostCategories = 65535;

Cell cell_of(const std::optional<double>& value) { return value ? Cell{*value} : Cell{}; }

template <typename Quantity>
Cell cell_of_quantity(const std::optional<Quantity>& value) {
  return value ? Cell{value->value()} : Cell{};
}

Cell cell_of(bool value) { return std::int64_t{value}; }

core::Error not_finite(std::string_view what) {
  return core::malformed(fmt::format("{} has a coordinate that is not a finite number; leave it out", what));
}

/// Ends a batch's chance of a commit where one of its parts failed.
class FailureGuard {
 public:
  explicit FailureGuard(OpenBatch& batch) : batch_(&batch) {}
  FailureGuard(const FailureGuard&) = delete;
  FailureGuard& operator=(const FailureGuard&) = delete;
  ~FailureGuard() { batch_->failed = !succeeded_; }
  core::Status success() {
    succeeded_ = true;
    return {};
  }

 private:
  OpenBatch* batch_;
  bool succeeded_ = false;
};

core::Result<std::int64_t> category_id(const Connection& connection, OpenBatch& batch, const IncidentRow& row) {
  if (const auto known = batch.categories.find(row.category); known != batch.categories.end()) return known->second;
  const std::string_view word = word_of(kSensitivityWords, row.sensitivity);
  // Of two imports that differ the more careful one counts.
  core::Status done = connection.run(
      "INSERT INTO incident_category (name, sensitivity) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
      "sensitivity = CASE WHEN sensitivity = 'sensitive' OR ?2 = 'open' THEN sensitivity ELSE ?2 END",
      {row.category, word});
  if (!done) return done.error();
  auto id = connection.integer("SELECT id FROM incident_category WHERE name = ?", {row.category});
  if (!id) return id.error();
  batch.categories.emplace(row.category, *id);
  const auto count = connection.integer("SELECT count(*) FROM incident_category");
  if (!count) return count.error();
  if (*count > kMostCategories) {
    return core::malformed(
        fmt::format("the type column has more than {} different values; is it the right column?", kMostCategories));
  }
  return id;
}

core::Status write_cameras(TableWriter& cameras, TableWriter& views, const borough::CameraRegister& rows) {
  for (const borough::Camera& camera : rows) {
    if (!is_finite(camera.position)) return not_finite(fmt::format("camera '{}'", camera.reference));
    const Blob blob = to_blob(camera.position);
    const auto id = cameras.add({camera.reference, camera.name, camera.register_name, camera.owner,
                                 word_of(kCameraKindWords, camera.kind), word_of(kCameraStatusWords, camera.status),
                                 cell_of_quantity(camera.range), cell_of_quantity(camera.mounting_height),
                                 cell_of_quantity(camera.focal_length), camera.purpose, camera.note, blob},
                                geo::extent_of(geo::Geometry(camera.position)));
    if (!id) return id.error();
    for (const borough::CameraView& view : camera.views) {
      const auto added = views.add({*id, cell_of_quantity(view.bearing), cell_of_quantity(view.field_of_view)});
      if (!added) return added.error();
    }
  }
  return {};
}

}  // namespace

core::Status Workspace::add_incidents(std::int64_t batch, const std::vector<IncidentRow>& rows) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "incident");
  if (!writer) return writer.error();
  for (const IncidentRow& row : rows) {
    if (row.position && !is_finite(*row.position)) return not_finite(fmt::format("row {}", row.row));
    const auto category = category_id(*state_->connection, **open, row);
    if (!category) return category.error();
    geo::Extent extent;
    std::array<std::byte, 60> blob{};
    Cell easting;
    Cell northing;
    Cell geometry;
    if (row.position) {
      easting = row.position->x;
      northing = row.position->y;
      blob = point_blob(*row.position);
      geometry = std::span<const std::byte>(blob);
      extent.add(*row.position);
    }
    const auto added =
        (*writer)->add({easting, northing, *category, std::int64_t{row.time}, static_cast<std::int64_t>(row.precision),
                        static_cast<double>(row.weight), row.row, row.source_id, row.location, geometry},
                       extent);
    if (!added) return added.error();
    if (!row.until) continue;
    const auto ranges = state_->writer(**open, "incident_until");
    if (!ranges) return ranges.error();
    if (const auto kept = (*ranges)->add({*added, std::int64_t{*row.until}}); !kept) return kept.error();
  }
  return guard.success();
}

core::Status Workspace::add_area_set(std::int64_t batch, const borough::AreaSet& set) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto sets = state_->writer(**open, "area_set");
  if (!sets) return sets.error();
  const auto areas = state_->writer(**open, "area");
  if (!areas) return areas.error();
  const auto same = state_->connection->integer("SELECT count(*) FROM area_set WHERE name = ?", {set.name});
  if (!same) return same.error();
  if (*same != 0) {
    return core::conflict(
        fmt::format("{} already holds areas named '{}'; withdraw that import first, or give these "
                    "another name",
                    state_->name(), set.name));
  }
  const auto id = (*sets)->add({set.name, word_of(kAreaKindWords, set.kind), set.vintage, cell_of(set.land_only)});
  if (!id) return id.error();
  for (const borough::Area& area : set.areas) {
    if (!is_finite(area.shape)) return not_finite(fmt::format("area '{}'", area.name));
    const Blob blob = to_blob(geo::Geometry(area.shape));
    const auto added = (*areas)->add(
        {*id, area.code, area.name, cell_of(area.population), cell_of(area.deprivation_rank), area.note, blob},
        geo::extent_of(area.shape));
    if (!added) return added.error();
    if (area.ward_code.empty()) continue;
    const auto wards = state_->writer(**open, "area_ward");
    if (!wards) return wards.error();
    if (const auto placed = (*wards)->add({*added, area.ward_code}); !placed) return placed.error();
  }
  return guard.success();
}

core::Status Workspace::add_original_geometry(std::int64_t batch, std::string_view area_code,
                                              const geo::MultiPolygon& original) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "area_original");
  if (!writer) return writer.error();
  if (!is_finite(original)) return not_finite(fmt::format("area '{}'", area_code));
  const Blob blob = to_blob(geo::Geometry(original));
  const auto added = (*writer)->add({area_code, blob}, geo::extent_of(original));
  if (!added) return added.error();
  return guard.success();
}

core::Status Workspace::add_cameras(std::int64_t batch, const borough::CameraRegister& cameras) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "camera");
  if (!writer) return writer.error();
  const auto views = state_->writer(**open, "camera_view");
  if (!views) return views.error();
  if (auto done = write_cameras(**writer, **views, cameras); !done) return done;
  return guard.success();
}

core::Status Workspace::add_hubs(std::int64_t batch, const borough::HubRegister& hubs) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "hub");
  if (!writer) return writer.error();
  for (const borough::Hub& hub : hubs) {
    if (!is_finite(hub.position)) return not_finite(fmt::format("hub '{}'", hub.name));
    const Blob blob = to_blob(hub.position);
    const auto added =
        (*writer)->add({borough::to_word(hub.kind), hub.name, hub.address, hub.opening_hours, cell_of(hub.open), blob},
                       geo::extent_of(geo::Geometry(hub.position)));
    if (!added) return added.error();
  }
  return guard.success();
}

core::Status Workspace::add_points_of_interest(std::int64_t batch, const borough::PointsOfInterest& points) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "point_of_interest");
  if (!writer) return writer.error();
  for (const borough::PointOfInterest& point : points) {
    if (!is_finite(point.position)) return not_finite(fmt::format("point of interest '{}'", point.name));
    const Blob blob = to_blob(point.position);
    const auto added = (*writer)->add({point.kind, point.name, blob}, geo::extent_of(geo::Geometry(point.position)));
    if (!added) return added.error();
  }
  return guard.success();
}

core::Status Workspace::add_buildings(std::int64_t batch, const borough::BuildingSet& buildings) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "building");
  if (!writer) return writer.error();
  for (const borough::Building& building : buildings) {
    if (!is_finite(building.footprint)) return not_finite("a building");
    const Blob blob = building.footprint.exterior.empty() ? Blob{} : to_blob(building.footprint);
    const auto added = (*writer)->add({cell_of_quantity(building.height), blob}, geo::extent_of(building.footprint));
    if (!added) return added.error();
  }
  return guard.success();
}

core::Status Workspace::add_streets(std::int64_t batch, const borough::StreetSet& streets) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "street");
  if (!writer) return writer.error();
  for (const borough::Street& street : streets) {
    if (!is_finite(street.line)) return not_finite(fmt::format("street '{}'", street.name));
    const Blob blob = street.line.empty() ? Blob{} : to_blob(street.line);
    const auto added = (*writer)->add({street.name, street.road_class, blob}, geo::extent_of(street.line));
    if (!added) return added.error();
  }
  return guard.success();
}

core::Status Workspace::add_indicators(std::int64_t batch, const borough::IndicatorSeries& values) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "indicator");
  if (!writer) return writer.error();
  for (const borough::IndicatorValue& value : values) {
    const auto added = (*writer)->add(
        {value.indicator, value.area_code, value.period, value.value, value.unit, cell_of(value.higher_is_better)});
    if (!added) return added.error();
  }
  return guard.success();
}

core::Status Workspace::add_actions(std::int64_t batch, const borough::ActionPlan& actions) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  FailureGuard guard(**open);
  const auto writer = state_->writer(**open, "plan_action");
  if (!writer) return writer.error();
  for (const borough::PlanAction& action : actions) {
    const auto added =
        (*writer)->add({action.theme, action.title, action.owner, action.due, action.status, action.area_code});
    if (!added) return added.error();
  }
  return guard.success();
}

}  // namespace wardscope::store
