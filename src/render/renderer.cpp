// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/renderer.hpp"

#include <chrono>
#include <span>

#include "core/embedded_file.hpp"
#include "gpu/draw_state.hpp"
#include "render/furniture_painter.hpp"
#include "render/layer_groups.hpp"
#include "render/lines.hpp"
#include "render/point_painter.hpp"
#include "render/polygon_painter.hpp"
#include "render/raster_painter.hpp"
#include "render/snapshot_cache.hpp"
#include "render/text_painter.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> shader_files();
}

namespace wardscope::render {
namespace {

using Lines = std::vector<geo::LineString>;

/// Everything that lives in one OpenGL context.
struct Painters {
  gpu::ShaderLibrary shaders;
  QuadIndices quads;
  LayerGroups groups;
  PolygonPainter polygons;
  PointPainter points;
  RasterPainter rasters;
  TextPainter text;
  FurniturePainter furniture;
  struct LineEntry {
    std::vector<LineView> views;
    DetailedLines lines;
  };
  SnapshotCache<Lines, LineEntry> lines;

  Painters(const RendererOptions& options, PointPyramids& pyramids)
      : shaders(embedded::shader_files(), options.shader_folder),
        groups(options.samples),
        points(pyramids),
        furniture(text, points) {}

  void end_frame() {
    polygons.end_frame();
    points.end_frame();
    rasters.end_frame();
    lines.end_frame();
  }
};

/// Draws the content of one layer, whatever its kind.
struct LayerVisitor {
  Painters& painters;
  Frame& frame;
  std::size_t slot;

  core::Status operator()(const cartography::PolygonLayer& layer) const {
    if (PolygonPainter::has_fills(layer)) {
      auto status =
          painters.groups.with_smooth_edges(frame, [&] { return painters.polygons.draw_fills(frame, layer, slot); });
      if (!status) return status;
    }
    return painters.groups.with_opacity(frame, layer.stroke.a,
                                        [&] { return painters.polygons.draw_outlines(frame, layer); });
  }

  core::Status operator()(const cartography::LineLayer& layer) const {
    if (!layer.lines) return {};
    auto& entry = painters.lines.of(layer.lines, [](const core::Snapshot<Lines>& lines) {
      auto made = std::make_unique<Painters::LineEntry>();
      for (const geo::LineString& line : *lines) made->views.emplace_back(line);
      return made;
    });
    const auto stroke = [&](const cartography::Colour& colour, float points) {
      return painters.groups.with_opacity(frame, points > 0.0F ? colour.a : 0.0F, [&] {
        return entry.lines.draw(frame, entry.views,
                                {.colour = colour.with_alpha(1.0F), .width = points * frame.view.pixels_per_point});
      });
    };
    if (auto status = stroke(layer.casing, layer.casing_width); !status) return status;
    return stroke(layer.colour, layer.width);
  }

  core::Status operator()(const cartography::PointLayer& layer) const {
    return painters.points.draw(frame, layer, slot);
  }
  core::Status operator()(const cartography::RasterLayer& layer) const {
    return painters.rasters.draw(frame, layer, slot);
  }
  core::Status operator()(const cartography::LabelLayer& layer) const {
    return painters.text.draw_labels(frame, layer);
  }
};

core::Status draw_scene(Painters& painters, Frame& frame, const cartography::Scene& scene,
                        const jobs::Progress* progress) {
  const cartography::Colour& paper = scene.background;
  gpu::clear(paper.r * paper.a, paper.g * paper.a, paper.b * paper.a, paper.a);
  for (std::size_t slot = 0; slot < scene.layers.size(); ++slot) {
    const cartography::SceneLayer& layer = scene.layers[slot];
    const auto status = painters.groups.with_opacity(frame, layer.opacity, [&] {
      return std::visit(LayerVisitor{painters, frame, slot}, layer.content);
    });
    if (!status) return status.error().within("drawing layer " + layer.id);
    if (progress == nullptr) continue;
    gpu::finish();  // else all layers wait in the queue, and nothing is left to stop
    if (!progress->tick(static_cast<double>(slot + 1) / static_cast<double>(scene.layers.size())))
      return core::cancelled();
  }
  return painters.furniture.draw(frame, scene.furniture);
}

}  // namespace

struct Renderer::Impl {
  RendererOptions options;
  Picker picker;  // outlives the context: it holds nothing of OpenGL
  std::unique_ptr<Painters> painters;
  FrameStatistics statistics;
};

Renderer::Renderer(const RendererOptions& options) : impl_(std::make_unique<Impl>()) {
  impl_->options = options;
  forget_context();
}
Renderer::~Renderer() = default;

void Renderer::forget_context() {
  impl_->painters = std::make_unique<Painters>(impl_->options, impl_->picker.pyramids());
}

core::Result<const gpu::Framebuffer*> Renderer::draw(const cartography::Scene& scene, float pixels_per_point) {
  return draw_part(scene, pixels_per_point, {0, 0, page_pixels(scene, pixels_per_point)});
}

core::Result<const gpu::Framebuffer*> Renderer::draw_part(const cartography::Scene& scene, float pixels_per_point,
                                                          const Part& part) {
  const auto begun = std::chrono::steady_clock::now();
  Painters& painters = *impl_->painters;
  impl_->statistics = {};
  const unsigned bound = gpu::bound_framebuffer();
  if (auto status = painters.groups.begin(part.size); !status) return status.error();
  gpu::begin_drawing();
  Frame frame{PageView::of(scene, pixels_per_point, part.size), painters.shaders, painters.quads, impl_->statistics};
  frame.view.left = part.left;
  frame.view.top = part.top;
  const auto status = draw_scene(painters, frame, scene, part.progress);
  gpu::bind_framebuffer(bound, part.size);
  gpu::end_drawing();
  painters.end_frame();
  impl_->picker.end_frame();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
  impl_->statistics.milliseconds = taken.count();
  if (!status) return status.error();
  return &painters.groups.picture();
}

void Renderer::set_samples(int samples) {
  impl_->options.samples = samples;
  impl_->painters->groups.set_samples(samples);
}

const FrameStatistics& Renderer::statistics() const { return impl_->statistics; }
std::optional<Pick> Renderer::pick(const cartography::Scene& scene, const PickQuery& query) {
  return impl_->picker.pick(scene, query);
}
core::Status Renderer::reload_shaders() { return impl_->painters->shaders.reload(); }

}  // namespace wardscope::render
