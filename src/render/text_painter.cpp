// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/text_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/text_rasteriser.hpp"

namespace wardscope::render {
namespace {

constexpr int kAtlasWidth = 4096;
constexpr int kFirstAtlasHeight = 512;
constexpr int kMostAtlasHeight = 4096;
constexpr float kHaloPoints = 1.5F;
constexpr float kHaloEdge = 0.35F;  // pixels: letters are smooth at their edge, so the halo begins that much later
constexpr float kMiddleOfCapitals = 0.36F;  // em above the baseline: labels are centred on it
constexpr std::size_t kFloatsPerVertex = 12;

}  // namespace

std::vector<std::uint8_t> with_halo(std::span<const std::uint8_t> alpha, int width, float radius) {
  const int height = width > 0 ? static_cast<int>(alpha.size()) / width : 0;
  const int margin = static_cast<int>(std::ceil(radius));
  const int out_width = width + 2 * margin;
  const int out_height = height + 2 * margin;
  std::vector<std::uint8_t> out(static_cast<std::size_t>(out_width) * static_cast<std::size_t>(out_height) * 2, 0);
  const auto texel = [&](int x, int y) { return out.data() + 2 * (y * out_width + x); };
  for (int y = 0; y < height; ++y) {
    const auto row = alpha.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(width));
    for (int x = 0; x < width; ++x) {
      const std::uint8_t letter = row[static_cast<std::size_t>(x)];
      if (letter == 0) continue;
      texel(x + margin, y + margin)[0] = letter;
      for (int dy = -margin; dy <= margin; ++dy) {
        for (int dx = -margin; dx <= margin; ++dx) {
          const float away = std::hypot(static_cast<float>(dx), static_cast<float>(dy));
          const float share = std::clamp(radius + 0.5F - away, 0.0F, 1.0F);
          const auto grown = static_cast<std::uint8_t>(static_cast<float>(letter) * share);
          std::uint8_t& halo = texel(x + margin + dx, y + margin + dy)[1];
          halo = std::max(halo, grown);
        }
      }
    }
  }
  return out;
}

void TextPainter::begin_atlas() {
  atlas_height_ = std::min(kMostAtlasHeight, atlas_height_ == 0 ? kFirstAtlasHeight : atlas_height_ * 2);
  atlas_.upload({kAtlasWidth, atlas_height_}, gpu::PixelFormat::rg8, {});
  placed_.clear();
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
}

std::optional<TextPainter::Placed> TextPainter::room_for(int width, int height) {
  if (shelf_x_ + width > kAtlasWidth) {
    shelf_y_ += shelf_height_;
    shelf_x_ = shelf_height_ = 0;
  }
  if (shelf_y_ + height > atlas_height_) return std::nullopt;
  Placed placed;
  placed.x = shelf_x_;
  placed.y = shelf_y_;
  placed.width = width;
  placed.height = height;
  shelf_x_ += width;
  shelf_height_ = std::max(shelf_height_, height);
  return placed;
}

core::Result<std::optional<TextPainter::Placed>> TextPainter::place(const TextRun& run, float halo_radius) {
  const Key key{run.text, run.size, run.bold, static_cast<int>(std::lround(halo_radius * 4.0F)), run.angle};
  if (const auto found = placed_.find(key); found != placed_.end()) return std::optional(found->second);
  const auto weight = run.bold ? cartography::Weight::bold : cartography::Weight::regular;
  const auto bitmap = run.angle == 0.0F ? report::rasterise_text(run.text, run.size, weight)
                                        : report::rasterise_turned(run.text, run.size, {weight, run.angle});
  if (!bitmap) return bitmap.error();
  const int margin = static_cast<int>(std::ceil(halo_radius));
  const int width = bitmap->width + 2 * margin;
  const int height = bitmap->height + 2 * margin;
  if (width > kAtlasWidth || height > kMostAtlasHeight) {
    return core::invalid_argument("a line of text is too long to draw: " + std::to_string(width) + " pixels");
  }
  Placed placed;
  if (bitmap->width > 0 && bitmap->height > 0) {
    const auto room = room_for(width, height);
    if (!room) return std::optional<Placed>();
    placed = *room;
    const auto texels = with_halo(bitmap->alpha, bitmap->width, halo_radius);
    atlas_.upload_part(placed.x, placed.y, {width, height}, std::as_bytes(std::span<const std::uint8_t>(texels)));
  }
  placed.origin_x = bitmap->origin_x + margin;
  placed.baseline = bitmap->baseline + margin;
  placed.advance = bitmap->advance;
  placed_.emplace(key, placed);
  return std::optional(placed);
}

