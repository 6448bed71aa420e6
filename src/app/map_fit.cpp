// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/map_fit.hpp"

#include <algorithm>
#include <cstddef>

#include "project/default_project.hpp"

namespace wardscope::app {
namespace {

// Points: what cartography's furniture takes in the map's lower corners, and air round the rest.
constexpr double kScaleBarWidth = 190.0;
constexpr double kScaleBarHeight = 50.0;
constexpr double kSourcesHeight = 30.0;
constexpr double kAir = 10.0;
constexpr std::size_t kMostCorners = 4000;
constexpr double kCoarser = 1.03;  // between two scales that are tried
constexpr int kPlaces = 4;         // steps of the slack in each direction

void add_corners(const borough::AreaSet& set, std::size_t every, std::vector<geo::Point>& corners) {
  std::size_t seen = 0;
  for (const borough::Area& area : set.areas) {
    for (const geo::Polygon& polygon : area.shape) {
      for (const geo::Point corner : polygon.exterior) {
        if (seen++ % every == 0) corners.push_back(corner);
      }
    }
  }
}

std::size_t corner_count(const borough::AreaSet& set) {
  std::size_t count = 0;
  for (const borough::Area& area : set.areas) {
    for (const geo::Polygon& polygon : area.shape) count += polygon.exterior.size();
  }
  return count;
}

}  // namespace

std::vector<geo::Point> outline_of(const borough::Dataset& dataset) {
  std::vector<geo::Point> corners;
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  std::size_t count = 0;
  for (const auto& set : dataset.area_sets) {
    if (!wards || set == wards) count += corner_count(*set);
  }
  const std::size_t every = std::max<std::size_t>(1, count / kMostCorners);
  for (const auto& set : dataset.area_sets) {
    if (!wards || set == wards) add_corners(*set, every, corners);
  }
  return corners;
}

bool is_covered(const std::vector<geo::Point>& outline, const project::MapCamera& camera, const MapPage& page) {
  const double legend_left = page.width - page.legend_width - kAir;
  const double legend_bottom = page.legend_height + kAir;
  const double sources_top = page.height - kSourcesHeight;
  return std::any_of(outline.begin(), outline.end(), [&](geo::Point corner) {
    const double x = page.width / 2 + (corner.x - camera.centre.x) / camera.metres_per_point;
    const double y = page.height / 2 - (corner.y - camera.centre.y) / camera.metres_per_point;
    if (x < kAir || x > page.width - kAir || y < kAir || y > sources_top) return true;
    if (x < kScaleBarWidth && y > page.height - kScaleBarHeight) return true;
    return page.legend_width > 0.0 && x > legend_left && y < legend_bottom;
  });
}

project::MapCamera fit_beside(const geo::Extent& ground, const MapPage& page) {
  project::MapCamera camera =
      project::fit(ground, std::max(1.0, page.width - page.legend_width), std::max(1.0, page.height));
  camera.centre.x += page.legend_width / 2 * camera.metres_per_point;
  return camera;
}

project::MapCamera fit_around(const std::vector<geo::Point>& outline, const geo::Extent& ground, const MapPage& page) {
  project::MapCamera beside = fit_beside(ground, page);
  constexpr double kLowPage = 3 * kScaleBarHeight;  // on a lower one the town needs all of it
  if (page.height > kLowPage) {                     // the scale bar and the sources stand below
    MapPage above = page;
    above.height -= kScaleBarHeight;
    beside = fit_beside(ground, above);
    beside.centre.y -= kScaleBarHeight / 2 * beside.metres_per_point;
  }
  if (outline.empty() || ground.empty() || page.width <= 2 * kAir || page.height <= kAir + kSourcesHeight)
    return beside;
  const double room_x = page.width - 2 * kAir;
  const double room_y = page.height - kAir - kSourcesHeight;
  double scale = std::max({ground.width() / room_x, ground.height() / room_y, 0.1});
  for (; scale < beside.metres_per_point; scale *= kCoarser) {
    const double slack_x = std::max(0.0, room_x * scale - ground.width());
    const double slack_y = std::max(0.0, room_y * scale - ground.height());
    // From the middle of the free ground outward would look best, but the corner opposite the legend is free most
    // often.
    for (int j = 0; j <= kPlaces; ++j) {
      for (int i = 0; i <= kPlaces; ++i) {
        const double left = kAir * scale + slack_x * (0.5 - 0.5 * i / kPlaces);
        const double top = kAir * scale + slack_y * (0.5 + 0.5 * j / kPlaces);
        const project::MapCamera camera{
            {ground.min_x - left + page.width / 2 * scale, ground.max_y + top - page.height / 2 * scale}, scale};
        if (!is_covered(outline, camera, page)) return camera;
      }
    }
  }
  return beside;
}

}  // namespace wardscope::app
