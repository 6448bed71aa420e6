// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::store {

/// The schema that this program writes. A workspace of a higher number is refused, of a lower one migrated.
int current_schema_version();

/// What is known of a source before its rows arrive.
struct BatchSource {
  std::string kind;       ///< layer definition id, "police-street"
  std::string layer;      ///< "Incidents"
  std::string file_name;  ///< without folder: paths never enter the workspace
  std::string sha256;     ///< of the file
  std::string attribution;
  std::string crs_operation;
  double accuracy_metres = 0.0;
  bool synthetic = false;  ///< the file says that nothing in it is real
};

/// How a batch ended.
struct BatchCounts {
  std::int64_t read = 0;
  std::int64_t stored = 0;
  std::int64_t rejected = 0;
};

enum class BatchState { staged, complete, withdrawn };

struct BatchRecord {
  std::int64_t id = 0;
  BatchSource source;
  BatchCounts counts;
  BatchState state = BatchState::staged;
  std::string imported_at;
};

/// One incident on its way in. `row` is the line of the source file.
struct IncidentRow {
  std::int64_t row = 0;
  std::optional<geo::Point> position;  ///< nothing: kept, listed as "no place", in no analysis
  std::string category;
  borough::Sensitivity sensitivity = borough::Sensitivity::sensitive;
  core::LocalMinute time = 0;
  core::TimePrecision precision = core::TimePrecision::unknown;
  std::string source_id;  ///< the publisher's id, may be empty or repeat
  std::string location;   ///< place text as written
  float weight = 1.0F;
  /// Before which it happened, where it is known only that it did from `time` on and before; else nothing.
  std::optional<core::LocalMinute> until = {};
};

/// A stored incident that its publisher gave an id.
struct IdentifiedIncident {
  std::int64_t batch = 0;
  std::string_view source_id;  ///< lives for the call, as the type does
  std::string_view category;
  core::LocalMinute time = 0;
};

/// A result that an operation left in the workspace: tables in GIS-readable form, rasters as blobs.
struct StoredResult {
  std::string name;   ///< unique, "density", "gaps"
  std::string title;  ///< for people
  std::string operation;
  std::string provenance_json;
  std::int64_t dataset_revision = 0;
  std::string style;  ///< hint for the first display: "density", "count", "hotspot", "view", "union",
                      ///< "gap", "reach", "risk-terrain", "choropleth:COLUMN", "table", "points"
  std::optional<table::FeatureTable> features;
  std::optional<raster::Raster<float>> raster;
  std::string unit;  ///< of the raster, "per km2"
};

/// A kept result without its rows and cells: quick to list.
struct ResultSummary {
  std::string name;
  std::string title;
  std::string operation;
  std::string provenance_json;
  std::int64_t dataset_revision = 0;
  std::string created_at;  ///< ISO 8601, UTC
  std::int64_t rows = 0;   ///< of the table; 0 of a surface
  bool is_surface = false;
};

/// What raised the data revision.
struct DataChange {
  enum class Kind { import, withdrawal };
  Kind kind = Kind::import;
  std::int64_t revision = 0;  ///< that it made
  std::int64_t batch = 0;
  std::string file_name;
  std::string at;  ///< ISO 8601, UTC
};

/// One line of the audit log.
struct LogEntry {
  std::int64_t id = 0;
  std::string at;  ///< ISO 8601, UTC
  std::string event;
  std::string detail;
  std::string who;  ///< account of the operating system; empty: from before that was recorded
};

enum class Access { read, write };
/// What a workspace is made for: synthetic data are said to be so wherever they are shown.
enum class Contents { real, synthetic };

/// A SpatiaLite file with everything that is known of one place. One object one connection, used by one thread.
/// WAL and synchronous FULL; each import is a staged batch that becomes visible at commit_batch() or never.
/// One batch is open at a time: it holds the file's write lock, and what is saved or logged meanwhile through the same
/// object belongs to it. Every write is refused with io after Access::read. One program at a time has a workspace open
/// with Access::write; any number read it meanwhile.
class Workspace {
 public:
  /// Makes a new file. @returns conflict where it exists, io where the folder can't be written.
  static core::Result<Workspace> create(const std::filesystem::path& path, std::string_view place, Contents contents);
  /// Opens a file, migrates an older schema, removes what interrupted imports left. Read access on a read-only medium
  /// opens without a journal. @returns not_found, malformed (not a workspace), unsupported (newer schema), io, conflict
  /// where another program has it open with Access::write: who, and since when.
  static core::Result<Workspace> open(const std::filesystem::path& path, Access access);

  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();

