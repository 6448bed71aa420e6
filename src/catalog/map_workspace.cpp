// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/map_workspace.hpp"

#include <fmt/format.h>

#include <utility>

#include "analysis/differencing.hpp"
#include "borough/incidents.hpp"
#include "catalog/export_layers.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "io/writers.hpp"
#include "project/default_project.hpp"
#include "render/map_image.hpp"
#include "render/png.hpp"
#include "report/cairo_painter.hpp"
#include "report/text_rasteriser.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kPointsPerInch = 72.0;

core::Status write_png_picture(const cartography::Scene& scene, const MapExport& how) {
  const auto pixels_per_point = static_cast<float>(how.pixels_per_inch / kPointsPerInch);
  const auto picture = render::render_headless(scene, pixels_per_point);
  if (!picture && picture.error().code != core::ErrorCode::graphics) return picture.error();
  if (!picture) {  // no OpenGL on this machine: the other painter draws the same scene
    const auto bytes = report::paint_png(scene, how.pixels_per_inch / kPointsPerInch);
    if (!bytes) return bytes.error();
    return io::write_text(*bytes, how.file);
  }
  render::PngOptions options;
  options.pixels_per_inch = how.pixels_per_inch;
  options.texts = {{"Title", how.title}, {"Software", "Wardscope " + std::string(core::version())}};
  return render::write_png(how.file, *picture, options);
}

/// "March 2025" from "2025-03", "31 March 2025" from a day.
std::string day_or_month(const std::string& iso) {
  const auto time = core::parse_time(iso);
  if (!time || time->precision != core::TimePrecision::month) return printed_date(iso);
  return core::month_name(core::month_index(time->minute));
}

std::string subtitle_of(const project::Project& project, const cartography::MapData& data) {
  if (!data.dataset.incidents) return data.dataset.place;
  borough::IncidentFilter filter = analysis::with_period(project.filter, *data.dataset.incidents);
  const std::string first = filter.from.empty() ? "" : day_or_month(filter.from);
  const std::string last = filter.to.empty() ? "" : day_or_month(filter.to);
  filter.from.clear();
  filter.to.clear();
  std::string text = "Recorded incidents: " + borough::describe_in_words(filter);
  if (!first.empty() && !last.empty()) text += "; " + (first == last ? first : first + " to " + last);
  return text;
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
  for (const std::string& name : *names) {
    if (!progress.tick(0.9)) return core::cancelled();
    auto stored = workspace->load_result(name);
    if (!stored) return stored.error().within(fmt::format("result '{}'", name));
    cartography::MapResult result{stored->name, stored->title, stored->style, stored->unit, {}, {}};
    if (stored->features) result.features = core::make_snapshot(std::move(*stored->features));
    if (stored->raster) result.raster = core::make_snapshot(std::move(*stored->raster));
    loaded.data.results.push_back(std::move(result));
    loaded.provenance.push_back(std::move(stored->provenance_json));
    loaded.revisions.push_back(stored->dataset_revision);
  }
  auto saved = workspace->load_document("project");
  if (!saved) return saved.error();
  loaded.saved_view = std::move(saved).value();
  return loaded;
}

project::Project first_view(const MapWorkspace& workspace, double width, double height, std::optional<std::string>& trouble) {
  if (workspace.saved_view) {
    auto saved = project::from_json(*workspace.saved_view);
    if (saved) return std::move(saved).value();
    trouble = fmt::format("The kept view can't be read ({}); this is the standard view.", saved.error().message);
  }
  std::vector<project::ResultDescriptor> results;
  for (const cartography::MapResult& result : workspace.data.results) results.push_back({result.name, result.title, result.style});
  project::Project project = project::make_default_project(workspace.data.dataset, results);
  project.camera = project::fit(borough::extent_of(workspace.data.dataset), width, height);
  return project;
}

core::Status export_map(const project::Project& project, const cartography::MapData& data, const MapExport& how) {
  if (auto writable = io::check_target(how.file); !writable) return writable;
  cartography::PageSpec page;
  page.width = static_cast<float>(how.width);
  page.height = static_cast<float>(how.height);
  page.furniture = cartography::FurnitureKind::sheet;
  page.title = how.title.empty() ? data.dataset.place : how.title;
  page.subtitle = subtitle_of(project, data);
  page.date = how.date;
  page.marking = how.marking;
  page.sensitive_points = cartography::SensitivePoints::never;
  cartography::MapData safe = data;  // what leaves the program shows no small count, not even as a colour
  for (cartography::MapResult& result : safe.results) {
    if (result.features) result.features = core::make_snapshot(suppressed_counts(*result.features));
  }
  const auto scene = cartography::build_scene(project, safe, page, report::measure_text);
  if (!scene) return scene.error();
  const std::string ending = core::lower_ascii(how.file.extension().string());
  if (ending == ".png") return write_png_picture(*scene, how);
  core::Result<std::string> bytes = core::unsupported(
      fmt::format("'{}': a map is written as .png, .pdf or .svg", how.file.filename().string()));
  if (ending == ".pdf") bytes = report::paint_pdf({*scene}, {page.title, page.subtitle, how.date});
  if (ending == ".svg") bytes = report::paint_svg(*scene);
  if (!bytes) return bytes.error();
  return io::write_text(*bytes, how.file);
}

std::string printed_date(std::string_view iso) {
  const auto time = core::parse_time(iso.substr(0, 10));
  if (!time) return std::string(iso);
  const core::CivilDate date = core::date_of(time->minute);
  return fmt::format("{} {}", date.day, core::month_name(core::month_index(time->minute)));
}

}  // namespace wardscope::catalog
