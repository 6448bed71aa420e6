// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace_loader.hpp"

#include <fmt/format.h>

#include <utility>

#include "io/quality_report.hpp"
#include "io/workspace_quality.hpp"
#include "ops/kept_findings.hpp"
#include "ops/provenance.hpp"
#include "store/workspace.hpp"

namespace wardscope::app {
namespace {

ui::QualityNote to_note(const io::QualityReport& report, std::string title) {
  ui::QualityNote note;
  note.title = std::move(title);
  for (const io::QualityLine& line : io::quality_lines(report)) note.figures.emplace_back(line.label, line.value);
  note.remarks = report.remarks;
  return note;
}

core::Result<std::vector<ui::QualityNote>> load_quality(const std::filesystem::path& path) {
  const auto workspace = store::Workspace::open(path, store::Access::read);
  if (!workspace) return workspace.error();
  const auto batches = workspace->batches();
  if (!batches) return batches.error();
  std::vector<ui::QualityNote> notes;
  for (const store::BatchRecord& batch : *batches) {
    if (batch.state != store::BatchState::complete) continue;
    const auto text = workspace->load_document(fmt::format("quality:{}", batch.id));
    if (!text) return text.error();
    if (!*text) continue;
    const auto report = io::parse_quality_json(**text);
    if (!report) return report.error();
    notes.push_back(to_note(*report, batch.source.file_name));
  }
  return notes;
}

}  // namespace

core::Result<std::optional<ui::QualityNote>> judge_incidents(const std::filesystem::path& path,
                                                             const borough::Dataset& dataset,
                                                             const jobs::Progress& progress) {
  const auto workspace = store::Workspace::open(path, store::Access::read);
  if (!workspace) return workspace.error();
  const auto report = io::workspace_quality(*workspace, dataset, progress);
  if (!report) return report.error();
  std::optional<ui::QualityNote> note;
  if (*report) {
    note.emplace(to_note(**report, (*report)->file_name));
    note->of = ui::QualityNote::Of::workspace;
  }
  return note;
}

cartography::MapResult to_map_result(const ops::ResultLayer& layer) {
  cartography::MapResult result{layer.name, layer.title, layer.style, layer.unit, {}, {}, {}};
  if (const auto* features = std::get_if<core::Snapshot<table::FeatureTable>>(&layer.data)) {
    result.features = *features;
  } else {
    result.raster = std::get<core::Snapshot<raster::Raster<float>>>(layer.data);
  }
  return result;
}

ui::ResultEntry to_entry(const cartography::MapResult& result, std::string_view provenance_json) {
  return {result.name,
          result.title,
          result.style,
          result.unit,
          ops::provenance_code(provenance_json),
          false,
          result.features,
          ops::findings_in(provenance_json)};
}

// A window that stands otherwise than it did is no reason not to open a workspace: trouble with it is passed over.
core::Result<LoadedWorkspace> load_workspace(const std::filesystem::path& path, const jobs::Progress& progress) {
  auto map = catalog::load_map_workspace(path, progress);
  if (!map) return map.error();
  LoadedWorkspace loaded;
  loaded.map = std::move(map).value();
  for (std::size_t i = 0; i < loaded.map.data.results.size(); ++i) {
    ui::ResultEntry entry = to_entry(loaded.map.data.results[i], loaded.map.provenance[i]);
    entry.stale = loaded.map.revisions[i] != loaded.map.data.dataset.revision;
    loaded.entries.push_back(std::move(entry));
  }
  auto quality = load_quality(path);
  if (!quality) return quality.error();
  loaded.quality = std::move(quality).value();
  if (const auto workspace = store::Workspace::open(path, store::Access::read)) {
    if (auto kept = workspace->load_document(kArrangementDocument); kept && *kept) loaded.arrangement = **kept;
  }
  return loaded;
}

}  // namespace wardscope::app
