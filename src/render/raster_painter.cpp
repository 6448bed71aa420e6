// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/raster_painter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace wardscope::render {
namespace {

constexpr std::size_t kTileCells = 4096;  // without the overlap; every card that runs OpenGL 3.3 has wider textures

/// Columns or rows of one tile: those that it draws, and those that it holds.
struct Span {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t held_first = 0;
  std::size_t held_end = 0;
  [[nodiscard]] std::size_t held() const { return held_end - held_first; }
};

std::vector<Span> spans(std::size_t cells) {
  std::vector<Span> spans;
  for (std::size_t first = 0; first < cells; first += kTileCells) {
    const std::size_t end = std::min(cells, first + kTileCells);
    spans.push_back({first, end, first == 0 ? 0 : first - 1, std::min(cells, end + 1)});
  }
  return spans;
}

std::vector<float> held_values(const raster::Raster<float>& raster, const Span& columns, const Span& rows) {
  std::vector<float> values;
  values.reserve(columns.held() * rows.held());
  for (std::size_t row = rows.held_first; row < rows.held_end; ++row) {
    const float* line = raster.values().data() + row * raster.grid().columns;
    for (std::size_t column = columns.held_first; column < columns.held_end; ++column) {
      // An infinity has no place on a ramp; the shader knows only "no value".
      values.push_back(std::isfinite(line[column]) ? line[column] : std::numeric_limits<float>::quiet_NaN());
    }
  }
  return values;
}

}  // namespace

std::unique_ptr<RasterPainter::Uploaded> RasterPainter::upload(const core::Snapshot<raster::Raster<float>>& snapshot) {
  const raster::Raster<float>& raster = *snapshot;
  const raster::GridSpec& grid = raster.grid();
  auto entry = std::make_unique<Uploaded>();
  entry->origin = grid.extent().centre();
  const auto local_x = [&](std::size_t column) {
    return static_cast<float>(grid.x0 + static_cast<double>(column) * grid.cell - entry->origin.x);
  };
  const auto local_y = [&](std::size_t row) {
    return static_cast<float>(grid.y0 + static_cast<double>(row) * grid.cell - entry->origin.y);
  };
  for (const Span& rows : spans(grid.rows)) {
    for (const Span& columns : spans(grid.columns)) {
      Tile tile;
      const auto values = held_values(raster, columns, rows);
      tile.values.upload({static_cast<int>(columns.held()), static_cast<int>(rows.held())}, gpu::PixelFormat::float1,
                         std::as_bytes(std::span<const float>(values)));
      tile.extent = {local_x(columns.held_first), local_y(rows.held_first), local_x(columns.held_end),
                     local_y(rows.held_end)};
      tile.inner = {
          static_cast<float>(columns.first - columns.held_first), static_cast<float>(rows.first - rows.held_first),
          static_cast<float>(columns.end - columns.held_first), static_cast<float>(rows.end - rows.held_first)};
      entry->tiles.push_back(std::move(tile));
    }
  }
  return entry;
}

core::Status RasterPainter::draw(Frame& frame, const cartography::RasterLayer& layer, std::size_t slot) {
  if (!layer.raster || layer.raster->grid().size() == 0 || layer.ramp.empty() || !(layer.low < layer.high)) return {};
  if (!layer.raster->grid().extent().intersects(frame.view.visible_ground(1.0))) return {};
  const auto program = frame.shaders.program("raster");
  if (!program) return program.error();
  const Uploaded& entry = rasters_.of(layer.raster, [&frame](const core::Snapshot<raster::Raster<float>>& raster) {
    frame.statistics.bytes_uploaded += raster->values().size() * sizeof(float);
    return upload(raster);
  });
  TableTexture& ramp = ramps_[slot];
  std::vector<float> colours;
  for (const cartography::Colour& colour : layer.ramp) append(colours, colour);
  ramp.set({static_cast<int>(layer.ramp.size()), 1}, std::move(colours));

  (*program)->use();
  frame.view.apply(**program, entry.origin);
  ramp.bind(1);
  (*program)->set("u_values", 0);
  (*program)->set("u_ramp", 1);
  (*program)->set("u_range", std::array<float, 2>{layer.low, layer.high});
  (*program)->set("u_smooth", layer.smooth ? 1 : 0);
  for (const Tile& tile : entry.tiles) {
    tile.values.bind(0);
    (*program)->set("u_extent", tile.extent);
    (*program)->set("u_cells", std::array<float, 2>{static_cast<float>(tile.values.size().width),
                                                    static_cast<float>(tile.values.size().height)});
    (*program)->set("u_inner", tile.inner);
    entry.array.draw_quad();
    frame.statistics.triangles += 2;
    ++frame.statistics.draw_calls;
  }
  return {};
}

}  // namespace wardscope::render
