// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "geo/line_simplification.hpp"
#include "geo/spatial_order.hpp"

namespace wardscope::render {
namespace {

constexpr std::size_t kRunSegments = 512;
constexpr double kFinestTolerance = 0.25;  // metres, of level 1; each level has four times the one before
constexpr double kTolerancePixels = 0.25;  // what a level may leave out

geo::Extent extent_of(LineView line) {
  geo::Extent extent;
  for (const geo::Point p : line) extent.add(p);
  return extent;
}

double tolerance_of_level(std::size_t level) {
  return level == 0 ? 0.0 : std::ldexp(kFinestTolerance, 2 * (static_cast<int>(level) - 1));
}

/// One segment as four vertices that all hold both ends.
void append_segment(std::vector<float>& values, geo::Point from, geo::Point to) {
  const std::array<float, 4> ends{static_cast<float>(from.x), static_cast<float>(from.y), static_cast<float>(to.x),
                                  static_cast<float>(to.y)};
  for (int corner = 0; corner < 4; ++corner) values.insert(values.end(), ends.begin(), ends.end());
}

}  // namespace

LineBuffer::LineBuffer(std::span<const LineView> lines, double tolerance, gpu::BufferUse use) : vertices_(use) {
  std::vector<geo::Extent> boxes;
  boxes.reserve(lines.size());
  geo::Extent all;
  for (const LineView line : lines) {
    boxes.push_back(extent_of(line));
    all.add(boxes.back());
  }
  if (!all.empty()) origin_ = all.centre();

  std::vector<float> values;
  std::size_t lines_in_run = 0;
  for (const std::uint32_t index : geo::spatial_order(boxes)) {
    if (lines[index].size() < 2) continue;
    const geo::LineString line = geo::simplified(lines[index], tolerance);
    if (runs_.empty() || runs_.back().count >= kRunSegments) {
      runs_.push_back({{}, quads_, 0, 0.0});
      lines_in_run = 0;
    }
    Run* run = &runs_.back();
    const double size = std::max(boxes[index].width(), boxes[index].height());
    ++lines_in_run;
    run->mean_size += (size - run->mean_size) / static_cast<double>(lines_in_run);
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (run->count >= kRunSegments) {  // a long line goes on in a run of its own, so that it can be culled in part
        runs_.push_back({{}, quads_, 0, size});
        run = &runs_.back();
        lines_in_run = 1;
      }
      append_segment(values, line[i - 1] - origin_, line[i] - origin_);
      run->extent.add(line[i - 1]);
      run->extent.add(line[i]);
      ++run->count;
      ++quads_;
    }
  }
  vertices_.upload(std::span<const float>(values));
  array_.attribute(vertices_, {.location = 0, .components = 4, .stride = 4 * sizeof(float)});
}

core::Status LineBuffer::draw(Frame& frame, const Pen& pen) {
  if (quads_ == 0 || pen.width <= 0.0F) return {};
  const auto program = frame.shaders.program("line");
  if (!program) return program.error();
  (*program)->use();
  frame.view.apply(**program, origin_);
  (*program)->set("u_colour", components(pen.colour));
  (*program)->set("u_width", pen.width);
  array_.indices(frame.quads.at_least(quads_));

  const geo::Extent visible = frame.view.visible_ground(static_cast<double>(pen.width) + 2.0);
  const double least = pen.least_size * frame.view.metres_per_pixel();
  for (std::size_t i = 0; i < runs_.size();) {
    const auto shown = [&](const Run& run) { return run.extent.intersects(visible) && run.mean_size >= least; };
    if (!shown(runs_[i])) {
      ++i;
      continue;
    }
    std::size_t quads = 0;
    const std::size_t first = runs_[i].first;
    for (; i < runs_.size() && shown(runs_[i]); ++i) quads += runs_[i].count;  // neighbours in one call
    array_.draw_triangles(first * 6, quads * 6);
    frame.statistics.line_segments += quads;
    frame.statistics.triangles += quads * 2;
    ++frame.statistics.draw_calls;
  }
  return {};
}

core::Status DetailedLines::draw(Frame& frame, std::span<const LineView> lines, const LineBuffer::Pen& pen) {
  const double allowed = kTolerancePixels * frame.view.metres_per_pixel();
  std::size_t level = 0;
  while (level + 1 < kLevels && tolerance_of_level(level + 1) <= allowed) ++level;
  if (!levels_[level]) {
    levels_[level] = std::make_unique<LineBuffer>(lines, tolerance_of_level(level));
    frame.statistics.bytes_uploaded += levels_[level]->bytes();
  }
  return levels_[level]->draw(frame, pen);
}

}  // namespace wardscope::render
