// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/furniture_painter.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "geo/triangulation.hpp"
#include "render/lines.hpp"
#include "render/polygon_painter.hpp"

namespace wardscope::render {
namespace {

/// Page points, y down, as the ground of PageView::in_points().
geo::Point as_ground(geo::Point page) { return {page.x, -page.y}; }

/// Lines are drawn with round ends, which would make a scale bar longer than it says: the ends of an open path step
/// back by half its width, as far as their segments allow.
void shorten_ends(geo::LineString& line, double by) {
  const auto step_back = [by](geo::Point& end, geo::Point before) {
    const double run = geo::distance(end, before);
    if (run > 0.0) end = end + (before - end) * (std::min(by, 0.49 * run) / run);
  };
  step_back(line.front(), line[1]);
  step_back(line.back(), line[line.size() - 2]);
}

}  // namespace

core::Status FurniturePainter::draw(Frame& frame, Items items) {
  for (std::size_t begin = 0; begin < items.size();) {
    std::size_t end = begin + 1;
    while (end < items.size() && items[end].index() == items[begin].index()) ++end;
    const Items run = items.subspan(begin, end - begin);
    core::Status status;
    if (std::holds_alternative<cartography::BoxItem>(items[begin])) {
      status = draw_boxes(frame, run);
    } else if (std::holds_alternative<cartography::TextItem>(items[begin])) {
      status = draw_texts(frame, run);
    } else if (std::holds_alternative<cartography::SymbolItem>(items[begin])) {
      status = draw_symbols(frame, run);
    } else {
      for (std::size_t i = begin; status && i < end; ++i) {
        status = draw_path(frame, std::get<cartography::PathItem>(items[i]));
      }
    }
    if (!status) return status;
    begin = end;
  }
  return {};
}

core::Status FurniturePainter::draw_boxes(Frame& frame, Items items) {
  const auto program = frame.shaders.program("box");
  if (!program) return program.error();
  const float scale = frame.view.pixels_per_point;
  std::vector<float> values;
  for (const auto& item : items) {
    const auto& box = std::get<cartography::BoxItem>(item);
    for (int corner = 0; corner < 4; ++corner) {
      values.insert(values.end(),
                    {box.box.x * scale, box.box.y * scale, box.box.width * scale, box.box.height * scale});
      append(values, box.fill);
      append(values, box.stroke);
      values.insert(values.end(), {box.stroke_width * scale, box.radius * scale, static_cast<float>(box.hatch)});
    }
  }
  box_vertices_.upload(std::span<const float>(values));
  constexpr std::array<int, 4> kComponents{4, 4, 4, 3};  // box, fill, stroke, edge
  box_array_.interleaved_floats(box_vertices_, kComponents);
  box_array_.indices(frame.quads.at_least(items.size()));
  (*program)->use();
  frame.view.apply(**program, {});
  set_hatch(**program, frame.view);
  box_array_.draw_triangles(0, items.size() * 6);
  frame.statistics.triangles += items.size() * 2;
  ++frame.statistics.draw_calls;
  return {};
}

core::Status FurniturePainter::draw_texts(Frame& frame, Items items) {
  const float scale = frame.view.pixels_per_point;
  std::vector<TextRun> runs;
  for (const auto& item : items) {
    const auto& text = std::get<cartography::TextItem>(item);
    runs.push_back({text.x * scale,
                    text.y * scale,
                    text.text,
                    text.size * scale,
                    text.bold,
                    text.align,
                    text.colour,
                    {0, 0, 0, 0}});
  }
  return text_.draw(frame, runs);
}

core::Status FurniturePainter::draw_symbols(Frame& frame, Items items) {
  std::vector<DrawnPoint> points;
  std::vector<cartography::PointStyle> styles;
  for (const auto& item : items) {
    const auto& symbol = std::get<cartography::SymbolItem>(item);
    DrawnPoint point{.x = symbol.x, .y = -symbol.y};
    point.style = static_cast<std::uint32_t>(styles.size());
    points.push_back(point);
    styles.push_back(symbol.style);
  }
  Frame page{frame.view.in_points(), frame.shaders, frame.quads, frame.statistics};
  return points_.draw_symbols(page, points, styles);
}

core::Status FurniturePainter::draw_path_fill(Frame& frame, const cartography::PathItem& path) {
  geo::Polygon polygon;
  for (const geo::Point p : path.points) polygon.exterior.push_back(as_ground(p));
  const auto triangles = geo::triangulate({std::move(polygon)});
  if (!triangles || triangles->corners.empty()) return {};  // a path without area has no fill
  const auto program = frame.shaders.program("fill");
  if (!program) return program.error();
  struct Vertex {
    float x;
    float y;
    std::uint32_t polygon;
  };
  std::vector<Vertex> vertices;
  for (const geo::Point p : triangles->vertices)
    vertices.push_back({static_cast<float>(p.x), static_cast<float>(p.y), 0});
  path_vertices_.upload(std::span<const Vertex>(vertices));
  path_indices_.upload(std::span<const std::uint32_t>(triangles->corners));
  path_array_.attribute(path_vertices_, {.location = 0, .components = 2, .stride = sizeof(Vertex)});
  path_array_.attribute(path_vertices_, {.location = 1,
                                         .components = 1,
                                         .type = gpu::AttributeType::words_as_integers,
                                         .stride = sizeof(Vertex),
                                         .offset = 2 * sizeof(float)});
  path_array_.indices(path_indices_);
  path_fill_of_.set_indices({0}, 1);
  path_fills_.set({1, 2}, fill_table({path.fill}, {}));
  (*program)->use();
  frame.view.apply(**program, {});
  path_fill_of_.bind(0);
  path_fills_.bind(1);
  (*program)->set("u_fill_of", 0);
  (*program)->set("u_fills", 1);
  (*program)->set("u_fill_of_width", 1);
  path_array_.draw_triangles(0, triangles->corners.size());
  frame.statistics.triangles += triangles->corners.size() / 3;
  ++frame.statistics.draw_calls;
  return {};
}

core::Status FurniturePainter::draw_path(Frame& frame, const cartography::PathItem& path) {
  if (path.points.size() < 2) return {};
  Frame page{frame.view.in_points(), frame.shaders, frame.quads, frame.statistics};
  if (path.closed && path.fill.a > 0.0F && path.points.size() > 2) {
    if (auto status = draw_path_fill(page, path); !status) return status;
  }
  geo::LineString line;
  for (const geo::Point p : path.points) line.push_back(as_ground(p));
  if (path.closed && line.front() != line.back()) line.push_back(line.front());
  if (!path.closed) shorten_ends(line, 0.5 * static_cast<double>(path.stroke_width));
  const std::array<LineView, 1> lines{line};
  LineBuffer buffer(lines, 0.0, gpu::BufferUse::stream);
  if (path.stroke.a <= 0.0F || path.stroke_width <= 0.0F) {
    // Triangles have jagged edges; a fill that nothing outlines gets a pixel's line of its own colour, if that is
    // opaque.
    if (!path.closed || path.fill.a < 1.0F) return {};
    return buffer.draw(page, {.colour = path.fill, .width = 1.0F});
  }
  return buffer.draw(page, {.colour = path.stroke, .width = path.stroke_width * frame.view.pixels_per_point});
}

}  // namespace wardscope::render
