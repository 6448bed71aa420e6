// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/polygon_painter.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "geo/spatial_order.hpp"
#include "geo/triangulation.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::render {
namespace {

constexpr std::size_t kRunIndices = 6144;
constexpr double kLeastFillPixels = 0.5;
constexpr double kLeastOutlineWidths = 3.0;
constexpr double kLeastOutlinePixels = 4.0;
constexpr int kTableWidth = 2048;  // every OpenGL 3.3 card has textures of this width

struct FillVertex {
  float x;
  float y;
  std::uint32_t polygon;
};

/// Triangles of every polygon set, found in parallel.
std::vector<geo::TriangleMesh> triangulate_all(const std::vector<geo::MultiPolygon>& shapes) {
  constexpr std::size_t kShapesATime = 4;
  std::vector<geo::TriangleMesh> triangles(shapes.size());
  const auto done =
      jobs::parallel_for(shapes.size(), kShapesATime, jobs::Progress(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          auto mesh = geo::triangulate(shapes[i]);
          // A shape that cannot be triangulated loses its fill and keeps its outline; the import has reported it.
          if (mesh) triangles[i] = std::move(*mesh);
        }
      });
  static_cast<void>(done);  // nobody can stop it
  return triangles;
}

}  // namespace

std::vector<float> fill_table(const std::vector<cartography::Colour>& fills,
                              const std::vector<cartography::Hatch>& hatches) {
  std::vector<float> values;
  for (const cartography::Colour& fill : fills) append(values, fill);
  for (std::size_t i = 0; i < fills.size(); ++i) {
    const auto kind = i < hatches.size() ? hatches[i] : cartography::Hatch::none;
    values.insert(values.end(), {static_cast<float>(kind), 0.0F, 0.0F, 0.0F});
  }
  return values;
}

std::unique_ptr<PolygonPainter::Uploaded> PolygonPainter::upload(const core::Snapshot<Shapes>& snapshot) {
  const Shapes& shapes = *snapshot;
  auto entry = std::make_unique<Uploaded>();
  std::vector<geo::Extent> boxes;
  geo::Extent all;
  for (const geo::MultiPolygon& shape : shapes) {
    boxes.push_back(geo::extent_of(shape));
    all.add(boxes.back());
    for (const geo::Polygon& polygon : shape) {
      entry->rings.emplace_back(polygon.exterior);
      for (const geo::Ring& hole : polygon.holes) entry->rings.emplace_back(hole);
    }
  }
  if (!all.empty()) entry->origin = all.centre();

  std::vector<std::uint32_t> order(shapes.size());
  std::iota(order.begin(), order.end(), 0U);
  if (shapes.size() > kOrderedPolygons) order = geo::spatial_order(boxes);
  const auto triangles = triangulate_all(shapes);
  std::vector<FillVertex> vertices;
  std::vector<std::uint32_t> indices;
  for (const std::uint32_t i : order) {
    if (triangles[i].corners.empty()) continue;
    if (entry->runs.empty() || entry->runs.back().count >= kRunIndices) {
      entry->runs.push_back({{}, indices.size(), 0, 0.0});
    }
    Run& run = entry->runs.back();
    const auto first = static_cast<std::uint32_t>(vertices.size());
    for (const geo::Point p : triangles[i].vertices) {
      const geo::Point local = p - entry->origin;
      vertices.push_back({static_cast<float>(local.x), static_cast<float>(local.y), i});
    }
    for (const std::uint32_t index : triangles[i].corners) indices.push_back(first + index);
    run.extent.add(boxes[i]);
    run.count += triangles[i].corners.size();
    run.largest = std::max({run.largest, boxes[i].width(), boxes[i].height()});
  }
  entry->vertices.upload(std::span<const FillVertex>(vertices));
  entry->indices.upload(std::span<const std::uint32_t>(indices));
  entry->array.attribute(entry->vertices, {.location = 0, .components = 2, .stride = sizeof(FillVertex)});
  entry->array.attribute(entry->vertices, {.location = 1,
                                           .components = 1,
                                           .type = gpu::AttributeType::words_as_integers,
                                           .stride = sizeof(FillVertex),
                                           .offset = 2 * sizeof(float)});
  entry->array.indices(entry->indices);
  return entry;
}

PolygonPainter::Uploaded& PolygonPainter::uploaded(Frame& frame, const cartography::PolygonLayer& layer) {
  return shapes_.of(layer.shapes, [&frame](const core::Snapshot<Shapes>& shapes) {
    auto entry = upload(shapes);
    frame.statistics.bytes_uploaded += entry->vertices.size() + entry->indices.size();
    return entry;
  });
}

bool PolygonPainter::has_fills(const cartography::PolygonLayer& layer) {
  return layer.shapes && !layer.fills.empty() &&
         std::ranges::any_of(layer.fill_of, [](std::uint8_t fill) { return fill != 0xFF; });
}

core::Status PolygonPainter::draw_fills(Frame& frame, const cartography::PolygonLayer& layer, std::size_t slot) {
  if (!has_fills(layer)) return {};
  const auto program = frame.shaders.program("fill");
  if (!program) return program.error();
  const Uploaded& entry = uploaded(frame, layer);
  Tables& tables = tables_[slot];
  tables.fill_of.set_indices(layer.fill_of, kTableWidth);
  tables.fills.set({static_cast<int>(layer.fills.size()), 2}, fill_table(layer.fills, layer.hatches));

  const PageView& view = frame.view;
  (*program)->use();
  view.apply(**program, entry.origin);
  tables.fill_of.bind(0);
  tables.fills.bind(1);
  (*program)->set("u_fill_of", 0);
  (*program)->set("u_fills", 1);
  (*program)->set("u_fill_of_width", tables.fill_of.width());
  set_hatch(**program, view);

  const geo::Extent visible = view.visible_ground(1.0);
  const double least = kLeastFillPixels * view.metres_per_pixel();
  for (const Run& run : entry.runs) {
    if (!run.extent.intersects(visible) || run.largest < least) continue;
    entry.array.draw_triangles(run.first, run.count);
    frame.statistics.triangles += run.count / 3;
    ++frame.statistics.draw_calls;
  }
  return {};
}

core::Status PolygonPainter::draw_outlines(Frame& frame, const cartography::PolygonLayer& layer) {
  const float width = layer.stroke_width * frame.view.pixels_per_point;
  if (!layer.shapes || layer.stroke.a <= 0.0F || width <= 0.0F) return {};
  Uploaded& entry = uploaded(frame, layer);
  const double least = std::max(kLeastOutlinePixels, kLeastOutlineWidths * static_cast<double>(width));
  return entry.outlines.draw(frame, entry.rings,
                             {.colour = layer.stroke.with_alpha(1.0F), .width = width, .least_size = least});
}

}  // namespace wardscope::render