  [[nodiscard]] const std::filesystem::path& path() const;
  [[nodiscard]] std::int64_t revision() const;

  /// Names the place that the file is about: printed on every page and map.
  core::Status set_place(std::string_view place);
  [[nodiscard]] std::string place() const;

  // Imports: begin, add any number of rows, commit or abandon. Rows of an uncommitted batch are in no query and gone
  // after a crash.
  core::Result<std::int64_t> begin_batch(const BatchSource& source);
  core::Status add_incidents(std::int64_t batch, const std::vector<IncidentRow>& rows);
  /// @returns conflict where the workspace holds a set of this name.
  core::Status add_area_set(std::int64_t batch, const borough::AreaSet& set);
  core::Status add_cameras(std::int64_t batch, const borough::CameraRegister& cameras);
  core::Status add_hubs(std::int64_t batch, const borough::HubRegister& hubs);
  core::Status add_points_of_interest(std::int64_t batch, const borough::PointsOfInterest& points);
  core::Status add_buildings(std::int64_t batch, const borough::BuildingSet& buildings);
  core::Status add_streets(std::int64_t batch, const borough::StreetSet& streets);
  core::Status add_indicators(std::int64_t batch, const borough::IndicatorSeries& values);
  core::Status add_actions(std::int64_t batch, const borough::ActionPlan& actions);
  /// The rows turned out to be synthetic: as BatchSource::synthetic, said before the commit.
  core::Status mark_synthetic(std::int64_t batch);
  /// The geometry before repair, kept beside the repaired one.
  core::Status add_original_geometry(std::int64_t batch, std::string_view area_code, const geo::MultiPolygon& original);
  /// @returns invalid_argument, with nothing stored, unless read = stored + rejected, and stored is the number of
  /// incidents where the batch has any. The batch is closed whatever comes back.
  core::Status commit_batch(std::int64_t batch, BatchCounts counts);
  core::Status abandon_batch(std::int64_t batch);
  /// Takes a committed batch out of every query; its rows are removed and the withdrawal is logged.
  core::Status withdraw_batch(std::int64_t batch);
  core::Result<std::vector<BatchRecord>> batches() const;

  /// Calls take() for each incident of a complete batch that has a publisher's id: one pass over the rows, which are
  /// not kept. @returns cancelled.
  core::Status each_identified_incident(const std::function<void(const IdentifiedIncident&)>& take,
                                        const jobs::Progress& progress) const;

  core::Result<borough::Dataset> load(borough::Parts parts, const jobs::Progress& progress) const;

  core::Status save_result(const StoredResult& result);
  /// @returns not_found with the names that are near and those that are there.
  core::Result<StoredResult> load_result(std::string_view name) const;
  core::Result<std::vector<std::string>> result_names() const;
  /// Every kept result, by name.
  core::Result<std::vector<ResultSummary>> result_summaries() const;
  /// The imports and withdrawals that made the revisions after `revision`, oldest first: why a result of that revision
  /// is old. Empty where the audit log does not tell (a file that another program changed).
  core::Result<std::vector<DataChange>> changes_after(std::int64_t revision) const;
  core::Status remove_result(std::string_view name);

  /// Small texts by key: the project (what is shown), quality reports ("quality:BATCH").
  core::Status save_document(std::string_view key, std::string_view text);
  core::Result<std::optional<std::string>> load_document(std::string_view key) const;

  /// Appends to the audit log (append-only, each entry hashed with the one before). No personal data, no coordinates.
  core::Status log(std::string_view event, std::string_view detail);
  /// Recomputes the chain. @returns malformed that names the first entry that does not fit.
  core::Status verify_log() const;
  [[nodiscard]] core::Result<std::vector<LogEntry>> log_entries() const;
  /// Hash of the last entry: printed on a report, it shows later whether the log was rewritten.
  [[nodiscard]] core::Result<std::string> log_head() const;

  /// Looks for damage: the file's structure, every spatial index, and the rows of every batch against the SHA-256 that
  /// was taken when they came in (a flipped bit in a value is invisible to SQLite). Reads the whole file.
  /// @returns malformed that names the batch and the table, cancelled.
  core::Status verify_content(const jobs::Progress& progress) const;

 private:
  struct State;
  explicit Workspace(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace wardscope::store
