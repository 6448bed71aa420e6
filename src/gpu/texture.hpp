// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "gpu/object.hpp"

namespace wardscope::gpu {

enum class PixelFormat : std::uint8_t { rgba8, rg8, index8, float1, float4 };
enum class Filter : std::uint8_t { nearest, linear };

/// A two-dimensional texture. Outside of it the edge repeats.
class Texture {
 public:
  Texture() : object_(ObjectKind::texture) {}

  /// New size and content; an empty span leaves the content open. Rows without padding.
  /// @pre pixels.empty() or as many bytes as the size and format ask for
  void upload(PixelSize size, PixelFormat format, std::span<const std::byte> pixels);
  /// Replaces a part of it. @pre the part lies inside
  void upload_part(int x, int y, PixelSize size, std::span<const std::byte> pixels);
  void set_filter(Filter filter);
  /// Makes it what sampler `unit` reads.
  void bind(unsigned unit) const;
  [[nodiscard]] PixelSize size() const { return size_; }
  /// For ImGui: `ImTextureID` of this context.
  [[nodiscard]] unsigned id() const { return object_.id(); }

 private:
  Object object_;
  PixelSize size_;
  PixelFormat format_ = PixelFormat::rgba8;
};

}  // namespace wardscope::gpu
