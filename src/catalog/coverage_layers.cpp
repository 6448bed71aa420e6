// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/coverage_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

using table::ColumnType;

/// A round side of a cell, 5 m or more, with which the views make less than four million.
core::Metres automatic_count_cell(const geo::Extent& extent) {
  constexpr double kEnoughCells = 4e6;
  constexpr std::array kSides{5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0};
  const double finest = std::sqrt(extent.width() * extent.height() / kEnoughCells);
  const auto* const side = std::lower_bound(kSides.begin(), kSides.end() - 1, finest);
  return core::Metres(*side);
}

/// The row of the table of categories by name; categories.size() where there is none.
std::size_t category_of(const borough::IncidentTable& incidents, const std::string& type) {
  const auto found = std::find_if(incidents.categories.begin(), incidents.categories.end(),
                                  [&](const borough::IncidentCategory& category) { return category.name == type; });
  return static_cast<std::size_t>(found - incidents.categories.begin());
}

/// In view and out of view, types side by side.
analysis::CountTable counts_by_type(const TypesInView& found) {
  const auto& types = found.coverage.types;
  analysis::CountTable counts;
  counts.rows = 2;
  counts.columns = types.size();
  counts.cells.reserve(2 * types.size());
  counts.column_sensitivity.reserve(types.size());
  bool all_sensitive = !types.empty();
  for (const analysis::TypeCoverage& type : types) counts.cells.push_back(type.in_view);
  for (const analysis::TypeCoverage& type : types) {
    counts.cells.push_back(type.incidents - type.in_view);
    const std::size_t category = category_of(found.incidents, type.type);
    const bool known = category < found.incidents.categories.size();
    counts.column_sensitivity.push_back(known ? analysis::sensitivity_of(found.incidents.categories[category])
                                              : analysis::sensitivity_of_type(type.type));
    all_sensitive = all_sensitive && counts.column_sensitivity.back() == borough::Sensitivity::sensitive;
  }
  if (all_sensitive) counts.total_sensitivity = borough::Sensitivity::sensitive;
  return counts;
}

}  // namespace

ops::ResultLayer ground_in_view(const analysis::Coverage& coverage, const analysis::CameraViewSet& views) {
  table::FeatureTable ground({{"cameras", "Cameras with a view", "", ColumnType::integer, false},
                              {"area_km2", "Ground in view", "km²", ColumnType::number, false}});
  const auto with_view = std::count_if(views.views.begin(), views.views.end(),
                                       [](const analysis::CameraViewResult& view) { return !view.in_view.empty(); });
  ground.add_row({static_cast<std::int64_t>(with_view), coverage.in_view_km2}, coverage.in_view);
  return {"coverage-ground", "Ground in view of a camera", "union", "", core::make_snapshot(std::move(ground)), {}};
}

core::Result<CamerasPerPlace> cameras_per_place(const analysis::CameraViewSet& views, core::Metres cell,
                                                const jobs::Progress& progress) {
  geo::Extent extent;
  for (const analysis::CameraViewResult& view : views.views) extent.add(geo::extent_of(view.in_view));
  auto counts = analysis::camera_counts(views, cell.value() > 0.0 ? cell : automatic_count_cell(extent), progress);
  if (!counts) return counts.error();
  const double by_two = analysis::seen_by_at_least(*counts, 2);
  return CamerasPerPlace{
      {"coverage-cameras", "Cameras per place", "count", "cameras", core::make_snapshot(std::move(counts).value()), {}},
      by_two};
}

ops::ResultLayer types_in_view(const TypesInView& found) {
  const auto& types = found.coverage.types;
  const analysis::ProtectedTable shown = analysis::DisclosureControl().protect(counts_by_type(found));
  table::FeatureTable by_type({{"type", "Type", "", ColumnType::text, false},
                               {"incidents", "Incidents", "", ColumnType::integer, false},
                               {"in_view", "In view", "", ColumnType::integer, false},
                               {"in_view_percent", "Share in view", "%", ColumnType::number, false},
                               {"suppressed", "Suppressed", "", ColumnType::text, false}});
  for (std::size_t i = 0; i < types.size(); ++i) {
    const analysis::TypeCoverage& type = types[i];
    const std::size_t category = category_of(found.incidents, type.type);
    const bool by_areas = category < found.hidden.size() && found.hidden[category];
    if (by_areas || !shown.at(0, i).value || !shown.at(1, i).value || !shown.column_totals[i].value) {
      by_type.add_row({type.type, {}, {}, {}, std::string("small counts, and those that would give them away")}, {});
      continue;
    }
    table::Value share;
    if (type.incidents > 0) share = static_cast<double>(type.in_view) / static_cast<double>(type.incidents) * 100.0;
    by_type.add_row({type.type, type.incidents, type.in_view, share, std::string()}, {});
  }
  return {"coverage-by-type", "Incidents in view by type", "table", "", core::make_snapshot(std::move(by_type)), {}};
}

std::string types_in_words(const ops::ResultLayer& by_type) {
  constexpr std::size_t kNamed = 4;
  const table::FeatureTable& types = *std::get<core::Snapshot<table::FeatureTable>>(by_type.data);
  const auto share = types.column("in_view_percent");
  std::string words;
  std::size_t named = 0;
  for (std::size_t row = 0; row < types.row_count() && named < kNamed; ++row) {
    const auto percentage = table::to_number(types.at(row, *share));
    if (!percentage) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", table::to_text(types.at(row, 0), 0),
                         percent(*percentage / 100.0));
    ++named;
  }
  return words.empty() ? words : "Share in view by type: " + words + ".";
}

}  // namespace wardscope::catalog
