// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "io/file_inspection.hpp"
#include "io/source.hpp"
#include "jobs/progress.hpp"

namespace wardscope::io {

struct SourceFileOptions {
  std::string encoding;                  ///< of CSV; empty: as inspected
  std::filesystem::path worker_program;  ///< for foreign formats; empty: this program
  jobs::Progress progress;               ///< a stop ends the wait for a foreign file's rows
};

/// A file with one or more layers of rows, read one after the other.
class SourceFile {
 public:
  SourceFile() = default;
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;
  virtual ~SourceFile() = default;

  /// The next layer, null after the last. It is valid until the next call; rows of it that were not read are skipped.
  virtual core::Result<RowSource*> next_layer() = 0;
};

/// Whether files of this extension, in lower case with its dot, are read as text tables: by the CSV reader, unconfined.
bool is_text_table(std::string_view extension);

/// Whether a file of a folder is taken for data by its extension (".csv", ".gpkg" …). A ".txt" or ".json" may be
/// anything: it is read only where the user names it.
bool is_taken_from_folders(const std::filesystem::path& path);

/// Opens by extension: CSV and text tables here, everything else in a confined worker process.
/// @returns unsupported that names the extensions known, or what opening reports.
core::Result<std::unique_ptr<SourceFile>> open_source_file(const std::filesystem::path& path,
                                                           const FileInspection& inspection,
                                                           const SourceFileOptions& options);

}  // namespace wardscope::io
