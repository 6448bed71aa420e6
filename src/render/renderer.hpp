// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "gpu/framebuffer.hpp"
#include "jobs/progress.hpp"
#include "render/frame.hpp"
#include "render/picker.hpp"

namespace wardscope::render {

struct RendererOptions {
  std::filesystem::path shader_folder;  ///< read before the shaders that the program carries; for development
  int samples = 4;                      ///< a pixel, for the edges of fills; 0 or 1: jagged, and faster without a GPU
};

/// Draws Scenes by OpenGL. Geometry goes to the card once a snapshot and stays there: a frame costs what is in view,
/// not what was loaded. Everything on the card can be made again from the Scene.
///
/// Lines, symbols, boxes and text have smooth edges of their own; fills are smoothed by several samples a pixel.
class Renderer {
 public:
  /// @pre an OpenGL 3.3 context is current, and is current at every later call
  explicit Renderer(const RendererOptions& options = {});
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;
  ~Renderer();

  /// The whole page, `pixels_per_point` pixels a point (Window::pixels_per_point(), or dots an inch over 72).
  /// The framebuffer belongs to the renderer and holds until the next call; its texture is premultiplied, rows from the
  /// bottom (ImGui::Image with uv (0, 1) to (1, 0)).
  /// @returns graphics where the card refuses the size or a shader does not compile.
  core::Result<const gpu::Framebuffer*> draw(const cartography::Scene& scene, float pixels_per_point);

  /// Part of a page: pixels left, top and the size. For pictures larger than the card can hold.
  struct Part {
    int left = 0;
    int top = 0;
    gpu::PixelSize size;
    const jobs::Progress* progress = nullptr;  ///< borrowed; asked after each layer whether to stop. Null: never
  };
  /// @returns cancelled where the part's progress said so
  core::Result<const gpu::Framebuffer*> draw_part(const cartography::Scene& scene, float pixels_per_point,
                                                  const Part& part);

  /// Samples a pixel from the next draw on. Cheap: what is on the card stays there.
  void set_samples(int samples);
  /// What the last draw took.
  [[nodiscard]] const FrameStatistics& statistics() const;
  /// What lies under a place of the page. @see Picker
  std::optional<Pick> pick(const cartography::Scene& scene, const PickQuery& query);
  /// After the context was lost and another one made current: everything is uploaded again by the next draw.
  void forget_context();
  /// Reads changed shader files again. @returns the compiler's words; the old shaders stay in use.
  core::Status reload_shaders();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wardscope::render
