// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "io/csv_reader.hpp"

namespace wardscope::io {
namespace {

std::string_view delimiter_name(char delimiter) {
  switch (delimiter) {
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "bar";
    default:
      return "comma";
  }
}

class CsvSource final : public RowSource {
 public:
  CsvSource(CsvReader reader, SourceSchema schema, std::uintmax_t size)
      : reader_(std::move(reader)), schema_(std::move(schema)), size_(std::max<std::uintmax_t>(size, 1)) {}

  [[nodiscard]] const SourceSchema& schema() const override { return schema_; }
  core::Result<Step> next() override {
    const auto step = reader_.next();
    if (!step) return step.error();
    switch (*step) {
      case CsvReader::Step::end:
        return Step::end;
      case CsvReader::Step::rejected:
        return Step::rejected;
      case CsvReader::Step::row:
        break;
    }
    row_ = {reader_.line(), reader_.values(), nullptr};
    return Step::row;
  }
  [[nodiscard]] const SourceRow& row() const override { return row_; }
  [[nodiscard]] const RejectedRow& rejection() const override { return reader_.rejection(); }
  [[nodiscard]] std::int64_t rows_read() const override { return reader_.rows_read(); }
  [[nodiscard]] double fraction() const override {
    return std::min(1.0, static_cast<double>(reader_.bytes_read()) / static_cast<double>(size_));
  }

 private:
  CsvReader reader_;
  SourceSchema schema_;
  std::uintmax_t size_;
  SourceRow row_;
};

}  // namespace

core::Result<std::unique_ptr<RowSource>> open_csv_source(const std::filesystem::path& path,
                                                         const FileInspection& inspection,
                                                         const std::string& encoding) {
  const std::string name = path.filename().string();
  if (inspection.size == 0) return core::malformed("'" + name + "' is empty");
  if (!inspection.is_text && encoding.empty()) {
    return core::malformed("'" + name +
                           "' is not a text file, so it can't be CSV; give it the extension of what it is");
  }
  CsvOptions options{encoding.empty() ? inspection.encoding : encoding, inspection.mark_length, '\0'};
  auto reader = CsvReader::open(path, options);
  if (!reader) return reader.error();
  SourceSchema schema;
  schema.file_name = name;
  schema.columns = reader->header();
  schema.format = fmt::format("CSV, {}, {} ({})", delimiter_name(reader->delimiter()), options.encoding,
                              encoding.empty() ? inspection.encoding_why : "as you say");
  return std::unique_ptr<RowSource>(
      std::make_unique<CsvSource>(std::move(reader).value(), std::move(schema), inspection.size));
}

}  // namespace wardscope::io
