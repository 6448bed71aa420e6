// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/camera_places.hpp"
#include "analysis/coverage_ground.hpp"
#include "analysis/coverage_places.hpp"
#include "geo/polygon_coverage.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

std::vector<geo::MultiPolygon> shapes_of(const CameraViewSet& views) {
  std::vector<geo::MultiPolygon> shapes;
  shapes.reserve(views.views.size());
  for (const CameraViewResult& view : views.views) shapes.push_back(view.in_view);
  return shapes;
}

class Tally {
 public:
  Tally(const CoverageInput& input, const CoverageOptions& options)
      : input_(input), tolerance_(options.tolerance.value()), places_(input.incidents, input.rows) {}

  core::Result<Coverage> run(const jobs::Progress& progress) {
    const auto shapes = shapes_of(input_.views);
    auto in_view = geo::union_of(shapes, progress.part(0.0, 0.4, "Uniting the views"));
    if (!in_view) return in_view.error();
    result_.in_view = *std::move(in_view);
    result_.in_view_km2 = square_kilometres(result_.in_view);
    result_.moved_by = input_.moved_by;
    for (const geo::MultiPolygon& shape : shapes) result_.sum_of_views_km2 += square_kilometres(shape);
    if (const auto done = find_incidents(shapes, progress.part(0.4, 0.5, "Finding incidents in view")); !done) {
      return done.error();
    }
    count_incidents();
    count_types();
    count_places_together();
    if (const auto done = count_cameras(shapes, progress.part(0.5, 0.8, "Counting what each camera adds")); !done) {
      return done.error();
    }
    const auto wards = count_areas(input_.wards, progress.part(0.8, 0.95, "Counting by ward"));
    if (!wards) return wards.error();
    result_.wards = *wards;
    const auto neighbourhoods =
        count_areas(input_.neighbourhoods, progress.part(0.95, 1.0, "Counting by neighbourhood"));
    if (!neighbourhoods) return neighbourhoods.error();
    result_.neighbourhoods = *neighbourhoods;
    return std::move(result_);
  }

 private:
  core::Status find_incidents(const std::vector<geo::MultiPolygon>& shapes, const jobs::Progress& progress) {
    const double tolerance = std::max(tolerance_, kOnOutline);
    const double reach = std::max(tolerance, input_.moved_by.value());
    std::vector<std::vector<std::uint32_t>> perhaps(shapes.size());
    seen_.resize(shapes.size());
    core::Status done = for_each_in_parallel(shapes.size(), progress, [&](std::size_t camera) -> core::Status {
      for (const auto& [place, metres] : places_near(places_, shapes[camera], reach)) {
        (metres <= tolerance ? seen_ : perhaps)[camera].push_back(place);
      }
      return {};
    });
    if (!done) return done;
    cameras_of_place_.assign(places_.size(), 0);
    perhaps_.assign(places_.size(), false);
    bounded_.assign(places_.size(), false);
    for (std::size_t camera = 0; camera < shapes.size(); ++camera) {
      const bool bounded = input_.views.views[camera].obstacles == MappedObstacles::all;
      for (const std::uint32_t place : perhaps[camera]) perhaps_[place] = true;
      for (const std::uint32_t place : seen_[camera]) {
        ++cameras_of_place_[place];
        perhaps_[place] = true;
        if (bounded) bounded_[place] = true;
      }
    }
    return {};
  }

  void count_incidents() {
    for (std::size_t place = 0; place < places_.size(); ++place) {
      const std::size_t cameras = cameras_of_place_[place];
      const std::int64_t here = places_.incidents(place);
      if (result_.incidents_by_cameras.size() <= cameras) result_.incidents_by_cameras.resize(cameras + 1);
      result_.incidents_by_cameras[cameras] += here;
      result_.incidents += here;
      if (cameras > 0) result_.in_view_incidents += here;
      if (perhaps_[place]) result_.perhaps_in_view += here;
      if (bounded_[place]) result_.in_bounded_view += here;
    }
    result_.cameras_by_row.reserve(input_.rows.size());
    for (std::size_t i = 0; i < input_.rows.size(); ++i) {
      const std::uint32_t place = places_.place_of(i);
      result_.cameras_by_row.push_back(place == IncidentPlaces::kNoPlace ? std::uint16_t{0} : cameras_of_place_[place]);
    }
  }

  /// Incidents that only the cameras of one place see.
  void count_places_together() {
    if (input_.cameras == nullptr) return;
    result_.same_place = cameras_at_one_place(*input_.cameras, input_.views);
    for (CamerasAtOnePlace& group : result_.same_place) {
      std::map<std::uint32_t, std::uint16_t> seen_by;
      for (const std::size_t camera : group.cameras) {
        for (const std::uint32_t place : seen_[camera]) ++seen_by[place];
      }
      for (const auto& [place, cameras] : seen_by) {
        if (cameras == cameras_of_place_[place]) group.only_here += places_.incidents(place);
      }
    }
  }

  void count_types() {
    std::vector<TypeCoverage> types;
    for (const borough::IncidentCategory& category : input_.incidents.categories)
      types.push_back({category.name, 0, 0});
    for (std::size_t i = 0; i < input_.rows.size(); ++i) {
      if (places_.place_of(i) == IncidentPlaces::kNoPlace) continue;
      TypeCoverage& type = types[input_.incidents.category[input_.rows[i]]];
      ++type.incidents;
      if (result_.cameras_by_row[i] > 0) ++type.in_view;
    }
    std::erase_if(types, [](const TypeCoverage& type) { return type.incidents == 0; });
    std::sort(types.begin(), types.end(), [](const TypeCoverage& l, const TypeCoverage& r) {
      return l.incidents != r.incidents ? l.incidents > r.incidents : l.type < r.type;
    });
    result_.types = std::move(types);
  }

