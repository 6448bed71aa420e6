// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/map_canvas.hpp"

#include <chrono>
#include <utility>

#include "gpu/context.hpp"
#include "gpu/draw_state.hpp"
#include "render/renderer.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::app {
namespace {

constexpr int kSamples = 4;         // a pixel, at rest
constexpr double kSlow = 24.0;      // ms: a full drawing that takes longer can't follow the hand
constexpr double kVerySlow = 90.0;  // ms
constexpr float kCoarse = 0.5F;     // of the pixels in each direction
constexpr float kVeryCoarse = 0.34F;

}  // namespace

struct MapCanvas::Impl {
  cartography::SceneBuilder builder{report::measure_text};
  render::Renderer renderer;
  Page page;
  std::uintptr_t texture = 0;
  std::string card;
  float detail = 1.0F;             ///< of the last drawing: below 1 coarse
  double full_milliseconds = 0.0;  ///< of the last drawing that was not

  explicit Impl(const render::RendererOptions& options)
      : renderer(options), card(gpu::describe_current_context().renderer) {}
};

MapCanvas::MapCanvas(const std::optional<std::filesystem::path>& shader_folder) {
  render::RendererOptions options;
  if (shader_folder) options.shader_folder = *shader_folder;
  impl_ = std::make_unique<Impl>(options);
}

MapCanvas::~MapCanvas() = default;

std::uintptr_t MapCanvas::texture() const { return impl_->texture; }

const MapCanvas::Page& MapCanvas::page() const { return impl_->page; }

bool MapCanvas::coarse() const { return impl_->detail < 1.0F; }

core::Status MapCanvas::draw(const project::Project& project, const cartography::MapData& data,
                             const Request& request) {
  const bool moving = request.motion == Motion::moving;
  const bool same = !request.changed && request.page == impl_->page && impl_->texture != 0;
  if (same && (moving || !coarse())) return {};
  const auto begun = std::chrono::steady_clock::now();
  cartography::PageSpec spec;
  spec.width = static_cast<float>(request.page.width_pixels) / request.page.pixels_per_point;
  spec.height = static_cast<float>(request.page.height_pixels) / request.page.pixels_per_point;
  spec.furniture = cartography::FurnitureKind::screen;
  auto scene = impl_->builder.build(project, data, spec);
  if (!scene) return scene.error();
  auto legend = impl_->builder.legend(project, data);
  if (!legend) return legend.error();
  legend_ = std::move(legend).value();
  impl_->detail = !moving || impl_->full_milliseconds < kSlow ? 1.0F
                  : impl_->full_milliseconds < kVerySlow      ? kCoarse
                                                              : kVeryCoarse;
  impl_->renderer.set_samples(coarse() ? 0 : kSamples);
  const auto framebuffer = impl_->renderer.draw(*scene, request.page.pixels_per_point * impl_->detail);
  if (!framebuffer) return framebuffer.error();
  gpu::finish();
  impl_->page = request.page;
  impl_->texture = (*framebuffer)->texture().id();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
  if (!coarse()) impl_->full_milliseconds = taken.count();
  info_ = {taken.count(), static_cast<std::int64_t>(impl_->renderer.statistics().points_drawn), impl_->card};
  return {};
}

}  // namespace wardscope::app
