// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/frame.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

#include "cartography/theme.hpp"

namespace wardscope::render {

const gpu::Buffer& QuadIndices::at_least(std::size_t quads) {
  if (!buffer_ || quads > quads_) {
    constexpr std::size_t kFirst = 16384;
    quads_ = std::max({kFirst, quads, quads_ * 2});
    buffer_ = gpu::quad_indices(quads_);
  }
  return *buffer_;
}

void TableTexture::set(gpu::PixelSize size, std::vector<float> values) {
  assert(values.size() == static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
  if (values == values_ && size == texture_.size()) return;
  values_ = std::move(values);
  texture_.upload(size, gpu::PixelFormat::float4, std::as_bytes(std::span<const float>(values_)));
}

void TableTexture::set_indices(const std::vector<std::uint8_t>& indices, int most_width) {
  if (!indices_.empty() && indices == indices_) return;
  indices_ = indices;
  std::vector<std::uint8_t> padded = indices;
  const int count = std::max(1, static_cast<int>(indices.size()));
  const int width = std::min(count, most_width);
  const int height = (count + width - 1) / width;
  padded.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  texture_.upload({width, height}, gpu::PixelFormat::index8, std::as_bytes(std::span<const std::uint8_t>(padded)));
}

void set_hatch(const gpu::ShaderProgram& program, const PageView& view) {
  const float spacing = kHatchSpacing * view.pixels_per_point;
  // The ground's zero in page pixels, brought into one period of the pattern in double precision.
  const geo::Point zero = view.to_page({0.0, 0.0});
  const auto period = static_cast<double>(spacing);
  program.set("u_hatch_anchor", std::array<float, 2>{static_cast<float>(std::fmod(-zero.x, period)),
                                                     static_cast<float>(std::fmod(-zero.y, period))});
  program.set("u_part_left", static_cast<float>(view.left));
  program.set("u_page_bottom", static_cast<float>(view.top + view.part.height));
  program.set("u_hatch_spacing", spacing);
  program.set("u_hatch_width", kHatchWidth * view.pixels_per_point);
  program.set("u_no_data_line", components(cartography::theme::kNoDataLine));
}

}  // namespace wardscope::render
