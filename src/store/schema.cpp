// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "store/geometry_blob.hpp"
#include "store/workspace.hpp"

namespace wardscope::store {
namespace {

// The values of SpatiaLite's registers are lower case; table and column names of ours are so anyway.
core::Status expect_one(const Connection& connection, const std::string& sql) {
  const auto answer = connection.integer(sql);
  if (!answer) return answer.error();
  if (*answer != 1) return core::internal_error("SpatiaLite refused: " + sql);
  return {};
}

constexpr const char* kVersion1 = R"sql(
CREATE TABLE workspace (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  place TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  log_entries INTEGER NOT NULL DEFAULT 0,  -- with log_head: a log whose end was cut off is found out
  log_head TEXT NOT NULL DEFAULT '');

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL, layer TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  attribution TEXT NOT NULL, crs_operation TEXT NOT NULL, accuracy_metres REAL NOT NULL,
  rows_read INTEGER NOT NULL DEFAULT 0, rows_stored INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL, imported_at TEXT NOT NULL);

CREATE TABLE incident_category (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sensitivity TEXT NOT NULL);
-- The columns that every analysis reads come first: a row is decoded from the front.
CREATE TABLE incident (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  easting REAL, northing REAL,  -- NULL: no place known
  category_id INTEGER NOT NULL REFERENCES incident_category(id),
  minute INTEGER NOT NULL,      -- since 1970-01-01 00:00 on the local clock
  precision INTEGER NOT NULL,   -- of the time: 0 unknown, 1 month, 2 day, 3 minute
  weight REAL NOT NULL, source_row INTEGER NOT NULL, source_id TEXT NOT NULL, location TEXT NOT NULL);

CREATE TABLE area_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, vintage TEXT NOT NULL, land_only INTEGER NOT NULL);
CREATE TABLE area (
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  area_set_id INTEGER NOT NULL REFERENCES area_set(id),
  code TEXT NOT NULL, name TEXT NOT NULL, population REAL, deprivation_rank REAL, note TEXT NOT NULL);
CREATE TABLE area_original (  -- as it came, of areas whose shape had to be repaired
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id), area_code TEXT NOT NULL);

CREATE TABLE camera (
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  reference TEXT NOT NULL, name TEXT NOT NULL, register_name TEXT NOT NULL, owner TEXT NOT NULL,
  kind TEXT NOT NULL, status TEXT NOT NULL,
  range_metres REAL, mounting_height_metres REAL, focal_length_metres REAL,  -- NULL: not known
  purpose TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE camera_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  camera_id INTEGER NOT NULL REFERENCES camera(id) ON DELETE CASCADE,
  bearing_degrees REAL, field_of_view_degrees REAL);
CREATE INDEX camera_view_of ON camera_view(camera_id);

CREATE TABLE hub (
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  kind TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, opening_hours TEXT NOT NULL, open INTEGER NOT NULL);
CREATE TABLE building (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id), height_metres REAL);
CREATE TABLE street (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  name TEXT NOT NULL, road_class TEXT NOT NULL);
CREATE TABLE indicator (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  indicator TEXT NOT NULL, area_code TEXT NOT NULL, period TEXT NOT NULL, value REAL, unit TEXT NOT NULL,
  higher_is_better INTEGER NOT NULL);
CREATE TABLE plan_action (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  theme TEXT NOT NULL, title TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, status TEXT NOT NULL,
  area_code TEXT NOT NULL);

-- What each batch put into each table, and the SHA-256 of those rows.
CREATE TABLE batch_content (
  batch_id INTEGER NOT NULL REFERENCES import_batch(id), table_name TEXT NOT NULL, row_count INTEGER NOT NULL,
  sha256 TEXT NOT NULL, PRIMARY KEY (batch_id, table_name)) WITHOUT ROWID;

CREATE TABLE result (
  name TEXT PRIMARY KEY, title TEXT NOT NULL, operation TEXT NOT NULL, provenance TEXT NOT NULL,
  dataset_revision INTEGER NOT NULL, style TEXT NOT NULL, unit TEXT NOT NULL, created_at TEXT NOT NULL,
  table_name TEXT UNIQUE, geometry_type TEXT NOT NULL);
CREATE TABLE result_column (
  result TEXT NOT NULL REFERENCES result(name) ON DELETE CASCADE, position INTEGER NOT NULL,
  sql_name TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL, type TEXT NOT NULL,
  disclosive_count INTEGER NOT NULL, PRIMARY KEY (result, position)) WITHOUT ROWID;
