// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/point_painter.hpp"

#include <algorithm>
#include <cmath>

namespace wardscope::render {
namespace {

struct PointVertex {
  float x;
  float y;
  std::uint32_t style;
  float rotation;
  float factor;
};

constexpr double kThinnedCell = 0.25;  // of the symbol's size: cells in which plain points are drawn once
constexpr float kLargestReach = 1.0F;  // of the size: how far a symbol and its stroke reach from its place
constexpr float kCornerReach = 1.34F;  // radii: the corners of a triangle stand farthest from its place
constexpr std::size_t kMostStyles = 256;

struct Sizes {
  float least = 0.0F;
  float most = 0.0F;
};

Sizes sizes_of(const std::vector<cartography::PointStyle>& styles) {
  const auto [least, most] = std::ranges::minmax(styles, {}, &cartography::PointStyle::size);
  return {std::max(1.0F, least.size), std::max(1.0F, most.size)};
}

/// Three rows: fill, stroke, shape.
std::vector<float> style_table(const std::vector<cartography::PointStyle>& styles) {
  std::vector<float> values;
  for (const auto& style : styles) append(values, style.fill);
  for (const auto& style : styles) append(values, style.stroke);
  for (const auto& style : styles) {
    values.insert(values.end(), {static_cast<float>(style.symbol), style.size, style.stroke_width, 0.0F});
  }
  return values;
}

gpu::PixelSize table_size(const std::vector<cartography::PointStyle>& styles) {
  return {static_cast<int>(styles.size()), 3};
}

}  // namespace

PointPyramid& pyramid_of(PointPyramids& pyramids, const core::Snapshot<cartography::PointColumns>& points) {
  return pyramids.of(points, [](const core::Snapshot<cartography::PointColumns>& columns) {
    return std::make_unique<PointPyramid>(*columns);
  });
}

bool drawn_by_groups(const cartography::PointLayer& layer) {
  return layer.aggregate || layer.points->x.size() > kPlainPoints;
}

std::vector<DrawnPoint> drawn_groups(PointPyramid& pyramid, const cartography::PointLayer& layer,
                                     const PageView& view) {
  const Sizes sizes = sizes_of(layer.styles);
  const double symbol_metres = static_cast<double>(sizes.least * view.pixels_per_point) * view.metres_per_pixel();
  const int level = pyramid.level_for(layer.aggregate ? symbol_metres : symbol_metres * kThinnedCell);
  const Grouping grouping = layer.aggregate ? Grouping::all : Grouping::per_style;
  const float most = layer.aggregate ? kMostGrowth : 1.0F;
  const float reach = sizes.most * view.pixels_per_point * most * kLargestReach;
  std::vector<PointGroup> groups;
  pyramid.find(level, grouping, view.visible_ground(static_cast<double>(reach)), groups);
  if (layer.aggregate) {
    std::ranges::stable_sort(groups, [](const PointGroup& a, const PointGroup& b) { return a.count > b.count; });
  } else {
    std::ranges::sort(groups, {}, &PointGroup::first);
  }
  const float largest = static_cast<float>(std::max(2U, pyramid.largest_count(level, grouping)) - 1U);
  std::vector<DrawnPoint> drawn;
  drawn.reserve(groups.size());
  for (const PointGroup& group : groups) {
    const float share = std::sqrt(static_cast<float>(group.count - 1) / largest);
    drawn.push_back({group.x, group.y, group.style, 0.0F, 1.0F + (most - 1.0F) * share, group.count, group.first});
  }
  return drawn;
}

void PointPainter::fill(Batch& batch, std::span<const DrawnPoint> points) {
  std::vector<PointVertex> vertices;
  vertices.reserve(points.size() * 4);
  for (const DrawnPoint& point : points) {
    vertices.insert(vertices.end(), 4, {point.x, point.y, point.style, point.rotation, point.factor});
  }
  batch.vertices.upload(std::span<const PointVertex>(vertices));
  batch.array.attribute(batch.vertices, {.location = 0, .components = 2, .stride = sizeof(PointVertex)});
  batch.array.attribute(batch.vertices, {.location = 1,
                                         .components = 1,
                                         .type = gpu::AttributeType::words_as_integers,
                                         .stride = sizeof(PointVertex),
                                         .offset = offsetof(PointVertex, style)});
  batch.array.attribute(
      batch.vertices,
      {.location = 2, .components = 2, .stride = sizeof(PointVertex), .offset = offsetof(PointVertex, rotation)});
  batch.quads = points.size();
}

core::Status PointPainter::draw_batch(Frame& frame, Batch& batch, const Target& target) {
  if (batch.quads == 0) return {};
  const bool discs =
      std::ranges::all_of(*target.styles, [](const auto& style) { return style.symbol == cartography::Symbol::disc; });
  const auto program = frame.shaders.program(discs ? "disc" : "point");
  if (!program) return program.error();
  (*program)->use();
  frame.view.apply(**program, target.origin);
  target.table->bind(0);
  (*program)->set("u_styles", 0);
  (*program)->set("u_reach", discs ? 1.0F : kCornerReach);
  (*program)->set("u_pixels_per_point", frame.view.pixels_per_point);
  batch.array.indices(frame.quads.at_least(batch.quads));
  batch.array.draw_triangles(0, batch.quads * 6);
  frame.statistics.points_drawn += batch.quads;
  frame.statistics.triangles += batch.quads * 2;
  ++frame.statistics.draw_calls;
  return {};
}

std::unique_ptr<PointPainter::Plain> PointPainter::upload(const core::Snapshot<cartography::PointColumns>& snapshot) {
  const cartography::PointColumns& points = *snapshot;
  auto plain = std::make_unique<Plain>();
  geo::Extent extent;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    if (std::isfinite(points.x[i]) && std::isfinite(points.y[i])) extent.add(geo::Point{points.x[i], points.y[i]});
  }
  if (extent.empty()) return plain;
  plain->origin = extent.centre();
  std::vector<DrawnPoint> drawn;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const geo::Point local = geo::Point{points.x[i], points.y[i]} - plain->origin;
    if (!std::isfinite(local.x) || !std::isfinite(local.y)) continue;
    DrawnPoint point{.x = static_cast<float>(local.x), .y = static_cast<float>(local.y)};
    if (!points.style_of.empty()) point.style = points.style_of[i];
    if (!points.rotation.empty()) point.rotation = points.rotation[i];
    drawn.push_back(point);
  }
  fill(plain->batch, drawn);
  return plain;
}

