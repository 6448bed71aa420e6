// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/camera_tables.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wardscope::catalog {
namespace {

std::string_view status_word(analysis::ViewStatus status) {
  switch (status) {
    case analysis::ViewStatus::known:
      return "known";
    case analysis::ViewStatus::assumed:
      return "assumed";
    case analysis::ViewStatus::not_known:
      return "not known";
    case analysis::ViewStatus::left_out:
      return "left out";
  }
  return "";
}

std::string clauses(const analysis::CameraViewResult& view) {
  std::string text = view.reason;
  for (const std::string& clause : view.assumed) text += (text.empty() ? "assumed: " : "; assumed: ") + clause;
  for (const std::string& clause : view.at_least) text += (text.empty() ? "at least: " : "; at least: ") + clause;
  return text;
}

std::string_view bound_words(const analysis::CameraViewResult& view) {
  switch (view.obstacles) {
    case analysis::MappedObstacles::all:
      return "";
    case analysis::MappedObstacles::part:
      return "reaches beyond the ground with buildings";
    case analysis::MappedObstacles::none:
      return "stands outside the ground with buildings";
  }
  return "";
}

}  // namespace

std::string camera_references(const std::vector<std::size_t>& rows, const borough::CameraRegister& cameras,
                              std::optional<std::size_t> but) {
  std::string text;
  for (const std::size_t row : rows) {
    if (row == but) continue;
    const std::string& reference = cameras[row].reference.empty() ? cameras[row].name : cameras[row].reference;
    text += text.empty() ? reference : ", " + reference;
  }
  return text;
}

namespace {

struct Neighbours {
  std::string references;
  table::Value only_here;  ///< incidents that these and the camera alone see together
};

Neighbours neighbours_of(std::size_t camera, const borough::CameraRegister& cameras,
                         const analysis::Coverage* coverage) {
  if (coverage == nullptr) return {};
  for (const analysis::CamerasAtOnePlace& group : coverage->same_place) {
    if (std::find(group.cameras.begin(), group.cameras.end(), camera) == group.cameras.end()) continue;
    return {camera_references(group.cameras, cameras, camera), group.only_here};
  }
  return {};
}

}  // namespace

table::FeatureTable view_table(const borough::CameraRegister& cameras, const analysis::CameraViewSet& views,
                               const analysis::Coverage* coverage) {
  using table::ColumnType;
  table::FeatureTable features({{"reference", "Camera", "", ColumnType::text, false},
                                {"name", "Place", "", ColumnType::text, false},
                                {"status", "View", "", ColumnType::text, false},
                                {"area_m2", "In view", "m²", ColumnType::number, false},
                                {"visible_percent", "Not hidden by buildings", "%", ColumnType::number, false},
                                {"incidents", "Incidents in view", "", ColumnType::integer, true},
                                {"only_here", "Seen by this one alone", "", ColumnType::integer, true},
                                {"upper_bound", "In view at most, because it", "", ColumnType::text, false},
                                {"same_place", "Stands where another does", "", ColumnType::text, false},
                                {"only_here_together", "Seen by these alone", "", ColumnType::integer, true},
                                {"register", "Register", "", ColumnType::text, false},
                                {"described", "As registered", "", ColumnType::text, false},
                                {"remark", "Assumed or missing", "", ColumnType::text, false},
                                {"moved_m", "Moved to wall", "m", ColumnType::number, false}});
  for (const analysis::CameraViewResult& view : views.views) {
    const borough::Camera& camera = cameras[view.camera];
    table::Value visible;
    // Without buildings round it nothing is known of what they hide.
    if (view.unobstructed_km2 > 0.0 && view.obstacles != analysis::MappedObstacles::none)
      visible = view.area_km2 / view.unobstructed_km2 * 100.0;
    table::Value incidents;
    table::Value only_here;
    if (coverage != nullptr && !view.in_view.empty()) {
      incidents = coverage->cameras[view.camera].incidents;
      only_here = coverage->cameras[view.camera].only_here;
    }
    const Neighbours together = neighbours_of(view.camera, cameras, coverage);
    table::Value moved;
    if (view.moved_to_wall) moved = view.moved_to_wall->value();
    geo::Geometry shape;
    if (!view.in_view.empty()) shape = view.in_view;
    table::Value area;
    if (!view.in_view.empty()) area = view.area_km2 * 1e6;
    features.add_row({camera.reference, camera.name, std::string(status_word(view.status)), area, visible, incidents,
                      only_here, std::string(bound_words(view)), together.references, together.only_here,
                      camera.register_name, analysis::describe_in_words(camera), clauses(view), moved},
                     std::move(shape));
  }
  return features;
}

}  // namespace wardscope::catalog
