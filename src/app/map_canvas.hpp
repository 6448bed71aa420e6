// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "cartography/scene_builder.hpp"
#include "core/result.hpp"
#include "project/project.hpp"
#include "ui/view_model.hpp"

namespace wardscope::app {

/// The map as a texture: builds the scene of a project and draws it into a framebuffer of its own, only where something
/// has changed since the last time. Everything on the card can be made again from what it is given each frame.
class MapCanvas {
 public:
  /// @pre an OpenGL context is current. `shader_folder` has shaders to reload from while developing.
  explicit MapCanvas(const std::optional<std::filesystem::path>& shader_folder);
  MapCanvas(const MapCanvas&) = delete;
  MapCanvas& operator=(const MapCanvas&) = delete;
  ~MapCanvas();

  struct Page {
    int width_pixels = 1;
    int height_pixels = 1;
    float pixels_per_point = 1.0F;
    friend bool operator==(const Page&, const Page&) = default;
  };
  /// While the map moves or its surface follows a hand it may be drawn with fewer pixels where a full drawing is too
  /// slow to follow the hand.
  enum class Motion { rest, moving };
  struct Request {
    Page page;
    Motion motion = Motion::rest;
    bool changed = false;  ///< the project or the data
  };
  /// Draws where something has changed, the page is another than last time, or the last drawing was a coarse one and
  /// the map has come to rest. @returns the error of the scene or of the card.
  core::Status draw(const project::Project& project, const cartography::MapData& data, const Request& request);
  /// Of the layers that were last drawn, the topmost first.
  [[nodiscard]] const std::vector<cartography::LegendEntry>& legend() const { return legend_; }
  /// True where the last drawing was a coarse one: draw again once the map rests.
  [[nodiscard]] bool coarse() const;
  /// OpenGL name of the texture; 0 before the first draw.
  [[nodiscard]] std::uintptr_t texture() const;
  /// Of the last drawing.
  [[nodiscard]] const Page& page() const;
  [[nodiscard]] ui::FrameInfo info() const { return info_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  ui::FrameInfo info_;
  std::vector<cartography::LegendEntry> legend_;
};

}  // namespace wardscope::app
