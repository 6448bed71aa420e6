// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/picker.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/spatial_order.hpp"

namespace wardscope::render {
namespace {

using Shapes = std::vector<geo::MultiPolygon>;
using Lines = std::vector<geo::LineString>;

struct Hit {
  std::size_t feature = 0;
  std::size_t count = 1;
};

/// The click on the ground: metres.
struct Click {
  geo::Point at;
  double metres_per_point = 1.0;
  double tolerance = 0.0;
};

geo::Extent around(geo::Point p, double reach) { return {p.x - reach, p.y - reach, p.x + reach, p.y + reach}; }

double distance_to_line(geo::Point p, const geo::LineString& line) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < line.size(); ++i) {
    nearest = std::min(nearest, geo::distance_to_segment(p, line[i - 1], line[i]));
  }
  return nearest;
}

bool filled(const cartography::PolygonLayer& layer, std::size_t shape) {
  if (shape >= layer.fill_of.size()) return false;
  const std::uint8_t fill = layer.fill_of[shape];
  return fill != 0xFF && fill < layer.fills.size() && layer.fills[fill].a > 0.0F;
}

}  // namespace

struct Picker::Impl {
  PointPyramids pyramids;
  SnapshotCache<Shapes, geo::BoxIndex> shapes;
  SnapshotCache<Lines, geo::BoxIndex> lines;

  std::optional<Hit> hit(const cartography::PolygonLayer& layer, const Click& click);
  std::optional<Hit> hit(const cartography::LineLayer& layer, const Click& click);
  std::optional<Hit> hit(const cartography::PointLayer& layer, const Click& click, const PageView& view);
};

std::optional<Hit> Picker::Impl::hit(const cartography::PolygonLayer& layer, const Click& click) {
  if (!layer.shapes) return std::nullopt;
  const geo::BoxIndex& index = shapes.of(layer.shapes, [](const core::Snapshot<Shapes>& all) {
    std::vector<geo::Extent> boxes;
    for (const auto& shape : *all) boxes.push_back(geo::extent_of(shape));
    return std::make_unique<geo::BoxIndex>(std::move(boxes));
  });
  const bool outlined = layer.stroke.a > 0.0F && layer.stroke_width > 0.0F;
  const double reach =
      outlined ? click.tolerance + 0.5 * static_cast<double>(layer.stroke_width) * click.metres_per_point : 0.0;
  std::vector<std::uint32_t> found;
  index.find(around(click.at, reach), found);
  // Whatever contains the place goes before what is only near it.
  for (auto shape = found.rbegin(); shape != found.rend(); ++shape) {
    if (filled(layer, *shape) && geo::contains((*layer.shapes)[*shape], click.at)) return Hit{*shape};
  }
  if (!outlined) return std::nullopt;
  for (auto shape = found.rbegin(); shape != found.rend(); ++shape) {
    if (geo::distance_to_boundary((*layer.shapes)[*shape], click.at) <= reach) return Hit{*shape};
  }
  return std::nullopt;
}

std::optional<Hit> Picker::Impl::hit(const cartography::LineLayer& layer, const Click& click) {
  if (!layer.lines) return std::nullopt;
  const geo::BoxIndex& index = lines.of(layer.lines, [](const core::Snapshot<Lines>& all) {
    std::vector<geo::Extent> boxes;
    for (const auto& line : *all) boxes.push_back(geo::extent_of(line));
    return std::make_unique<geo::BoxIndex>(std::move(boxes));
  });
  const float width = std::max(layer.width, layer.casing_width);
  const double reach = click.tolerance + 0.5 * static_cast<double>(width) * click.metres_per_point;
  std::vector<std::uint32_t> found;
  index.find(around(click.at, reach), found);
  std::optional<Hit> best;
  double nearest = reach;
  for (const std::uint32_t line : found) {
    const double distance = distance_to_line(click.at, (*layer.lines)[line]);
    if (distance > nearest || (best && distance == nearest)) continue;
    nearest = distance;
    best = Hit{line};
  }
  return best;
}

