// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "borough/dataset.hpp"
#include "cartography/legend.hpp"
#include "core/snapshot.hpp"
#include "jobs/job_system.hpp"
#include "ops/operation.hpp"
#include "project/project.hpp"
#include "table/feature_table.hpp"

namespace wardscope::verification {
struct Chapter;
}  // namespace wardscope::verification

namespace wardscope::ui {

/// A result in the workspace, as lists show it.
struct ResultEntry {
  std::string name;
  std::string title;
  std::string style;
  std::string unit;
  std::string code;                              ///< of its provenance
  bool stale = false;                            ///< computed on an older revision of the data
  core::Snapshot<table::FeatureTable> features;  ///< empty for a raster
  std::vector<std::string> findings{};           ///< what its run said, in words of the window
};

/// What a click found: a title and its rows, one block a layer.
struct Identified {
  geo::Point at;
  struct Block {
    std::string title;
    std::vector<std::pair<std::string, std::string>> rows;
  };
  std::vector<Block> blocks;
};

/// Incidents by month, all and those that the filter lets through; for the timeline.
struct MonthlyCounts {
  int first_month = 0;  ///< core::month_index
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> shown;
};

struct TypeCounts {
  std::string type;
  std::int64_t count = 0;
};

struct Notice {
  bool is_error = false;
  std::string text;
  std::string heading;  ///< empty: "Done", or "That did not work"
};

/// What is known of the quality of one import, or of all incidents together.
struct QualityNote {
  enum class Of { one_import, workspace };
  std::string title;                                         ///< of the import
  std::vector<std::pair<std::string, std::string>> figures;  ///< label and value
  std::vector<std::string> remarks;  ///< what to know before the numbers are used, with its remedy
  Of of = Of::one_import;
};

struct FrameInfo {
  double milliseconds = 0.0;
  std::int64_t points_drawn = 0;
  std::string renderer;  ///< what OpenGL calls itself
};

/// A surface that follows the hand while its bandwidth is dragged; it is kept nowhere.
struct PreviewState {
  bool asked = false;   ///< from the first PreviewOperation that shows until it is taken off
  std::string words;    ///< "Preview, bandwidth 240 m": of what the map shows; empty: nothing yet
  std::string trouble;  ///< why there is none for what was asked last; empty: none
};

/// Everything that a frame of the panels may read. Built anew each frame from snapshots; cheap.
struct ViewModel {
  const project::Project& project;
  const borough::Dataset& dataset;
  const ops::OperationRegistry& registry;
  const std::vector<ResultEntry>& results;
  const MonthlyCounts& months;
  const std::vector<TypeCounts>& types;
  const std::vector<QualityNote>& quality;
  const std::vector<jobs::JobRecord>& jobs;
  const std::optional<Identified>& identified;
  const std::optional<Notice>& notice;
  const std::vector<std::string>& findings;             ///< sentences of the last operation
  const std::vector<cartography::LegendEntry>& legend;  ///< of the layers shown, the topmost first
  FrameInfo frame;
  std::string workspace_name;
  std::optional<std::string> undo_label;  ///< empty: nothing to undo
  std::optional<std::string> redo_label;
  std::optional<geo::Point> cursor;  ///< ground under the mouse
  std::int64_t incidents_shown = 0;
  bool unsaved = false;
  bool loaded = true;  ///< false while the workspace is being opened
  std::vector<std::string> recognised =
      {};  ///< a line for each file that was dropped to be imported: what it is taken for
  const std::vector<verification::Chapter>* book = nullptr;  ///< the verification book; null until it was made
  std::string no_street_level = {};  ///< borough::street_level_words of the incidents; empty where it is supported
  PreviewState preview = {};
  std::vector<std::string_view> previewed = {};  ///< names of the operations that can be previewed
  std::vector<std::string> feature_kinds = {};   ///< names of borough::feature_kinds, in its order
};

}  // namespace wardscope::ui
