// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "io/quality_report.hpp"
#include "jobs/progress.hpp"

namespace wardscope::io {

/// What to do with a file that the workspace has already, by its hash.
enum class Again { pass_over, allow };

/// What to do with areas whose outline crosses itself where the repair changes an area by more than 0.1 % or 10 m².
enum class Repairs { refuse, accept };

struct ImportOptions {
  std::filesystem::path workspace = {};  ///< made where it is not there
  std::string place = {};                ///< name of the place; empty: as its boundary or its wards say
  std::string kind = {};                 ///< layer definition id; empty: recognised
  std::string name = {};                 ///< of the layer or area set; empty: from the definition and the file
  std::string encoding = {};             ///< of CSV files; empty: detected
  std::string crs = {};  ///< of the source's own geometry or its position columns; empty: what file or definition say
  std::filesystem::path grid = {};           ///< OSTN15 grid file; empty: none
  std::filesystem::path definitions = {};    ///< folder of the user's layer definitions; empty: none
  std::filesystem::path reject_folder = {};  ///< of FILE.rejects.csv; empty: beside the workspace
  Again again = Again::pass_over;
  Repairs repairs = Repairs::refuse;
  std::optional<std::uintmax_t> free_bytes = {};  ///< on the workspace's disk, instead of asking; for tests
  std::filesystem::path worker_program = {};      ///< runs the worker for foreign formats; empty: this program itself
};

void describe(ImportOptions& options, core::ParameterVisitor& visitor);

/// One batch: a file, or a layer of a file that holds several.
struct ImportedFile {
  std::string file_name;
  std::string layer_name;  ///< of a file with several layers
  std::string kind;
  std::string recognised;  ///< "data.police.uk street-level crime and ASB, because of the columns …"
  std::string format;      ///< "CSV, comma, UTF-8 (valid UTF-8)"
  std::int64_t batch = 0;
  std::string source_crs;         ///< "EPSG:4326 (WGS 84), as the file says"
  std::string crs_operation;      ///< "none needed: eastings and northings in EPSG:27700", or PROJ's name
  double accuracy_metres = 0.0;   ///< 0: no transformation; below 0: not stated
  bool synthetic = false;         ///< the file says that nothing in it is real, and so does the workspace from now on
  std::filesystem::path rejects;  ///< the reject file; empty: no row was rejected
  std::filesystem::path remarks;  ///< the file of values that were not understood; empty: all were
  QualityReport quality;          ///< with the counts: read == stored + rejected
  std::string unused_columns;     ///< of its remarks, the one that names them; empty: all are used
  std::vector<std::string> notices;  ///< of its remarks, those about what the workspace had before
};

/// A file (or layer) that gave nothing to the workspace, and why.
struct FailedFile {
  std::string file_name;
  core::Error error;
};

/// A file (or layer) that was passed over, for it was named twice or is in the workspace already. No failure: what was
/// asked for is there.
struct RepeatedFile {
  std::string file_name;
  std::string why;  ///< "it is the same file as 'street.csv', import 1 of 2025-11-21"
};

/// A place that nobody and no source has named yet.
inline constexpr std::string_view kUnnamedPlace = "Unnamed place";

struct ImportReport {
  std::string place;          ///< of the workspace, after the import
  std::string place_said_by;  ///< what named it in this import: "the column LAD20NM of wards.geojson"; else empty
  std::vector<ImportedFile> files;
  std::vector<RepeatedFile> repeated;
  std::vector<FailedFile> failures;
  [[nodiscard]] std::int64_t read() const;
  [[nodiscard]] std::int64_t stored() const;
  [[nodiscard]] std::int64_t rejected() const;
};

/// Imports files and folders (with their sub-folders, in the order of their paths) into a workspace, a staged batch
/// each: a file is imported whole or not at all. Shapes come before tables, so that the wards are there when rows off
/// the borough are counted. Every row is stored or in the reject file. Files that fail are listed, files that are there
/// already passed over; the others are imported.
/// @returns an error that lists every failure where nothing at all could be imported or is there; invalid_argument,
/// not_found, io for the workspace, the definitions or the grid; cancelled, with finished files kept.
core::Result<ImportReport> import_files(const std::vector<std::filesystem::path>& paths, const ImportOptions& options,
                                        const jobs::Progress& progress, core::Diagnostics& diagnostics);

/// For a terminal: what was recognised, the counts, the CRS operation and the quality of each file, then the failures.
/// Of more than five files, one that was read as the one before it has a line with its counts.
std::string import_text(const ImportReport& report);

}  // namespace wardscope::io
