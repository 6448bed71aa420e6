// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/palette.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace wardscope::cartography {
namespace {

std::vector<Colour> colours(std::initializer_list<std::uint32_t> hexes) {
  std::vector<Colour> result;
  for (const std::uint32_t hex : hexes) result.push_back(rgb(hex));
  return result;
}

std::vector<Colour> reversed(std::vector<Colour> stops) {
  std::reverse(stops.begin(), stops.end());
  return stops;
}

std::vector<Ramp> make_ramps() {
  const auto viridis = colours(
      {0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725});
  const auto magma = colours(
      {0x000004, 0x140E36, 0x3B0F70, 0x641A80, 0x8C2981, 0xB73779, 0xDE4968, 0xF7705C, 0xFE9F6D, 0xFECF92, 0xFCFDBF});
  const auto cividis =
      colours({0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46});
  return {
      {"magma-reversed", "Magma (dark is high)", RampKind::sequential, reversed(magma)},
      {"viridis-reversed", "Viridis (dark is high)", RampKind::sequential, reversed(viridis)},
      {"cividis-reversed", "Cividis (dark is high)", RampKind::sequential, reversed(cividis)},
      {"ylorrd", "Yellow to red", RampKind::sequential,
       colours({0xFFFFCC, 0xFFEDA0, 0xFED976, 0xFEB24C, 0xFD8D3C, 0xFC4E2A, 0xE31A1C, 0xBD0026, 0x800026})},
      {"purd", "Purple to red", RampKind::sequential,
       colours({0xF7F4F9, 0xE7E1EF, 0xD4B9DA, 0xC994C7, 0xDF65B0, 0xE7298A, 0xCE1256, 0x980043, 0x67001F})},
      {"blues", "Blues", RampKind::sequential,
       colours({0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B})},
      {"magma", "Magma (light is high)", RampKind::sequential, magma},
      {"viridis", "Viridis (light is high)", RampKind::sequential, viridis},
      {"cividis", "Cividis (light is high)", RampKind::sequential, cividis},
      {"rdbu", "Blue below, red above", RampKind::diverging,
       colours({0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
                0x67001F})},
      {"okabe-ito", "Okabe-Ito", RampKind::qualitative,
       colours({0xD55E00, 0x0072B2, 0x009E73, 0xE69F00, 0xCC79A7, 0x56B4E9, 0x000000, 0xF0E442})},
  };
}

}  // namespace

const std::vector<Ramp>& ramps() {
  static const std::vector<Ramp> kRamps = make_ramps();
  return kRamps;
}

const Ramp* find_ramp(std::string_view name) {
  const auto found = std::find_if(ramps().begin(), ramps().end(), [&](const Ramp& ramp) { return ramp.name == name; });
  return found == ramps().end() ? nullptr : &*found;
}

const Ramp& ramp_or(std::string_view name, std::string_view fallback) {
  if (const Ramp* named = find_ramp(name)) return *named;
  const Ramp* other = find_ramp(fallback);
  assert(other != nullptr);
  return *other;
}

Colour colour_at(const Ramp& ramp, double t) {
  const double clamped = std::isnan(t) ? 0.0 : std::clamp(t, 0.0, 1.0);
  const double position = clamped * static_cast<double>(ramp.stops.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(position), ramp.stops.size() - 1);
  const auto above = std::min(below + 1, ramp.stops.size() - 1);
  const auto k = static_cast<float>(position - static_cast<double>(below));
  const Colour& a = ramp.stops[below];
  const Colour& b = ramp.stops[above];
  return {a.r + (b.r - a.r) * k, a.g + (b.g - a.g) * k, a.b + (b.b - a.b) * k, a.a + (b.a - a.a) * k};
}

std::vector<Colour> class_colours(const Ramp& ramp, int count) {
  assert(count >= 1);
  std::vector<Colour> result;
  if (ramp.kind == RampKind::qualitative) {
    for (int i = 0; i < count; ++i) result.push_back(ramp.stops[static_cast<std::size_t>(i) % ramp.stops.size()]);
    return result;
  }
  constexpr double kFirst = 0.08;
  constexpr double kLast = 0.90;
  for (int i = 0; i < count; ++i) {
    const double t = count == 1 ? 0.5 : static_cast<double>(i) / (count - 1);
    result.push_back(colour_at(ramp, kFirst + (kLast - kFirst) * t));
  }
  return result;
}

std::vector<Colour> density_ramp(const Ramp& ramp) {
  constexpr int kEntries = 256;
  constexpr double kFullOpacityAt = 1.0 / 8.0;
  constexpr double kPalest = 0.06;   // the first twentieth of a ramp can't be told from the paper
  constexpr double kDarkest = 0.86;  // nor names and streets from its last seventh
  std::vector<Colour> result;
  result.reserve(kEntries);
  for (int i = 0; i < kEntries; ++i) {
    const double t = static_cast<double>(i) / (kEntries - 1);
    const double alpha = std::min(1.0, t / kFullOpacityAt);
    result.push_back(
        colour_at(ramp, kPalest + (kDarkest - kPalest) * std::sqrt(t)).with_alpha(static_cast<float>(alpha)));
  }
  return result;
}

}  // namespace wardscope::cartography
