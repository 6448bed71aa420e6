// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_ratio.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr std::size_t kEntries = 256;

/// The ramp with its middle, where both are as common, half transparent.
std::vector<Colour> ratio_ramp(const Ramp& ramp) {
  constexpr double kLeastOpacity = 0.35;
  std::vector<Colour> entries;
  entries.reserve(kEntries);
  for (std::size_t i = 0; i < kEntries; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(kEntries - 1);
    const double away = std::min(1.0, std::abs(t - 0.5) * 4.0);
    entries.push_back(colour_at(ramp, t).with_alpha(static_cast<float>(kLeastOpacity + (1.0 - kLeastOpacity) * away)));
  }
  return entries;
}

/// The end of the ramp: the ratio that one cell in a hundred exceeds either way, at least a doubling, at most eight.
double end_of(const raster::Raster<float>& surface) {
  std::vector<float> sizes;
  for (const float value : surface.values()) {
    if (std::isfinite(value)) sizes.push_back(std::abs(value));
  }
  const double least = std::log(2.0);
  if (sizes.empty()) return least;
  constexpr double kShown = 0.99;
  const auto rank = static_cast<std::ptrdiff_t>(kShown * static_cast<double>(sizes.size() - 1));
  std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
  return std::clamp(static_cast<double>(sizes[static_cast<std::size_t>(rank)]), least, std::log(8.0));
}

}  // namespace

void add_log_ratio(DrawnLayer& drawn, const project::Layer& layer, core::Snapshot<raster::Raster<float>> surface) {
  const double end = end_of(*surface);
  RasterLayer raster;
  raster.raster = std::move(surface);
  raster.ramp = ratio_ramp(ramp_or(layer.style.palette, "rdbu"));
  raster.low = static_cast<float>(-end);
  raster.high = static_cast<float>(end);
  const double most = std::exp(end);
  const std::string times = core::fixed(most, std::abs(most - std::round(most)) < 0.05 ? 0 : 1);
  drawn.legend.unit = "times as common as on the whole";
  drawn.legend.ramp = {raster.ramp, core::fixed(1.0 / most, 2) + " or less", "1", times + " or more"};
  drawn.legend.note = "No colour: too few to compare";
  drawn.parts.push_back({std::move(raster)});
}

void add_tolerance(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const auto column = features.column("side");
  if (!column) return;
  struct Side {
    const char* words;
    const char* key;
    Colour stroke;
    Hatch hatch;
    float width;
  };
  static const std::array<Side, 2> kSides{
      {{"more than chance allows", "More than chance allows", rgb(0x67001F), Hatch::none, 2.0F},
       {"fewer than chance allows", "Fewer than chance allows", rgb(0x053061), Hatch::diagonal, 1.2F}}};
  for (const Side& side : kSides) {
    std::vector<geo::MultiPolygon> shapes;
    for (std::size_t row = 0; row < features.row_count(); ++row) {
      const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
      if (shape != nullptr && table::to_text(features.at(row, *column), 0) == side.words) shapes.push_back(*shape);
    }
    if (shapes.empty()) continue;
    PolygonLayer polygons;
    polygons.fill_of.assign(shapes.size(), 0);
    polygons.fills = {side.stroke.with_alpha(0.0F)};
    if (side.hatch != Hatch::none) polygons.fills = {side.stroke.with_alpha(0.2F)};
    polygons.hatches = {side.hatch};
    polygons.stroke = side.stroke;
    polygons.stroke_width = side.width * static_cast<float>(layer.style.line_width);
    polygons.shapes = core::make_snapshot(std::move(shapes));
    drawn.legend.rows.push_back(
        {PatchSwatch{polygons.fills.front(), side.hatch, side.stroke, polygons.stroke_width}, side.key});
    drawn.parts.push_back({std::move(polygons)});
  }
  if (drawn.parts.empty()) drawn.legend.note = "Nowhere beyond what chance allows";
}

}  // namespace wardscope::cartography