CREATE TABLE result_raster (
  result TEXT PRIMARY KEY REFERENCES result(name) ON DELETE CASCADE,
  west REAL NOT NULL, south REAL NOT NULL, cell REAL NOT NULL, columns INTEGER NOT NULL, rows INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  cells BLOB NOT NULL);  -- float32, little-endian, rows from south to north, NaN: no data

CREATE TABLE document (key TEXT PRIMARY KEY, text TEXT NOT NULL, saved_at TEXT NOT NULL);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER audit_log_is_never_changed BEFORE UPDATE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_log_is_never_cut BEFORE DELETE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
)sql";

core::Status apply_version_1(const Connection& connection) {
  // 'NONE': only the reference systems below, not all 6,000.
  if (auto done = expect_one(connection, "SELECT InitSpatialMetaData(0, 'NONE')"); !done) return done;
  for (const int srid : {4326, 4258, 3857, kBritishNationalGrid}) {
    if (auto done = expect_one(connection, fmt::format("SELECT InsertEpsgSrid({})", srid)); !done) return done;
  }
  if (auto done = connection.script(kVersion1); !done) return done;
  constexpr std::array<std::array<const char*, 2>, 7> kGeometryColumns = {{{"incident", "POINT"},
                                                                           {"area", "MULTIPOLYGON"},
                                                                           {"area_original", "MULTIPOLYGON"},
                                                                           {"camera", "POINT"},
                                                                           {"hub", "POINT"},
                                                                           {"building", "POLYGON"},
                                                                           {"street", "LINESTRING"}}};
  for (const auto& [table, type] : kGeometryColumns) {
    if (auto done = add_geometry_column(connection, table, type); !done) return done;
  }
  return {};
}

// What a person wants to see in a GIS: words for ids, dates for minutes.
constexpr const char* kVersion2 = R"sql(
CREATE VIEW incident_readable AS
  SELECT incident.id AS id, category.name AS type, category.sensitivity AS sensitivity,
    CASE precision WHEN 3 THEN strftime('%Y-%m-%d %H:%M', minute * 60, 'unixepoch')
                   WHEN 2 THEN strftime('%Y-%m-%d', minute * 60, 'unixepoch')
                   WHEN 1 THEN strftime('%Y-%m', minute * 60, 'unixepoch') END AS time,
    weight, source_id, location, batch.file_name AS file_name, source_row, incident.geometry AS geometry
  FROM incident JOIN incident_category AS category ON category.id = category_id
    JOIN import_batch AS batch ON batch.id = batch_id;
CREATE VIEW area_readable AS
  SELECT area.id AS id, area_set.name AS set_name, area_set.kind AS kind, area_set.vintage AS vintage, code,
    area.name AS name, population, deprivation_rank, note, area.geometry AS geometry
  FROM area JOIN area_set ON area_set.id = area_set_id;
INSERT INTO views_geometry_columns
  (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only) VALUES
  ('incident_readable', 'geometry', 'id', 'incident', 'geometry', 1),
  ('area_readable', 'geometry', 'id', 'area', 'geometry', 1);
)sql";

core::Status apply_version_2(const Connection& connection) { return connection.script(kVersion2); }

constexpr const char* kVersion3 = R"sql(
ALTER TABLE import_batch ADD COLUMN synthetic INTEGER NOT NULL DEFAULT 0;  -- the file says that nothing in it is real
CREATE TABLE writer_lock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  host TEXT NOT NULL, machine TEXT NOT NULL, process INTEGER NOT NULL, began TEXT NOT NULL, since TEXT NOT NULL);
)sql";

core::Status apply_version_3(const Connection& connection) { return connection.script(kVersion3); }

constexpr const char* kVersion4 = R"sql(
CREATE TABLE area_ward (  -- the ward in which a small area's publisher puts it
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  area_id INTEGER NOT NULL REFERENCES area(id), ward_code TEXT NOT NULL);
)sql";

core::Status apply_version_4(const Connection& connection) { return connection.script(kVersion4); }

// Under which account; the hash of an entry that has one is also over it.
constexpr const char* kVersion5 = "ALTER TABLE audit_log ADD COLUMN who TEXT NOT NULL DEFAULT ''";

