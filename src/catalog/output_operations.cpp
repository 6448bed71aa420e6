// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <utility>

#include "catalog/export_layers.hpp"
#include "catalog/inputs.hpp"
#include "catalog/map_workspace.hpp"
#include "catalog/operations.hpp"
#include "catalog/result_age.hpp"
#include "catalog/sheet_camera.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/near_names.hpp"
#include "io/writers.hpp"
#include "ops/kept_findings.hpp"
#include "ops/operation_groups.hpp"
#include "ops/provenance.hpp"
#include "project/default_project.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

// render
// ----------------------------------------------------------------------------------------------------------------

enum class Paper { a4_landscape, a4_portrait, a3_landscape, a3_portrait };

/// Sizes in points, in the order of Paper.
constexpr std::array<std::pair<double, double>, 4> kPaper = {{{842, 595}, {595, 842}, {1191, 842}, {842, 1191}}};

struct RenderQuestion {
  std::string output = "map.png";
  std::string title;
  std::string ward;
  std::string marking = "OFFICIAL";
  Paper paper = Paper::a4_landscape;
  double pixels_per_inch = 192.0;
  std::vector<std::string> show;
  std::vector<std::string> hide;
  borough::IncidentFilter filter;
};

void describe(RenderQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr core::Choice kPapers[] = {{"a4-landscape", "A4 landscape"},
                                             {"a4-portrait", "A4 portrait"},
                                             {"a3-landscape", "A3 landscape"},
                                             {"a3-portrait", "A3 portrait"}};
  visitor.text({"output", "File", "The map to write: .png, .pdf or .svg"}, core::TextKind::output_path,
               question.output);
  visitor.text({"title", "Title", "What the map shows; empty: the place"}, core::TextKind::plain, question.title);
  visitor.text({"ward", "Ward", "Fit the map to this ward; empty: to the whole place"}, core::TextKind::area_name,
               question.ward);
  visitor.text({"marking", "Protective marking", "Printed at the top and bottom; empty: none"}, core::TextKind::plain,
               question.marking);
  visitor.enumeration({"paper", "Paper", "Size of the sheet"}, kPapers, question.paper);
  visitor.number({"pixels-per-inch", "Resolution (pixels per inch)", "Of a PNG"}, {36, 600}, question.pixels_per_inch);
  visitor.texts({"show", "Show layers", "Show this layer, by its title or its result's name; repeat it for several"},
                core::TextKind::plain, question.show);
  visitor.texts({"hide", "Hide layers", "Hide this layer, by its title or its result's name; repeat it for several"},
                core::TextKind::plain, question.hide);
  describe(question.filter, visitor);
}

core::Status set_visible(project::Project& project, const std::vector<std::string>& titles, bool visible) {
  for (const std::string& title : titles) {
    bool found = false;
    std::vector<std::string> titles_here;
    for (project::Layer& layer : project.layers) {
      titles_here.push_back(layer.title);
      const bool named = layer.source == project::LayerSource::result && layer.name == title;
      if (layer.title != title && layer.id != title && !named) continue;
      layer.visible = visible;
      found = true;
    }
    if (!found)
      return core::not_found(
          core::no_such_name({"layer on the map", "layers", "'wardscope view WORKSPACE'"}, title, titles_here));
  }
  return {};
}

/// Fits the map to the ward, which is drawn out of its surroundings.
core::Status fit_to_ward(project::Project& project, const cartography::MapData& data, const RenderQuestion& question,
                         MapExport& how) {
  const borough::Dataset& dataset = data.dataset;
  const std::string& name = question.ward;
  if (name.empty()) return {};
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  const borough::Area* ward = wards ? borough::find_area(*wards, name) : nullptr;
  if (ward == nullptr) return core::not_found(no_ward(dataset, name));
  project.camera = sheet_camera(project, data, geo::extent_of(ward->shape), {how.width, how.height});
  how.area = cartography::EmphasisedArea{ward->name, ward->shape};
  return {};
}

