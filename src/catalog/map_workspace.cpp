// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/map_workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "borough/incident_period.hpp"
#include "cartography/incident_words.hpp"
#include "catalog/catalog.hpp"
#include "catalog/map_words.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "io/writers.hpp"
#include "ops/asked_incidents.hpp"
#include "ops/kept_findings.hpp"
#include "ops/map_provenance.hpp"
#include "ops/provenance.hpp"
#include "project/default_project.hpp"
#include "render/map_image.hpp"
#include "render/png.hpp"
#include "report/cairo_painter.hpp"
#include "report/text_rasteriser.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kPointsPerInch = 72.0;
// Of the time that a map takes: the scene is made, then painted, then written.
constexpr double kSceneShare = 0.4;
constexpr double kPaintedShare = 0.95;

/// What stands in the file beside the picture.
struct MapWords {
  std::string title;
  std::string subtitle;
  std::vector<std::string> sources;
  std::vector<std::string> made;  ///< how the results were made, a line each
  ops::Provenance provenance;
  std::string date;  ///< ISO 8601
  std::int64_t data_revision = 0;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : ". ") + line;
  return text;
}

std::string software() { return "Wardscope " + std::string(core::version()); }

std::vector<std::pair<std::string, std::string>> picture_texts(const MapWords& words) {
  return {{"Title", words.title},
          {"Description", words.subtitle},
          {"Source", joined(words.sources)},
          {"Method", joined(words.made)},
          {"Creation Time", words.date},
          {"Software", software()},
          {"Provenance", words.provenance.json}};
}

report::DocumentInfo document_info(const MapWords& words) {
  std::vector<std::string> subject = {words.subtitle};
  subject.insert(subject.end(), words.made.begin(), words.made.end());
  subject.insert(subject.end(), words.sources.begin(), words.sources.end());
  std::erase(subject, std::string());
  return {words.title, joined(subject), words.date,
          fmt::format("provenance {}, data revision {}, {}", words.provenance.code, words.data_revision, software()),
          words.provenance.json};
}

core::Status write_png_picture(const cartography::Scene& scene, const MapExport& how, const MapWords& words) {
  const auto pixels_per_point = static_cast<float>(how.pixels_per_inch / kPointsPerInch);
  const auto picture = render::render_headless(scene, pixels_per_point, how.progress.part(kSceneShare, kPaintedShare));
  if (!picture && picture.error().code != core::ErrorCode::graphics) return picture.error();
  if (!picture) {  // no OpenGL on this machine: the other painter draws the same scene
    const auto bytes = report::paint_png(scene, how.pixels_per_inch / kPointsPerInch, picture_texts(words));
    if (!bytes) return bytes.error();
    if (!how.progress.tick(kPaintedShare)) return core::cancelled();
    return io::write_text(*bytes, how.file);
  }
  if (!how.progress.tick(kPaintedShare)) return core::cancelled();
  render::PngOptions options;
  options.pixels_per_inch = how.pixels_per_inch;
  options.texts = picture_texts(words);
  return render::write_png(how.file, *picture, options);
}

core::Status write_picture(const cartography::Scene& scene, const MapExport& how, const MapWords& words) {
  const std::string ending = core::lower_ascii(how.file.extension().string());
  if (ending == ".png") return write_png_picture(scene, how, words);
  core::Result<std::string> bytes =
      core::unsupported(fmt::format("'{}': a map is written as .png, .pdf or .svg", how.file.filename().string()));
  const jobs::Progress painting = how.progress.part(kSceneShare, kPaintedShare);
  if (ending == ".pdf") bytes = report::paint_pdf({scene}, document_info(words), painting);
  if (ending == ".svg") bytes = report::paint_svg(scene, document_info(words), painting);
  if (!bytes) return bytes.error();
  if (!how.progress.tick(kPaintedShare)) return core::cancelled();
  return io::write_text(*bytes, how.file);
}

struct PageAndProgress {
  const cartography::PageSpec& page;
  jobs::Progress progress;
};

