// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/importer.hpp"

#include <fmt/format.h>

#include <set>
#include <system_error>
#include <utility>

#include "io/import_paths.hpp"
#include "io/import_session.hpp"
#include "io/layer_definition.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {
namespace {

constexpr double kLoadShare = 0.05;  // of the time, to load what areas are known

/// A workspace that was not there before this import and is removed again unless something came into it.
class NewWorkspace {
 public:
  explicit NewWorkspace(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code code;
    is_new_ = !path_.empty() && !std::filesystem::exists(path_, code);
  }
  NewWorkspace(const NewWorkspace&) = delete;
  NewWorkspace& operator=(const NewWorkspace&) = delete;
  ~NewWorkspace() {
    if (!is_new_) return;
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + ending, ignored);
  }
  [[nodiscard]] bool is_new() const { return is_new_; }
  void keep() { is_new_ = false; }

 private:
  std::filesystem::path path_;
  bool is_new_ = false;
};

core::Result<store::Workspace> open_or_create(const ImportOptions& options, const NewWorkspace& target) {
  if (options.workspace.empty()) return core::invalid_argument("name the workspace to import into");
  if (target.is_new()) {
    const std::string_view place = options.place.empty() ? kUnnamedPlace : std::string_view(options.place);
    return store::Workspace::create(options.workspace, place, store::Contents::real);
  }
  auto workspace = store::Workspace::open(options.workspace, store::Access::write);
  if (!workspace || options.place.empty()) return workspace;
  if (auto named = workspace->set_place(options.place); !named) return named.error();
  return workspace;
}

/// Every failure, each on its line; a single one as it is.
core::Error nothing_imported(const std::vector<FailedFile>& failures) {
  core::Error error = failures.front().error;
  if (failures.size() == 1) return error;
  error.message = fmt::format("none of {} files or layers could be imported", failures.size());
  for (const FailedFile& failure : failures)
    error.message += fmt::format("\n  {}: {}", failure.file_name, failure.error.message);
  return error;
}

}  // namespace

core::Result<ImportReport> import_files(const std::vector<std::filesystem::path>& paths, const ImportOptions& options,
                                        const jobs::Progress& progress, core::Diagnostics& diagnostics) {
  const auto files = files_to_import(paths, diagnostics);
  if (!files) return files.error();
  auto definitions = load_layer_definitions(options.definitions);
  if (!definitions) return definitions.error();
  NewWorkspace target(options.workspace);  // outlives the import, which holds the file open
  auto workspace = open_or_create(options, target);
  if (!workspace) return workspace.error();
  ImportSession import(std::move(workspace).value(), std::move(definitions).value(), options);
  if (auto found = import.find_grid(diagnostics); !found) return found.error();
  if (auto loaded = import.load_borough(progress.part(0.0, kLoadShare, "Loading")); !loaded) return loaded.error();
  const jobs::Progress reading = progress.part(kLoadShare, 1.0);
  std::set<std::filesystem::path> seen;
  for (std::size_t i = 0; i < files->size(); ++i) {
    std::error_code unknown;
    const std::filesystem::path one = std::filesystem::weakly_canonical((*files)[i], unknown);
    if (!unknown && !seen.insert(one).second) {
      import.pass_over((*files)[i]);
      continue;
    }
    const double count = static_cast<double>(files->size());
    const jobs::Progress part = reading.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
    const auto done = import.import_file((*files)[i], part, diagnostics);
    if (import.has_stored()) target.keep();
    if (!done) return done.error();
  }
  ImportReport report = import.take_report();
  if (report.files.empty() && report.repeated.empty() && !report.failures.empty())
    return nothing_imported(report.failures);
  return report;
}

}  // namespace wardscope::io
