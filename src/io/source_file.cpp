// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/source_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "io/csv_source.hpp"
#include "io/foreign_format.hpp"
#include "io/foreign_source.hpp"

namespace wardscope::io {
namespace {

constexpr std::array<std::string_view, 3> kTextTables{".csv", ".txt", ".tsv"};

class CsvFile final : public SourceFile {
 public:
  explicit CsvFile(std::unique_ptr<RowSource> rows) : rows_(std::move(rows)) {}
  core::Result<RowSource*> next_layer() override { return std::exchange(given_, true) ? nullptr : rows_.get(); }

 private:
  std::unique_ptr<RowSource> rows_;
  bool given_ = false;
};

/// Why a file of this extension is not read, and what to do.
std::string what_is_wrong_with(std::string_view extension) {
  if (extension == ".dbf" || extension == ".shx" || extension == ".prj" || extension == ".cpg") {
    return "is a part of a Shapefile; name the .shp file, and keep the others beside it";
  }
  if (extension == ".zip" || extension == ".kmz" || extension == ".gz" || extension == ".7z" || extension == ".zst") {
    return "is an archive; unpack it and name the files in it";
  }
  if (extension == ".xls") return "is of an old form of Excel; save it as .xlsx or .csv";
  if (extension == ".tif" || extension == ".gsb") {
    return "is a grid; to transform places with it, name it with --grid";
  }
  return "has an extension that is not read here; known: .csv, .txt, .tsv, " + foreign_extensions();
}

}  // namespace

bool is_text_table(std::string_view extension) {
  return std::find(kTextTables.begin(), kTextTables.end(), extension) != kTextTables.end();
}

bool is_taken_from_folders(const std::filesystem::path& path) {
  const std::string extension = core::lower_ascii(path.extension().string());
  if (extension == ".txt" || extension == ".json") return false;
  return is_text_table(extension) || foreign_format_of(extension) != nullptr;
}

core::Result<std::unique_ptr<SourceFile>> open_source_file(const std::filesystem::path& path,
                                                           const FileInspection& inspection,
                                                           const SourceFileOptions& options) {
  const std::string extension = core::lower_ascii(path.extension().string());
  if (is_text_table(extension)) {
    auto rows = open_csv_source(path, inspection, options.encoding);
    if (!rows) return rows.error();
    return std::unique_ptr<SourceFile>(std::make_unique<CsvFile>(std::move(rows).value()));
  }
  const ForeignFormat* const format = foreign_format_of(extension);
  if (format == nullptr) {
    return core::unsupported("'" + path.filename().string() + "' " + what_is_wrong_with(extension));
  }
  if (inspection.size == 0) return core::malformed("'" + path.filename().string() + "' is empty");
  return open_foreign_file(path, *format, options);
}

}  // namespace wardscope::io