core::Status apply_version_5(const Connection& connection) { return connection.script(kVersion5); }

// Of incidents known to have happened between two times, before which; `minute` is from which on.
constexpr const char* kVersion6 = R"sql(
CREATE TABLE incident_until (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  incident_id INTEGER NOT NULL REFERENCES incident(id), until_minute INTEGER NOT NULL);
CREATE INDEX incident_until_of ON incident_until(incident_id);
DROP VIEW incident_readable;
CREATE VIEW incident_readable AS
  SELECT incident.id AS id, category.name AS type, category.sensitivity AS sensitivity,
    CASE precision WHEN 3 THEN strftime('%Y-%m-%d %H:%M', minute * 60, 'unixepoch')
                   WHEN 2 THEN strftime('%Y-%m-%d', minute * 60, 'unixepoch')
                   WHEN 1 THEN strftime('%Y-%m', minute * 60, 'unixepoch') END AS time,
    strftime('%Y-%m-%d %H:%M', until_minute * 60, 'unixepoch') AS time_until,
    weight, source_id, location, batch.file_name AS file_name, source_row, incident.geometry AS geometry
  FROM incident JOIN incident_category AS category ON category.id = category_id
    JOIN import_batch AS batch ON batch.id = incident.batch_id
    LEFT JOIN incident_until ON incident_until.incident_id = incident.id;
)sql";

core::Status apply_version_6(const Connection& connection) { return connection.script(kVersion6); }

constexpr const char* kVersion7 = R"sql(
CREATE TABLE point_of_interest (  -- features of the ground: licensed premises, stops
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES import_batch(id),
  kind TEXT NOT NULL, name TEXT NOT NULL);
)sql";

core::Status apply_version_7(const Connection& connection) {
  if (auto done = connection.script(kVersion7); !done) return done;
  return add_geometry_column(connection, "point_of_interest", "POINT");
}

constexpr std::array<Migration, 7> kMigrations = {{{1, "the first schema", apply_version_1},
                                                   {2, "views that read well in a GIS", apply_version_2},
                                                   {3, "synthetic imports, who writes", apply_version_3},
                                                   {4, "wards of small areas", apply_version_4},
                                                   {5, "who did what", apply_version_5},
                                                   {6, "ranges of time", apply_version_6},
                                                   {7, "points of interest", apply_version_7}}};

}  // namespace

int current_schema_version() { return kMigrations.back().version; }

std::span<const Migration> migrations() { return kMigrations; }

core::Status migrate(const Connection& connection, int target) {
  assert(target <= current_schema_version());
  const auto version = schema_version(connection);
  if (!version) return version.error();
  for (const Migration& migration : kMigrations) {
    if (migration.version <= *version || migration.version > target) continue;
    auto transaction = Transaction::begin(connection, TransactionKind::write);
    if (!transaction) return transaction.error();
    core::Status done = migration.apply(connection);
    if (done) done = connection.script(fmt::format("PRAGMA user_version={}", migration.version));
    if (done) done = transaction->commit();
    if (!done) return done.error().within(fmt::format("changing the workspace to schema {}", migration.version));
  }
  return {};
}

core::Result<int> schema_version(const Connection& connection) {
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return version.error();
  return static_cast<int>(*version);
}

core::Status add_geometry_column(const Connection& connection, const std::string& table, const std::string& type) {
  const auto added = connection.integer("SELECT AddGeometryColumn(?, 'geometry', ?, ?, 'XY')",
                                        {table, std::int64_t{kBritishNationalGrid}, type});
  if (!added) return added.error();
  const auto indexed = connection.integer("SELECT CreateSpatialIndex(?, 'geometry')", {table});
  if (!indexed) return indexed.error();
  if (*added != 1 || *indexed != 1) return core::internal_error("SpatiaLite refused a geometry column for " + table);
  return {};
}

core::Status drop_spatial_table(const Connection& connection, const std::string& table) {
  core::Status done = connection.script("DROP TABLE IF EXISTS " + sql_name("idx_" + table + "_geometry"));
  // Rows of SpatiaLite's registers that name the table; those that hang on geometry_columns go with it.
  if (done) done = connection.run("DELETE FROM geometry_columns WHERE f_table_name = ?", {table});
  if (done) done = connection.script("DROP TABLE IF EXISTS " + sql_name(table));
  return done;
}

}  // namespace wardscope::store