/// A result that is older than the data says so in the legend, and when it got old in a note.
core::Status mark_old_layers(project::Project& project, const MapWorkspace& map, const ops::OperationContext& context) {
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  for (std::size_t i = 0; i < map.data.results.size(); ++i) {
    const auto age = why_old(*workspace, map.revisions[i]);
    if (!age) return age.error();
    if (age->empty()) continue;
    for (project::Layer& layer : project.layers) {
      if (layer.source != project::LayerSource::result || layer.name != map.data.results[i].name || !layer.visible)
        continue;
      context.diagnostics.warn(
          "result-old",
          fmt::format("'{}' on the map is old: it was computed {}; run its operation again", layer.name, *age));
      layer.title += " (computed on older data)";
    }
  }
  return {};
}

bool is_set(const borough::IncidentFilter& filter) {
  return borough::describe_in_words(filter) != borough::describe_in_words(borough::IncidentFilter{});
}

/// "--type and --from", of what is set.
std::string flags_of(const borough::IncidentFilter& filter) {
  const borough::IncidentFilter open;
  std::vector<std::string> flags;
  if (!filter.types.empty()) flags.emplace_back("--type");
  if (!filter.from.empty()) flags.emplace_back("--from");
  if (!filter.to.empty()) flags.emplace_back("--to");
  if (!filter.weekdays.empty()) flags.emplace_back("--weekday");
  if (filter.first_hour != open.first_hour) flags.emplace_back("--first-hour");
  if (filter.last_hour != open.last_hour) flags.emplace_back("--last-hour");
  std::string text;
  for (std::size_t i = 0; i < flags.size(); ++i)
    text += (i == 0 ? "" : i + 1 == flags.size() ? " and " : ", ") + flags[i];
  return text;
}

/// The filter chooses points; kept results have the incidents that they were computed of. A map that it changes nothing
/// on would be taken for one of the incidents asked for.
core::Status check_filter(const project::Project& project, const MapWorkspace& map) {
  const auto& incidents = map.data.dataset.incidents;
  if (!incidents) return core::not_found(fmt::format("{}: the workspace has no incidents", flags_of(project.filter)));
  const auto selection = borough::select(*incidents, project.filter);
  if (!selection) return selection.error();
  const std::string flags = flags_of(project.filter);
  const std::string words = borough::describe_in_words(project.filter);
  if (selection->rows.empty())
    return core::invalid_argument(fmt::format("no incident is left by {} ({}); widen the filter", flags, words));
  if (draws_incident_points(project, map.data)) return {};
  const auto points = std::find_if(project.layers.begin(), project.layers.end(), [](const project::Layer& layer) {
    return layer.source == project::LayerSource::incidents;
  });
  const bool visible = points != project.layers.end() && points->visible;
  if (visible) {
    return core::invalid_argument(
        fmt::format("{} ({}) leaves points of sensitive types alone, which are in no file; compute a result of them "
                    "('wardscope hotspots' or 'kernel-density' with {}) and show that",
                    flags, words, flags));
  }
  return core::invalid_argument(fmt::format(
      "{} ({}) would change nothing on this map: it chooses points, and the layer '{}' is hidden; add --show "
      "\"{}\", or run the operation again with {}, for a kept result shows the incidents it was computed of",
      flags, words, points->title, points->title, flags));
}

core::Result<ops::OperationResult> run_render(const RenderQuestion& question, const ops::OperationContext& context) {
  if (auto writable = io::check_target(question.output); !writable) return writable.error();  // before all the work
  const auto workspace = load_map_workspace(context.workspace, context.progress.part(0.0, 0.6));
  if (!workspace) return workspace.error();
  const auto paper = kPaper[static_cast<std::size_t>(question.paper)];
  std::optional<std::string> trouble;
  project::Project project = first_view(*workspace, paper.first, paper.second, trouble);
  if (trouble) context.diagnostics.warn("view-unreadable", *trouble);
  if (is_set(question.filter)) project.filter = question.filter;
  if (auto status = set_visible(project, question.show, true); !status) return status.error();
  if (auto status = set_visible(project, question.hide, false); !status) return status.error();
  if (is_set(question.filter)) {
    if (auto status = check_filter(project, *workspace); !status) return status.error();
  }
  if (auto status = mark_old_layers(project, *workspace, context); !status) return status.error();
  project.camera =
      sheet_camera(project, workspace->data, borough::extent_of(workspace->data.dataset), {paper.first, paper.second});
  MapExport how{question.output,          paper.first,    paper.second,
                question.pixels_per_inch, question.title, printed_date(ops::now_utc()),
                question.marking};
  if (auto status = fit_to_ward(project, workspace->data, question, how); !status) return status.error();
  how.progress = context.progress.part(0.6, 1.0, "Drawing the map");
  if (auto status = export_map(project, workspace->data, how); !status) return status.error();
  ops::OperationResult result;
  result.files.emplace_back(question.output);
  return result;
}

