// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/live_preview.hpp"
#include "app/map_fit.hpp"
#include "app/workspace_loader.hpp"
#include "cartography/scene_builder.hpp"
#include "core/result.hpp"
#include "jobs/job_system.hpp"
#include "ops/operation.hpp"
#include "project/project.hpp"
#include "ui/intent.hpp"
#include "ui/main_frame.hpp"
#include "verification/book.hpp"

namespace wardscope::app {

/// What the window knows, without the window: the loaded workspace, the document and its history, the jobs. Carries out
/// the intents of the panels. Lives on the main thread; workers get snapshots and deliver through the job system.
class Viewer {
 public:
  Viewer(const ops::OperationRegistry& registry, std::filesystem::path workspace);

  /// Starts loading; the view fills when the job is delivered.
  void start_loading();
  /// Runs deliveries. @returns true where something was delivered.
  bool drain();
  void carry_out(const ui::Intents& intents);
  /// Files that were dropped on the window: a workspace alone is opened next, of the others a job tells what they are.
  /// @returns those to import
  std::vector<std::string> take_dropped(const std::vector<std::string>& files);
  /// The workspace that is to be opened in place of this one.
  [[nodiscard]] const std::optional<std::filesystem::path>& next_workspace() const { return next_workspace_; }
  /// The map's place: what "fit to the wards" fits to. The standard view stays clear of the legend until the map is
  /// moved.
  void set_page(const MapPage& page);

  /// The document with the camera as it is now: what is kept and what leaves the program.
  [[nodiscard]] project::Project shown_project() const;
  [[nodiscard]] const cartography::MapData& map_data() const { return map_data_; }
  /// The same with the preview that follows the hand, for the window alone.
  [[nodiscard]] project::Project drawn_project() const { return preview_.drawn(shown_project()); }
  [[nodiscard]] cartography::MapData drawn_data() const;
  /// True while anything is computed.
  [[nodiscard]] bool busy() const { return !jobs_.idle() || !preview_.idle(); }
  /// True while a nearer or a finer preview is on its way: what is drawn now will soon be drawn over.
  [[nodiscard]] bool follows_hand() const { return preview_.asked() && !preview_.idle(); }
  /// Called on a worker whenever there is something to drain.
  void set_wake(const std::function<void()>& wake);
  struct FrameState {
    ui::FrameInfo info;
    std::optional<geo::Point> cursor;                     ///< ground under the mouse
    const std::vector<cartography::LegendEntry>& legend;  ///< borrowed for the frame
  };
  [[nodiscard]] ui::ViewModel view_model(const FrameState& frame);
  [[nodiscard]] jobs::JobSystem& jobs() { return jobs_; }
  [[nodiscard]] const jobs::JobSystem& jobs() const { return jobs_; }
  [[nodiscard]] const ops::OperationRegistry& registry() const { return registry_; }
  [[nodiscard]] bool loaded() const { return loaded_; }
  /// True once where the window is to cover the screen, or no longer.
  bool take_full_screen_toggle() { return std::exchange(full_screen_wanted_, false); }
  /// Grows whenever the map must be drawn anew.
  [[nodiscard]] std::int64_t change_count() const { return change_count_; }
  void report(const core::Error& error);
  /// How the window stood when the view was kept; once, after loading.
  std::optional<std::string> take_arrangement() { return std::exchange(arrangement_, std::nullopt); }
  /// The map that ExportMap asked for, to be written after this frame.
  std::optional<std::string> take_export();
  void exported(const core::Status& status, const std::string& path);
  /// Takes good news away that has stood for some seconds; trouble stays until it is closed. @returns true where it
  /// did.
  bool forget_old_news(std::chrono::steady_clock::time_point now);

