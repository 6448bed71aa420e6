// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <type_traits>
#include <utility>

#include "app/identify.hpp"
#include "app/incident_summary.hpp"
#include "app/stopped_run.hpp"
#include "app/viewer_app.hpp"
#include "borough/feature_kinds.hpp"
#include "borough/place_sharing.hpp"
#include "catalog/density_preview.hpp"
#include "catalog/map_workspace.hpp"
#include "ops/counted_incidents.hpp"
#include "ops/form_words.hpp"
#include "ops/runner.hpp"
#include "project/default_project.hpp"
#include "store/workspace.hpp"

namespace wardscope::app {
namespace {

constexpr double kIdentifyPoints = 6.0;       // reach of a click on the screen: half a symbol and a little
constexpr int kFittingFrames = 12;            // frames until the legend has found its size
constexpr std::chrono::seconds kNewsStay{8};  // long enough to read two lines twice

}  // namespace

Viewer::Viewer(const ops::OperationRegistry& registry, std::filesystem::path workspace)
    : registry_(registry), workspace_(std::move(workspace)) {}

void Viewer::start_loading() {
  jobs_.submit("Opening " + workspace_.filename().string(), [this, path = workspace_](const jobs::Progress& progress) {
    auto loaded = std::make_shared<core::Result<LoadedWorkspace>>(load_workspace(path, progress));
    return jobs::JobSystem::Deliver([this, loaded] {
      if (*loaded) {
        take_loaded(std::move(**loaded));
      } else {
        refused(loaded->error(),
                "The workspace was not opened, so there is nothing to show. Close the window and open it again.");
      }
    });
  });
}

void Viewer::take_loaded(LoadedWorkspace loaded) {
  std::optional<std::string> trouble;
  const bool first = !loaded_;
  if (first) {
    if (!loaded.arrangement.empty()) arrangement_ = loaded.arrangement;
    history_ = project::History(
        catalog::first_view(loaded.map, std::max(1.0, page_.width), std::max(1.0, page_.height), trouble));
    camera_ = history_.current().camera;
    fit_wanted_ = !loaded.map.saved_view || trouble;
  }
  const bool was_empty = borough::extent_of(map_data_.dataset).empty();
  const project::Project standard =
      catalog::standard_view(loaded.map, std::max(1.0, page_.width), std::max(1.0, page_.height));
  map_data_ = std::move(loaded.map.data);
  outline_ = outline_of(map_data_.dataset);
  entries_ = std::move(loaded.entries);
  for (ui::ResultEntry& entry : entries_) {
    for (std::string& finding : entry.findings) finding = ops::in_page_words(finding, registry_, nullptr);
  }
  quality_ = std::move(loaded.quality);
  loaded_ = true;
  preview_.forget();  // what it holds is of the data before
  months_ = {};
  types_.clear();
  feature_kinds_.clear();
  for (const borough::FeatureKind& kind : borough::feature_kinds(map_data_.dataset))
    feature_kinds_.push_back(kind.name);
  no_street_level_.clear();
  if (map_data_.dataset.incidents) {
    months_ = count_months(*map_data_.dataset.incidents);
    types_ = count_types(*map_data_.dataset.incidents);
    no_street_level_ = borough::street_level_words(borough::place_sharing(*map_data_.dataset.incidents));
  }
  if (trouble) tell({true, *trouble, {}});
  judge_quality();
  if (!first) {
    project::Project next = project::brought_up_to_date(history_.current(), standard);
    if (next.layers != history_.current().layers) edit({"show the data of now", std::move(next), {}});
    fit_wanted_ = fit_wanted_ || was_empty;
  }
  recount();
  changed();
}

void Viewer::judge_quality() {
  if (!map_data_.dataset.incidents || map_data_.dataset.incidents->size() == 0) return;
  jobs_.submit("Data quality", [this, path = workspace_, dataset = map_data_.dataset](const jobs::Progress& progress) {
    auto judged =
        std::make_shared<core::Result<std::optional<ui::QualityNote>>>(judge_incidents(path, dataset, progress));
    return jobs::JobSystem::Deliver([this, judged, revision = dataset.revision] {
      if (!*judged) {
        refused(judged->error(), "The data-quality check was stopped. It runs again when the workspace is opened.");
      } else if (**judged && revision == map_data_.dataset.revision) {
        quality_.insert(quality_.begin(), std::move(***judged));
      }
    });
  });
}

void Viewer::set_page(const MapPage& page) {
  const bool reshaped =
      page.legend_width != page_.legend_width || page.width != page_.width || page.height != page_.height;
  page_ = page;
  if (fit_wanted_) settling_ = kFittingFrames;
  // Later a map that jumped with every layer that is ticked would disturb.
  const bool settling = settling_ > 0 && settling_-- > 0;
  const bool due = fit_wanted_ || (standard_view_ && page != fitted_ &&
                                   (reshaped || settling || is_covered(outline_, camera_, page_)));
  if (!due) return;
  fitted_ = page;
  camera_ = fit_around(outline_, borough::extent_of(map_data_.dataset), page_);
  fit_wanted_ = false;
  standard_view_ = true;
  changed();
}

void Viewer::recount() {
  incidents_shown_ = 0;
  if (!map_data_.dataset.incidents) return;
  const auto counts = count_shown(*map_data_.dataset.incidents, history_.current().filter, months_);
  if (!counts) {
    report(counts.error());
    return;
  }
  months_.shown = counts->by_month;
  incidents_shown_ = counts->shown;
}

void Viewer::report(const core::Error& error) {
  if (error.code != core::ErrorCode::cancelled) tell({true, error.message, {}});
}

void Viewer::refused(const core::Error& error, std::string stopped) {
  if (error.code != core::ErrorCode::cancelled) {
    report(error);
  } else {
    tell({false, std::move(stopped), "Stopped"});
  }
}

void Viewer::tell(ui::Notice notice) {
  notice_ = std::move(notice);
  told_at_.reset();
}

bool Viewer::forget_old_news(std::chrono::steady_clock::time_point now) {
  if (!notice_ || notice_->is_error) return false;
  if (!told_at_) told_at_ = now;
  if (now - *told_at_ < kNewsStay) return false;
  notice_.reset();
  told_at_.reset();
  return true;
}

std::optional<std::string> Viewer::take_export() { return std::exchange(export_path_, std::nullopt); }

void Viewer::exported(const core::Status& status, const std::string& path) {
  if (status) {
    tell({false, fmt::format("The map was written to {}.", std::filesystem::absolute(path).string()), {}});
  } else {
    report(status.error());
  }
}

project::Project Viewer::shown_project() const {
  project::Project project = history_.current();
  project.camera = camera_;
  return project;
}

ui::ViewModel Viewer::view_model(const FrameState& frame) {
  shown_ = shown_project();
  records_ = jobs_.records();
  std::erase_if(records_, [](const jobs::JobRecord& record) { return record.state == jobs::JobState::finished; });
  return {shown_,
          map_data_.dataset,
          registry_,
          entries_,
          months_,
          types_,
          quality_,
          records_,
          identified_,
          notice_,
          findings_,
          frame.legend,
          frame.info,
          workspace_.filename().string(),
          history_.can_undo() ? std::optional(history_.undo_label()) : std::nullopt,
          history_.can_redo() ? std::optional(history_.redo_label()) : std::nullopt,
          frame.cursor,
          incidents_shown_,
          unsaved_,
          loaded_,
          recognised_,
          book_.get(),
          no_street_level_,
          {preview_.asked(), preview_.words(), preview_.trouble()},
          catalog::previewed_operations(),
          feature_kinds_};
}

void Viewer::edit(const ui::EditProject& edit) {
  const bool filter_changed =
      borough::describe_in_words(edit.next.filter) != borough::describe_in_words(history_.current().filter);
  history_.push(edit.label, edit.next, edit.merge_key);
  unsaved_ = true;
  if (filter_changed) recount();
}

void Viewer::carry_out(const ui::Intents& intents) {
  for (const ui::Intent& intent : intents) {
    // Good news has been read once the user goes on; trouble stays until it is closed.
    if (notice_ && !notice_->is_error) notice_.reset();
    std::visit(
        [this](const auto& asked) {
          using Asked = std::decay_t<decltype(asked)>;
          if constexpr (std::is_same_v<Asked, ui::EditProject>) {
            edit(asked);
          } else if constexpr (std::is_same_v<Asked, ui::MoveCamera>) {
            camera_ = asked.camera;
            standard_view_ = false;
          } else if constexpr (std::is_same_v<Asked, ui::ZoomTo>) {
            const geo::Extent& to = asked.ground;
            camera_ = fit_around(
                {{to.min_x, to.min_y}, {to.max_x, to.min_y}, {to.max_x, to.max_y}, {to.min_x, to.max_y}}, to, page_);
            standard_view_ = false;
          } else if constexpr (std::is_same_v<Asked, ui::Identify>) {
            const core::Metres reach(kIdentifyPoints * camera_.metres_per_point);
            identified_ = identify(asked.at, reach, history_.current(), map_data_.dataset, map_data_.results);
          } else if constexpr (std::is_same_v<Asked, ui::RunOperation>) {
            run(asked);
          } else if constexpr (std::is_same_v<Asked, ui::PreviewOperation>) {
            preview(asked);
          } else if constexpr (std::is_same_v<Asked, ui::EndPreview>) {
            preview_.end();
          } else if constexpr (std::is_same_v<Asked, ui::StopJob>) {
            jobs_.stop(asked.job);
          } else if constexpr (std::is_same_v<Asked, ui::RemoveResult>) {
            remove_result(asked.name);
          } else if constexpr (std::is_same_v<Asked, ui::ExportMap>) {
            export_path_ = asked.path;
          } else if constexpr (std::is_same_v<Asked, ui::SaveProject>) {
            save_project(asked.arrangement);
          } else if constexpr (std::is_same_v<Asked, ui::Undo>) {
            if (history_.can_undo()) history_.undo();
            recount();
          } else if constexpr (std::is_same_v<Asked, ui::Redo>) {
            if (history_.can_redo()) history_.redo();
            recount();
          } else if constexpr (std::is_same_v<Asked, ui::ZoomToAll>) {
            camera_ = fit_around(outline_, borough::extent_of(map_data_.dataset), page_);
          } else if constexpr (std::is_same_v<Asked, ui::ToggleFullScreen>) {
            full_screen_wanted_ = true;
          } else if constexpr (std::is_same_v<Asked, ui::RecomputeBook>) {
            recompute_book();
          } else if constexpr (std::is_same_v<Asked, ui::DismissNotice>) {
            notice_.reset();
          }
        },
        intent);
    changed();
  }
}

void Viewer::run(const ui::RunOperation& request) {
  const auto operation = request.operation;
  const ops::RunOptions options{workspace_, ops::Keep::yes, ops::now_utc()};
  const jobs::JobId job =
      jobs_.submit(std::string(operation->info().title),
                   [this, operation, options,
                    dataset = map_data_.dataset](const jobs::Progress& progress) -> jobs::JobSystem::Deliver {
                     core::Diagnostics diagnostics;
                     const bool writes = operation->info().use == ops::WorkspaceUse::writes;
                     auto outcome = writes ? ops::run_operation(*operation, options, progress, diagnostics)
                                           : ops::run_operation_on(dataset, *operation, options, progress, diagnostics);
                     if (!outcome && outcome.error().code == core::ErrorCode::cancelled)
                       return after_stop(operation, dataset.revision);
                     if (!outcome) {
                       return [this, operation, error = outcome.error()] {
                         report({error.code, ops::in_form_words(error.message, registry_, operation.get())});
                       };
                     }
                     auto finished = std::make_shared<FinishedRun>();
                     for (const ops::ResultLayer& layer : outcome->result.layers) {
                       finished->results.push_back(to_map_result(layer));
                       finished->results.back().provenance = ops::with_counted(outcome->provenance.json, layer.counted);
                       catalog::add_incidents(finished->results.back(), dataset);
                       finished->entries.push_back(to_entry(finished->results.back(), outcome->provenance.json));
                     }
                     finished->findings = outcome->result.sentences;
                     finished->sentences = finished->findings.size();
                     finished->trouble = outcome->result.trouble;
                     for (const auto& file : outcome->result.files)
                       finished->findings.push_back("Wrote " + file.string());
                     for (const core::Diagnostic& remark : diagnostics.kept())
                       finished->findings.push_back("Note: " + remark.message);
                     if (writes) {
                       auto loaded = load_workspace(options.workspace, jobs::Progress());
                       if (!loaded) return [this, error = loaded.error()] { report(error); };
                       finished->reloaded = std::move(loaded).value();
                     }
                     return [this, operation, finished] { take_outcome(*operation, *finished); };
                   });
  runs_.insert(job);
}

// An import that was stopped keeps the files that it had finished: the map must show them.
jobs::JobSystem::Deliver Viewer::after_stop(const std::shared_ptr<const ops::Operation>& operation,
                                            std::int64_t revision_before) {
  std::shared_ptr<LoadedWorkspace> reloaded;
  if (operation->info().use == ops::WorkspaceUse::writes) {
    auto loaded = load_workspace(workspace_, jobs::Progress());
    if (!loaded) return [this, error = loaded.error()] { report(error); };
    if (loaded->map.data.dataset.revision != revision_before)
      reloaded = std::make_shared<LoadedWorkspace>(std::move(loaded).value());
  }
  return [this, operation, reloaded] {
    if (reloaded) take_loaded(std::move(*reloaded));
    tell(stopped_notice(operation->info(), reloaded ? Finished::some_data : Finished::nothing));
    changed();
  };
}

void Viewer::take_outcome(const ops::Operation& operation, const FinishedRun& finished) {
  if (catalog::is_previewed(operation)) preview_.end();  // the surface itself stands in its place
  findings_.clear();
  for (const std::string& finding : finished.findings)
    findings_.push_back(ops::in_page_words(finding, registry_, &operation));
  const std::vector<std::string> words(findings_.begin(),
                                       findings_.begin() + static_cast<std::ptrdiff_t>(finished.sentences));
  if (finished.reloaded) take_loaded(*finished.reloaded);
  for (std::size_t i = 0; i < finished.results.size(); ++i) {
    const std::string& name = finished.results[i].name;
    std::erase_if(map_data_.results, [&](const auto& result) { return result.name == name; });
    std::erase_if(entries_, [&](const auto& entry) { return entry.name == name; });
    map_data_.results.push_back(finished.results[i]);
    entries_.push_back(finished.entries[i]);
    entries_.back().findings = words;
  }
  add_result_layers(finished.results);
  if (finished.trouble) {
    tell({true, ops::in_form_words(finished.trouble->message, registry_, &operation), "Part of it did not work"});
  } else {
    tell({false, findings_.empty() ? fmt::format("{}: done.", operation.info().title) : findings_.front(), {}});
  }
  changed();
}

void Viewer::add_result_layers(const std::vector<cartography::MapResult>& results) {
  std::vector<project::ResultDescriptor> fresh;
  fresh.reserve(results.size());
  for (const cartography::MapResult& result : results) fresh.push_back({result.name, result.title, result.style});
  project::Project next = project::with_fresh_results(history_.current(), fresh);
  if (next.layers != history_.current().layers) edit({"add the result to the map", std::move(next), {}});
}

void Viewer::remove_result(const std::string& name) {
  auto workspace = store::Workspace::open(workspace_, store::Access::write);
  if (!workspace) {
    report(workspace.error());
    return;
  }
  if (auto status = workspace->remove_result(name); !status) {
    report(status.error());
    return;
  }
  std::erase_if(map_data_.results, [&](const auto& result) { return result.name == name; });
  std::erase_if(entries_, [&](const auto& entry) { return entry.name == name; });
  project::Project next = history_.current();
  std::erase_if(next.layers, [&](const project::Layer& layer) {
    return layer.source == project::LayerSource::result && layer.name == name;
  });
  edit({"remove " + name, std::move(next), {}});
}

void Viewer::save_project(const std::string& arrangement) {
  auto workspace = store::Workspace::open(workspace_, store::Access::write);
  core::Status status = workspace ? workspace->save_document("project", project::to_json(shown_project()))
                                  : core::Status(workspace.error());
  if (status) status = workspace->save_document(kArrangementDocument, arrangement);
  if (!status) {
    report(status.error());
    return;
  }
  unsaved_ = false;
  tell({false, "The view was kept in the workspace.", {}});
}

}  // namespace wardscope::app
