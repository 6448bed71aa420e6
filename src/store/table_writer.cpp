// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/table_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace wardscope::store {
namespace {

constexpr std::array<TableShape, 14> kBatchTables = {{
    {"incident_until", "incident_id, until_minute", 2, false},
    {"incident", "easting, northing, category_id, minute, precision, weight, source_row, source_id, location, geometry",
     10, true},
    {"area_ward", "area_id, ward_code", 2, false},
    {"area", "area_set_id, code, name, population, deprivation_rank, note, geometry", 7, true},
    {"area_set", "name, kind, vintage, land_only", 4, false},
    {"area_original", "area_code, geometry", 2, true},
    {"camera_view", "camera_id, bearing_degrees, field_of_view_degrees", 3, false},
    {"camera",
     "reference, name, register_name, owner, kind, status, range_metres, mounting_height_metres, focal_length_metres, "
     "purpose, note, geometry",
     12, true},
    {"hub", "kind, name, address, opening_hours, open, geometry", 6, true},
    {"point_of_interest", "kind, name, geometry", 3, true},
    {"building", "height_metres, geometry", 2, true},
    {"street", "name, road_class, geometry", 3, true},
    {"indicator", "indicator, area_code, period, value, unit, higher_is_better", 6, false},
    {"plan_action", "theme, title, owner, due, status, area_code", 6, false},
}};

/// Rows whose extents wait in memory for the spatial index: 70 MB while they are packed.
constexpr std::size_t kIndexChunk = std::size_t{1} << 20U;

/// The cell as SQLite gives it back: NaN and an empty blob become NULL, -0 becomes 0.
Cell as_stored(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) {
    if (std::isnan(*number)) return std::monostate{};
    if (*number == 0.0) return 0.0;
  }
  if (const auto* blob = std::get_if<std::span<const std::byte>>(&cell); blob != nullptr && blob->empty()) {
    return std::monostate{};
  }
  return cell;
}

}  // namespace

std::span<const TableShape> batch_tables() { return kBatchTables; }

const TableShape& shape_of(std::string_view table) {
  const auto* found = std::find_if(kBatchTables.begin(), kBatchTables.end(),
                                   [table](const TableShape& shape) { return shape.name == table; });
  assert(found != kBatchTables.end());
  return *found;
}

TableWriter::TableWriter(const Connection& connection, const TableShape& shape, std::int64_t batch)
    : connection_(&connection), shape_(&shape), batch_(batch) {}

core::Result<TableWriter> TableWriter::open(const Connection& connection, const TableShape& shape, std::int64_t batch) {
  TableWriter writer(connection, shape, batch);
  auto triggers = take_triggers(connection, shape.name);
  if (!triggers) return triggers.error();
  writer.triggers_ = *std::move(triggers);
  std::string places;
  for (int i = 0; i < shape.column_count; ++i) places += ", ?";
  auto insert =
      connection.prepare(fmt::format("INSERT INTO {} (batch_id, {}) VALUES (?{})", shape.name, shape.columns, places));
  if (!insert) return insert.error();
  insert->bind(1, batch);
  writer.insert_.push_back(*std::move(insert));
  return writer;
}

core::Result<std::int64_t> TableWriter::add(std::initializer_list<Cell> cells, const geo::Extent& extent) {
  assert(cells.size() == static_cast<std::size_t>(shape_->column_count));
  Statement& insert = insert_.front();
  int index = 1;
  for (const Cell& given : cells) {
    const Cell cell = as_stored(given);
    insert.bind(++index, cell);
    hash_.add(cell);
  }
  if (auto done = insert.run(); !done) return done.error();
  const std::int64_t row = connection_->last_row_id();
  ++row_count_;
  if (!extent.empty()) {
    extent_.add(extent);
    index_.push_back(index_entry(row, extent));
    if (index_.size() >= kIndexChunk) {
      if (auto done = flush_index(); !done) return done.error();
    }
  }
  return row;
}

core::Status TableWriter::flush_index() {
  if (index_.empty()) return {};
  if (!chunks_) {
    auto opened = ChunkedRtree::open(*connection_, index_name(shape_->name));
    if (!opened) return opened.error();
    chunks_ = std::move(opened).value();
  }
  core::Status done = chunks_->add(index_);
  index_.clear();
  return done;
}

core::Status TableWriter::finish_index() {
  if (!chunks_) return fill_spatial_index(*connection_, shape_->name, std::move(index_));
  if (auto done = flush_index(); !done) return done;
  return chunks_->finish();
}

core::Status TableWriter::finish() {
  insert_.clear();
  core::Status done = connection_->run("INSERT INTO batch_content VALUES (?, ?, ?, ?)",
                                       {batch_, shape_->name, row_count_, hash_.finish()});
  if (done && shape_->spatial) done = finish_index();
  if (done && shape_->spatial) done = grow_statistics();
  for (const std::string& trigger : triggers_) {
    if (done) done = connection_->script(trigger);
  }
  return done;
}

core::Status TableWriter::grow_statistics() const {
  auto known = connection_->query(
      "SELECT extent_min_x, extent_min_y, extent_max_x, extent_max_y FROM geometry_columns_statistics "
      "WHERE f_table_name = ?",
      {shape_->name});
  if (!known) return known.error();
  const auto row = known->step();
  if (!row) return row.error();
  geo::Extent extent = extent_;
  if (*row && !known->is_null(0)) {
    extent.add(geo::Extent{known->number(0), known->number(1), known->number(2), known->number(3)});
  }
  known->reset();
  return write_statistics(*connection_, shape_->name, extent);
}

core::Result<std::vector<std::string>> take_triggers(const Connection& connection, std::string_view table) {
  std::vector<std::string> names;
  std::vector<std::string> statements;
  {
    auto triggers =
        connection.query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", {table});
    if (!triggers) return triggers.error();
    auto row = triggers->step();
    for (; row && *row; row = triggers->step()) {
      names.emplace_back(triggers->text(0));
      statements.emplace_back(triggers->text(1));
    }
    if (!row) return row.error();
  }
  for (const std::string& name : names) {
    if (auto done = connection.run("DROP TRIGGER " + sql_name(name)); !done) return done.error();
  }
  return statements;
}

core::Status write_statistics(const Connection& connection, std::string_view table, const geo::Extent& extent) {
  const auto side = [&extent](double value) { return extent.empty() ? Cell{} : Cell{value}; };
  return connection.run(
      fmt::format("INSERT OR REPLACE INTO geometry_columns_statistics (f_table_name, f_geometry_column, last_verified, "
                  "row_count, extent_min_x, extent_min_y, extent_max_x, extent_max_y) VALUES (?, 'geometry', "
                  "strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), (SELECT count(*) FROM {}), ?, ?, ?, ?)",
                  sql_name(table)),
      {table, side(extent.min_x), side(extent.min_y), side(extent.max_x), side(extent.max_y)});
}

core::Status refresh_statistics(const Connection& connection, std::string_view table) {
  geo::Extent extent;
  {
    auto box =
        connection.query(fmt::format("SELECT min(MbrMinX(geometry)), min(MbrMinY(geometry)), "
                                     "max(MbrMaxX(geometry)), max(MbrMaxY(geometry)) FROM {}",
                                     sql_name(table)));
    if (!box) return box.error();
    const auto row = box->step();
    if (!row) return row.error();
    if (*row && !box->is_null(0)) extent = {box->number(0), box->number(1), box->number(2), box->number(3)};
  }
  return write_statistics(connection, table, extent);
}

}  // namespace wardscope::store
