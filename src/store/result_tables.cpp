// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/result_tables.hpp"

#include <fmt/format.h>

#include <cstring>
#include <set>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "store/geometry_blob.hpp"
#include "store/schema.hpp"
#include "store/sha256.hpp"
#include "store/spatial_index.hpp"
#include "store/table_writer.hpp"
#include "store/words.hpp"

namespace wardscope::store {
namespace {

constexpr std::string_view kSqlTypes[] = {"INTEGER", "REAL", "TEXT"};

Cell cell_of(const table::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
  return std::monostate{};
}

table::Value value_from(const Statement& row, int column, table::ColumnType type) {
  if (row.is_null(column)) return std::monostate{};
  switch (type) {
    case table::ColumnType::integer:
      return row.integer(column);
    case table::ColumnType::number:
      return row.number(column);
    default:
      return std::string(row.text(column));
  }
}

/// Column names for SQL: as given where they are free, with a number behind where SQLite would take two for one.
std::vector<std::string> sql_names(const std::vector<table::Column>& columns) {
  std::set<std::string> taken = {"fid", "geometry", "rowid", "oid", "_rowid_"};
  std::vector<std::string> names;
  for (const table::Column& column : columns) {
    const std::string wanted = column.name.empty() ? "column" : column.name;
    std::string name = wanted;
    for (int number = 2; !taken.insert(core::lower_ascii(name)).second; ++number) {
      name = fmt::format("{}_{}", wanted, number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

core::Status describe_columns(const Connection& connection, const std::string& result,
                              const std::vector<table::Column>& columns) {
  const std::vector<std::string> names = sql_names(columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const table::Column& column = columns[i];
    core::Status done = connection.run(
        "INSERT INTO result_column (result, position, sql_name, name, label, unit, type, disclosive_count) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {result, static_cast<std::int64_t>(i), names[i], column.name, column.label, column.unit,
         word_of(kColumnTypeWords, column.type), std::int64_t{column.disclosive_count}});
    if (!done) return done;
  }
  return {};
}

core::Status make_table(const Connection& connection, const std::string& table, const table::FeatureTable& features) {
  std::string sql = fmt::format("CREATE TABLE {} (fid INTEGER PRIMARY KEY", sql_name(table));
  const std::vector<std::string> names = sql_names(features.columns());
  for (std::size_t i = 0; i < names.size(); ++i) {
    sql += fmt::format(", {} {}", sql_name(names[i]), kSqlTypes[static_cast<std::size_t>(features.columns()[i].type)]);
  }
  if (auto done = connection.script(sql + ")"); !done) return done;
  const std::string_view type = geometry_type_of(features);
  if (type.empty()) return {};
  return add_geometry_column(connection, table, std::string(type));
}

core::Status insert_rows(const Connection& connection, const std::string& table, const table::FeatureTable& features) {
  const int columns = static_cast<int>(features.columns().size());
  const bool spatial = !geometry_type_of(features).empty();
  std::string places = "NULL";
  for (int i = 0; i < columns + (spatial ? 1 : 0); ++i) places += ", ?";
  auto insert = connection.prepare(fmt::format("INSERT INTO {} VALUES ({})", sql_name(table), places));
  if (!insert) return insert.error();
  std::vector<IndexEntry> index;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    for (int i = 0; i < columns; ++i) insert->bind(i + 1, cell_of(features.at(row, static_cast<std::size_t>(i))));
    Blob blob;
    if (spatial) {
      if (!is_finite(features.geometry(row))) {
        return core::malformed(fmt::format("row {} has a coordinate that is not a finite number", row + 1));
      }
      blob = to_blob(features.geometry(row));
      insert->bind(columns + 1, std::span<const std::byte>(blob));
    }
    if (auto done = insert->run(); !done) return done;
    const geo::Extent extent = geo::extent_of(features.geometry(row));
    if (!extent.empty()) index.push_back(index_entry(connection.last_row_id(), extent));
  }
  if (!spatial) return {};
  return fill_spatial_index(connection, table, std::move(index));
}

}  // namespace

std::string_view geometry_type_of(const table::FeatureTable& features) {
  constexpr std::string_view kTypes[] = {"", "POINT", "MULTILINESTRING", "MULTIPOLYGON"};
  std::size_t kind = 0;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const std::size_t here = features.geometry(row).index();
    if (here == 0) continue;
    if (kind != 0 && kind != here) return "GEOMETRY";
    kind = here;
  }
  return kTypes[kind];
}

core::Result<std::string> free_table_name(const Connection& connection, std::string_view result) {
  const std::string wanted = "result_" + core::lower_ascii(core::file_name_from(result));
  std::string name = wanted;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  const std::string base = name;
  for (int number = 2;; ++number) {
    const auto taken = connection.integer("SELECT count(*) FROM sqlite_schema WHERE lower(name) = ?", {name});
    if (!taken) return taken.error();
    if (*taken == 0) return name;
    name = fmt::format("{}_{}", base, number);
  }
}

core::Status write_features(const Connection& connection, const ResultTable& place,
                            const table::FeatureTable& features) {
  core::Status done = describe_columns(connection, place.result, features.columns());
  if (done) done = make_table(connection, place.table, features);
  if (!done) return done;
  auto triggers = take_triggers(connection, place.table);
  if (!triggers) return triggers.error();
  done = insert_rows(connection, place.table, features);
  if (done && !geometry_type_of(features).empty()) done = write_statistics(connection, place.table, features.extent());
  for (const std::string& trigger : *triggers) {
    if (done) done = connection.script(trigger);
  }
  return done;
}

core::Result<table::FeatureTable> read_features(const Connection& connection, const ResultTable& place) {
  std::vector<table::Column> columns;
  std::string selected;
  {
    auto rows = connection.query(
        "SELECT name, label, unit, type, disclosive_count, sql_name FROM result_column WHERE result = ? "
        "ORDER BY position",
        {place.result});
    if (!rows) return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
      columns.push_back({std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)),
                         enum_of(kColumnTypeWords, rows->text(3), table::ColumnType::text), rows->integer(4) != 0});
      selected += sql_name(rows->text(5)) + ", ";
    }
    if (!row) return row.error();
  }
  const auto type = connection.text("SELECT geometry_type FROM result WHERE name = ?", {place.result});
  if (!type) return type.error();
  table::FeatureTable features(columns);
  auto rows = connection.query(fmt::format("SELECT {}{} FROM {} ORDER BY fid", selected,
                                           type->empty() ? "NULL" : "geometry", sql_name(place.table)));
  if (!rows) return rows.error();
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    std::vector<table::Value> values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      values.push_back(value_from(*rows, static_cast<int>(i), columns[i].type));
    }
    auto geometry = geometry_from(rows->blob(static_cast<int>(columns.size())));
    if (!geometry) return geometry.error();
    features.add_row(std::move(values), *std::move(geometry));
  }
  if (!row) return row.error();
  return features;
}

