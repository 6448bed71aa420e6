// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "analysis/coverage_gaps.hpp"

namespace wardscope::analysis {

inline geo::MultiPolygon square(double x0, double y0, double x1, double y1) {
  return {geo::to_polygon({x0, y0, x1, y1})};
}

inline borough::Area area(std::string name, geo::MultiPolygon shape) {
  return {.code = name, .name = name, .shape = std::move(shape), .population = {}, .deprivation_rank = {}, .note = ""};
}

inline borough::AreaSet areas(std::vector<borough::Area> list) {
  return {.name = "Set", .kind = borough::AreaKind::neighbourhood, .vintage = "", .areas = std::move(list)};
}

/// A scene by hand: cameras with given views, incidents, one hotspot 100 m x 100 m.
struct GapScene {
  CameraViewSet views;
  borough::CameraRegister cameras;
  borough::IncidentTable incidents;
  std::vector<HotspotGround> hotspots{{7, square(0, 0, 100, 100)}};
  borough::AreaSet neighbourhoods =
      areas({area("Old Town", square(-50, -50, 60, 150)), area("Harbour", square(60, -50, 200, 150))});
  std::vector<std::uint32_t> rows;

  void add_camera(geo::Point position, const geo::MultiPolygon& view, ViewStatus status = ViewStatus::known) {
    borough::Camera camera;
    camera.reference = "C" + std::to_string(cameras.size() + 1);
    camera.name = "Mast " + std::to_string(cameras.size() + 1);
    camera.position = position;
    CameraViewResult result;
    result.camera = cameras.size();
    result.status = status;
    result.viewpoint = position;
    result.in_view = view;
    cameras.push_back(camera);
    views.views.push_back(result);
  }
  void add_incident(geo::Point p, const char* type = "Robbery") {
    incidents.add(p, borough::category_index(incidents, type, borough::Sensitivity::open), 0,
                  core::TimePrecision::month);
    rows.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  [[nodiscard]] CoverageGapInput input() const {
    return {views, cameras, incidents, rows, hotspots, &neighbourhoods, nullptr, nullptr, nullptr};
  }
};

inline CoverageGapSet gaps_of(const CoverageGapInput& input, const CoverageGapOptions& options) {
  auto result = coverage_gaps(input, options, jobs::Progress());
  EXPECT_TRUE(result) << result.error().message;
  return result ? *result : CoverageGapSet{};
}

}  // namespace wardscope::analysis
