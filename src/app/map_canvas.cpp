// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/map_canvas.hpp"

#include "cartography/furniture.hpp"
#include "gpu/context.hpp"
#include "render/renderer.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::app {
namespace {

constexpr float kLegendMargin = 10.0F;  // points from the map's corner

}  // namespace

struct MapCanvas::Impl {
  cartography::SceneBuilder builder{report::measure_text};
  render::Renderer renderer;
  Page page;
  std::uintptr_t texture = 0;
  std::string card;

  explicit Impl(const render::RendererOptions& options) : renderer(options), card(gpu::describe_current_context().renderer) {}
};

MapCanvas::MapCanvas(const std::optional<std::filesystem::path>& shader_folder) {
  render::RendererOptions options;
  if (shader_folder) options.shader_folder = *shader_folder;
  impl_ = std::make_unique<Impl>(options);
}

MapCanvas::~MapCanvas() = default;

std::uintptr_t MapCanvas::texture() const { return impl_->texture; }

core::Status MapCanvas::draw(const project::Project& project, const cartography::MapData& data, const Page& page, bool changed) {
  if (!changed && page == impl_->page && impl_->texture != 0) return {};
  cartography::PageSpec spec;
  spec.width = static_cast<float>(page.width_pixels) / page.pixels_per_point;
  spec.height = static_cast<float>(page.height_pixels) / page.pixels_per_point;
  spec.furniture = cartography::FurnitureKind::screen;
  auto scene = impl_->builder.build(project, data, spec);
  if (!scene) return scene.error();
  const auto legend = impl_->builder.legend(project, data);
  if (!legend) return legend.error();
  const cartography::TextMeasure measure = report::measure_text;
  cartography::FurnitureLayout(*scene, measure)
      .add_legend(*legend, {spec.width - kLegendMargin, kLegendMargin, spec.height * 0.7F});
  const auto framebuffer = impl_->renderer.draw(*scene, page.pixels_per_point);
  if (!framebuffer) return framebuffer.error();
  impl_->page = page;
  impl_->texture = (*framebuffer)->texture().id();
  const render::FrameStatistics& statistics = impl_->renderer.statistics();
  info_ = {statistics.milliseconds, static_cast<std::int64_t>(statistics.points_drawn), impl_->card};
  return {};
}

}  // namespace wardscope::app
