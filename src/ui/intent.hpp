// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "geo/shapes.hpp"
#include "jobs/job_system.hpp"
#include "ops/operation.hpp"
#include "project/project.hpp"

namespace wardscope::ui {

// What a panel asks for. Panels change nothing themselves: the application carries intents out after the frame.

/// A new project value, undoable. Edits in a row with the same `merge_key` (a drag) are one entry.
struct EditProject {
  std::string label;
  project::Project next;
  std::string merge_key;
};
/// View state only: not undoable.
struct MoveCamera {
  project::MapCamera camera;
};
struct ZoomTo {
  geo::Extent ground;
};
struct Identify {
  geo::Point at;
};
struct RunOperation {
  std::shared_ptr<const ops::Operation> operation;
};
/// Shows, for the time being, what the operation would make of its parameters as they are in the form.
struct PreviewOperation {
  enum class Wish { make_ready, show };
  std::shared_ptr<const ops::Operation> operation;
  Wish wish = Wish::show;  ///< make_ready: nothing is shown, but the first show will be prompt
};
/// Takes the preview off the map.
struct EndPreview {};
struct StopJob {
  jobs::JobId job = 0;
};
struct RemoveResult {
  std::string name;
};
/// Writes the map as it stands to this PNG.
struct ExportMap {
  std::string path;
};
/// Keeps the view in the workspace, and with it how the window stands.
struct SaveProject {
  std::string arrangement;  ///< as MainFrame::arrangement(); filled by the main frame
};
struct Undo {};
struct Redo {};
struct DismissNotice {};
/// Back to all of the borough.
struct ZoomToAll {};
struct ToggleFullScreen {};
/// Makes the verification book, for the view model.
struct RecomputeBook {};

using Intent =
    std::variant<EditProject, MoveCamera, ZoomTo, Identify, RunOperation, StopJob, RemoveResult, ExportMap, SaveProject,
                 Undo, Redo, DismissNotice, ZoomToAll, ToggleFullScreen, RecomputeBook, PreviewOperation, EndPreview>;
using Intents = std::vector<Intent>;

}  // namespace wardscope::ui