void TextPainter::append_quad(const TextRun& run, const Placed& placed) {
  float pen = run.x;
  if (run.align == cartography::Align::centre) pen -= 0.5F * placed.advance;
  if (run.align == cartography::Align::right) pen -= placed.advance;
  const float left = std::round(pen - static_cast<float>(placed.origin_x));
  const float top = std::round(run.y - static_cast<float>(placed.baseline));
  for (int corner = 0; corner < 4; ++corner) {
    const auto dx = static_cast<float>((corner & 1) == 0 ? 0 : placed.width);
    const auto dy = static_cast<float>((corner & 2) == 0 ? 0 : placed.height);
    vertices_.insert(vertices_.end(),
                     {left + dx, top + dy, static_cast<float>(placed.x) + dx, static_cast<float>(placed.y) + dy});
    append(vertices_, run.colour);
    append(vertices_, run.halo);
  }
}

core::Status TextPainter::flush(Frame& frame) {
  if (vertices_.empty()) return {};
  const auto program = frame.shaders.program("text");
  if (!program) return program.error();
  buffer_.upload(std::span<const float>(vertices_));
  constexpr std::array<int, 4> kComponents{2, 2, 4, 4};  // page, atlas, colour, halo
  array_.interleaved_floats(buffer_, kComponents);
  const std::size_t quads = vertices_.size() / kFloatsPerVertex / 4;
  array_.indices(frame.quads.at_least(quads));
  (*program)->use();
  frame.view.apply(**program, {});
  atlas_.bind(0);
  (*program)->set("u_atlas", 0);
  array_.draw_triangles(0, quads * 6);
  frame.statistics.triangles += quads * 2;
  ++frame.statistics.draw_calls;
  vertices_.clear();
  return {};
}

core::Status TextPainter::draw(Frame& frame, std::span<const TextRun> runs) {
  if (runs.empty()) return {};
  if (atlas_height_ == 0) begin_atlas();
  for (const TextRun& run : runs) {
    const float halo = run.halo.a > 0.0F ? kHaloPoints * frame.view.pixels_per_point + kHaloEdge : 0.0F;
    auto placed = place(run, halo);
    for (int tries = 0; placed && !placed->has_value() && tries < 4; ++tries) {
      if (auto status = flush(frame); !status) return status;  // what was placed so far still lies in the old atlas
      begin_atlas();
      placed = place(run, halo);
    }
    if (!placed) return placed.error();
    if (placed->has_value() && (**placed).width > 0) append_quad(run, **placed);
  }
  return flush(frame);
}

core::Status TextPainter::draw_labels(Frame& frame, const cartography::LabelLayer& layer) {
  std::vector<TextRun> runs;
  for (const cartography::Label& label : layer.labels) {
    const geo::Point at = frame.view.to_page(label.at);
    TextRun run;
    run.size = label.size * frame.view.pixels_per_point;
    run.x = static_cast<float>(at.x);
    run.angle = label.angle;
    run.y = static_cast<float>(at.y) + (run.angle == 0.0F ? kMiddleOfCapitals * run.size : 0.0F);
    run.text = label.text;
    run.bold = label.bold;
    run.align = cartography::Align::centre;
    run.colour = label.colour;
    run.halo = label.halo;
    runs.push_back(std::move(run));
  }
  return draw(frame, runs);
}

}  // namespace wardscope::render