core::Status drop_result_table(const Connection& connection, const std::string& table) {
  return drop_spatial_table(connection, table);
}

core::Status write_raster(const Connection& connection, std::string_view result, const raster::Raster<float>& raster) {
  const raster::GridSpec& grid = raster.grid();
  const std::span<const std::byte> cells = std::as_bytes(std::span(raster.values()));
  // An empty grid has no cells, and an empty blob would be NULL.
  if (cells.empty()) return core::invalid_argument("the raster has no cells");
  const std::string sha256 = sha256_of(cells);
  return connection.run(
      "INSERT INTO result_raster (result, west, south, cell, columns, rows, sha256, cells) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {result, grid.x0, grid.y0, grid.cell, static_cast<std::int64_t>(grid.columns),
       static_cast<std::int64_t>(grid.rows), sha256, cells});
}

core::Result<std::optional<raster::Raster<float>>> read_raster(const Connection& connection, std::string_view result) {
  auto row = connection.query(
      "SELECT west, south, cell, columns, rows, sha256, cells FROM result_raster WHERE result = ?", {result});
  if (!row) return row.error();
  const auto found = row->step();
  if (!found) return found.error();
  if (!*found) return std::optional<raster::Raster<float>>();
  const raster::GridSpec grid{row->number(0), row->number(1), row->number(2), static_cast<std::size_t>(row->integer(3)),
                              static_cast<std::size_t>(row->integer(4))};
  const std::span<const std::byte> cells = row->blob(6);
  if (cells.size() != grid.size() * sizeof(float) || sha256_of(cells) != row->text(5)) {
    return core::malformed("its cells are damaged; run the operation again");
  }
  std::vector<float> values(grid.size());
  std::memcpy(values.data(), cells.data(), cells.size());
  return std::optional<raster::Raster<float>>(raster::Raster<float>(grid, std::move(values)));
}

}  // namespace wardscope::store