core::Status PointPainter::draw(Frame& frame, const cartography::PointLayer& layer, std::size_t slot) {
  if (!layer.points || layer.points->x.empty() || layer.styles.empty()) return {};
  if (layer.styles.size() > kMostStyles) return core::invalid_argument("a point layer has more than 256 styles");
  TableTexture& styles = styles_[slot];
  styles.set(table_size(layer.styles), style_table(layer.styles));
  if (!drawn_by_groups(layer)) {
    Plain& plain = plain_.of(layer.points, [&frame](const core::Snapshot<cartography::PointColumns>& points) {
      auto entry = upload(points);
      frame.statistics.bytes_uploaded += entry->batch.vertices.size();
      return entry;
    });
    frame.statistics.points_shown += plain.batch.quads;
    return draw_batch(frame, plain.batch, {plain.origin, &styles, &layer.styles});
  }
  PointPyramid& pyramid = pyramid_of(pyramids_, layer.points);
  const auto drawn = drawn_groups(pyramid, layer, frame.view);
  for (const DrawnPoint& point : drawn) frame.statistics.points_shown += point.count;
  fill(stream_, drawn);
  return draw_batch(frame, stream_, {pyramid.origin(), &styles, &layer.styles});
}

core::Status PointPainter::draw_symbols(Frame& frame, std::span<const DrawnPoint> points,
                                        const std::vector<cartography::PointStyle>& styles) {
  if (points.empty() || styles.empty()) return {};
  symbol_styles_.set(table_size(styles), style_table(styles));
  fill(stream_, points);
  return draw_batch(frame, stream_, {{}, &symbol_styles_, &styles});
}

}  // namespace wardscope::render
