// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/disclosure.hpp"
#include "core/text.hpp"
#include "io/writers.hpp"

namespace wardscope::catalog {
namespace {

/// Units of numbers that follow from a count, and would give it away.
bool follows_from_count(const table::Column& column) {
  return column.unit == "%" || column.unit == "per km²" || column.unit == "per 1,000" || column.name == "prediction_accuracy_index";
}

bool is_raster(const ops::ResultLayer& layer) {
  return std::holds_alternative<core::Snapshot<raster::Raster<float>>>(layer.data);
}

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
  const bool features = ending == ".gpkg" || ending == ".geojson" || ending == ".json" || ending == ".csv";
  if (!target.wants_raster && !features) {
    return core::unsupported(fmt::format("'{}': no such format; end the name in .gpkg, .geojson, .csv or .tif",
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

}  // namespace

table::FeatureTable suppressed_counts(const table::FeatureTable& features) {
  const analysis::DisclosureControl control;
  const auto& columns = features.columns();
  const bool has_counts = std::any_of(columns.begin(), columns.end(), [](const auto& column) { return column.disclosive_count; });
  if (!has_counts) return features;
  std::vector<table::Column> with_note = columns;
  with_note.push_back({"suppressed", "Suppressed", "", table::ColumnType::text, false});
  table::FeatureTable safe(std::move(with_note));
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    bool small = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto number = columns[c].disclosive_count ? table::to_number(features.at(row, c)) : std::nullopt;
      if (number && control.is_small(std::llround(*number))) small = true;
    }
    std::vector<table::Value> values;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool hidden = small && (columns[c].disclosive_count || follows_from_count(columns[c]));
      values.push_back(hidden ? table::Value() : features.at(row, c));
    }
    values.emplace_back(small ? fmt::format("counts below {}", control.threshold(borough::Sensitivity::open)) : std::string());
    safe.add_row(std::move(values), features.geometry(row));
  }
  return safe;
}

core::Result<std::vector<std::filesystem::path>> export_layers(const ops::OperationResult& result,
                                                               std::string_view provenance_json,
                                                               const std::vector<std::string>& outputs) {
  std::vector<std::filesystem::path> files;
  for (const std::string& output : outputs) {
    const auto target = target_from(output);
    if (!target) return target.error();
    const auto layer = layer_for(result, *target);
    if (!layer) return layer.error();
    const ops::ResultLayer& chosen = **layer;
    core::Status status;
    if (target->wants_raster) {
      status = io::write_raster(*std::get<core::Snapshot<raster::Raster<float>>>(chosen.data), target->file,
                                {chosen.title, chosen.unit, std::string(provenance_json), io::Overwrite::allow});
    } else {
      io::FeatureWriteOptions options;
      options.layer_name = chosen.name;
      options.description = chosen.title;
      options.provenance_json = provenance_json;
      const auto safe = suppressed_counts(*std::get<core::Snapshot<table::FeatureTable>>(chosen.data));
      status = io::write_features(safe, target->file, options);
    }
    if (!status) return status.error();
    files.push_back(target->file);
  }
  return files;
}

}  // namespace wardscope::catalog