std::optional<Hit> Picker::Impl::hit(const cartography::PointLayer& layer, const Click& click, const PageView& view) {
  if (!layer.points || layer.points->x.empty() || layer.styles.empty()) return std::nullopt;
  std::optional<Hit> best;
  double nearest = std::numeric_limits<double>::infinity();
  // Of symbols that were hit the nearest counts, and of equals the one painted last.
  const auto consider = [&](geo::Point at, const DrawnPoint& drawn) {
    const cartography::PointStyle& style = layer.styles[std::min<std::size_t>(drawn.style, layer.styles.size() - 1)];
    const double radius =
        0.5 * static_cast<double>(style.size * drawn.factor + style.stroke_width) * click.metres_per_point;
    const double distance = geo::distance(at, click.at);
    if (distance > std::max(radius, click.tolerance) || distance > nearest) return;
    nearest = distance;
    best = Hit{drawn.first, drawn.count};
  };
  PointPyramid& pyramid = pyramid_of(pyramids, layer.points);
  if (drawn_by_groups(layer)) {
    for (const DrawnPoint& drawn : drawn_groups(pyramid, layer, view)) {
      consider(pyramid.origin() + geo::Point{static_cast<double>(drawn.x), static_cast<double>(drawn.y)}, drawn);
    }
    return best;
  }
  const cartography::PointColumns& points = *layer.points;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    DrawnPoint drawn;
    drawn.first = static_cast<std::uint32_t>(i);
    if (!points.style_of.empty()) drawn.style = points.style_of[i];
    consider({points.x[i], points.y[i]}, drawn);
  }
  return best;
}

namespace {

std::optional<Hit> hit_raster(const cartography::RasterLayer& layer, geo::Point at) {
  if (!layer.raster) return std::nullopt;
  const raster::GridSpec& grid = layer.raster->grid();
  const double column = std::floor((at.x - grid.x0) / grid.cell);
  const double row = std::floor((at.y - grid.y0) / grid.cell);
  if (!(column >= 0 && row >= 0 && column < static_cast<double>(grid.columns) &&
        row < static_cast<double>(grid.rows))) {
    return std::nullopt;
  }
  const std::size_t cell = static_cast<std::size_t>(row) * grid.columns + static_cast<std::size_t>(column);
  if (!(layer.raster->values()[cell] > layer.low)) return std::nullopt;  // NaN too: nothing is drawn there
  return Hit{cell};
}

}  // namespace

Picker::Picker() : impl_(std::make_unique<Impl>()) {}
Picker::~Picker() = default;
PointPyramids& Picker::pyramids() { return impl_->pyramids; }

void Picker::end_frame() {
  impl_->pyramids.end_frame();
  impl_->shapes.end_frame();
  impl_->lines.end_frame();
}

std::optional<Pick> Picker::pick(const cartography::Scene& scene, const PickQuery& query) {
  // At one pixel a point the page's pixels are its points. Groups depend on the screen's scale only through symbol
  // sizes in points, so they are those that were drawn.
  const PageView view = PageView::of(scene, 1.0F, page_pixels(scene, 1.0F));
  Click click;
  click.at = view.to_ground({static_cast<double>(query.x), static_cast<double>(query.y)});
  click.metres_per_point = view.metres_per_pixel();
  click.tolerance = static_cast<double>(query.tolerance) * click.metres_per_point;
  for (std::size_t i = scene.layers.size(); i-- > 0;) {
    const cartography::SceneLayer& layer = scene.layers[i];
    if (layer.opacity <= 0.0F) continue;
    std::optional<Hit> hit;
    if (const auto* points = std::get_if<cartography::PointLayer>(&layer.content)) {
      hit = impl_->hit(*points, click, view);
    } else if (const auto* lines = std::get_if<cartography::LineLayer>(&layer.content)) {
      hit = impl_->hit(*lines, click);
    } else if (const auto* polygons = std::get_if<cartography::PolygonLayer>(&layer.content)) {
      hit = impl_->hit(*polygons, click);
    } else if (const auto* raster = std::get_if<cartography::RasterLayer>(&layer.content)) {
      hit = hit_raster(*raster, click.at);
    }
    if (hit) return Pick{i, layer.id, hit->feature, hit->count, click.at};
  }
  return std::nullopt;
}

}  // namespace wardscope::render