/// What the sheet shows, for its provenance.
ops::MapContent content_of(const project::Project& project, const cartography::MapData& data,
                           const cartography::PageSpec& page) {
  ops::MapContent content{page.title,
                          page.subtitle,
                          cartography::scale_text(project.camera.metres_per_point),
                          cartography::view_of(project.camera, page.width, page.height),
                          {},
                          {}};
  const IncidentLayers incidents = incident_layers(project, data);
  for (auto layer = project.layers.rbegin(); layer != project.layers.rend(); ++layer) {
    if (!layer->visible) continue;
    if (layer->source == project::LayerSource::incidents) {
      if (incidents.points)
        content.layers.push_back(layer->title + ": " + cartography::incidents_in_words(incidents.shown.front()));
      continue;
    }
    content.layers.push_back(layer->title);
    if (layer->source != project::LayerSource::result) continue;
    for (const cartography::MapResult& result : data.results) {
      if (result.name == layer->name && !result.provenance.empty()) content.results.push_back(result.provenance);
    }
  }
  return content;
}

}  // namespace

core::Result<MapWorkspace> load_map_workspace(const std::filesystem::path& path, const jobs::Progress& progress) {
  auto workspace = store::Workspace::open(path, store::Access::read);
  if (!workspace) return workspace.error();
  MapWorkspace loaded;
  auto dataset = workspace->load(borough::Parts::all(), progress.part(0.0, 0.8, "Loading"));
  if (!dataset) return dataset.error();
  loaded.data.dataset = std::move(dataset).value();
  const auto names = workspace->result_names();
  if (!names) return names.error();
  const auto summaries = workspace->result_summaries();
  if (!summaries) return summaries.error();
  for (const std::string& name : *names) {
    if (!progress.tick(0.9)) return core::cancelled();
    auto stored = workspace->load_result(name);
    if (!stored) return stored.error().within(fmt::format("result '{}'", name));
    cartography::MapResult result{stored->name,
                                  stored->title,
                                  stored->style,
                                  stored->unit,
                                  {},
                                  {},
                                  ops::without_findings(stored->provenance_json)};
    add_incidents(result, loaded.data.dataset);
    if (stored->features) result.features = core::make_snapshot(std::move(*stored->features));
    if (stored->raster) result.raster = core::make_snapshot(std::move(*stored->raster));
    loaded.data.results.push_back(std::move(result));
    loaded.provenance.push_back(std::move(stored->provenance_json));
    loaded.revisions.push_back(stored->dataset_revision);
    const auto summary =
        std::find_if(summaries->begin(), summaries->end(), [&](const auto& one) { return one.name == name; });
    loaded.created_at.push_back(summary == summaries->end() ? std::string() : summary->created_at);
  }
  auto saved = workspace->load_document("project");
  if (!saved) return saved.error();
  loaded.saved_view = std::move(saved).value();
  return loaded;
}

void add_incidents(cartography::MapResult& result, const borough::Dataset& dataset) {
  result.incidents.reset();
  if (result.style == "view" || result.style == "union" || result.style == "count") return;
  const auto asked = ops::asked_incidents(result.provenance);
  if (!asked) return;
  // Of an older result nobody knows today to where the data reached then.
  const bool of_today = dataset.incidents && asked->data_revision == dataset.revision;
  result.incidents = of_today ? borough::with_period(asked->filter, *dataset.incidents) : asked->filter;
}

project::Project standard_view(const MapWorkspace& workspace, double width, double height) {
  std::vector<project::ResultDescriptor> results;
  for (std::size_t i = 0; i < workspace.data.results.size(); ++i) {
    const cartography::MapResult& result = workspace.data.results[i];
    results.push_back({result.name, result.title, result.style,
                       i < workspace.created_at.size() ? workspace.created_at[i] : std::string()});
  }
  project::Project project = project::make_default_project(workspace.data.dataset, results);
  project.camera = project::fit(borough::extent_of(workspace.data.dataset), width, height);
  return project;
}

