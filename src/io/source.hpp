// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "io/layer_definition.hpp"
#include "io/rejected_row.hpp"

namespace wardscope::io {

/// What is known of a source before its rows.
struct SourceSchema {
  std::string file_name;   ///< without folder
  std::string layer_name;  ///< of a file that holds several; else empty
  std::vector<std::string> columns;
  ShapeKind shape = ShapeKind::none;  ///< of its own geometry; `any` where mixed or not declared
  std::string crs;                    ///< of its own geometry: "EPSG:4326", WKT, or empty where the file names none
  std::string format;                 ///< for people: "CSV, comma, UTF-8 (valid UTF-8)", "GeoPackage"
  std::int64_t declared_rows = -1;    ///< what the file says; -1: it does not
};

/// A row as the source has it. Views are valid until the next step.
struct SourceRow {
  std::int64_t line = 0;
  std::span<const std::string_view> values;  ///< one a column, empty where there is nothing
  const geo::Geometry* geometry = nullptr;   ///< in the source's CRS; null: the source has none
};

/// Rows of one layer of one file, in order. rows_read() == rows given + rows rejected.
class RowSource {
 public:
  enum class Step { row, rejected, end };

  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  [[nodiscard]] virtual const SourceSchema& schema() const = 0;
  virtual core::Result<Step> next() = 0;
  [[nodiscard]] virtual const SourceRow& row() const = 0;
  [[nodiscard]] virtual const RejectedRow& rejection() const = 0;
  [[nodiscard]] virtual std::int64_t rows_read() const = 0;
  /// 0..1, for progress.
  [[nodiscard]] virtual double fraction() const = 0;
};

}  // namespace wardscope::io
