// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cartography/scene.hpp"

namespace wardscope::cartography {

/// What the numbers that a ramp shows are like.
enum class RampKind { sequential, diverging, qualitative };

/// A named ramp: stops at equal steps from low to high, or the colours of a qualitative set.
struct Ramp {
  std::string_view name;
  std::string_view label;
  RampKind kind = RampKind::sequential;
  std::vector<Colour> stops;
};

/// All ramps, in the order of a menu:
/// - viridis, magma: Smith & van der Walt 2015, CC0.
/// - cividis: Nunez, Anderton & Renslow 2018 (PLOS ONE 13(7) e0199239), CC0.
/// - ylorrd, purd, blues, rdbu: this product includes colour specifications and designs developed by Cynthia Brewer
///   (colorbrewer.org), Apache-2.0.
/// - okabe-ito: Okabe & Ito 2008, colour universal design, free to use.
/// The reversed forms put the dark end where the number is high, which is what a light base map needs.
const std::vector<Ramp>& ramps();

/// The ramp of this name; null where there is none.
const Ramp* find_ramp(std::string_view name);
/// The ramp of this name, or `fallback` (which must exist) where the name is "default" or unknown.
const Ramp& ramp_or(std::string_view name, std::string_view fallback);

/// Colour at t, 0..1, piecewise linear in sRGB; t outside is clamped.
Colour colour_at(const Ramp& ramp, double t);

/// `count` colours for classes, low to high, far enough from the ends to be told from paper and from black.
/// @pre count >= 1
std::vector<Colour> class_colours(const Ramp& ramp, int count);

/// 256 entries for a density surface: value 0 is transparent, the opacity is full from an eighth of the highest value,
/// and the colour runs with the square root of the value, so that the middle of a skewed surface is told from its foot.
std::vector<Colour> density_ramp(const Ramp& ramp);

}  // namespace wardscope::cartography
