// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_protocol.hpp"

#include <cassert>

namespace wardscope::io {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kMostColumns = 10000;

void append_number(std::string& bytes, std::uint64_t value, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

class FieldReader {
 public:
  explicit FieldReader(std::string_view body) : rest_(body) {}

  std::uint64_t bits(std::size_t count) {
    if (rest_.size() < count) {
      good_ = false;
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    rest_.remove_prefix(count);
    return value;
  }
  std::int64_t number() { return static_cast<std::int64_t>(bits(kNumberBytes)); }
  std::string_view text() {
    const std::uint64_t length = bits(kLengthBytes);
    if (!good_ || length > rest_.size()) {
      good_ = false;
      return {};
    }
    const std::string_view value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return value;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

RecordWriter::RecordWriter(RecordKind kind) : bytes_(kLengthBytes, '\0') { bytes_ += static_cast<char>(kind); }

RecordWriter& RecordWriter::number(std::int64_t value) {
  append_number(bytes_, static_cast<std::uint64_t>(value), kNumberBytes);
  return *this;
}

RecordWriter& RecordWriter::text(std::string_view value) {
  append_number(bytes_, value.size(), kLengthBytes);
  bytes_ += value;
  return *this;
}

std::string RecordWriter::take() {
  std::string length;
  append_number(length, bytes_.size() - kLengthBytes, kLengthBytes);
  bytes_.replace(0, kLengthBytes, length);
  return std::move(bytes_);
}

std::string to_record(const HelloRecord& record) {
  return RecordWriter(RecordKind::hello).text(record.confinement).take();
}

std::string to_record(const LayerRecord& record) {
  RecordWriter writer(RecordKind::layer);
  writer.text(record.name)
      .number(record.layers_in_file)
      .text(record.crs)
      .number(static_cast<std::int64_t>(record.shape))
      .number(record.declared_rows);
  writer.number(static_cast<std::int64_t>(record.columns.size()));
  for (const std::string& column : record.columns) writer.text(column);
  return writer.take();
}

std::string to_record(const RowRecord& record) {
  RecordWriter writer(RecordKind::row);
  writer.number(record.number);
  for (const std::string_view value : record.values) writer.text(value);
  return writer.text(record.wkb).text(record.trouble).take();
}

std::string to_record(const FailureRecord& record) {
  return RecordWriter(RecordKind::failure).number(static_cast<std::int64_t>(record.code)).text(record.message).take();
}

std::optional<HelloRecord> parse_hello(std::string_view body) {
  FieldReader reader(body);
  HelloRecord record{std::string(reader.text())};
  return reader.at_end() ? std::optional(record) : std::nullopt;
}

std::optional<LayerRecord> parse_layer(std::string_view body) {
  FieldReader reader(body);
  LayerRecord record;
  record.name = reader.text();
  record.layers_in_file = reader.number();
  record.crs = reader.text();
  const std::int64_t shape = reader.number();
  record.declared_rows = reader.number();
  const std::int64_t columns = reader.number();
  if (!reader.good() || shape < 0 || shape > static_cast<std::int64_t>(ShapeKind::any) || columns < 0 ||
      columns > static_cast<std::int64_t>(kMostColumns)) {
    return std::nullopt;
  }
  record.shape = static_cast<ShapeKind>(shape);
  for (std::int64_t i = 0; i < columns && reader.good(); ++i) record.columns.emplace_back(reader.text());
  return reader.at_end() ? std::optional(std::move(record)) : std::nullopt;
}

std::optional<RowRecord> parse_row(std::string_view body, std::size_t columns) {
  FieldReader reader(body);
  RowRecord record;
  record.number = reader.number();
  record.values.reserve(columns);
  for (std::size_t i = 0; i < columns && reader.good(); ++i) record.values.push_back(reader.text());
  record.wkb = reader.text();
  record.trouble = reader.text();
  return reader.at_end() ? std::optional(std::move(record)) : std::nullopt;
}

std::optional<FailureRecord> parse_failure(std::string_view body) {
  FieldReader reader(body);
  const std::int64_t code = reader.number();
  FailureRecord record;
  record.message = reader.text();
  if (!reader.at_end() || code < 0 || code > static_cast<std::int64_t>(core::ErrorCode::internal)) return std::nullopt;
  record.code = static_cast<core::ErrorCode>(code);
  return record;
}

std::optional<std::int64_t> parse_count(std::string_view body) {
  FieldReader reader(body);
  const std::int64_t count = reader.number();
  return reader.at_end() ? std::optional(count) : std::nullopt;
}

}  // namespace wardscope::io
