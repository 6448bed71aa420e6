// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "io/layer_definition.hpp"

namespace wardscope::io {

// What the worker that opens foreign files tells the program, as records on a pipe: a length of four bytes (little
// endian, of what follows), a byte that names the kind, and fields. The reader believes nothing: a length beyond
// kLongestRecord, a field that runs over its record, or bytes left over end the import.

constexpr std::uint32_t kLongestRecord = std::uint32_t{256} << 20U;  // bytes: a shape of ten million vertices

enum class RecordKind : std::uint8_t {
  hello = 'H',
  layer = 'L',
  row = 'R',
  end_of_layer = 'D',
  end_of_file = 'Z',
  failure = 'E'
};

/// First record: how far the process is confined, for the user.
struct HelloRecord {
  std::string confinement;
};
struct LayerRecord {
  std::string name;
  std::int64_t layers_in_file = 1;
  std::string crs;  ///< "EPSG:27700", WKT, or empty
  ShapeKind shape = ShapeKind::none;
  std::int64_t declared_rows = -1;
  std::vector<std::string> columns;
};
struct RowRecord {
  std::int64_t number = 0;               ///< from 1
  std::vector<std::string_view> values;  ///< one a column
  std::string_view wkb;                  ///< empty: no shape
  std::string_view trouble;              ///< why its shape can't be read; empty: it can
};
struct FailureRecord {
  core::ErrorCode code = core::ErrorCode::malformed;
  std::string message;
};

/// Builds one record; text() gives it with its length and kind in front.
class RecordWriter {
 public:
  explicit RecordWriter(RecordKind kind);
  RecordWriter& number(std::int64_t value);
  RecordWriter& text(std::string_view value);
  /// The record. The writer is spent.
  [[nodiscard]] std::string take();

 private:
  std::string bytes_;
};

std::string to_record(const HelloRecord& record);
std::string to_record(const LayerRecord& record);
std::string to_record(const RowRecord& record);
std::string to_record(const FailureRecord& record);

/// The readers answer nothing where the body is not exactly one such record.
std::optional<HelloRecord> parse_hello(std::string_view body);
std::optional<LayerRecord> parse_layer(std::string_view body);
/// Views into `body`. @pre columns: of the layer's record
std::optional<RowRecord> parse_row(std::string_view body, std::size_t columns);
std::optional<FailureRecord> parse_failure(std::string_view body);
/// Number of rows of an end_of_layer record.
std::optional<std::int64_t> parse_count(std::string_view body);

}  // namespace wardscope::io