// export
// ----------------------------------------------------------------------------------------------------------------

struct ExportQuestion {
  std::string layer;
  std::string output;
};

void describe(ExportQuestion& question, core::ParameterVisitor& visitor) {
  visitor.text({"layer", "Result", "Name of the result, as 'wardscope info' lists it"}, core::TextKind::plain,
               question.layer);
  visitor.text(
      {"output", "File", "Where to: .gpkg, .geojson, .csv, .xlsx, .ods or .shp for features, .tif for a surface"},
      core::TextKind::output_path, question.output);
}

core::Result<ops::OperationResult> run_export(const ExportQuestion& question, const ops::OperationContext& context) {
  if (question.layer.empty() || question.output.empty())
    return core::invalid_argument("export what, and where to? Add --layer NAME --output FILE");
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  auto stored = workspace->load_result(question.layer);
  if (!stored) return stored.error();
  const auto age = why_old(*workspace, stored->dataset_revision);
  if (!age) return age.error();
  if (!age->empty()) {
    context.diagnostics.warn("result-old",
                             fmt::format("'{}' is old: it was computed {}; run '{}' again for numbers of today's data",
                                         stored->name, *age, stored->operation));
    stored->title += fmt::format(" (computed {})", *age);
  }
  ops::ResultLayer layer{stored->name,
                         stored->title,
                         stored->style,
                         stored->unit,
                         core::Snapshot<table::FeatureTable>{},
                         counted_of(stored->provenance_json)};
  if (stored->features) {
    layer.data = core::make_snapshot(std::move(*stored->features));
  } else if (stored->raster) {
    layer.data = core::make_snapshot(std::move(*stored->raster));
  }
  ops::OperationResult result;
  result.layers.push_back(std::move(layer));
  const std::vector<std::string> outputs = {question.output};
  auto files = export_layers(result, ops::without_findings(stored->provenance_json),
                             {outputs, context.workspace, context.progress, context.diagnostics});
  if (!files) return files.error();
  warn_of_shapefiles(outputs, context.diagnostics);
  result.layers.clear();
  result.files = std::move(files).value();
  return result;
}

}  // namespace

void register_output(ops::OperationRegistry& registry) {
  registry.add<RenderQuestion>({.name = "render",
                                .title = "Draw the map",
                                .summary = "The map of the workspace as PNG, PDF or SVG; needs no display",
                                .method = "Draws the workspace's layers and results as the window shows them, with "
                                          "legend, scale bar, north arrow, sources and date.",
                                .group = ops::kOutputGroup,
                                .use = ops::WorkspaceUse::reads,
                                .needs = borough::Part::areas,
                                .example = "render saltmere.sqlite --output map.png",
                                .positional = "",
                                .results = ops::Results::none},
                               run_render);
  registry.add<ExportQuestion>(
      {.name = "export",
       .title = "Export a result",
       .summary = "A result of the workspace as GeoPackage, GeoJSON, CSV, XLSX, ODS, Shapefile or GeoTIFF",
       .method = "Writes beside, reads back, counts, then renames. Small counts are suppressed; provenance stands "
                 "beside the file.",
       .group = ops::kOutputGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas,
       .example = "export saltmere.sqlite --layer hotspots --output hotspots.gpkg",
       .positional = "",
       .results = ops::Results::none},
      run_export);
}

}  // namespace wardscope::catalog