  core::Status count_cameras(const std::vector<geo::MultiPolygon>& shapes, const jobs::Progress& progress) {
    std::vector<geo::Extent> extents;
    extents.reserve(shapes.size());
    for (const geo::MultiPolygon& shape : shapes) extents.push_back(geo::extent_of(shape));
    result_.cameras.resize(shapes.size());
    return for_each_in_parallel(shapes.size(), progress, [&](std::size_t camera) -> core::Status {
      CameraCoverage& row = result_.cameras[camera];
      row.camera = input_.views.views[camera].camera;
      for (const std::uint32_t place : seen_[camera]) {
        row.incidents += places_.incidents(place);
        if (cameras_of_place_[place] == 1) row.only_here += places_.incidents(place);
      }
      row.area_km2 = square_kilometres(shapes[camera]);
      const auto alone = seen_alone(camera, shapes, extents);
      if (!alone) return alone.error();
      row.only_here_km2 = square_kilometres(*alone);
      return {};
    });
  }

  /// The ground that no other camera sees: the others are taken away one by one, the nearest first, because where views
  /// crowd little is soon left, and what is far from it need not be looked at.
  [[nodiscard]] core::Result<geo::MultiPolygon> seen_alone(std::size_t camera,
                                                           const std::vector<geo::MultiPolygon>& shapes,
                                                           const std::vector<geo::Extent>& extents) const {
    std::vector<std::pair<double, std::size_t>> others;
    const geo::Point here = input_.views.views[camera].viewpoint;
    for (std::size_t other = 0; other < shapes.size(); ++other) {
      if (other == camera || !extents[other].intersects(extents[camera])) continue;
      others.emplace_back(geo::distance(here, input_.views.views[other].viewpoint), other);
    }
    std::sort(others.begin(), others.end());
    geo::MultiPolygon alone = shapes[camera];
    for (const auto& [distance, other] : others) {
      const geo::Extent left = geo::extent_of(alone);
      if (left.empty()) break;
      if (!extents[other].intersects(left)) continue;
      auto less = geo::difference(alone, shapes[other]);
      if (!less) return less;
      alone = *std::move(less);
    }
    return alone;
  }

  core::Result<std::vector<AreaCoverage>> count_areas(const borough::AreaSet* set, const jobs::Progress& progress) {
    std::vector<AreaCoverage> rows(set != nullptr ? set->areas.size() : 0);
    const core::Status done = for_each_in_parallel(rows.size(), progress, [&](std::size_t i) -> core::Status {
      auto row = count_area(set->areas[i]);
      if (!row) return row.error().within(set->areas[i].name);
      rows[i] = *std::move(row);
      return {};
    });
    if (!done) return done.error();
    return rows;
  }

  core::Result<AreaCoverage> count_area(const borough::Area& area) const {
    AreaCoverage row{area.code, area.name};
    const geo::PolygonCoverage inside(std::span(&area.shape, 1));
    places_.visit_within(geo::extent_of(area.shape), [&](std::size_t place) {
      if (inside.index_at(places_.point(place)) != 0) return;
      row.incidents += places_.incidents(place);
      if (cameras_of_place_[place] > 0) row.in_view += places_.incidents(place);
      if (perhaps_[place]) row.perhaps_in_view += places_.incidents(place);
    });
    for (const CameraViewResult& view : input_.views.views) {
      if (!view.in_view.empty() && inside.index_at(view.viewpoint) == 0) ++row.cameras;
    }
    row.in_view_share = row.incidents > 0 ? static_cast<double>(row.in_view) / static_cast<double>(row.incidents) : 0.0;
    row.area_km2 = square_kilometres(area.shape);
    const auto ground = geo::intersection(area.shape, parts_near(result_.in_view, geo::extent_of(area.shape)));
    if (!ground) return ground.error();
    row.in_view_km2 = square_kilometres(*ground);
    return row;
  }

  const CoverageInput& input_;
  double tolerance_;
  IncidentPlaces places_;
  std::vector<std::vector<std::uint32_t>> seen_;  ///< places in view of each camera
  std::vector<std::uint16_t> cameras_of_place_;
  std::vector<bool> perhaps_;  ///< places in view, or near enough to a view
  std::vector<bool> bounded_;  ///< places in view of a camera with all buildings known
  Coverage result_;
};

}  // namespace

void describe(CoverageOptions& options, core::ParameterVisitor& visitor) {
  visitor.metres({"tolerance", "Tolerance (m)",
                  "an incident this near to a view counts as in view; a few metres suit points moved to the street"},
                 kViewTolerances, options.tolerance);
}

core::Result<Coverage> coverage(const CoverageInput& input, const CoverageOptions& options,
                                const jobs::Progress& progress) {
  if (!(options.tolerance.value() >= kViewTolerances.least && options.tolerance.value() <= kViewTolerances.most)) {
    return core::invalid_argument(fmt::format("tolerance is {} m, but must lie between {} and {} m",
                                              options.tolerance.value(), kViewTolerances.least, kViewTolerances.most));
  }
  return Tally(input, options).run(progress);
}

}  // namespace wardscope::analysis
