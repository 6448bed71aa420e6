// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace wardscope::cartography {

enum class Weight { regular, bold };

/// How much room a line of text takes, points. Ascent and descent are those of the font, so lines of one size align.
struct TextExtent {
  float width = 0.0F;
  float ascent = 0.0F;
  float descent = 0.0F;
};

/// Measures one line of UTF-8 at a size in points. The caller injects it (report/text_rasteriser.hpp implements it by
/// Pango), because cartography draws nothing and knows no font.
using TextMeasure = std::function<TextExtent(std::string_view text, float size, Weight weight)>;

/// An estimate without fonts, some per cent too wide: for tests, and where no measure was injected.
inline TextExtent estimated_text(std::string_view text, float size, Weight weight) {
  // Mean advance of English text in a grotesque such as Inter, in em.
  constexpr float kRegularAdvance = 0.60F;
  constexpr float kBoldAdvance = 0.64F;
  std::size_t characters = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++characters;  // continuation bytes of UTF-8 have no width
  }
  const float advance = weight == Weight::bold ? kBoldAdvance : kRegularAdvance;
  return {static_cast<float>(characters) * advance * size, 0.97F * size, 0.24F * size};
}

}  // namespace wardscope::cartography
