// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "geo/polygon_coverage.hpp"
#include "io/file_inspection.hpp"
#include "io/importer.hpp"
#include "io/known_incidents.hpp"
#include "io/layer_definition.hpp"
#include "io/layer_loader.hpp"
#include "io/position_reader.hpp"
#include "io/reject_file.hpp"
#include "io/source.hpp"
#include "jobs/progress.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {

/// The wards of the workspace: what lies off the borough, and where swapped coordinates would lie.
struct Borough {
  std::optional<geo::PolygonCoverage> coverage;
  geo::Extent extent;
};

/// One import: the workspace and what it needs for every file.
class ImportSession {
 public:
  ImportSession(store::Workspace workspace, std::vector<LayerDefinition> definitions, const ImportOptions& options)
      : workspace_(std::move(workspace)), definitions_(std::move(definitions)), options_(options) {
    report_.place = workspace_.place();
    if (!options_.place.empty()) report_.place_said_by = "the option place";
  }

  /// The grid that the user names, or else the one that the workspace remembers.
  core::Status find_grid(core::Diagnostics& diagnostics);
  core::Status load_borough(const jobs::Progress& progress);
  /// Imports every layer of a file; trouble with one is listed and the others go on. @returns cancelled alone.
  core::Status import_file(const std::filesystem::path& path, const jobs::Progress& progress,
                           core::Diagnostics& diagnostics);
  [[nodiscard]] bool has_stored() const { return !report_.files.empty(); }
  /// A file that was named before: passed over.
  void pass_over(const std::filesystem::path& path) {
    report_.repeated.push_back({path.filename().string(), "it is named twice, and came in once"});
  }
  [[nodiscard]] ImportReport take_report() { return std::move(report_); }

 private:
  struct Layer {
    RowSource& rows;
    const FileInspection& inspection;
    const jobs::Progress& progress;
    core::Diagnostics& diagnostics;
    bool& synthetic;  ///< the file says that nothing in it is real, or a row says so
  };

  core::Status import_layers(const std::filesystem::path& path, const jobs::Progress& progress,
                             core::Diagnostics& diagnostics);
  core::Status import_layer(const Layer& layer);
  /// True where the very file or layer came in before: listed as repeated.
  core::Result<bool> is_there_already(const Layer& layer, const std::string& name);
  core::Status record(const Layer& layer, const LayerDefinition& definition, const PositionReader& positions,
                      ImportedFile& imported);
  core::Status watch_grid(const Layer& layer, ImportedFile& imported);
  [[nodiscard]] std::filesystem::path reject_folder() const {
    return options_.reject_folder.empty() ? options_.workspace.parent_path() : options_.reject_folder;
  }
  [[nodiscard]] std::string free_name(const LayerDefinition& definition, const SourceSchema& schema) const;
  [[nodiscard]] std::string free_list_name(std::string source_name) const;
  /// The import that brought this very file, or layer of it, before; nothing where there is none.
  [[nodiscard]] core::Result<std::optional<store::BatchRecord>> earlier_import(const FileInspection& inspection,
                                                                               const std::string& source_name) const;
  [[nodiscard]] core::Status check_room(const FileInspection& inspection) const;
  core::Result<std::int64_t> begin(const Layer& layer, const LayerDefinition& definition,
                                   const PositionReader& positions);
  struct RowLists {
    RejectFile& rejects;
    RejectFile& remarks;
  };
  core::Status run(const Layer& layer, LayerLoader& loader, const RowLists& lists);
  core::Status close(const Layer& layer, const PositionReader& positions, const LayerLoader& loader,
                     const RejectFile& rejects);
  /// Ids of a source that earlier imports have.
  struct KnownIds {
    std::optional<std::int64_t> count;  ///< nothing: the source has no ids
    std::string remark;                 ///< empty where there are none
  };
  core::Status compare(const Layer& layer, IncidentKeys& incidents, KnownIds& known);
  void fail(std::string source_name, core::Error error);
  core::Status name_place(const PlaceName& place, const std::string& source_name);

  store::Workspace workspace_;
  std::vector<LayerDefinition> definitions_;
  const ImportOptions& options_;
  std::filesystem::path grid_;  ///< OSTN15; empty: none
  borough::Dataset areas_;      ///< area sets alone
  Borough borough_;
  std::optional<KnownIncidents> known_;  ///< read where the first source with ids comes
  ImportReport report_;
};

}  // namespace wardscope::io