project::Project first_view(const MapWorkspace& workspace, double width, double height,
                            std::optional<std::string>& trouble) {
  if (workspace.saved_view) {
    auto saved = project::from_json(*workspace.saved_view);
    if (saved) return project::brought_up_to_date(std::move(saved).value(), standard_view(workspace, width, height));
    trouble = fmt::format("The kept view can't be read ({}); this is the standard view.", saved.error().message);
  }
  return standard_view(workspace, width, height);
}

bool draws_incident_points(const project::Project& project, const cartography::MapData& data) {
  return incident_layers(project, data).points;
}

namespace {

/// The scene of the page, its layers made one after the other so that somebody can stop between them.
core::Result<cartography::Scene> scene_by_layers(const project::Project& project, const cartography::MapData& data,
                                                 const PageAndProgress& how) {
  cartography::SceneBuilder builder(report::measure_text);
  project::Project one = project;
  for (project::Layer& layer : one.layers) layer.visible = false;
  cartography::PageSpec bare = how.page;
  bare.furniture = cartography::FurnitureKind::none;
  for (std::size_t i = 0; i < project.layers.size(); ++i) {
    if (!how.progress.tick(static_cast<double>(i) / static_cast<double>(project.layers.size())))
      return core::cancelled();
    if (!project.layers[i].visible) continue;
    one.layers[i].visible = true;
    if (const auto made = builder.build(one, data, bare); !made) return made.error();
    one.layers[i].visible = false;
  }
  return builder.build(project, data, how.page);
}

}  // namespace

core::Status export_map(const project::Project& project, const cartography::MapData& data, const MapExport& how) {
  if (auto writable = io::check_target(how.file); !writable) return writable;
  cartography::PageSpec page;
  page.width = static_cast<float>(how.width);
  page.height = static_cast<float>(how.height);
  page.furniture = cartography::FurnitureKind::sheet;
  MapHeading heading = heading_of(project, data, how.title, how.area ? how.area->name : std::string());
  page.title = std::move(heading.title);
  page.subtitle = std::move(heading.subtitle);
  page.date = how.date;
  page.marking = how.marking;
  page.sensitive_points = cartography::SensitivePoints::never;
  if (how.area) page.ranks_within = &how.area->shape;
  const ops::MapContent content = content_of(project, data, page);
  const std::string now = ops::now_utc();
  const ops::OperationRegistry registry = builtin_operations();
  const MapWords words{page.title,
                       page.subtitle,
                       cartography::attribution_lines(data.dataset),
                       ops::provenance_lines(data.dataset, content, registry),
                       ops::make_map_provenance(data.dataset, content, now),
                       now,
                       data.dataset.revision};
  page.code = words.provenance.code;
  page.provenance = words.made;
  cartography::MapData safe = data;  // what leaves the program shows no small count, not even as a colour
  for (cartography::MapResult& result : safe.results) {
    if (result.features)
      result.features =
          core::make_snapshot(suppressed_counts(*result.features, suppression_of(counted_of(result.provenance))));
  }
  auto scene = scene_by_layers(project, safe, {page, how.progress.part(0.0, kSceneShare)});
  if (!scene) return scene.error();
  if (how.area) {
    cartography::emphasise(*scene, *how.area, report::measure_text);
    cartography::drop_covered_labels(*scene, report::measure_text);
  }
  if (!how.progress.tick(kSceneShare)) return core::cancelled();
  if (auto written = write_picture(*scene, how, words); !written) return written;
  std::filesystem::path beside = how.file;
  beside += ".provenance.json";
  return io::write_text(words.provenance.json, beside);
}

std::string printed_date(std::string_view iso) {
  const auto time = core::parse_time(iso.substr(0, 10));
  if (!time) return std::string(iso);
  const core::CivilDate date = core::date_of(time->minute);
  return fmt::format("{} {}", date.day, core::month_name(core::month_index(time->minute)));
}

}  // namespace wardscope::catalog
