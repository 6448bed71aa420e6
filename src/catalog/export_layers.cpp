// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "analysis/disclosure.hpp"
#include "core/text.hpp"
#include "io/writers.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::string_view kRateRank = "rate_rank";

/// Columns that follow from a count by their name, and those that do not although their unit looks so.
constexpr std::array<std::string_view, 13> kFollowing{"weight", "per_km2", "peak_per_km2", "prediction_accuracy_index", kRateRank, "main_types", "main_type", "peak_hours", "map_points",
                                                     "busiest_place", "busiest_incidents", "nearest_camera", "nearest_camera_m"};
constexpr std::array<std::string_view, 3> kOfGround{"visible_percent", "ground_in_view_percent", "area_share_percent"};

/// Columns that follow from a count, and would give it away.
bool follows_from_count(const table::Column& column) {
  const auto is_among = [&](const auto& names) { return std::find(names.begin(), names.end(), column.name) != names.end(); };
  if (is_among(kOfGround)) return false;
  return column.unit == "%" || column.unit == "per km²" || column.unit == "per 1,000" || is_among(kFollowing);
}

/// "Old Town (67 %), Harbour (33 %)": of three incidents it tells each.
bool has_share(const table::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && text->find(" %)") != std::string::npos;
}

/// The rows with a small disclosive count; where it is one alone, the row with the next smallest as well, for the total
/// of all rows is printed elsewhere and would tell it. Empty where the table has no disclosive count.
std::vector<bool> rows_to_hide(const table::FeatureTable& features) {
  const analysis::DisclosureControl control;
  std::vector<bool> hidden(features.row_count(), false);
  std::optional<std::size_t> first_count;
  for (std::size_t c = 0; c < features.columns().size(); ++c) {
    if (!features.columns()[c].disclosive_count) continue;
    if (!first_count) first_count = c;
    for (std::size_t row = 0; row < features.row_count(); ++row) {
      const auto number = table::to_number(features.at(row, c));
      if (number && control.is_small(std::llround(*number))) hidden[row] = true;
    }
  }
  if (!first_count) return {};
  if (std::count(hidden.begin(), hidden.end(), true) != 1) return hidden;
  std::optional<std::size_t> partner;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto number = table::to_number(features.at(row, *first_count));
    if (hidden[row] || !number || *number <= 0.0) continue;
    if (!partner || *number < *table::to_number(features.at(*partner, *first_count))) partner = row;
  }
  if (partner) hidden[*partner] = true;
  return hidden;
}

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
    return core::unsupported(fmt::format("'{}': no such format; end the name in .gpkg, .geojson, .csv, .xlsx, .ods, .shp or .tif",
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

/// The place of each row by its rate among the rows that are shown; nothing for a hidden one, whose rate a place between two
/// others would tell. Empty where the table ranks no rates (hotspots are ranked by their counts, the hidden ones last).
std::vector<table::Value> ranks_shown(const table::FeatureTable& features, const std::vector<bool>& hidden) {
  const auto rank = features.column(kRateRank);
  if (!rank) return {};
  std::vector<table::Value> ranks(features.row_count());
  for (std::size_t row = 0; row < ranks.size(); ++row) {
    const auto own = table::to_number(features.at(row, *rank));
    if (hidden[row] || !own) continue;
    std::int64_t place = 1;
    for (std::size_t other = 0; other < ranks.size(); ++other) {
      const auto rival = table::to_number(features.at(other, *rank));
      if (!hidden[other] && rival && *rival < *own) ++place;
    }
    ranks[row] = place;
  }
  return ranks;
}

}  // namespace

table::FeatureTable suppressed_counts(const table::FeatureTable& features) {
  const auto& columns = features.columns();
  const std::vector<bool> hidden_rows = rows_to_hide(features);
  if (hidden_rows.empty()) return features;
  std::vector<std::size_t> marked;
  std::vector<table::Column> with_marks = columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].disclosive_count && !follows_from_count(columns[c])) continue;
    marked.push_back(c);
    with_marks.push_back(
        {columns[c].name + "_suppressed", columns[c].label + ", suppressed", "", table::ColumnType::integer, false});
  }
  with_marks.push_back({"suppressed", "Suppressed", "", table::ColumnType::text, false});
  const std::string note = fmt::format("counts below {}, and those that would give them away",
                                       analysis::DisclosureControl().threshold(borough::Sensitivity::open));
  table::FeatureTable safe(std::move(with_marks));
  const std::vector<table::Value> ranks = ranks_shown(features, hidden_rows);
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const bool hidden = hidden_rows[row];
    std::vector<table::Value> values;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool tells =
          columns[c].disclosive_count || follows_from_count(columns[c]) || has_share(features.at(row, c));
      values.push_back(hidden && tells ? table::Value() : features.at(row, c));
    }
    if (!ranks.empty()) values[*features.column(kRateRank)] = ranks[row];
    values.insert(values.end(), marked.size(), std::int64_t{hidden ? 1 : 0});
    values.emplace_back(hidden ? note : std::string());
    safe.add_row(std::move(values), features.geometry(row));
  }
  return safe;
}

void warn_of_shapefiles(const std::vector<std::string>& outputs, core::Diagnostics& diagnostics) {
  for (const std::string& output : outputs) {
    if (!core::lower_ascii(output).ends_with(kShapefile)) continue;
    diagnostics.warn("shapefile-names", fmt::format("'{}': a Shapefile cuts column names to 10 characters and texts to 254 bytes; its .columns.csv "
                                                    "tells which name is which. A GeoPackage (.gpkg) keeps them whole",
                                                    std::filesystem::path(output).filename().string()));
  }
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
