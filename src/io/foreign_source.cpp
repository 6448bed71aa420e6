// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "geo/well_known_binary.hpp"
#include "io/foreign_protocol.hpp"
#include "io/staged_copy.hpp"
#include "io/worker_process.hpp"

namespace wardscope::io {
namespace {

/// Rows of the layer that the worker is sending.
class ForeignRows final : public RowSource {
 public:
  ForeignRows(WorkerProcess& worker, SourceSchema schema) : worker_(worker), schema_(std::move(schema)) {}

  [[nodiscard]] const SourceSchema& schema() const override { return schema_; }
  core::Result<Step> next() override;
  [[nodiscard]] const SourceRow& row() const override { return row_; }
  [[nodiscard]] const RejectedRow& rejection() const override { return rejection_; }
  [[nodiscard]] std::int64_t rows_read() const override { return read_; }
  [[nodiscard]] double fraction() const override {
    if (schema_.declared_rows <= 0) return 0.0;
    return std::min(1.0, static_cast<double>(read_) / static_cast<double>(schema_.declared_rows));
  }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  Step take(const RowRecord& record);
  Step reject(std::int64_t number, std::string reason, std::string remedy) {
    rejection_ = {number, {}, {}, std::move(reason), std::move(remedy)};
    return Step::rejected;
  }
  [[nodiscard]] core::Error failed(const core::Error& error) const {
    return {error.code, fmt::format("'{}': import failed at row {}: {}", schema_.file_name, read_ + 1, error.message)};
  }

  WorkerProcess& worker_;
  SourceSchema schema_;
  RowRecord record_;
  SourceRow row_;
  geo::Geometry geometry_;
  RejectedRow rejection_;
  std::int64_t read_ = 0;
  bool ended_ = false;
};

ForeignRows::Step ForeignRows::take(const RowRecord& record) {
  ++read_;
  if (!std::all_of(record.values.begin(), record.values.end(),
                   [](std::string_view text) { return core::is_utf8(text); })) {
    return reject(record.number, "a text in it is not valid UTF-8",
                  "export the file again, or set its encoding (.cpg)");
  }
  geometry_ = std::monostate();
  if (!record.trouble.empty()) {
    return reject(record.number, fmt::format("its shape can't be used: {}", record.trouble), "correct the shape");
  }
  if (!record.wkb.empty()) {
    auto shape = geo::from_wkb(std::as_bytes(std::span(record.wkb)));
    if (!shape) return reject(record.number, "its shape can't be used: " + shape.error().message, "correct the shape");
    geometry_ = std::move(shape).value();
  }
  row_ = {record.number, record.values, schema_.shape == ShapeKind::none ? nullptr : &geometry_};
  return Step::row;
}

core::Result<ForeignRows::Step> ForeignRows::next() {
  if (ended_) return Step::end;
  const auto record = worker_.next();
  if (!record) return failed(record.error());
  switch (record->kind) {
    case RecordKind::row: {
      auto row = parse_row(record->body, schema_.columns.size());
      if (!row) break;
      record_ = std::move(*row);
      return take(record_);
    }
    case RecordKind::end_of_layer:
      if (parse_count(record->body) != read_) break;
      ended_ = true;
      return Step::end;
    case RecordKind::failure:
      if (const auto failure = parse_failure(record->body)) {
        return core::Error{failure->code, fmt::format("'{}': {}", schema_.file_name, failure->message)};
      }
      break;
    default:
      break;
  }
  return failed(core::malformed("its reader sent a record that does not fit"));
}

class ForeignFile final : public SourceFile {
 public:
  ForeignFile(StagedCopy staged, WorkerProcess worker, std::string file_name)
      : staged_(std::move(staged)), worker_(std::move(worker)), file_name_(std::move(file_name)) {}

  core::Result<RowSource*> next_layer() override;
  /// Reads the worker's greeting. Its formats follow.
  core::Status begin(const ForeignFormat& format);

 private:
  core::Status skip_rows();

  StagedCopy staged_;
  WorkerProcess worker_;
  std::string file_name_;
  std::string format_;
  std::unique_ptr<ForeignRows> rows_;
  bool finished_ = false;
};

core::Status ForeignFile::begin(const ForeignFormat& format) {
  const auto record = worker_.next();
  if (!record) return core::Error{record.error().code, fmt::format("'{}': {}", file_name_, record.error().message)};
  const auto hello = record->kind == RecordKind::hello ? parse_hello(record->body) : std::nullopt;
  if (!hello) return core::internal_error("the reader of foreign files does not answer; is this the whole program?");
  format_ = fmt::format("{}; read by a process of its own, {}", format.name, hello->confinement);
  return {};
}

core::Status ForeignFile::skip_rows() {
  while (rows_ && !rows_->ended()) {
    const auto step = rows_->next();
    if (!step) {
      finished_ = true;
      return step.error();
    }
  }
  return {};
}

core::Result<RowSource*> ForeignFile::next_layer() {
  if (finished_) return nullptr;
  if (auto skipped = skip_rows(); !skipped) return nullptr;  // the trouble was reported when the rows were read
  const auto record = worker_.next();
  if (!record) {
    finished_ = true;
    return core::Error{record.error().code, fmt::format("'{}': {}", file_name_, record.error().message)};
  }
  if (record->kind == RecordKind::end_of_file) {
    finished_ = true;
    return nullptr;
  }
  if (record->kind == RecordKind::failure) {
    finished_ = true;
    const auto failure = parse_failure(record->body);
    return failure ? core::Error{failure->code, fmt::format("'{}': {}", file_name_, failure->message)}
                   : core::malformed("'" + file_name_ + "': its reader sent a record that does not fit");
  }
  auto layer = record->kind == RecordKind::layer ? parse_layer(record->body) : std::nullopt;
  if (!layer) {
    finished_ = true;
    return core::malformed("'" + file_name_ + "': its reader sent a record that does not fit");
  }
  SourceSchema schema;
  schema.file_name = file_name_;
  schema.layer_name = layer->layers_in_file > 1 ? layer->name : std::string();
  schema.columns = std::move(layer->columns);
  schema.shape = layer->shape;
  schema.crs = std::move(layer->crs);
  schema.format = format_;
  schema.declared_rows = layer->declared_rows;
  rows_ = std::make_unique<ForeignRows>(worker_, std::move(schema));
  return rows_.get();
}

}  // namespace

core::Result<std::unique_ptr<SourceFile>> open_foreign_file(const std::filesystem::path& path,
                                                            const ForeignFormat& format,
                                                            const SourceFileOptions& options) {
  auto staged = StagedCopy::make(path, format, options.progress);
  if (!staged) return staged.error();
  auto worker = WorkerProcess::start(options.worker_program, staged->file());
  if (!worker) return worker.error();
  worker->watch(options.progress);
  auto file =
      std::make_unique<ForeignFile>(std::move(staged).value(), std::move(worker).value(), path.filename().string());
  if (auto begun = file->begin(format); !begun) return begun.error();
  return std::unique_ptr<SourceFile>(std::move(file));
}

}  // namespace wardscope::io