 private:
  void take_loaded(LoadedWorkspace loaded);
  void judge_quality();
  void edit(const ui::EditProject& edit);
  void run(const ui::RunOperation& request);
  /// Runs on the worker. @returns what says on the main thread that the operation was stopped
  jobs::JobSystem::Deliver after_stop(const std::shared_ptr<const ops::Operation>& operation,
                                      std::int64_t revision_before);
  void take_outcome(const ops::Operation& operation, const struct FinishedRun& finished);
  void add_result_layers(const std::vector<cartography::MapResult>& results);
  void remove_result(const std::string& name);
  void save_project(const std::string& arrangement);
  void recompute_book();
  void preview(const ui::PreviewOperation& request);
  void open_next(const std::filesystem::path& path);
  void recount();
  void tell(ui::Notice notice);
  /// Tells the error, or that the user stopped it.
  void refused(const core::Error& error, std::string stopped);
  void changed() { ++change_count_; }

  const ops::OperationRegistry& registry_;
  std::filesystem::path workspace_;
  bool loaded_ = false;
  cartography::MapData map_data_;
  std::vector<ui::ResultEntry> entries_;
  std::vector<ui::QualityNote> quality_;
  project::History history_{project::Project{}};
  project::MapCamera camera_;
  project::Project shown_;  ///< what view_model() lends to the panels
  ui::MonthlyCounts months_;
  std::vector<ui::TypeCounts> types_;
  std::vector<std::string> feature_kinds_;
  std::int64_t incidents_shown_ = 0;
  std::string no_street_level_;  ///< borough::street_level_words of the incidents
  std::optional<ui::Identified> identified_;
  std::optional<ui::Notice> notice_;
  std::optional<std::chrono::steady_clock::time_point> told_at_;  ///< since when the good news is shown
  std::vector<std::string> findings_;
  std::vector<jobs::JobRecord> records_;
  std::set<jobs::JobId> runs_;           ///< jobs of operations
  std::vector<std::string> recognised_;  ///< what the files are that were dropped
  std::filesystem::path asked_next_;     ///< dropped once, while leaving would have lost something
  std::optional<std::filesystem::path> next_workspace_;
  std::optional<std::string> export_path_;
  std::optional<std::string> arrangement_;
  std::shared_ptr<const verification::Book> book_;  ///< null until it was asked for
  bool unsaved_ = false;
  MapPage page_;
  MapPage fitted_;                   ///< that the standard view was fitted to
  int settling_ = 0;                 ///< frames in which the standard view follows the legend's size
  std::vector<geo::Point> outline_;  ///< of the place, for fitting
  bool standard_view_ = false;  ///< nobody has moved the map yet: it is fitted again where the legend opens or folds
  bool full_screen_wanted_ = false;
  bool fit_wanted_ = false;  ///< the standard view waits for the map's size
  std::int64_t change_count_ = 0;
  LivePreview preview_;
  jobs::JobSystem jobs_;  ///< last: its workers end before what they deliver to
};

/// What a finished run hands to the main thread.
struct FinishedRun {
  std::vector<cartography::MapResult> results;
  std::vector<ui::ResultEntry> entries;
  std::vector<std::string> findings;
  std::size_t sentences = 0;                ///< how many of them are the result's own, the first
  std::optional<core::Error> trouble;       ///< what did not work of it, though the rest did
  std::optional<LoadedWorkspace> reloaded;  ///< where the operation changed the workspace
};

struct WindowOptions {
  std::filesystem::path workspace;
  std::optional<std::filesystem::path> shader_folder;
  std::optional<std::filesystem::path> screenshot;
  double ui_scale = 1.0;                 ///< of the panels' and the map's texts and symbols, times the monitor's
  std::function<bool()> stop_requested;  ///< asked between frames: Ctrl-C in the terminal closes the window
  int frames = 0;                        ///< leave after so many frames; 0: when the user closes the window
  int drill_loss_at = 0;  ///< a drill: the card is taken to have lost everything after so many frames; 0: never
};

/// Opens the window and runs until it is closed. @returns graphics where no window can be opened, the workspace's
/// error.
core::Status run_viewer(const ops::OperationRegistry& registry, const WindowOptions& options);

/// True where a window could be opened (a display server is named in the environment).
bool has_display();

}  // namespace wardscope::app
