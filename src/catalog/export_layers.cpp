// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_layers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/export_guard.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/text.hpp"
#include "io/writers.hpp"
#include "ops/provenance.hpp"

namespace wardscope::catalog {
namespace {

bool is_raster(const ops::ResultLayer& layer) {
  return std::holds_alternative<core::Snapshot<raster::Raster<float>>>(layer.data);
}

constexpr std::string_view kShapefile = ".shp";

struct Target {
  std::string layer;  ///< empty: the first that fits
  std::filesystem::path file;
  bool wants_raster = false;
};

core::Result<Target> target_from(const std::string& output) {
  Target target;
  const std::size_t equals = output.find('=');
  const bool names_layer = equals != std::string::npos && output.find('/') > equals;
  if (names_layer) target.layer = output.substr(0, equals);
  target.file = names_layer ? output.substr(equals + 1) : output;
  const std::string ending = core::lower_ascii(target.file.extension().string());
  target.wants_raster = ending == ".tif" || ending == ".tiff";
  constexpr std::string_view kEndings[] = {".gpkg", ".geojson", ".json", ".csv", ".xlsx", ".ods", kShapefile};
  const bool features = std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings);
  if (!target.wants_raster && !features) {
    return core::unsupported(
        fmt::format("'{}': no such format; end the name in .gpkg, .geojson, .csv, .xlsx, .ods, .shp or .tif",
                    target.file.filename().string()));
  }
  return target;
}

core::Result<const ops::ResultLayer*> layer_for(const ops::OperationResult& result, const Target& target) {
  const auto found = std::find_if(result.layers.begin(), result.layers.end(), [&](const ops::ResultLayer& layer) {
    return is_raster(layer) == target.wants_raster && (target.layer.empty() || layer.name == target.layer);
  });
  if (found != result.layers.end()) return &*found;
  std::string names;
  for (const ops::ResultLayer& layer : result.layers) {
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", layer.name, is_raster(layer) ? "surface" : "features");
  }
  return core::not_found(fmt::format("'{}': no layer of the result fits; it has: {}", target.file.filename().string(),
                                     names.empty() ? "none" : names));
}

core::Status write_features(const ops::ResultLayer& layer, const std::string& provenance_json, const Target& target,
                            const LayerExport& how) {
  io::FeatureWriteOptions options;
  options.layer_name = layer.name;
  options.description = layer.title;
  options.provenance_json = provenance_json;
  const AreaCounts counts{*std::get<core::Snapshot<table::FeatureTable>>(layer.data), layer.counted,
                          ops::provenance_code(provenance_json)};
  const ExportPlace place{how.workspace, how.progress, how.diagnostics};
  const auto safe = counts_that_may_leave(counts, place);
  if (!safe) return safe.error();
  const std::string ending = core::lower_ascii(target.file.extension().string());
  const bool for_people = ending == ".csv" || ending == ".xlsx" || ending == ".ods";
  const auto written = io::write_features(for_people ? with_one_mark(*safe) : *safe, target.file, options);
  return written ? remember_counts(counts, *safe, place) : written;
}

}  // namespace

void warn_of_shapefiles(const std::vector<std::string>& outputs, core::Diagnostics& diagnostics) {
  for (const std::string& output : outputs) {
    if (!core::lower_ascii(output).ends_with(kShapefile)) continue;
    diagnostics.warn(
        "shapefile-names",
        fmt::format("'{}': a Shapefile cuts column names to 10 characters and texts to 254 bytes; its .columns.csv "
                    "tells which name is which. A GeoPackage (.gpkg) keeps them whole",
                    std::filesystem::path(output).filename().string()));
  }
}

core::Result<std::vector<std::filesystem::path>> export_layers(const ops::OperationResult& result,
                                                               std::string_view provenance_json,
                                                               const LayerExport& how) {
  std::vector<std::filesystem::path> files;
  const auto count = static_cast<double>(how.outputs.size());
  for (const std::string& output : how.outputs) {
    const auto written = static_cast<double>(files.size());
    const jobs::Progress progress = how.progress.part(written / count, (written + 1.0) / count);
    const LayerExport part{{}, how.workspace, progress, how.diagnostics};
    const auto target = target_from(output);
    if (!target) return target.error();
    const auto layer = layer_for(result, *target);
    if (!layer) return layer.error();
    const ops::ResultLayer& chosen = **layer;
    const std::string provenance = ops::with_counted(provenance_json, chosen.counted);
    core::Status status;
    if (target->wants_raster) {
      status = io::write_raster(*std::get<core::Snapshot<raster::Raster<float>>>(chosen.data), target->file,
                                {chosen.title, chosen.unit, provenance, io::Overwrite::allow});
    } else {
      status = write_features(chosen, provenance, *target, part);
    }
    if (!status) return status.error();
    files.push_back(target->file);
  }
  return files;
}

}  // namespace wardscope::catalog
