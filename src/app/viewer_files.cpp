// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the viewer does with files that are dropped on its window.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "app/dropped_files.hpp"
#include "app/viewer_app.hpp"
#include "ops/form_words.hpp"
#include "store/workspace.hpp"

namespace wardscope::app {
namespace {

constexpr const char* kRecognition = "recognition";

}  // namespace

std::vector<std::string> Viewer::take_dropped(const std::vector<std::string>& files) {
  DroppedFiles dropped = sort_dropped(files);
  if (dropped.workspaces.size() == 1 && dropped.to_import.empty()) {
    open_next(dropped.workspaces.front());
  } else if (!dropped.workspaces.empty()) {
    tell({true,
          fmt::format("'{}' is a workspace: drop it by itself to open it.",
                      std::filesystem::path(dropped.workspaces.front()).filename().string()),
          {}});
  }
  recognised_.clear();
  if (dropped.to_import.empty()) return {};
  recognised_ = {"Looking what they are…"};
  jobs_.submit_newest(
      kRecognition, "Looking at the files", [this, paths = dropped.to_import](const jobs::Progress& progress) {
        auto lines = std::make_shared<core::Result<std::vector<std::string>>>(recognise_files(paths, progress));
        return jobs::JobSystem::Deliver([this, lines] {
          recognised_.clear();
          if (!*lines) return;
          const auto import = registry_.make("import");
          for (const std::string& line : **lines)
            recognised_.push_back(ops::in_form_words(line, registry_, import.get()));
          changed();
        });
      });
  return std::move(dropped.to_import);
}

void Viewer::open_next(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  if (auto workspace = store::Workspace::open(path, store::Access::read); !workspace) {
    report(workspace.error().within(fmt::format("opening '{}'", name)));
    return;
  }
  const auto records = jobs_.records();
  const bool running = std::any_of(records.begin(), records.end(),
                                   [this](const jobs::JobRecord& job) { return runs_.contains(job.id); });
  const bool asked = std::exchange(asked_next_, path) == path;
  if (!asked && (running || unsaved_)) {
    tell({true,
          fmt::format(
              "{} Drop '{}' once more to open it all the same.",
              running ? "Something still runs here and would be stopped." : "The view of this workspace is not saved.",
              name),
          "Open another workspace?"});
    return;
  }
  next_workspace_ = path;
}

}  // namespace wardscope::app
